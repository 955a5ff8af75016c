"""A table as comma-separated values, the same bytes every time."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from generator.publish.formats.table import FORMULA, Table, text_of


def to_csv(tables: Sequence[Table]) -> bytes:
    """UTF-8 with its mark and CRLF, as spreadsheets expect (RFC 4180); no cell is run as a formula.

    Raises ValueError for anything but one table: the format has no place for a second.
    """
    (table,) = tables
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(text_of(column.label) for column in table.columns)
    writer.writerows([_harmless(text_of(value)) for value in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
