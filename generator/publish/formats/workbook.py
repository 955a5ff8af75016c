"""Tables as a workbook for spreadsheets, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

from generator.model.figures import percent, shown
from generator.publish.formats.characters import holdable
from generator.publish.formats.table import FORMULA, Form, Table, text_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST_PLACES = 6
"""Of a share in per cent."""
_FONT = {"font_name": "SimSun", "font_size": 11, "font_scheme": "none"}
_FORMATS: dict[str, dict[str, object]] = {
    "plain": {},
    "head": {"bold": True, "text_wrap": True},
    "day": {"align": "left", "num_format": r"yyyy\-mm\-dd"},
    "wrapped": {"text_wrap": True},
    "quoted": {"text_wrap": True, "quote_prefix": True},
    "yuan": {"num_format": "0.00"},
    "share 0": {"num_format": "0%"},
    **{f"share {places}": {"num_format": f"0.{'0' * places}%"} for places in range(1, _MOST_PLACES + 1)},
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

    Text stays text: a cell that reads like a formula is none. A figure is shown as pages show it and is exact in its
    cell: no format of spreadsheets cuts, so that points with more places stand there as what is cut of which fraction.
    There has to be at least one table.
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
    texts = [[text_of(value) for value in row] for row in table.rows]
    measured = [[_measured(text) for text in row] for row in texts]
    widths = [
        _column_width(column.label, [row[number] for row in measured]) for number, column in enumerate(table.columns)
    ]
    for number, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column_pixels(number, number, width * _CHARACTER)
        sheet.write_string(0, number, holdable(column.label), formats["head"])
    for line, row in enumerate(table.rows, 1):
        sheet.set_row(line, _LINE * _lines(measured[line - 1], widths))
        for number, value in enumerate(row):
            if isinstance(value, Fraction):
                _write_figure(sheet, line, number, value, table.columns[number].form, formats)
            else:
                text, lines = texts[line - 1][number], measured[line - 1][number]
                _write_cell(sheet, line, number, value, text, "\n" in text or lines[0] > _WIDEST - 2, formats)


def _write_figure(
    sheet: Worksheet, line: int, number: int, value: Fraction, form: Form, formats: dict[str, Format]
) -> None:
    if form == "yuan":
        sheet.write_number(line, number, float(value), formats["yuan"])
    elif form == "share":
        places = len(percent(value).rstrip("%").partition(".")[2])
        sheet.write_number(line, number, float(value), formats[f"share {places}"])
    elif Fraction(shown(value)) == value:
        sheet.write_number(line, number, float(value), formats["wrapped"])
    else:
        exact = f"=ROUNDDOWN({value.numerator}/{value.denominator},1)"
        sheet.write_formula(line, number, exact, formats["wrapped"], float(shown(value)))


def _write_cell(
    sheet: Worksheet,
    line: int,
    number: int,
    value: str | int | date | None,
    text: str,
    long: bool,
    formats: dict[str, Format],
) -> None:
    """`text` is what is said, `long` whether it takes more than a line."""
    if value is None or value == "":
        return
    if isinstance(value, int):
        sheet.write_number(line, number, value, formats["wrapped"])
    elif not isinstance(value, str) and value >= _FIRST_DAY:
        sheet.write_datetime(line, number, value, formats["day"])
    else:
        style = "quoted" if text.startswith(FORMULA) else "wrapped" if long else "plain"
        sheet.write_string(line, number, text, formats[style])


def _measured(text: str) -> list[int]:
    """The widths of the text's lines."""
    return [_width(line) for line in text.splitlines()] if "\n" in text else [_width(text)]


def _column_width(label: str, measured: Sequence[Sequence[int]]) -> int:
    """As wide as its longest line, within bounds."""
    widest = max(_width(label), *(width for lines in measured for width in lines), 0)
    return min(max(widest + 2, _NARROWEST), _WIDEST)


def _lines(measured: Sequence[Sequence[int]], widths: Sequence[int]) -> int:
    """How many lines the row takes; not every program finds out by itself."""
    return max(
        sum(-(-line // (width - 2)) or 1 for line in lines) for lines, width in zip(measured, widths, strict=True)
    )


def _width(text: str) -> int:
    """In characters of the narrow kind; a Han character, or one of that part of Unicode, is two."""
    return len(text) + len(_NARROW.sub("", text))
