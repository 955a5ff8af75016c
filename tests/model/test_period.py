"""Windows of a year, their names, and days written without a year."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.period import (
    MONTHS_IN,
    Period,
    Window,
    day_of,
    last_day,
    window_of,
    windows,
    years_after,
)

YEARS = st.integers(1000, 9999)


@pytest.mark.parametrize(
    ("period", "keys"),
    [
        ("month", [f"2017-{month:02}" for month in range(1, 13)]),
        ("quarter", ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"]),
        ("half_year", ["2017-H1", "2017-H2"]),
        ("year", ["2017"]),
    ],
)
def test_the_windows_of_a_year_are_named_in_order(period: str, keys: list[str]) -> None:
    assert [window.key for window in windows(period, 2017)] == keys


@given(st.sampled_from(sorted(MONTHS_IN)), YEARS)
def test_windows_tile_the_year(period: str, year: int) -> None:
    found = windows(period, year)
    assert (found[0].start, found[-1].end) == (date(year, 1, 1), date(year, 12, 31))
    assert all(before.end + timedelta(1) == after.start for before, after in pairwise(found))
    assert sum(window.days for window in found) == windows("year", year)[0].days


@given(st.sampled_from(sorted(MONTHS_IN)), YEARS)
def test_a_window_is_found_by_its_name(period: str, year: int) -> None:
    for window in windows(period, year):
        assert window_of(window.key) == window == Period(period).window(window.key)
        assert [other for other in MONTHS_IN if Period(other).window(window.key)] == [period]


@pytest.mark.parametrize(
    "text",
    ["2017-13", "2017-00", "2017-1", "2017-Q0", "2017-Q5", "2017-H3", "2017-q1", "0000", "0000-01", "17", "", "2017-",
     "2017-01-01", "２０１７", "2017-Q1 ", "٢٠١٧-٠١"],
)  # fmt: skip
def test_no_window_of_that_name(text: str) -> None:
    assert window_of(text) is None


def test_a_window_holds_both_its_ends() -> None:
    march = window_of("2017-03")
    assert march is not None
    assert march.holds(date(2017, 3, 1))
    assert march.holds(date(2017, 3, 31))
    assert not march.holds(date(2017, 2, 28))
    assert not march.holds(date(2017, 4, 1))


def test_a_month_lies_within_its_quarter_alone() -> None:
    quarter = windows("quarter", 2017)[1]
    assert [month.key for month in windows("month", 2017) if month.within(quarter)] == ["2017-04", "2017-05", "2017-06"]
    assert quarter.within(quarter)
    assert not quarter.within(windows("month", 2017)[3])


@pytest.mark.parametrize(("year", "days"), [(2016, 29), (2017, 28), (1900, 28), (2000, 29)])
def test_february(year: int, days: int) -> None:
    assert last_day(year, 2).day == windows("month", year)[1].days == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03-31", date(2017, 3, 31)),
        ("next-01-31", date(2018, 1, 31)),
        ("previous-09-01", date(2016, 9, 1)),
        ("02-29", date(2017, 2, 28)),
        ("next-02-29", date(2018, 2, 28)),
        ("previous-02-29", date(2016, 2, 29)),
    ],
)
def test_a_day_as_it_falls_for_the_year(text: str, day: date) -> None:
    assert day_of(text, 2017) == day


@pytest.mark.parametrize(
    "text", ["02-30", "13-01", "00-10", "3-31", "03-00", "last-03-31", "next-", "2017-03-31", "", "next-next-01-01"]
)
def test_no_such_day(text: str) -> None:
    assert day_of(text, 2017) is None


@pytest.mark.parametrize(("text", "year"), [("next-01-31", 9999), ("previous-12-31", 1)])
def test_a_day_beyond_all_calendars_is_none(text: str, year: int) -> None:
    assert day_of(text, year) is None


SEMESTERS = Period("semesters", (("previous-09-01", "01-31"), ("02-15", "07-15")))


def test_spans_of_the_school_s_own() -> None:
    assert SEMESTERS.windows(2017) == (
        Window(date(2016, 9, 1), date(2017, 1, 31), "2017-1"),
        Window(date(2017, 2, 15), date(2017, 7, 15), "2017-2"),
    )
    found = SEMESTERS.window("2018-1")
    assert found is not None
    assert (found.start, found.end) == (date(2017, 9, 1), date(2018, 1, 31))
    assert SEMESTERS.window("2017-3") is None


@pytest.mark.parametrize("key", ["2017-Q1", "", "abc", "0000-01", "2017"])
def test_a_month_cadence_has_no_window_of_another_name(key: str) -> None:
    assert Period("month").window(key) is None


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2015, 9, 10), 3, date(2018, 9, 10)),
        (date(2016, 2, 29), 4, date(2020, 2, 29)),
        (date(2016, 2, 29), 3, date(2019, 2, 28)),
        (date(2016, 2, 29), 0, date(2016, 2, 29)),
    ],
)
def test_the_same_day_years_later(day: date, years: int, later: date) -> None:
    assert years_after(day, years) == later
