"""Half-open intervals of dates and step functions of the date (design §3: every `to` is exclusive)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """From a day up to, not including, another; `end` None is still running."""

    start: date
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.start <= day and (self.end is None or day < self.end)

    def ended(self, day: date) -> bool:
        """Whether it is over by the day."""
        return self.end is not None and self.end <= day

    def days_in(self, first: date, last: date) -> int:
        """Days shared with first..last, both included."""
        low = max(self.start, first)
        high = last + ONE_DAY if self.end is None else min(self.end, last + ONE_DAY)
        return max(0, (high - low).days)


def covered_days(intervals: Iterable[Interval], first: date, last: date) -> int:
    """Days of first..last (both included) inside at least one interval."""
    total, reached = 0, first
    for interval in sorted(intervals, key=lambda each: each.start):
        low = max(interval.start, reached)
        days = Interval(low, interval.end).days_in(low, last) if low <= last else 0
        total += days
        reached = max(reached, low + timedelta(days=days))
    return total


@dataclass(frozen=True, slots=True)
class Step:
    """From this day on, this count."""

    start: date
    count: int


def value_on(steps: Iterable[Step], day: date) -> int:
    """The count in force on the day; 0 before the first step."""
    current = 0
    for step in sorted(steps, key=lambda each: each.start):
        if step.start <= day:
            current = step.count
    return current
