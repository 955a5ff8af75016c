"""The boxes forms are built of, and the frame around a whole one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.publish.documents import Table, blocks
from generator.publish.documents.document import Heading
from generator.publish.formats.table import Table as Download
from generator.publish.formats.table import text_of
from generator.publish.forms import Cell, Form, Gap, Grid, Group, Line, Row, Section
from generator.publish.forms.fitting import left_over
from generator.publish.forms.form import CELL_PT, CENTER, LEFT, RIGHT, SMALL_PT
from generator.publish.pages.year_site import YearSite

_WIDEST, _NARROWEST, _BESIDE = 20, 4, 1
"""In characters: what a column of a table weighs at most and at least when widths are shared out, and its own edges."""
_COVER_PT, _COVER_MM = 16, (70, 5)
"""What a cover is of, and the millimetres above it and between its lines: the title is high, the unit low on it."""
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?%?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MARK = re.compile(r"(?:\d{4}-)?\d\d-\d\d|[A-Z]\d+|\d+[/／]\d+|\d{4}年(?:\d+月(?:\d+日)?)?|")
"""A day without its year, what a row is called, so many of so many, a period: all of one shape."""
_SIZES_PT = (CELL_PT, 9.5, SMALL_PT)


def form(title: str, sections: Iterable[Section], site: YearSite) -> Form:
    """The sections as one file of the unit's, dated by the day as known."""
    say = site.catalogue.text
    return Form(
        title=title,
        sections=tuple(sections),
        unit=site.organization.name,
        date=site.as_of,
        page_words=(say("printed.page.before"), say("printed.page.between"), say("printed.page.after")),
        mark=site.words.t("banner") if site.settings.demonstration else "",
    )


def cover_page(title: str, about: Sequence[str]) -> Section:
    """A page with the title large in its middle, and below it what it is of, a line each."""
    above, between = _COVER_MM
    lines = [each for text in about for each in (Line(text, CENTER, _COVER_PT), Gap(between))]
    return Section(title, (Gap(above), *lines), cover=True)


def head(labels: Iterable[str]) -> Row:
    """A row of column heads."""
    return Row(tuple(Cell(each, strong=True) for each in labels))


def left(text: str, across: int = 1, strong: bool = False) -> Cell:
    """A box whose words begin at its left."""
    return Cell(text, across, LEFT, strong)


def said(text: str) -> Cell:
    """A box of a table by the kind of what it says: numbers at the right, words at the left, days and marks between."""
    if _NUMBER.fullmatch(text):
        return Cell(text, align=RIGHT, figure=True)
    if _DAY.fullmatch(text):
        return Cell(text, figure=True)
    return Cell(text) if _MARK.fullmatch(text) else left(text)


def figure(text: str, strong: bool = False) -> Cell:
    """A number, or nothing, in the middle of its box: marks are added up down a narrow column."""
    return Cell(text, strong=strong, figure=_NUMBER.fullmatch(text) is not None)


def named(label: str, text: str, across: int = 1) -> tuple[Cell, Cell]:
    """What is asked, and what is said to it."""
    return Cell(label, strong=True), Cell(text, across, LEFT, figure=_NUMBER.fullmatch(text) is not None)


def unit_line(first: str, last: str) -> Grid:
    """The line over a form: what it is of at the left, year or number at the right."""
    return Grid((3, 2), (Row((Cell(first, align=LEFT, lines=""), Cell(last, align=RIGHT, lines=""))),))


def note(text: str) -> Group:
    """Words below a form, in small type."""
    return Group((Gap(1), Line(text, size=SMALL_PT)))


def signed(labels: Sequence[str], across: int, height: float = 14) -> Row:
    """A row to sign in, each place with a line's room behind its word."""
    return Row((Cell("　　　　　　　".join(labels) + "　　　　　　", across, LEFT),), height=height)


def opinion(label: str, foot: str, columns: int, height: float) -> tuple[Row, Row]:
    """A box to write an opinion in, its place to sign at the bottom; both stay on one page."""
    return (
        Row((Cell(label, lines="tlr", strong=True), Cell("", columns - 1, lines="tlr")), height=height, keep=True),
        Row((Cell("", lines="blr"), Cell(foot, columns - 1, RIGHT, lines="blr"))),
    )


def paragraphs(markdown: str) -> str:
    """Minutes as plain paragraphs, a line each; a table's rows with their cells side by side."""
    found: list[str] = []
    for block in blocks(markdown):
        if isinstance(block, Table):
            found += ["　".join(row) for row in (block.head, *block.rows)]
        elif isinstance(block, Heading):
            found.append(block.text)
        else:
            found.append(block.lead + block.text)
    return "\n".join(found)


def table_grid(table: Download, none: str, size: float = SMALL_PT) -> Grid:
    """A table to download as a grid, its columns as wide as what stands in them asks for."""
    rows = [tuple(text_of(value) for value in row) for row in table.rows]
    kept = [number for number, _ in enumerate(table.columns) if any(row[number] for row in rows)] or [0]
    labels = [table.columns[number].label for number in kept]
    return text_grid(labels, [[row[number] for number in kept] for row in rows], none, size)


def text_grid(labels: Sequence[str], rows: Sequence[Sequence[str]], none: str, size: float = SMALL_PT) -> Grid:
    """Rows of words under heads; where there are none, that."""
    widths = tuple(_weight([label, *(row[number] for row in rows)]) for number, label in enumerate(labels))
    body = [Row(tuple(map(said, row))) for row in rows]
    return Grid(widths, (head(labels), *(body or [Row((Cell(none, len(labels)),))])), head=1, size=size)


def largest(grid: Grid, page: Section, around: float) -> Grid:
    """The grid in the largest type in which it takes one page with so many millimetres beside it; else the smallest."""
    sizes = [replace(grid, size=size) for size in _SIZES_PT]
    return next((each for each in sizes if left_over(each, page) >= around), sizes[-1])


def _weight(texts: Sequence[str]) -> float:
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return float(min(max(longest, _NARROWEST), _WIDEST) + _BESIDE)
