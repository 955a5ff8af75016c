"""Workbooks by a program that did not write them: LibreOffice Calc finds numbers, shares and days, and prints them."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.publish.formats.table import Column, Table
from generator.publish.formats.workbook import to_xlsx
from generator.publish.forms import form_xlsx
from generator.publish.pages.forms.papers import PAPERS, printed
from tests.proof.opened import converted
from tests.publish.documents.measure import MM, pages
from tests.publish.pages.forms.test_papers import make, sites

pytestmark = pytest.mark.proof

COLUMNS = (
    Column("name", "名称"),
    Column("day", "日期"),
    Column("count", "次数"),
    Column("points", "得分"),
    Column("share", "比例", "share"),
    Column("sum", "金额", "yuan"),
    Column("said", "情况"),
)
ROW = ("=1+1", date(2017, 3, 8), 12, Fraction(269, 3), Fraction(19, 20), Fraction(12345, 100), "很长的话" * 40)
TABLE = Table("ledger", "台账", COLUMNS, (*((f"第{number}行", *ROW[1:]) for number in range(60)), ROW))


def by_calc(data: bytes, folder: Path) -> Worksheet:
    """The first sheet as Calc writes it again."""
    sheet = load_workbook(BytesIO(converted(data, "xlsx", "xlsx", folder)), data_only=True).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_a_table_is_numbers_shares_and_days_under_a_head_that_stays(tmp_path: Path) -> None:
    made = to_xlsx([TABLE])
    # Without a window Calc forgets what is frozen.
    assert load_workbook(BytesIO(made)).worksheets[0].freeze_panes == "A2"
    sheet = by_calc(made, tmp_path)
    *_, last = sheet.iter_rows()
    assert [cell.value for cell in last][:2] == ["=1+1", datetime(2017, 3, 8)]
    assert [cell.value for cell in last][2:6] == [12, 89.6, 0.95, 123.45]
    assert [cell.number_format for cell in last][4:6] == ["0%", "0.00"]
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage


def test_it_prints_as_wide_as_the_page_with_its_head_on_every_page(tmp_path: Path) -> None:
    made = converted(to_xlsx([TABLE]), "xlsx", "pdf", tmp_path)
    found = pages(made)
    assert len(found) > 1 and all("名称" in page[0].text and "情况" in page[0].text for page in found)
    width = pypdfium2.PdfDocument(made)[0].get_width() * MM
    assert width == pytest.approx(297, abs=1)
    assert max(glyph.right for page in found for line in page for glyph in line.glyphs) < width


def test_every_paper_prints_one_sheet_as_wide_as_its_page(tmp_path: Path) -> None:
    make(tmp_path / "root")
    site = sites(tmp_path / "root")["committee"]
    for paper in (each for each in PAPERS if "xlsx" in each.formats):
        form = printed(paper, "jichu", site)
        if form is None:
            continue
        folder = tmp_path / paper.id
        folder.mkdir()
        found = pypdfium2.PdfDocument(converted(form_xlsx(form), "xlsx", "pdf", folder))
        wide = {round(page.get_width() * MM) for page in found}
        assert wide <= {210, 297} and len(found) <= 3 * len(form.sections), paper.id


def test_marks_of_the_score_sheet_can_be_added_up(tmp_path: Path) -> None:
    make(tmp_path / "root")
    form = printed(PAPERS[0], "jichu", sites(tmp_path / "root")["committee"])
    assert form is not None
    rows = [[cell.value for cell in row] for row in by_calc(form_xlsx(form), tmp_path).iter_rows()]
    total = next(row for row in rows if row[0] == "合计")
    assert [each for each in total if isinstance(each, int | float)][:3] == [100, 93, 91.5]
