"""records/calendar/<year>.yml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.model.calendar import Calendar
from generator.read.calendar import read_calendar

GOOD = "source: 通知\nholidays: [{date: 2017-01-01, name: 元旦}]\nworking_days: [2017-01-22]\n"


def read(folder: Path, **files: str) -> tuple[Calendar, list[tuple[str, str, int, int]]]:
    for name, text in files.items():
        (folder / f"{name.lstrip('_')}.yml").write_text(text, "utf-8")
    calendar, found = read_calendar(folder, "records/calendar")
    problems = [problem for findings in found for problem in findings.problems]
    return calendar, [(each.file, each.code, each.mark.line, each.mark.column) for each in problems]


def test_a_year(tmp_path: Path) -> None:
    calendar, problems = read(tmp_path, _2017=GOOD)
    assert problems == []
    year = calendar.years[2017]
    assert (dict(year.holidays), year.working_days, year.source) == (
        {date(2017, 1, 1): "元旦"},
        {date(2017, 1, 22)},
        "通知",
    )


def test_in_chinese_and_without_make_up_days(tmp_path: Path) -> None:
    calendar, problems = read(tmp_path, _2017="来源: 通知\n放假: [{日期: 2017-01-01, 名称: 元旦}]\n调休上班: []\n")
    assert problems == []
    assert (len(calendar.years[2017].holidays), calendar.years[2017].working_days) == (1, frozenset())


def test_no_folder_is_no_calendar(tmp_path: Path) -> None:
    assert read_calendar(tmp_path / "nosuch", "records/calendar") == (Calendar({}), [])


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("_2017", GOOD.replace("2017-01-22", "2017-02-30"), "not_a_date"),
        ("_2017", GOOD.replace("2017-01-22", "soon"), "not_a_date"),
        ("_2017", GOOD.replace("source", "sauce"), "unknown_field"),
        ("_2017", GOOD.replace("date: 2017-01-01, ", ""), "entry_incomplete"),
        ("_2017", GOOD.replace("2017-01-01", "2017-02-30"), "impossible"),
        ("_2017", GOOD.replace("2017-01-01", "soon"), "not_a_date"),
        ("_2017", GOOD.replace("2017-01-01", ""), "entry_incomplete"),
        ("_2017", "a: [", "unclosed"),
        ("year", GOOD, "calendar_name"),
    ],
)
def test_a_year_with_a_fault_is_left_out_and_the_others_stay(tmp_path: Path, name: str, text: str, code: str) -> None:
    calendar, problems = read(tmp_path, _2016=GOOD.replace("2017", "2016"), **{name: text})
    assert [problem[:2] for problem in problems] == [(f"records/calendar/{name.lstrip('_')}.yml", code)]
    assert sorted(calendar.years) == [2016]
