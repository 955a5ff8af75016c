"""What `fmt` does to a file: other ways of writing brought to the one form, nothing else touched (design §3).

In come a file's bytes and what sort of file it is; out come the bytes to write, what was changed, and what is still
wrong. No file is read or written here. Begin with `mending.py`; `page.py` knows where each value stands in the
text, `encoding.py` in which encoding it came, `targets.py` which files of a root are looked after.

What decided its shape: whatever happens nothing may be lost. So the readers of `read` say what to write instead (a
problem `unnormalised` carries the form), only those places of the text are replaced, comments and order stay, and
the YAML is read again and compared before anything is given back: where it says anything else, the file stays as
it was. To mend twice is to mend once.
"""

from generator.read.mend.mending import Change, Mended, mend
from generator.read.mend.targets import Target, targets

__all__ = ["Change", "Mended", "Target", "mend", "targets"]
