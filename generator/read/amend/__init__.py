"""A file that is there, some of its values said otherwise: comments, order, minutes and all else stay as they stand.

In come a file's bytes, its path for its year, and values as reading gives them, by the ids of fields (None takes a
field away); out come the bytes to write, or None where the file is not understood well enough to be changed without
loss. No file is read or written here. Begin with `amending.py`; `places.py` says which text goes where.

Forms and workbooks change records by it; `fmt` (`mend`) brings a file to form, and is asked here where a file as it
stands has no place for a value. What decided its shape: as in `mend`, only places of the text are put otherwise, and
what came out is read again and compared with what was wanted before anything is given back.
"""

from generator.read.amend.amending import amended_lists, amended_record, said_in_lists, said_in_record
from generator.read.amend.places import Changes, RowChanges

__all__ = ["Changes", "RowChanges", "amended_lists", "amended_record", "said_in_lists", "said_in_record"]
