"""The same form for office programs: valid packages with what the form says, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import load_workbook

from generator.publish.documents import find_fonts
from generator.publish.forms import Cell, Grid, Row, Section, form_docx, form_xlsx
from tests.publish.documents.validity import faults
from tests.publish.forms.samples import FULL, form

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def parts() -> dict[str, ElementTree.Element]:
    package = ZipFile(BytesIO(form_docx(FULL, find_fonts())))
    return {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}


def test_both_are_what_the_standard_calls_a_document() -> None:
    assert faults(form_docx(FULL, find_fonts()), ".docx") == []
    assert faults(form_xlsx(FULL), ".xlsx") == []


def test_rows_take_the_columns_that_the_table_has() -> None:
    for table in parts()["word/document.xml"].iter(f"{W}tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc"))
            assert sum(1 if each is None else int(each.get(f"{W}val", "1")) for each in spans) == columns


def said() -> Iterator[str]:
    for each in parts()["word/document.xml"].iter(f"{W}t"):
        yield each.text or ""


def test_it_says_what_the_form_says_without_what_no_file_may_hold() -> None:
    found = "\n".join(said())
    assert "<w:t>&amp; ]]>    =1+1" in found
    assert found.count("讨论") == 3000


def test_the_package_names_every_part() -> None:
    types = parts()["[Content_Types].xml"]
    assert {each.get("PartName", "").lstrip("/") for each in types if each.get("PartName")} <= set(parts())
    titles = list(parts()["word/document.xml"].iter(f"{W}bookmarkStart"))
    asked = [each.text or "" for each in parts()["word/document.xml"].iter(f"{W}instrText")]
    assert asked == [" PAGEREF section_2 "]
    assert "section_2" in [each.get(f"{W}name") for each in titles]


def test_a_workbook_prints_as_the_form_does() -> None:
    book = load_workbook(BytesIO(form_xlsx(FULL)))
    assert book.sheetnames == ["记录本", "目录", "评分表", "会议", "票"]
    table, meeting = book["评分表"], book["会议"]
    assert (table.print_title_rows, table.page_setup.paperSize, table.page_setup.fitToHeight) == ("$3:$3", 9, 0)
    assert meeting.page_setup.orientation == "landscape"
    assert table["A3"].value == "序号"
    values = [cell.value for row in meeting.iter_rows() for cell in row if cell.value]
    assert "<w:t>&amp; ]]>    =1+1" in values
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_grids_of_any_widths_side_by_side_keep_their_cells_in_a_workbook() -> None:
    """Edges a little apart from one grid to the next are one column's: so the ledger of many duties has them."""
    widths = [tuple(5 + (number * each) % 7 for each in range(2, 14)) for number in range(1, 40)]
    head = Row(tuple(Cell(str(each)) for each in range(12)))
    section = Section("台账", tuple(Grid(each, (head,)) for each in widths), landscape=True)
    sheet = load_workbook(BytesIO(form_xlsx(form(section)))).worksheets[0]
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows(min_row=2)]
    assert rows == [[str(each) for each in range(12)]] * len(widths)


def test_the_same_form_gives_the_same_bytes() -> None:
    assert form_docx(FULL, find_fonts()) == form_docx(FULL, find_fonts())
    assert form_xlsx(FULL) == form_xlsx(FULL)
