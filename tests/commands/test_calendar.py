"""calendar: the State Council's days off, written so that regenerating them changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.school import School

COMMITTED = Path(__file__).resolve().parents[2] / "records" / "calendar"
YEARS = range(2016, 2027)


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def test_the_committed_years_are_these() -> None:
    assert sorted(path.name for path in COMMITTED.iterdir()) == [f"{year}.yml" for year in YEARS]


@pytest.mark.parametrize("year", YEARS)
def test_regenerating_a_year_changes_nothing(school: School, year: int) -> None:
    ran = school.run("calendar", str(year))
    assert (ran.code, ran.err) == (0, "")
    assert f"records/calendar/{year}.yml" in ran.out
    written = (school.root / f"records/calendar/{year}.yml").read_bytes()
    assert written == (COMMITTED / f"{year}.yml").read_bytes()


@pytest.mark.parametrize("year", [2004, 2010])
def test_what_it_writes_is_read(school: School, year: int) -> None:
    school.run("calendar", str(year))
    assert school.check("--strict")[1]["problems"] == []


@pytest.mark.parametrize("year", ["2003", "2027", "9999"])
def test_a_year_of_no_notice_is_refused_not_guessed(school: School, year: str) -> None:
    ran = school.run("calendar", year)
    assert (ran.code, ran.out) == (2, "")
    assert year in ran.err
    assert not (school.root / "records/calendar").exists()


def test_it_puts_a_year_right_again(school: School) -> None:
    shutil.copytree(COMMITTED, school.root / "records/calendar")
    school.write("records/calendar/2017.yml", "source: 通知\nholidays: []\n")
    school.run("calendar", "2017")
    for year in YEARS:
        assert (school.root / f"records/calendar/{year}.yml").read_bytes() == (COMMITTED / f"{year}.yml").read_bytes()
