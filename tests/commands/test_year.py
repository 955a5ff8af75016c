"""Which year a command is about when nobody says (design §5): of a pack by school years, the school year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.packs.foreign import foreign
from tests.school import School


def year_of(school: School, as_of: str) -> int:
    found: int = json.loads(school.run("status", "--as-of", as_of, "--format", "json").out)["year"]
    return found


@pytest.mark.parametrize(
    ("as_of", "year"), [("2018-12-31", 2018), ("2019-03-01", 2018), ("2019-08-31", 2018), ("2019-09-01", 2019)]
)
def test_the_school_year_that_has_begun(tmp_path: Path, as_of: str, year: int) -> None:
    school = foreign(tmp_path, "school-year")
    for of in (2018, 2019, 2020):
        school.record(f"{of}/jichu/01-12-committee-meeting")
    assert year_of(school, as_of) == year


@pytest.mark.parametrize(("as_of", "year"), [("2019-08-31", 2018), ("2019-09-01", 2019)])
def test_without_records_that_of_the_day(tmp_path: Path, as_of: str, year: int) -> None:
    assert year_of(foreign(tmp_path, "school-year"), as_of) == year


@pytest.mark.parametrize(("as_of", "year"), [("2017-12-31", 2017), ("2018-01-01", 2018), ("2020-06-01", 2018)])
def test_the_calendar_year(tmp_path: Path, as_of: str, year: int) -> None:
    school = School(tmp_path)
    for of in (2016, 2017, 2018):
        school.record(f"{of}/jichu/01-12-committee-meeting")
    assert year_of(school, as_of) == year
