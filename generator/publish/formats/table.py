"""A table to download, its values as they are (design §10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from generator.model.figures import decimal
from generator.publish.formats.characters import holdable

Value = str | int | date | Fraction | None
Form = Literal["points", "share", "yuan"]
"""How a page shows the figures of a column: cut to one place, in per cent, or to the fen."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; such a cell is text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: an identifier for programs, and its head."""

    id: str
    label: str
    form: Form = "points"


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its kind and name; days, numbers and words are kept apart."""

    kind: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def text_of(value: Value) -> str:
    """The value in one form for all: days as ISO has them, figures cut to 6 places, texts as any file holds them."""
    if isinstance(value, str):
        return holdable(value)
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else decimal(value)
