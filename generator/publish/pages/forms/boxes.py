"""The boxes forms are built of, and the frame around a whole one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.publish.documents import Table, blocks
from generator.publish.documents.document import Heading
from generator.publish.formats.table import Table as Download
from generator.publish.formats.table import text_of
from generator.publish.forms import Cell, Form, Gap, Grid, Group, Line, Row, Section
from generator.publish.forms.form import CENTER, LEFT, RIGHT, SMALL_PT
from generator.publish.pages.year_site import YearSite

_WIDEST, _NARROWEST = 24, 3
"""In characters: what a column of a table weighs at most and at least when widths are shared out."""
_COVER_PT = 16
_CENTRED = 11
"""Characters: a column that has no more in any row stands in the middle of its boxes."""


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
    lines = [each for text in about for each in (Line(text, CENTER, _COVER_PT), Gap(4))]
    return Section(title, tuple(lines), cover=True)


def head(labels: Iterable[str]) -> Row:
    """A row of column heads."""
    return Row(tuple(Cell(each, strong=True) for each in labels))


def left(text: str, across: int = 1, strong: bool = False) -> Cell:
    """A box whose words begin at its left."""
    return Cell(text, across, LEFT, strong)


def named(label: str, text: str, across: int = 1) -> tuple[Cell, Cell]:
    """What is asked, and what is said to it."""
    return Cell(label, strong=True), left(text, across)


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
    long = [max([len(row[number]) for row in rows], default=0) > _CENTRED for number in range(len(labels))]
    body = [Row(tuple(left(text) if long[number] else Cell(text) for number, text in enumerate(row))) for row in rows]
    return Grid(widths, (head(labels), *(body or [Row((Cell(none, len(labels)),))])), head=1, size=size)


def _weight(texts: Sequence[str]) -> float:
    longest = max(len(line) for text in texts for line in text.split("\n"))
    return float(min(max(longest, _NARROWEST), _WIDEST))
