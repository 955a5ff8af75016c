"""Which meetings a branch holds in a year, and on which days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from generator.demo.days import day_in
from generator.demo.event import APPRAISAL, COMMITTEE, GROUP, LECTURE, LIFE, MEMBERS, Event
from generator.demo.profile import Profile

_PARTS = {
    COMMITTEE: (1, 12),
    GROUP: (8, 26),
    MEMBERS: (14, 28),
    "party_day": (12, 28),
    "theory_study": (5, 24),
    LECTURE: (10, 28),
    LIFE: (16, 30),
}
_DECEMBER = 20
"""Nothing is planned after this day of December."""
_FRIDAY = 4


def meeting_plan(profile: Profile, year: int, random: Random) -> Iterator[Event]:
    """Every meeting, lecture and appraisal the branch's character holds in that year."""
    taken: set[date] = set()
    weekdays = {COMMITTEE: random.randint(0, 4), "theory_study": random.randint(0, 4), "party_day": _FRIDAY}
    for name, months in profile.character.months.items():
        for index, month in enumerate(months):
            span = _span(name, months, index)
            for group in _groups(profile, name, year, month):
                day = day_in(random, year, month, span, weekdays.get(name))
                if group is None and day in taken:
                    day = day_in(random, year, month, span)
                taken.add(day)
                if name != COMMITTEE or profile.branch.committee_on(day):
                    yield Event(day, (name,), minutes=True, group=group)
    if profile.hand % 3:
        yield Event(day_in(random, year, 12, (11, 19)), (APPRAISAL,), minutes=True)
    else:
        yield Event(day_in(random, year, 1, (4, 18)), (APPRAISAL,), {"appraised_year": year - 1}, minutes=True)


def _span(name: str, months: Sequence[int], index: int) -> tuple[int, int]:
    """The days of the month it may fall on: the halves where it is held twice, nothing late in December."""
    first, last = _PARTS[name]
    if index and months[index - 1] == months[index]:
        first, last = 16, 30
    elif months[index + 1 : index + 2] == months[index : index + 1]:
        first, last = 1, 15
    return (min(first, _DECEMBER - 5), min(last, _DECEMBER)) if months[index] == 12 else (first, last)


def _groups(profile: Profile, name: str, year: int, month: int) -> list[str | None]:
    """Who holds a meeting of that type: each group, or the branch; nobody where there is no such body."""
    day = date(year, month, 15)
    if name == GROUP:
        return [group.id for group in profile.branch.groups if group.span.covers(day)]
    if name == COMMITTEE and profile.branch.committee_on(day) is None:
        return []
    return [None]
