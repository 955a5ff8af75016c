"""What nobody sees, and what no text holds, taken out: of minutes nothing else is, of fields before any is told."""

from __future__ import annotations

from generator.read.layout.edits import Edit, Edited, Note
from generator.read.layout.names import CONTROL, ODD, clean

MOST_TOLD = 20
"""So many lines are enough to find the program they came from."""


def prose(text: str, strict: bool = False) -> Edited:
    """The text without signs that nobody sees and that no text holds, with a note for the first of a line.

    `strict`: what no program writes for people is an error, for the text may be damaged.
    """
    edits, notes = list[Edit](), list[Note]()
    noted, refused, line = -1, -1, 0
    for match in ODD.finditer(text):
        line += text.count("\n", edits[-1].end if edits else 0, match.start())
        edits.append(Edit(match.start(), match.end(), clean(match[0])))
        sign = {"sign": f"U+{ord(match[0]):04X}"}
        if strict and CONTROL.match(match[0]):
            if line != refused:
                notes.append(Note(match.start(), "control_character", sign, mended=False, error=True))
            refused = line
        elif line != noted and len(notes) < MOST_TOLD:
            notes.append(Note(match.start(), "invisible", sign))
            noted = line
    return Edited(text, edits, notes)
