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
        self._parts: list[str] = []
        self._rows: list[list[str]] = []
        self._numbers: list[int | None] = []
        self._as_written = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a list, a row, or a block of text."""
        if tag in ("ul", "ol"):
            self._flush()
            start = dict(attrs).get("start") or "1"
            self._numbers.append(int(start) if tag == "ol" and start.isdigit() else 1 if tag == "ol" else None)
        elif tag == "br":
            self._parts.append(_BREAK)
        elif tag == "img":
            self._parts.append(dict(attrs).get("alt") or "")
        elif tag == "pre":
            self._as_written = True
        elif tag == "tr":
            self._rows.append([])
        elif tag == "li":
            self._flush()
            number = self._numbers[-1] if self._numbers else None
            if number is not None:
                self._parts = [f"{number}．"]
                self._numbers[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        """Closes what was opened, and keeps it."""
        if tag in ("ul", "ol"):
            self._flush()
            self._numbers.pop()
        elif tag in ("td", "th"):
            self._rows[-1].append(self._taken().strip())
        elif tag == "table":
            widest = max(map(len, self._rows))
            head, *rows = (tuple(row + [""] * (widest - len(row))) for row in self._rows)
            self.blocks.append(Table(head, tuple(rows)))
            self._rows = []
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.blocks.append(Heading(self._taken().strip(), 2 if int(tag[1]) > 3 else 1))
        elif tag in ("p", "li", "pre"):
            self._flush()
            self._as_written = False

    def handle_data(self, data: str) -> None:
        """Text, wherever it stands."""
        self._parts.append(data if self._rows or self._as_written else data.replace(_BREAK, ""))

    def _taken(self) -> str:
        """The text since the last block, which is then of a block."""
        text, self._parts = "".join(self._parts), []
        return text

    def _flush(self) -> None:
        self.blocks += [paragraph(line.strip()) for line in self._taken().split(_BREAK) if line.strip()]
