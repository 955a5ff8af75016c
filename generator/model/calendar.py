"""Working days (domain §0.3): weekends off, statutory holidays off, make-up working weekends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.failure import Usage


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year of the State Council's notice."""

    holidays: Mapping[date, str]
    working_days: frozenset[date]
    source: str


class MissingYear(Usage):
    """The year is on no calendar: working days are refused, never guessed."""

    def __init__(self, year: int) -> None:
        super().__init__("calendar_missing", year=year)
        self.year = year


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years on file."""

    years: Mapping[int, CalendarYear]

    def is_working(self, day: date) -> bool:
        """Whether the day is a working day. Raises MissingYear."""
        if day.year not in self.years:
            raise MissingYear(day.year)
        year = self.years[day.year]
        if day in year.holidays:
            return False
        return day in year.working_days or day.weekday() < 5

    def holidays(self, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """Each statutory holiday of first..last with its name. Raises MissingYear."""
        for year in range(first.year, last.year + 1):
            if year not in self.years:
                raise MissingYear(year)
        found = [
            (day, name) for year in range(first.year, last.year + 1) for day, name in self.years[year].holidays.items()
        ]
        return tuple(sorted((day, name) for day, name in found if first <= day <= last))

    def working_days(self, first: date, last: date) -> int:
        """Working days of first..last, both included. Raises MissingYear."""
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return sum(self.is_working(day) for day in days)
