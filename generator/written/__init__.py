"""Records and lists as text: what a recorder would have written, whoever fills in the fields.

In come types, a day and values by the fields' names, as `read` gives them or as somebody typed them; out comes the text
of a file, under the Chinese names people use, each value in its agreed form. Nothing is read or judged here, and only
`files.py` touches a disk. Begin with `record.py`, a file as a whole; `value.py` says how one field's value is put,
`plain.py` how YAML must say it so that it is read back as it was.

Everything that writes records uses it: drafts, demonstration data, forms and workbooks. It may import types and model.
What decided its shape: what is written must be read again with the same values and without a word of complaint,
whatever characters stand in it; and a person must like to read it.
"""

from generator.written.record import document_text, free_stem, lines_of, record_text
from generator.written.value import in_form

__all__ = ["document_text", "free_stem", "in_form", "lines_of", "record_text"]
