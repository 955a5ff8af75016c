"""A file opened: its sheets, and what stands in each cell, whichever program wrote it; nothing in it is run.

.xlsx is read by openpyxl, which knows formats, formulas and what is hidden; .xls of Excel and WPS by calamine. What no
reader may be handed (too large when unpacked, with a password, with entities of its own) is refused before.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from generator.model.failure import Failure
from generator.zipped import UNREADABLE

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | bool | date | datetime | time | timedelta | None
MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
MAX_RATIO = 200
"""So many times larger no workbook of words and numbers becomes; small files may."""
_SMALL = 5 * 1024 * 1024
MAX_CELLS = 400_000
MAX_ROWS = 10_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 20
ERROR, EMPTY = "error", "empty"
_MACROS = "vbaProject.bin"
_ERRORS = frozenset(["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!"])


class NoWorkbook(Failure):
    """The file is none that can be read; its sentence says what to do."""

    def __init__(self, code: str, **figures: object) -> None:
        super().__init__(f"workbook.refused.{code}", **figures)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell."""

    value: Value
    percent: bool = False
    """Shown as a percentage."""
    fault: str = ""
    """Why there is no value: ERROR, or EMPTY, a formula without its result."""


@dataclass(slots=True)
class Sheet:
    """A sheet: its cells by row and column, 1-based as spreadsheets count; blank ones are not among them."""

    name: str
    cells: dict[tuple[int, int], Cell]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row and column, last row and column."""

    @property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """The cells by row, in order."""
        found: dict[int, dict[int, Cell]] = {}
        for row, column in sorted(self.cells):
            found.setdefault(row, {})[column] = self.cells[row, column]
        return found


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook."""

    sheets: tuple[Sheet, ...]
    macros: bool = False
    first_day: date = date(1899, 12, 30)
    """The day 0, by which days are numbered."""


def opened(data: bytes) -> Book:
    """The workbook. Raises NoWorkbook, with what to do instead."""
    if len(data) > MAX_BYTES:
        raise NoWorkbook("large", limit="20 MB")
    if data.startswith(_OLE):
        return _old(data)
    if not data.startswith(_ZIP):
        raise NoWorkbook(_what(data))
    macros = _looked_through(data)
    return _xlsx(data, macros)


def _what(data: bytes) -> str:
    """What a file is that is no workbook."""
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip():
        return "empty"
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        return "page"
    return "text" if b"\0" not in data[:2000] else "other"


def _looked_through(data: bytes) -> bool:
    """Whether the workbook has macros; looks at all of it without keeping it. Raises NoWorkbook."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names = {each.filename for each in packed.infolist()}
            if any(each.flag_bits & 1 for each in packed.infolist()):
                raise NoWorkbook("password")
            if "xl/workbook.xml" not in names:
                raise NoWorkbook("binary" if "xl/workbook.bin" in names else "other")
            unpacked = sum(each.file_size for each in packed.infolist())
            if unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > MAX_RATIO * len(data)):
                raise NoWorkbook("bomb")
            cells = 0
            for each in packed.infolist():
                if not each.filename.endswith((".xml", ".rels")):
                    continue
                sheet = each.filename.startswith("xl/worksheets/")
                for chunk in _chunks(packed, each):
                    if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                        raise NoWorkbook("entities")
                    cells += (chunk.count(b"<v>") + chunk.count(b"<is>") + chunk.count(b"<f")) if sheet else 0
                    if cells > MAX_CELLS:
                        raise NoWorkbook("cells", limit=MAX_CELLS)
            return any(name.endswith(_MACROS) for name in names)
    except UNREADABLE as error:
        raise NoWorkbook("damaged") from error


def _chunks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(entry) as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _xlsx(data: bytes, macros: bool) -> Book:
    import openpyxl

    try:
        book: Workbook = openpyxl.load_workbook(BytesIO(data), data_only=False, keep_links=False)
        formulas = any(cell.data_type == "f" for sheet in book.worksheets for cell in _present(sheet))
        values = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False) if formulas else book
        sheets = tuple(_sheet(each, values[each.title]) for each in book.worksheets)
    except Failure:
        raise
    except Exception as error:  # whatever a damaged file makes the reader stumble over
        raise NoWorkbook("damaged") from error
    if not sheets:
        raise NoWorkbook("damaged")
    return Book(sheets, macros, book.epoch.date() if isinstance(book.epoch, datetime) else book.epoch)


def _present(sheet: Worksheet) -> list[Any]:
    """The cells that are in the file, and no others: looking for them by row and column would make a million."""
    return list(sheet._cells.values())


def _sheet(sheet: Worksheet, values: Worksheet) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    for each in _present(sheet):
        found = _cell(each, values) if each.value is not None else None
        if found is not None:
            cells[each.row, each.column] = found
    _not_too_many(sheet.title, {row for row, _ in cells})
    rows = frozenset(number for number, each in sheet.row_dimensions.items() if each.hidden)
    columns = frozenset(
        number
        for each in sheet.column_dimensions.values()
        if each.hidden
        for number in range(each.min or 0, min(each.max or 0, (each.min or 0) + 500) + 1)
    )
    merged = [(each.min_row, each.min_col, each.max_row, each.max_col) for each in sheet.merged_cells.ranges]
    return Sheet(sheet.title, cells, sheet.sheet_state != "visible", rows, columns, merged)


def _not_too_many(name: str, rows: set[int]) -> None:
    if len(rows) > MAX_ROWS:
        raise NoWorkbook("rows", sheet=name, rows=len(rows), limit=MAX_ROWS)


def _cell(cell: Any, values: Worksheet) -> Cell | None:
    value, kind = cell.value, cell.data_type
    if kind == "f":
        value = values.cell(cell.row, cell.column).value
        if value is None:
            return Cell(_written(cell.value), fault=EMPTY)
        kind = values.cell(cell.row, cell.column).data_type
    if kind == "e" or (isinstance(value, str) and value.strip() in _ERRORS):
        return Cell(str(value).strip(), fault=ERROR)
    if isinstance(value, str) and not value.strip():
        return None
    percent = isinstance(value, int | float) and "%" in (cell.number_format or "")
    return Cell(str(value) if not isinstance(value, _KNOWN) else value, percent)


_KNOWN = (str, int, float, bool, date, time, timedelta)


def _written(formula: object) -> str:
    return str(getattr(formula, "text", formula))


def _old(data: bytes) -> Book:
    if _ENCRYPTED in data:
        raise NoWorkbook("password")
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = []
        for known in book.sheets_metadata:
            sheet = book.get_sheet_by_name(known.name)
            if sheet.total_height > MAX_ROWS * 10 or sheet.total_height * sheet.total_width > MAX_CELLS * 5:
                raise NoWorkbook("rows", sheet=known.name, rows=sheet.total_height, limit=MAX_ROWS)
            lines = sheet.to_python(skip_empty_area=False)
            cells = {
                (row, column): Cell(str(value), fault=ERROR) if str(value).strip() in _ERRORS else Cell(value)
                for row, line in enumerate(lines, 1)
                for column, value in enumerate(line, 1)
                if value is not None and (not isinstance(value, str) or value.strip())
            }
            _not_too_many(known.name, {row for row, _ in cells})
            merged = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
            hidden = known.visible != python_calamine.SheetVisibleEnum.Visible
            sheets.append(Sheet(known.name, cells, hidden, merged=merged))
    except python_calamine.PasswordError as error:
        raise NoWorkbook("password") from error
    except Failure:
        raise
    except BaseException as error:  # the reader's panics are no exceptions
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise NoWorkbook("old") from error
    return Book(tuple(sheets))
