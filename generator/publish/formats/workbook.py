"""Tables as a workbook for spreadsheets, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from generator.model.figures import decimal
from generator.publish.formats.characters import holdable
from generator.publish.formats.table import FORMULA, Table, Value, text_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FONT = {"font_name": "SimSun", "font_size": 11, "font_scheme": "none"}
_FORMATS: dict[str, dict[str, object]] = {
    "plain": {},
    "head": {"bold": True, "text_wrap": True},
    "day": {"align": "left", "num_format": r"yyyy\-mm\-dd"},
    "wrapped": {"text_wrap": True},
    "quoted": {"text_wrap": True, "quote_prefix": True},
}
CREATED = datetime(1980, 1, 1)
"""The first moment a zip archive can name: a workbook says nothing of the clock."""
_UNNAMEABLE = re.compile(r"[\[\]:*?/\\']")
_NARROW = re.compile("[\0-\u2e7f]+")
_FIRST_DAY = date(1900, 3, 1)
"""The first day that all spreadsheets number alike."""
_NARROWEST, _WIDEST, _LONGEST_NAME = 8, 44, 31
_LINE, _CHARACTER = 15, 7
"""Points, and pixels."""
_A4 = 9
_OPTIONS = {"in_memory": True, "default_format_properties": _FONT, "default_row_height": 18}
"""A row of this font takes 18 pixels; any other height is written down, and no program finds another."""


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """A workbook, each table a sheet that prints on A4 across, with its head on every page; the same bytes always.

    Text stays text: a cell that reads like a formula is none. There has to be at least one table.
    """
    from xlsxwriter import Workbook

    target = BytesIO()
    with Workbook(target, _OPTIONS) as book:
        book.set_properties({"created": CREATED})
        formats = {name: book.add_format({"valign": "top", **more}) for name, more in _FORMATS.items()}
        for name, table in zip(sheet_names([table.name for table in tables]), tables, strict=True):
            _write(table, book.add_worksheet(name), formats)
    return target.getvalue()


def sheet_names(titles: Sequence[str]) -> list[str]:
    """What sheets of these titles may be called; a name that is taken gets its number behind it."""
    names: dict[str, str] = {}
    for number, title in enumerate(titles, 1):
        name = _UNNAMEABLE.sub(" ", holdable(title))[:_LONGEST_NAME].strip() or str(number)
        name = name if name.casefold() not in names else f"{name[: _LONGEST_NAME - 4]} {number}"
        names[name.casefold()] = name
    return list(names.values())


def _write(table: Table, sheet: Worksheet, formats: dict[str, Format]) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    widths = [_column_width(number, table) for number in range(len(table.columns))]
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column_pixels(number, number, width * _CHARACTER)
        sheet.write_string(0, number, holdable(column.label), formats["head"])
    for line, row in enumerate(table.rows, 1):
        sheet.set_row(line, _LINE * _lines(row, widths))
        for number, value in enumerate(row):
            _write_cell(sheet, line, number, value, formats)


def _write_cell(sheet: Worksheet, line: int, number: int, value: Value, formats: dict[str, Format]) -> None:
    if value is None or value == "":
        return
    if not isinstance(value, str | date):
        sheet.write_number(line, number, float(decimal(value)), formats["wrapped"])
    elif not isinstance(value, str) and value >= _FIRST_DAY:
        sheet.write_datetime(line, number, value, formats["day"])
    else:
        text = text_of(value)
        long = "\n" in text or _width(text) > _WIDEST - 2
        style = "quoted" if text.startswith(FORMULA) else "wrapped" if long else "plain"
        sheet.write_string(line, number, text, formats[style])


def _column_width(number: int, table: Table) -> int:
    """As wide as its longest line, within bounds."""
    texts = [table.columns[number].label, *(text_of(row[number]) for row in table.rows)]
    widest = max(_width(line) for text in texts for line in text.splitlines() or [""])
    return min(max(widest + 2, _NARROWEST), _WIDEST)


def _lines(row: Sequence[Value], widths: Sequence[int]) -> int:
    """How many lines the row takes; not every program finds out by itself."""
    return max(
        sum(-(-_width(line) // (width - 2)) or 1 for line in text_of(value).splitlines() or [""])
        for value, width in zip(row, widths, strict=True)
    )


def _width(text: str) -> int:
    """In characters of the narrow kind; a Han character, or one of that part of Unicode, is two."""
    return len(text) + len(_NARROW.sub("", text))
