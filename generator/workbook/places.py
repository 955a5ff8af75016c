"""Where in a workbook something is wrong, in words."""

from __future__ import annotations

from generator.language import Catalogue
from generator.workbook.rows import Fault, letter


def place(fault: Fault, sentences: Catalogue) -> str:
    """The sheet, the row, the column with its head."""
    said = {"sheet": fault.sheet, "row": fault.row, "column": letter(fault.column), "head": fault.head}
    code = "book" if not fault.sheet else "sheet" if not fault.row else "row" if not fault.column else "cell"
    return sentences.text(f"workbook.place.{code if code != 'cell' or fault.head else 'cell_bare'}", **said)
