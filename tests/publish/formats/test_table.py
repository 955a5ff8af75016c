"""Tables as files: nothing lost, nothing run, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from fractions import Fraction
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.publish.formats.characters import holdable
from generator.publish.formats.csv_file import to_csv
from generator.publish.formats.json_file import to_json
from generator.publish.formats.table import Column, Table, Value
from generator.publish.formats.workbook import to_xlsx

FORMULAS = ["=1+1", "+1", "-1", "@x", "\tx", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]
COLUMNS = (Column("name", "名称"), Column("day", "日期"), Column("count", "次数"), Column("share", "比例", "share"))
ROWS: tuple[tuple[Value, ...], ...] = (
    ("支部委员会", date(2017, 3, 8), 3, Fraction(2, 3)),
    ("两行\n<&>\"'", date(1899, 12, 31), 0, Fraction(-1, 2)),
    (None, None, None, None),
    *((text, None, None, None) for text in FORMULAS),
)
TABLE = Table("ledger", "台账", COLUMNS, ROWS)


def sheet(data: bytes, name: str = "台账") -> Worksheet:
    found = load_workbook(io.BytesIO(data))[name]
    assert isinstance(found, Worksheet)
    return found


def lines(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv() -> None:
    head, first, second, empty, *formulas = lines(to_csv([TABLE]))
    assert head == ["名称", "日期", "次数", "比例"]
    assert first == ["支部委员会", "2017-03-08", "3", "0.666666"]
    assert second == ["两行\n<&>\"'", "1899-12-31", "0", "'-0.5"]
    assert empty == [""] * 4
    assert [row[0] for row in formulas] == [f"'{text}" for text in FORMULAS]


def test_json() -> None:
    (found,) = json.loads(to_json([TABLE]))["tables"]
    assert (found["kind"], found["name"]) == ("ledger", "台账")
    assert found["columns"][1] == {"id": "day", "label": "日期"}
    assert found["rows"][0] == {"name": "支部委员会", "day": "2017-03-08", "count": 3, "share": "0.666666"}
    assert found["rows"][2] == dict.fromkeys(["name", "day", "count", "share"])
    assert [row["name"] for row in found["rows"][3:]] == FORMULAS
    assert json.loads(to_json([Table("a", "b", COLUMNS, ()), TABLE]))["tables"][0]["rows"] == []


def test_xlsx_keeps_days_and_numbers_and_runs_nothing() -> None:
    found = sheet(to_xlsx([TABLE]))
    assert [cell.value for cell in found[1]] == ["名称", "日期", "次数", "比例"]
    name, day, count, share = found[2]
    assert (name.value, count.value, share.value, share.number_format) == (
        "支部委员会",
        3,
        float(Fraction(2, 3)),
        "0.0%",
    )
    assert day.is_date and day.value.date() == date(2017, 3, 8)
    assert [cell.value for cell in found[3]] == ["两行\n<&>\"'", "1899-12-31", 0, -0.5]
    for row, text in enumerate(FORMULAS, 5):
        cell = found.cell(row, 1)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_figure_is_shown_as_on_a_page_and_is_exact_in_its_cell() -> None:
    """Points are cut: 89.95 never reads as 90, as a format of the spreadsheet would have it."""
    columns = (Column("a", "分"), Column("b", "率", "share"), Column("c", "元", "yuan"))
    figures = [Fraction("89.95"), Fraction(11, 3), Fraction(-1, 3), Fraction("3.5")]
    shares, sums = [Fraction(2, 3), Fraction("0.9996"), Fraction(1), Fraction(0)], [Fraction("1430.4")] * 4
    data = to_xlsx([Table("k", "n", columns, tuple(zip(figures, shares, sums, strict=True)))])
    exact = [sheet(data, "n").cell(row, 1).value for row in range(2, 6)]
    assert exact == ["=ROUNDDOWN(1799/20,1)", "=ROUNDDOWN(11/3,1)", "=ROUNDDOWN(-1/3,1)", 3.5]
    shown = load_workbook(io.BytesIO(data), data_only=True)["n"]
    assert [shown.cell(row, 1).value for row in range(2, 6)] == [89.9, 3.6, -0.3, 3.5]
    assert [shown.cell(row, 2).number_format for row in range(2, 6)] == ["0.0%", "0.00%", "0%", "0%"]
    assert (shown["B3"].value, shown["C2"].value, shown["C2"].number_format) == (0.9996, 1430.4, "0.00")


def test_xlsx_prints_on_a4_across_with_its_head_on_every_page() -> None:
    found = sheet(to_xlsx([TABLE]))
    assert (found.page_setup.orientation, found.page_setup.paperSize) == ("landscape", 9)
    assert found.sheet_properties.pageSetUpPr.fitToPage and found.page_setup.fitToHeight == 0
    assert found.print_title_rows == "$1:$1" and found.freeze_panes == "A2"


def test_long_text_takes_the_lines_it_needs() -> None:
    table = Table("a", "b", COLUMNS[:1], (("字" * 21,), ("字" * 22,), ("甲\n乙\n丙",)))
    found = sheet(to_xlsx([table]), "b")
    assert found.column_dimensions["A"].width == 44
    assert [found.row_dimensions[number].height for number in (2, 3, 4)] == [15, 30, 45]


def test_every_table_is_a_sheet_by_a_name_a_sheet_can_have() -> None:
    names = ["问题清单", "问题清单", "a/b:c*?[d]\\", "甲" * 40, "''", "A B C   D"]
    book = load_workbook(io.BytesIO(to_xlsx([Table("k", name, COLUMNS, ()) for name in names])))
    assert book.sheetnames == ["问题清单", "问题清单 2", "a b c   d", "甲" * 31, "5", "A B C   D 6"]


def test_many_columns() -> None:
    columns = tuple(Column(f"c{number}", str(number)) for number in range(60))
    found = sheet(to_xlsx([Table("k", "n", columns, (tuple(range(60)),))]), "n")
    assert [cell.value for cell in found[2]] == list(range(60))
    assert found["BH2"].value == 59


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_what_xml_cannot_hold_is_left_out(character: str) -> None:
    assert sheet(to_xlsx([Table("k", "n", COLUMNS[:1], ((f"甲{character}乙",),))]), "n")["A2"].value == "甲 乙"


def test_the_same_bytes_and_nobodys_name() -> None:
    data = to_xlsx([TABLE])
    assert data == to_xlsx([TABLE])
    with ZipFile(io.BytesIO(data)) as archive:
        about = archive.read("docProps/core.xml").decode()
        assert "<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>" in about
        assert set(re.findall(r">([^<]+)</", about)) == {"1980-01-01T00:00:00Z"}
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=5))
def test_whatever_is_written_comes_back_from_csv_as_text(texts: list[str]) -> None:
    table = Table("k", "n", COLUMNS[:1], tuple((holdable(text),) for text in texts))
    for row, (text,) in zip(lines(to_csv([table]))[1:], table.rows, strict=True):
        assert row in ([text], [f"'{text}"], [])
        assert not (row and row[0].startswith(("=", "+", "-", "@")))
