"""Which days a vocational school holds its meetings on."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from random import Random

import chinese_calendar

from generator.demo.wording import pick

_WINTER_BREAK = {2016: (date(2016, 1, 18), date(2016, 2, 21)), 2017: (date(2017, 1, 17), date(2017, 2, 12))}
_FRIDAY = 4


def break_days(year: int) -> tuple[tuple[date, date], ...]:
    """Winter and summer breaks, first and last day of each."""
    winter = _WINTER_BREAK.get(year, (date(year, 1, 19), date(year, 2, 16)))
    return (winter, (date(year, 7, 13), date(year, 8, 21)))


@cache
def working_days(year: int, month: int) -> tuple[date, ...]:
    """Working days of the month: by the holiday tables, or Monday to Friday beyond them."""
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    return tuple(day for day in days if _works(day))


@cache
def school_days(year: int, month: int) -> tuple[date, ...]:
    """Working days from Monday to Friday outside the breaks."""
    breaks = break_days(year)
    return tuple(
        day
        for day in working_days(year, month)
        if day.weekday() <= _FRIDAY and not any(first <= day <= last for first, last in breaks)
    )


@cache
def _between(year: int, month: int, first: int, last: int) -> tuple[date, ...]:
    """School days of that part of the month, or the nearest thing there is."""
    days = school_days(year, month)
    inside = tuple(day for day in days if first <= day.day <= last)
    return inside or days or working_days(year, month)


def day_in(random: Random, year: int, month: int, part: tuple[int, int] = (1, 31), weekday: int | None = None) -> date:
    """A day for a meeting in that part of the month, on the weekday where there is one."""
    days: Sequence[date] = _between(year, month, *part)
    if weekday is not None:
        days = [day for day in days if day.weekday() == weekday] or days
    return pick(random, days)


def last_working_day(year: int, month: int) -> date:
    """The last working day of the month."""
    return working_days(year, month)[-1]


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not _works(day):
        day += timedelta(days=1)
    return day


@cache
def _works(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() <= _FRIDAY
