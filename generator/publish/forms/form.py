"""What a form says and in which boxes; nothing of how a file is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

LEFT, CENTER, RIGHT = "left", "center", "right"
BOXED = "tblr"
"""The lines around a cell: top, bottom, left, right."""
CELL_PT, SMALL_PT, LINE_PT, TITLE_PT = 10.5, 9.0, 10.5, 18
"""五号, 小五, 五号, 小二."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A box with words; each line of them is a paragraph."""

    text: str = ""
    across: int = 1
    """How many columns it takes."""
    align: str = CENTER
    strong: bool = False
    lines: str = BOXED
    """Which of its lines are drawn."""
    indented: bool = False
    """Whether each paragraph begins two characters in."""
    page_of: int | None = None
    """The section, counted from 0, whose first page it names."""
    figure: bool = False
    """Whether its words are a number, a share in per cent or a day (ISO 8601), which a spreadsheet can reckon with."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side."""

    cells: tuple[Cell, ...]
    height: float = 0
    """At least so many millimetres."""
    keep: bool = False
    """Whether it stays on one page with the row after it."""
    broken: bool = False
    """Whether it may go over to the next page: for minutes. What is taller than a page always may."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows over the whole width, in columns of these shares."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    head: int = 0
    """How many of the first rows stand on every page."""
    size: float = CELL_PT
    """Points."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words across the page outside any box."""

    text: str
    align: str = LEFT
    size: float = LINE_PT
    strong: bool = False
    keep: bool = False
    """Whether it stays on one page with the beginning of what follows: a heading does."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Room: millimetres; `cut` draws the line along which sheets are cut apart."""

    height: float
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What stays on one page."""

    blocks: tuple[Line | Grid | Gap, ...]


Block = Line | Grid | Gap | Group


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that begin on a new one, under a title."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    cover: bool = False
    """Whether the title stands large in the middle of a page, with the blocks below it."""
    titled: bool = True
    """Whether the title is printed; else it only names the section: a page of ballots has its titles on them."""
    margin: float = 18
    """Millimetres on every side."""


@dataclass(frozen=True, slots=True)
class Form:
    """One file."""

    title: str
    sections: tuple[Section, ...]
    unit: str
    """Who the file says made it: an organization."""
    date: date
    """The day the file says it was made."""
    page_words: tuple[str, str, str]
    """What stands before, between and after the page's number and their count: 第, 页 共, 页."""
    mark: str = ""
    """What stands at the head of every page of what is no real paper."""


def grids(section: Section) -> Iterator[Grid]:
    """Its grids, those in groups too."""
    for block in section.blocks:
        if isinstance(block, Grid):
            yield block
        elif isinstance(block, Group):
            yield from (each for each in block.blocks if isinstance(each, Grid))


def words(form: Form) -> str:
    """All that it says, a line each: to be looked through for what nobody may read."""
    return "\n".join([form.title, form.unit, form.mark, *_said(form)])


def _said(form: Form) -> Iterator[str]:
    for section in form.sections:
        yield section.title
        for block in section.blocks:
            for each in block.blocks if isinstance(block, Group) else (block,):
                if isinstance(each, Line):
                    yield each.text
                elif isinstance(each, Grid):
                    yield from (cell.text for row in each.rows for cell in row.cells)
