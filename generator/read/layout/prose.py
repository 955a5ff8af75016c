"""Text that is no YAML: minutes. Of them only what nobody sees is taken out."""

from __future__ import annotations

from generator.read.layout.edits import Edit, Edited, Note
from generator.read.layout.names import ODD, clean

MOST_TOLD = 20
"""So many lines are enough to find the program they came from."""


def prose(text: str) -> Edited:
    """The text without signs that nobody sees and that no text holds, with a note for the first of a line."""
    edits, notes = list[Edit](), list[Note]()
    noted, line = -1, 0
    for match in ODD.finditer(text):
        line += text.count("\n", edits[-1].end if edits else 0, match.start())
        edits.append(Edit(match.start(), match.end(), clean(match[0])))
        if line != noted and len(notes) < MOST_TOLD:
            notes.append(Note(match.start(), "invisible", {"sign": f"U+{ord(match[0]):04X}"}))
            noted = line
    return Edited(text, edits, notes)
