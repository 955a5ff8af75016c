"""What nobody sees, and what no text holds, taken out: of minutes nothing else is, of fields before any is told."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.read.layout.edits import Edit, Edited, Note
from generator.read.layout.flow import FAR
from generator.read.layout.names import CONTROL, ODD, clean

_SOFT = "\x85\u2028\u2029"
_END = re.compile(f"[\n{_SOFT}]")
MOST_TOLD = 20
"""So many lines are enough to find the program they came from."""


def prose(text: str, strict: bool = False, ends_line: Callable[[str, str], bool] | None = None) -> Edited:
    """The text without signs that nobody sees and that no text holds, with a note for the first of a line.

    `strict`: what no program writes for people is an error, for the text may be damaged. `ends_line`: whether what word
    processors put at a soft end of a line ends one, by what stands on the line before and behind it.
    """
    edits, notes = list[Edit](), list[Note]()
    noted, refused, line = -1, -1, 0
    start = last = 0
    """Where the line begins, by whatever sign it is broken, and what was looked at ends."""
    for match in ODD.finditer(text):
        line += text.count("\n", last, match.start())
        start = max(start, text.rfind("\n", last, match.start()) + 1)
        last, put = match.end(), clean(match[0])
        if ends_line and match[0] in _SOFT:
            before, behind = text[start : match.start()][:FAR], _END.split(text[last : last + FAR], maxsplit=1)[0]
            put, start = "\n" if ends_line(clean(before), clean(behind)) else put, last
        edits.append(Edit(match.start(), last, put))
        sign = {"sign": f"U+{ord(match[0]):04X}"}
        if strict and CONTROL.match(match[0]):
            if line != refused:
                notes.append(Note(match.start(), "control_character", sign, mended=False, error=True))
            refused = line
        elif line != noted and len(notes) < MOST_TOLD:
            notes.append(Note(match.start(), "invisible", sign))
            noted = line
    return Edited(text, edits, notes)
