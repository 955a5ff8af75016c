"""Who reads a sentence: the same fault is mended in a file, in a form, or in a cell of a sheet."""

from __future__ import annotations

import re
from enum import IntEnum

_WAYS = re.compile("«([^«»]*)»")


class Reader(IntEnum):
    """What somebody has before them; the order is that of the ways in a text."""

    FILE = 0
    """A file, by an editor and git: they know its path, its line, and the names of fields in it."""
    FORM = 1
    """A form at the desk: they know the labels of its fields and what can be chosen."""
    SHEET = 2
    """A workbook: they know sheet, row, and the heads of columns."""


def as_read(text: str, reader: Reader) -> str:
    """The text with the way of its reader in each place that has several («in a file|in a form|in a sheet»).

    Where there is none of their own the last one stands.
    """
    if "«" not in text:
        return text

    def own(found: re.Match[str]) -> str:
        ways = found[1].split("|")
        return ways[min(reader, len(ways) - 1)]

    return _WAYS.sub(own, text)
