"""Calendar windows of a year (domain §0.3, design §4): whole windows, never clipped."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import cache

MONTHS_IN = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_KEY = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])|H([12])))?", re.ASCII)
_DAY = re.compile(r"(next-|previous-)?(\d{2})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """A span of days, both ends included, under the name people use for it (2017-03, 2017-Q1)."""

    start: date
    end: date
    key: str

    @property
    def days(self) -> int:
        """Days in the window."""
        return (self.end - self.start).days + 1

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.start <= day <= self.end

    def within(self, other: Window) -> bool:
        """Whether it lies wholly inside the other."""
        return other.start <= self.start and self.end <= other.end


def last_day(year: int, month: int) -> date:
    """The last day of the month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _key(year: int, first_month: int, months: int) -> str:
    if months == 12:
        return str(year)
    number = (first_month - 1) // months + 1
    return {1: f"{year}-{first_month:02}", 3: f"{year}-Q{number}", 6: f"{year}-H{number}"}[months]


@dataclass(frozen=True, slots=True)
class Period:
    """A cadence: month, quarter, half_year or year; or, under another name, spans of the school's own.

    `spans` are pairs of MM-DD, next-MM-DD or previous-MM-DD as they fall for a year (semesters, named days).
    """

    name: str
    spans: tuple[tuple[str, str], ...] = ()

    def windows(self, year: int) -> tuple[Window, ...]:
        """All its windows of the year."""
        if not self.spans:
            return windows(self.name, year)
        return tuple(_span_window(span, year, number) for number, span in enumerate(self.spans, 1))

    def window(self, key: str) -> Window | None:
        """Its window of that key, of whatever year."""
        year = key[:4]
        found = self.windows(int(year)) if year.isdigit() and int(year) else ()
        return next((window for window in found if window.key == key), None)


def _span_window(span: tuple[str, str], year: int, number: int) -> Window:
    start, end = (day_of(text, year) for text in span)
    assert start is not None and end is not None
    return Window(start, end, f"{year}-{number}")


@cache
def windows(period: str, year: int) -> tuple[Window, ...]:
    """All windows of a month, quarter, half_year or year cadence in the year."""
    months = MONTHS_IN[period]
    return tuple(
        Window(date(year, first, 1), last_day(year, first + months - 1), _key(year, first, months))
        for first in range(1, 13, months)
    )


def window_of(key: str) -> Window | None:
    """The window a person names as 2017-01, 2017-Q1, 2017-H1 or 2017; None if it names none."""
    match = _KEY.fullmatch(key)
    if match is None or int(match[1]) == 0:
        return None
    year, months = int(match[1]), 1 if match[2] else 3 if match[3] else 6 if match[4] else 12
    period = next(name for name, length in MONTHS_IN.items() if length == months)
    return next((window for window in windows(period, year) if window.key == key), None)


@cache
def day_of(text: str, year: int) -> date | None:
    """The day written MM-DD, next-MM-DD or previous-MM-DD as it falls for the year; None if it is no day.

    02-29 is 28 February in years that have no 29th.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year += {"next-": 1, "previous-": -1}.get(match[1] or "", 0)
    month, day = int(match[2]), int(match[3])
    if (month, day) == (2, 29):
        return last_day(year, 2)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_after(day: date, years: int) -> date:
    """The same day so many years later, at most the calendar's last; 29 February becomes the 28th."""
    if day.year + years > MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
