"""Workbooks as people make them, written by a spreadsheet's own library, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.workbook import Plan, plan
from generator.workspace.workspace import Workspace

Rows = Sequence[Sequence[Any]]
Change = Callable[[Worksheet], object]


def book(sheets: Mapping[str, Rows], change: Change | None = None) -> bytes:
    """The bytes of a workbook of these sheets; `change` does to the first what a person may have done."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(workbook.worksheets[0])
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def planned(root: Path, data: bytes, branch: str | None = None) -> Plan:
    """What importing it into the root would do."""
    return plan(data, Workspace(root, root, "zh"), branch)


def codes(found: Plan) -> list[tuple[str, int, int, str]]:
    """What is told, by sheet, row and column."""
    return [(each.sheet, each.row, each.column, each.problem.code) for each in found.faults]
