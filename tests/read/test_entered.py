"""records/entered.csv."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.read.entered import read_entered
from generator.types.findings import Findings

HEAD = "record,entered_on\n"
KNOWN = ("a", "b", "c", "2017/jichu/03-08-dues")


def read(folder: Path, data: str | bytes) -> tuple[dict[str, date], list[tuple[str, int, int]]]:
    path = folder / "entered.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    findings = Findings("records/entered.csv")
    found = read_entered(path, KNOWN, findings)
    return found, [(each.code, each.mark.line, each.mark.column) for each in findings.problems]


@pytest.mark.parametrize("day", ["2017-03-09", "2017/3/9", "2017年3月9日"])
def test_a_row(tmp_path: Path, day: str) -> None:
    assert read(tmp_path, f"{HEAD}2017/jichu/03-08-dues,{day}\n\n") == ({"2017/jichu/03-08-dues": date(2017, 3, 9)}, [])


def test_as_excel_writes_it(tmp_path: Path) -> None:
    found, problems = read(tmp_path, b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode() + b'"a",2017-03-09\r\n')
    assert found == {"a": date(2017, 3, 9)}
    assert problems == [("byte_order_mark", 1, 1)]


def test_no_file_is_no_table(tmp_path: Path) -> None:
    findings = Findings("records/entered.csv")
    assert read_entered(tmp_path / "nosuch.csv", KNOWN, findings) == {}
    assert findings.problems == []


@pytest.mark.parametrize("row", ["a", "a,soon", "a,2017-02-30", "a,2017-03-09,b", ",", "a;2017-03-09"])
def test_a_row_that_cannot_be_read_and_the_others(tmp_path: Path, row: str) -> None:
    found, problems = read(tmp_path, f"{HEAD}b,2017-03-09\n{row}\nc,2017-03-10\n")
    assert found == {"b": date(2017, 3, 9), "c": date(2017, 3, 10)}
    assert problems == [("entered_row", 3, 1)]


@pytest.mark.parametrize("head", ["", "record;entered_on\n", "a,2017-03-09\n", "Record,entered_on\n"])
def test_another_header(tmp_path: Path, head: str) -> None:
    found, problems = read(tmp_path, f"{head}a,2017-03-09\n")
    assert found == {}
    assert problems == [("entered_header", 1, 1)]


def test_another_encoding(tmp_path: Path) -> None:
    found, problems = read(tmp_path, HEAD.encode("utf-16"))
    assert found == {}
    assert [code for code, _, _ in problems] == ["encoding"]


def test_a_row_of_any_length(tmp_path: Path) -> None:
    found, problems = read(tmp_path, f"{HEAD}{'a' * 200_000},soon\nb,2017-03-09\n")
    assert [code for code, _, _ in problems] == ["entered_row"]
    assert found == {"b": date(2017, 3, 9)}


@pytest.mark.parametrize("name", ["records/2017/jichu/03-08-dues", "2017/jichu/03-08-dues.md", "2017/jichu/03-18-dues"])
def test_a_row_of_no_record_is_told_with_the_one_it_is_like(tmp_path: Path, name: str) -> None:
    path = tmp_path / "entered.csv"
    path.write_text(f"{HEAD}{name},2017-03-09\n2017/jichu/03-08-dues,2017-03-09\n", "utf-8")
    findings = Findings("records/entered.csv")
    read_entered(path, KNOWN, findings)
    (problem,) = findings.problems
    assert (problem.code, problem.mark.line) == ("entered_of_none", 2)
    assert problem.args["near"] == "2017/jichu/03-08-dues"


def test_two_rows_of_a_record_are_told(tmp_path: Path) -> None:
    found, problems = read(tmp_path, f"{HEAD}a,2017-03-09\na,2017-03-10\n")
    assert found == {"a": date(2017, 3, 9)}
    assert problems == [("entered_twice", 3, 1)]
