"""A form as .xlsx: each section a sheet that prints on A4 as wide as the page, its heads on every page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

from generator.publish.formats.table import FORMULA
from generator.publish.formats.workbook import CREATED, sheet_names
from generator.publish.forms.fitting import clean, column_mm, height_mm, page_mm
from generator.publish.forms.form import TITLE_PT, Cell, Form, Gap, Grid, Group, Line, Row, Section, grids

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_PIXEL_MM, _POINT_MM, _INCH_MM = 25.4 / 96, 25.4 / 72, 25.4
_SLIVER, _ROUNDED = 1.0, 0.001
"""Columns that end less than this apart, in millimetres, end together."""
_TALLEST = 400
"""Points: no spreadsheet has a taller row."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SIDES = {"t": "top", "b": "bottom", "l": "left", "r": "right"}


def form_xlsx(form: Form) -> bytes:
    """The form as a workbook; text stays text. Of pages whose number a cell names a sheet knows nothing."""
    from xlsxwriter import Workbook

    target = BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED, "title": clean(form.title), "author": clean(form.unit)})
        for name, section in zip(
            sheet_names([clean(each.title) for each in form.sections]), form.sections, strict=True
        ):
            _Sheet(book, book.add_worksheet(name), section, clean(form.mark), form.page_words).write()
    return target.getvalue()


@dataclass
class _Sheet:
    """One section, written from the top."""

    book: Workbook
    sheet: Worksheet
    section: Section
    mark: str
    page_words: tuple[str, str, str]
    row: int = 0

    def write(self) -> None:
        """The whole sheet. Columns of all its grids are brought onto one grid of columns."""
        sheet, section = self.sheet, self.section
        self._print_as()
        ends = self._ends()
        for number, (first, last) in enumerate(zip([0.0, *ends], ends, strict=False)):
            sheet.set_column_pixels(number, number, round((last - first) / _PIXEL_MM))
        if section.titled:
            self._across(Line(section.title, "center", TITLE_PT), ends)
        for block in section.blocks:
            for each in block.blocks if isinstance(block, Group) else (block,):
                self._block(each, ends)

    def _print_as(self) -> None:
        sheet, inches = self.sheet, self.section.margin / _INCH_MM
        sheet.set_paper(_A4)
        if self.section.landscape:
            sheet.set_landscape()
        sheet.set_margins(inches, inches, inches, inches)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        before, between, after = self.page_words
        sheet.set_footer(f"&C{before} &P {between} &N {after}")
        if self.mark:
            sheet.set_header(f"&C&9{self.mark.replace('&', '&&')}"[:255])

    def _ends(self) -> list[float]:
        """Where any column of any grid ends, in millimetres from the left."""
        found = {round(page_mm(self.section)[0], 2)}
        for grid in grids(self.section):
            widths = column_mm(grid, self.section)
            found |= {round(sum(widths[: number + 1]), 2) for number in range(len(widths))}
        ends: list[float] = []
        # From the first that ends there, not from the last: many slivers side by side are a column.
        for each in sorted(found):
            if not ends or each - ends[-1] >= _SLIVER:
                ends.append(each)
        return ends

    def _block(self, block: Line | Grid | Gap, ends: Sequence[float]) -> None:
        match block:
            case Line():
                self._across(block, ends)
            case Gap():
                self.sheet.set_row(self.row, min(block.height / _POINT_MM, _TALLEST))
                self.row += 1
            case Grid():
                if block.head and block is next(each for each in grids(self.section) if each.head):
                    self.sheet.repeat_rows(self.row, self.row + block.head - 1)
                    self.sheet.freeze_panes(self.row + block.head, 0)
                for row in block.rows:
                    self._row(row, block, ends)

    def _across(self, line: Line, ends: Sequence[float]) -> None:
        grid = Grid((1,), (), size=line.size)
        self._row(Row((Cell(line.text, align=line.align, strong=line.strong, lines=""),)), grid, ends)

    def _row(self, row: Row, grid: Grid, ends: Sequence[float]) -> None:
        widths = column_mm(grid, self.section)
        self.sheet.set_row(self.row, min(height_mm(row, grid, self.section) / _POINT_MM, _TALLEST))
        first = 0
        for cell in row.cells:
            left, right = sum(widths[:first]), sum(widths[: first + cell.across])
            self._cell(cell, _until(left, ends), _until(right, ends) - 1, self._format(cell, grid.size))
            first += cell.across
        self.row += 1

    def _cell(self, cell: Cell, first: int, last: int, form: Format) -> None:
        text = clean(cell.text)
        if first != last:
            self.sheet.merge_range(self.row, first, self.row, last, "", form)
        if cell.figure and _DAY.fullmatch(text):
            self.sheet.write_datetime(self.row, first, date.fromisoformat(text), form)
        elif cell.figure and text:
            self.sheet.write_number(self.row, first, float(_value(text)), form)
        elif text:
            self.sheet.write_string(self.row, first, text, form)
        elif first == last:
            self.sheet.write_blank(self.row, first, None, form)

    def _format(self, cell: Cell, size: float) -> Format:
        drawn = {name: 1 for side, name in _SIDES.items() if side in cell.lines}
        more: dict[str, object] = {"num_format": _shape(cell.text)} if cell.figure else {}
        if cell.text.startswith(FORMULA) and not cell.figure:
            more = {"quote_prefix": True}
        return self.book.add_format(
            {
                "font_name": "SimHei" if cell.strong else "SimSun",
                "font_size": size,
                "font_scheme": "none",
                "text_wrap": True,
                "valign": "vcenter",
                "align": cell.align,
                **drawn,
                **more,
            }
        )


def _value(text: str) -> Fraction:
    """The number that the paper shows."""
    return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)


def _shape(text: str) -> str:
    """The format in which a spreadsheet shows it like the paper."""
    if _DAY.fullmatch(text):
        return r"yyyy\-mm\-dd"
    places = len(text.rstrip("%").partition(".")[2])
    return ("0." + "0" * places if places else "0") + ("%" if text.endswith("%") else "")


def _until(edge: float, ends: Sequence[float]) -> int:
    """How many columns lie before the edge, which is that of a column or less than a sliver behind it."""
    return bisect_right(ends, round(edge, 2) + _ROUNDED)
