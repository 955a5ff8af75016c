"""The figures of GB/T 9704-2012, and how a document's text falls into them: for PDF and .docx alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import ceil

from generator.language import catalogue
from generator.publish.documents.document import Block, Document, Heading, Paragraph, Table
from generator.publish.formats.characters import holdable_data

PAGE_MM = (210, 297)
MARGINS_MM = {"top": 37, "left": 28, "bottom": 35, "right": 26}
"""§5.1, §5.2: 天头 37, 订口 28, type area 156 × 225."""
LINES, CHARACTERS = 22, 28
"""§5.2.3: lines to a page, characters to a line."""
SIZES_PT = {"title": 22, "body": 16, "number": 14, "table": 14, "imprint": 14}
"""二号, 三号, 四号."""
NUMBER_BELOW_MM = 7
"""§7.5: the page number's dashes lie so far below the type area."""
INDENT = 2
"""§7.3.2, §7.3.5.2: characters that a paragraph, and a signature from the right, is set in."""
SEALED_INDENT = 4
"""§7.3.5.1: characters that the date below a seal is set in from the right."""
SEALED_ABOVE, PLAIN_ABOVE = 2, 1
"""Lines left clear above the signature: a seal of 42 mm over signature and date begins within a line of the text."""
MM_TO_PT = 72 / 25.4
WIDTH_PT = (PAGE_MM[0] - MARGINS_MM["left"] - MARGINS_MM["right"]) * MM_TO_PT
HEIGHT_PT = (PAGE_MM[1] - MARGINS_MM["top"] - MARGINS_MM["bottom"]) * MM_TO_PT
LINE_PT = HEIGHT_PT / LINES
CHARACTER_PT = WIDTH_PT / CHARACTERS
ENDING_LINES = 3
"""A last paragraph of so few lines stays with the signature; of a longer one so many, less one, do."""
LAST_ROWS = 2
"""So many rows of a table at the end stay with it."""
_LISTED_WITH_SIGNATURE = 8
"""So do the attachments' names, if they are no more."""
_TITLE_CHARACTERS = int(WIDTH_PT / SIZES_PT["title"]) - 2
"""A line of a title keeps a character clear on either side."""
_MOST_BALANCED = 6
"""Lines of a title that are made about equally long; what is longer is no title, and is filled line by line."""
_WIDEST_COLUMN, _NARROWEST_COLUMN = 16, 3

_NO_START = "，。、；：！？）〕》〉」』”’％的地得了和与及等们"
"""What does not begin a line of a title: marks by rule, words because a title breaks where its sense does (§7.3.1)."""
_NO_END = "（〔《〈「『“‘第"
_PAIRS = {"“": "”", "《": "》", "（": "）", "〔": "〕", "「": "」", "『": "』"}
_GOOD_ENDS = "，、；：的》”"


@dataclass(frozen=True, slots=True)
class Set:
    """A document as both files set it: every break, indent and width decided."""

    document: Document
    title_lines: tuple[str, ...]
    addressees: str
    date: str
    signature_indent: float
    """In characters from the left, as is `date_indent`: without a seal the date begins two characters right of the
    signature, under a seal the signature is centred on it."""
    date_indent: float
    attachment_lines: tuple[str, ...]
    """The list of attachments below the text."""
    attachment_names: tuple[str, ...]
    """What stands at the head of each attachment's page."""
    attachment_titles: tuple[tuple[str, ...], ...]
    note: str


def day_said(day: date) -> str:
    """2017年3月8日 (GB/T 9704-2012 §7.3.5.4), whatever the site's language."""
    return catalogue("zh").text("documents.day", year=day.year, month=day.month, day=day.day)


def set_document(document: Document) -> Set:
    """The document with its lines and indents; official documents are Chinese whatever the site's language."""
    words, day = catalogue("zh"), day_said(document.date)
    indents = sealed_indents if document.sealed else signature_indents
    signature_indent, date_indent = indents(document.signature, day)
    titles = [each.title for each in document.attachments]
    several = len(titles) > 1
    listed = [words.text("documents.one_of", number=number, title=title) for number, title in enumerate(titles, 1)]
    return Set(
        document=document,
        title_lines=title_lines(document.title),
        addressees=words.text("documents.addressees", names="、".join(document.addressees))
        if document.addressees
        else "",
        date=day,
        signature_indent=signature_indent,
        date_indent=date_indent,
        attachment_lines=tuple(listed if several else titles),
        attachment_names=tuple(
            words.text("documents.attachment_number", number=number) if several else words.text("documents.attachment")
            for number in range(1, len(titles) + 1)
        ),
        attachment_titles=tuple(title_lines(title) for title in titles),
        note=words.text("documents.note", text=document.note) if document.note else "",
    )


def plain(made: Set) -> dict[str, object]:
    """The same as plain data for templates, with the figures of the page."""
    document = made.document
    data: dict[str, object] = {
        "title": document.title,
        "title_lines": made.title_lines,
        "doc_no": document.doc_no,
        "addressees": made.addressees,
        "blocks": [_plain_block(each) for each in document.blocks],
        **_parted(document),
        "signature": document.signature,
        "date": made.date,
        "year": document.date.year,
        "month": document.date.month,
        "day": document.date.day,
        "signature_indent": made.signature_indent,
        "date_indent": made.date_indent,
        "attachment_lines": made.attachment_lines,
        "attachment_word": catalogue("zh").text("documents.attachments"),
        "attachments": [
            {"name": name, "title_lines": lines, "blocks": [_plain_block(block) for block in each.blocks]}
            for each, name, lines in zip(
                document.attachments, made.attachment_names, made.attachment_titles, strict=True
            )
        ],
        "list_with_signature": len(made.attachment_lines) <= _LISTED_WITH_SIGNATURE,
        "sealed": document.sealed,
        "sealed_indent": SEALED_INDENT,
        "above": SEALED_ABOVE if document.sealed else PLAIN_ABOVE,
        "note": made.note,
        "mark": document.mark,
        "page": {"width": PAGE_MM[0], "height": PAGE_MM[1], **MARGINS_MM, "number_below": NUMBER_BELOW_MM},
        "sizes": SIZES_PT,
        "line": LINE_PT,
        "character": CHARACTER_PT,
        "indent": INDENT,
        "ending_lines": ENDING_LINES,
    }
    return holdable_data(data)


def _parted(document: Document) -> dict[str, object]:
    """The text, and what goes with the signature: all of its end, or the last lines where that is `long` (§7.3.5.4).

    So no page has the signature alone, nor the last row of a table with nothing else.
    """
    found = [_plain_block(each) for each in document.blocks]
    opening, ending, long = found[:-1], found[-1:], False
    match document.blocks[-1:]:
        case (Table(rows=rows),) if len(rows) > LAST_ROWS:
            opening.append({**found[-1], "rows": rows[:-LAST_ROWS], "followed": True})
            ending = [{**found[-1], "rows": rows[-LAST_ROWS:], "caption": "", "goes_on": True}]
        case (Paragraph(text=text, lead=lead),):
            long = width(lead + text) + INDENT > ENDING_LINES * CHARACTERS
    return {"opening": opening, "ending": ending, "long": long}


def _plain_block(block: Block) -> dict[str, object]:
    kind = type(block).__name__.lower()
    if isinstance(block, Table):
        return {"kind": kind, **asdict(block), "widths": column_widths(block), "goes_on": False, "followed": False}
    return {"kind": kind, **asdict(block), **({} if isinstance(block, Heading) else {"runs_in": bool(block.lead)})}


def column_widths(table: Table) -> tuple[float, ...]:
    """Shares of the width by the longest cell of each column, none too narrow to read and none that takes all."""
    columns = zip(table.head, *table.rows, strict=True)
    return tuple(
        min(_WIDEST_COLUMN, max(_NARROWEST_COLUMN, *(width(cell) for cell in column))) + 1 for column in columns
    )


def signature_indents(signature: str, day: str) -> tuple[float, float]:
    """Where signature and date of a document without a seal begin, in characters from the left (§7.3.5.2).

    The signature ends two characters from the right and the date begins two characters right of the signature's
    start; where the date is the longer, it is the date that ends two characters from the right.
    """
    longer = max(width(signature), width(day) + INDENT)
    start = max(0.0, CHARACTERS - INDENT - longer)
    return start, start + INDENT


def sealed_indents(signature: str, day: str) -> tuple[float, float]:
    """The same of a document with a seal (§7.3.5.1): the date ends four characters from the right, and the signature
    is centred on it; one too long for that moves both to the left."""
    start = CHARACTERS - SEALED_INDENT - width(day)
    middle = start + width(day) / 2
    over = max(0.0, middle + width(signature) / 2 - CHARACTERS)
    return max(0.0, middle - over - width(signature) / 2), max(0.0, start - over)


def width(text: str) -> float:
    """How many characters wide a text is: Latin letters and digits are half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(each) in "WFA" else 0.5 for each in text)


def title_lines(title: str) -> tuple[str, ...]:
    """A title in as few lines as it needs, about equally long, broken where its sense allows (§7.3.1)."""
    words = list(_pieces(title))
    count = max(1, ceil(width(title) / _TITLE_CHARACTERS))
    if count == 1 or len(words) < count:
        return (title,)
    if count > _MOST_BALANCED:
        return tuple(_filled(words))
    best = _Split(words, count).best(0, count)
    return best[1] if best else (title,)


def _pieces(title: str) -> Iterator[str]:
    """What must not be broken: what stands in quotation marks, numbers, and marks with the word before them."""
    held = "".join(re.escape(mark) for mark in _NO_START)
    opening = "".join(re.escape(mark) for mark in _NO_END)
    quoted = "|".join(f"{first}[^{last}]{{1,12}}{last}" for first, last in _PAIRS.items())
    yield from re.findall(rf"[{opening}]*?(?:{quoted}|[0-9A-Za-z.%]+[年月日号届次]?|[^{opening}]|.$)[{held}]*", title)


class _Split:
    """The best way to make so many lines of words: each line close to the mean, broken after a part of the sense."""

    def __init__(self, words: Sequence[str], count: int) -> None:
        self._words = words
        self._mean = width("".join(words)) / count
        self._known: dict[tuple[int, int], tuple[float, tuple[str, ...]] | None] = {}

    def best(self, start: int, count: int) -> tuple[float, tuple[str, ...]] | None:
        """What the lines from that word on cost, and the lines; None where they would not fit."""
        place = start, count
        if place not in self._known:
            self._known[place] = min(self._ways(start, count), key=lambda each: round(each[0], 6), default=None)
        return self._known[place]

    def _ways(self, start: int, count: int) -> Iterator[tuple[float, tuple[str, ...]]]:
        words = self._words[start:]
        if count == 1:
            line = "".join(words)
            yield self._cost(line), (line,)
            return
        least = width("".join(words)) / count - 4
        for place in range(1, len(words) - count + 2):
            line = "".join(words[:place])
            if width(line) > _TITLE_CHARACTERS:
                break
            rest = self.best(start + place, count - 1) if width(line) >= least else None
            if rest:
                yield self._cost(line) + (0 if line[-1] in _GOOD_ENDS else 4) + rest[0], (line, *rest[1])

    def _cost(self, line: str) -> float:
        wide = width(line)
        return (1000 if wide > _TITLE_CHARACTERS else 0) + (wide - self._mean) ** 2


def _filled(words: Iterable[str]) -> Iterator[str]:
    """The words in lines as full as may be."""
    line = ""
    for word in words:
        if line and width(line + word) > _TITLE_CHARACTERS:
            yield line
            line = ""
        line += word
    yield line
