"""A table to download: its values as they are, and as .csv and .json in the same bytes every time (design §10)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from generator.model.figures import decimal

Value = str | int | date | Fraction | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; such a cell is text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: an identifier for programs, and its head."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its kind and name; days, numbers and words are kept apart."""

    kind: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def text_of(value: Value) -> str:
    """The value in one form for all: days as ISO has them, figures cut to 6 places."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return decimal(value) if isinstance(value, Fraction) else str(value)


def to_csv(table: Table) -> bytes:
    """UTF-8 with its mark and CRLF, as spreadsheets expect (RFC 4180); no cell is run as a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.label for column in table.columns)
    writer.writerows([_harmless(text_of(value)) for value in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def to_json(tables: Iterable[Table]) -> bytes:
    """Each table with its columns and its rows, one a line, by the columns' identifiers."""
    return ('{"tables": [\n' + ",\n".join(_as_json(table) for table in tables) + "\n]}\n").encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _as_json(table: Table) -> str:
    columns = [{"id": column.id, "label": column.label} for column in table.columns]
    head = json.dumps({"kind": table.kind, "name": table.name, "columns": columns}, ensure_ascii=False)
    rows = ({column.id: _plain(value) for column, value in zip(table.columns, row, strict=True)} for row in table.rows)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f'{head[:-1]}, "rows": [\n{lines}\n]}}' if lines else f'{head[:-1]}, "rows": []}}'


def _plain(value: Value) -> str | int | None:
    return value if value is None or isinstance(value, int) else text_of(value)
