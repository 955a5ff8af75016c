"""What people write in Markdown below a record's fields, as blocks of an official document."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from generator.publish.documents.document import Block, Heading, Paragraph, Table
from generator.publish.render.markdown import minutes

_FIRST = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SECOND = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_LONGEST_HEADING = 30
_BREAK = "\n"


def blocks(markdown: str) -> tuple[Block, ...]:
    """Headings, paragraphs, lists and tables; numbers that people write (一、（一）) make headings."""
    reader = _Reader()
    reader.feed(str(minutes(markdown)))
    reader.close()
    return tuple(reader.blocks)


def paragraph(text: str) -> Block:
    """A line of text: a heading of its own, a paragraph that a heading runs into, or a plain paragraph."""
    level = 1 if _FIRST.match(text) else 2 if _SECOND.match(text) else 0
    if not level:
        return Paragraph(text, indented=not text.endswith("："))
    first, stop, rest = text.partition("。")
    if len(first) > _LONGEST_HEADING:
        return Paragraph(text)
    return Paragraph(rest, first + stop, level) if rest else Heading(first, level)


class _Reader(HTMLParser):
    """The safe HTML of minutes, block by block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._text = ""
        self._rows: list[list[str]] = []
        self._numbers: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a list, a row, or a block of text."""
        if tag in ("ul", "ol"):
            self._flush()
            start = dict(attrs).get("start") or "1"
            self._numbers.append(int(start) if tag == "ol" and start.isdigit() else 1 if tag == "ol" else None)
        elif tag == "br":
            self._text += _BREAK
        elif tag == "tr":
            self._rows.append([])
        elif tag == "li":
            self._flush()
            number = self._numbers[-1] if self._numbers else None
            if number is not None:
                self._text = f"{number}．"
                self._numbers[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        """Closes what was opened, and keeps it."""
        if tag in ("ul", "ol"):
            self._flush()
            self._numbers.pop()
        elif tag in ("td", "th"):
            self._rows[-1].append(self._text.strip())
            self._text = ""
        elif tag == "table":
            head, *rows = self._rows
            self.blocks.append(Table(tuple(head), tuple(tuple(row) for row in rows)))
            self._rows = []
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            text, self._text = self._text.strip(), ""
            self.blocks.append(Heading(text, 2 if int(tag[1]) > 3 else 1))
        elif tag in ("p", "li", "pre", "blockquote", "dd", "dt"):
            self._flush()

    def handle_data(self, data: str) -> None:
        """Text, wherever it stands."""
        self._text += data if self._rows else data.replace(_BREAK, "")

    def _flush(self) -> None:
        lines, self._text = self._text.split(_BREAK), ""
        self.blocks += [paragraph(line.strip()) for line in lines if line.strip()]
