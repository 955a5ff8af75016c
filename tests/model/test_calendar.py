"""Working days: weekends and holidays off, make-up weekends on, and no year guessed (domain §0.3)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.model.calendar import Calendar, CalendarYear, MissingYear
from generator.read.calendar import read_calendar

FOLDER = Path(__file__).resolve().parents[2] / "records" / "calendar"


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    """The calendars the project comes with."""
    return read_calendar(FOLDER, "records/calendar")[0]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2017-03-08", True),  # a Wednesday
        ("2017-03-11", False),  # a Saturday
        ("2017-03-12", False),  # a Sunday
        ("2017-01-22", True),  # a Sunday made up before the Spring Festival
        ("2017-01-27", False),  # New Year's eve, a Friday
        ("2017-02-02", False),
        ("2017-02-04", True),  # a Saturday made up after it
        ("2017-04-01", True),  # a Saturday made up for Qingming
        ("2017-04-03", False),
        ("2017-05-27", True),  # a Saturday made up for Duanwu
        ("2017-09-30", True),  # a Saturday made up for National Day
        ("2017-10-02", False),
        ("2017-10-08", False),
    ],
)
def test_2017(calendar: Calendar, day: str, working: bool) -> None:
    assert calendar.is_working(date.fromisoformat(day)) is working


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2017-03-06", "2017-03-10", 5),
        ("2017-03-08", "2017-03-08", 1),
        ("2017-03-11", "2017-03-12", 0),
        ("2017-09-25", "2017-10-09", 7),  # the make-up Saturday and the eight days off
        ("2017-12-29", "2018-01-02", 2),  # over the turn of the year
        ("2017-03-09", "2017-03-08", 0),
    ],
)
def test_working_days_both_ends_included(calendar: Calendar, first: str, last: str, days: int) -> None:
    assert calendar.working_days(date.fromisoformat(first), date.fromisoformat(last)) == days


def test_a_year_on_no_calendar_is_refused() -> None:
    calendar = Calendar({2017: CalendarYear({}, frozenset(), "")})
    with pytest.raises(MissingYear) as missing:
        calendar.is_working(date(2018, 1, 2))
    assert missing.value.year == 2018
    with pytest.raises(MissingYear):
        calendar.working_days(date(2017, 12, 29), date(2018, 1, 1))


def test_a_holiday_wins_over_a_make_up_day() -> None:
    day = date(2017, 3, 8)
    assert not Calendar({2017: CalendarYear({day: "假"}, frozenset([day]), "")}).is_working(day)


def test_the_project_s_calendars_are_2016_to_2026(calendar: Calendar) -> None:
    assert sorted(calendar.years) == list(range(2016, 2027))
    assert all(str(year) in entry.source for year, entry in calendar.years.items())
    for year, entry in calendar.years.items():
        assert {day.year for day in (*entry.holidays, *entry.working_days)} == {year}
        assert all(day.weekday() >= 5 for day in entry.working_days)
