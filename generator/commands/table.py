"""Plain tables and paragraphs for a terminal, where a Han character is two columns wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_CLOSING = "，。；：、！？）》〉」』”’…"
_OPENING = "（《〈「『“‘"
_WORD = re.compile(rf"(?:[{_OPENING}]*(?:[!-~]+|[^\s!-~])[{_CLOSING}]*|\s+)")
"""What no line is broken within: a word in Latin letters, or a character, with the marks that belong to it."""


def width(text: str) -> int:
    """Columns the text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, unless one word is longer."""
    lines = [""]
    for word in _WORD.findall(text):
        if lines[-1] and width(lines[-1]) + width(word.rstrip()) > columns:
            lines.append("")
        if lines[-1] or word.strip():
            lines[-1] += word
    return [line.rstrip() for line in lines]


def table(rows: Sequence[Sequence[str]]) -> str:
    """The rows with their columns lined up; the first row is the head."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(_padded(cell, size) for cell, size in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * size for size in widths))
    return "\n".join(lines)


def _padded(text: str, size: int) -> str:
    return text + " " * (size - width(text))
