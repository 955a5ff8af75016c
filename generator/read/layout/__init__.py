"""Lines as people type them, set as YAML: `类型：支部委员会`, `应到:5`, `  地点: x`, `地点: *第一*`.

In comes the text between the fences and the fields by their names; out come the text in form, what was changed line by
line, and what has two readings. Nothing is typed here. Begin with `lines.py`, which knows levels; `names.py` says what
a line begins with, `scalar.py` what stands after a name, `flow.py` what stands between brackets, `references.py`
whether anchors are meant, `edits.py` where each character came from. `nodes.py` reads the YAML then, `recovery.py`
names what is still broken; `mend` writes the same edits down. May import types.

What decided its shape: a person who types a full-width colon has said the same as one who types a plain one, so it is
read, with a reminder; what YAML would drop without a word (`#302`, `&x`) is text; and what could be meant in two ways
is asked, with both ways to write it. Only known names of fields decide, so that prose with colons stays prose.
"""

from generator.read.layout.edits import Edited
from generator.read.layout.lines import SIGN, tidied
from generator.read.layout.names import Names, closed_up
from generator.read.layout.prose import prose

__all__ = ["SIGN", "Edited", "Names", "closed_up", "prose", "tidied"]
