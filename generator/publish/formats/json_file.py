"""Tables as data for other programs, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.publish.formats.table import Table, Value, text_of

_LINE = json.JSONEncoder(ensure_ascii=False)


def to_json(tables: Sequence[Table]) -> bytes:
    """Each table with its columns and its rows, one a line, by the columns' identifiers."""
    return ('{"tables": [\n' + ",\n".join(_as_json(table) for table in tables) + "\n]}\n").encode()


def _as_json(table: Table) -> str:
    columns = [{"id": column.id, "label": text_of(column.label)} for column in table.columns]
    head = json.dumps({"kind": table.kind, "name": text_of(table.name), "columns": columns}, ensure_ascii=False)
    rows = ({column.id: _plain(value) for column, value in zip(table.columns, row, strict=True)} for row in table.rows)
    lines = ",\n".join(_LINE.encode(row) for row in rows)
    return f'{head[:-1]}, "rows": [\n{lines}\n]}}' if lines else f'{head[:-1]}, "rows": []}}'


def _plain(value: Value) -> str | int | None:
    return value if value is None or isinstance(value, int) else text_of(value)
