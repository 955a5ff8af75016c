"""Half-open spans and step functions (design §3: every `to` is exclusive)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.interval import Interval, Step, covered_days, value_on

DAYS = st.dates(date(2015, 1, 1), date(2019, 12, 31))
SPANS = st.builds(Interval, DAYS, st.none() | DAYS)
JUNE = (date(2017, 6, 1), date(2017, 6, 30))


def span(start: str, end: str | None = None) -> Interval:
    return Interval(date.fromisoformat(start), date.fromisoformat(end) if end else None)


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(number) for number in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("day", "inside"),
    [("2017-05-31", False), ("2017-06-01", True), ("2017-06-29", True), ("2017-06-30", False)],
)
def test_the_last_day_of_a_span_is_outside(day: str, inside: bool) -> None:
    assert span("2017-06-01", "2017-06-30").covers(date.fromisoformat(day)) is inside


def test_a_span_without_an_end_runs_on() -> None:
    assert span("2017-06-01").covers(date(2999, 1, 1))
    assert not span("2017-06-01").covers(date(2017, 5, 31))


@pytest.mark.parametrize(
    ("interval", "days"),
    [
        (span("2017-01-01"), 30),
        (span("2017-06-15"), 16),
        (span("2017-01-01", "2017-06-15"), 14),
        (span("2017-06-30", "2017-07-01"), 1),
        (span("2017-01-01", "2017-06-01"), 0),
        (span("2017-07-01"), 0),
        (span("2017-06-20", "2017-06-10"), 0),
    ],
)
def test_days_shared_with_a_window(interval: Interval, days: int) -> None:
    assert interval.days_in(*JUNE) == days


@pytest.mark.parametrize(
    ("intervals", "days"),
    [
        ([], 0),
        ([span("2017-06-01", "2017-06-11"), span("2017-06-06", "2017-06-16")], 15),  # overlapping
        ([span("2017-06-01", "2017-06-11"), span("2017-06-11", "2017-06-16")], 15),  # touching
        ([span("2017-06-01", "2017-06-11"), span("2017-06-21")], 20),  # a gap
        ([span("2017-01-01"), span("2017-06-05", "2017-06-06")], 30),  # one inside the other
        ([span("2017-06-28"), span("2017-06-29"), span("2017-06-29")], 3),
    ],
)
def test_a_day_is_covered_once(intervals: list[Interval], days: int) -> None:
    assert covered_days(intervals, *JUNE) == days
    assert covered_days(reversed(intervals), *JUNE) == days


@given(st.lists(SPANS, max_size=5), DAYS, st.integers(0, 100))
def test_covered_days_are_those_some_span_covers(intervals: list[Interval], first: date, length: int) -> None:
    last = first + timedelta(length)
    counted = sum(any(each.covers(day) for each in intervals) for day in every_day(first, last))
    assert covered_days(intervals, first, last) == counted


@given(SPANS, DAYS, st.integers(0, 100))
def test_days_in_counts_the_days_covered(interval: Interval, first: date, length: int) -> None:
    last = first + timedelta(length)
    assert interval.days_in(first, last) == sum(interval.covers(day) for day in every_day(first, last))


def test_the_latest_step_not_after_the_day_is_in_force() -> None:
    steps = [Step(date(2017, 3, 1), 9), Step(date(2014, 9, 1), 12), Step(date(2017, 7, 1), 0)]
    wanted = {"2014-08-31": 0, "2014-09-01": 12, "2017-02-28": 12, "2017-03-01": 9, "2017-06-30": 9, "2018-01-01": 0}
    assert {day: value_on(steps, date.fromisoformat(day)) for day in wanted} == wanted
    Random(1).shuffle(steps)
    assert {day: value_on(steps, date.fromisoformat(day)) for day in wanted} == wanted


def test_no_steps_count_nothing() -> None:
    assert value_on([], date(2017, 1, 1)) == 0
