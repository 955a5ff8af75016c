"""What a new public notice says by itself: the decision it rests on, its days by the calendar, what never changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from generator.judge.known import seen
from generator.judge.notices.check import CONTACTS, NOTICE
from generator.judge.notices.days import COUNTED, Length, last_day, next_working_day
from generator.judge.records.decisions import DECISION, latest_on, recommends
from generator.model.calendar import Calendar
from generator.model.record import Record, in_time

_USUAL = ("range", "departments", *CONTACTS, "office_hours", "letter_rule")
"""Fields that are the same from one notice to the next: taken from the latest."""


def recommending(branch: str, records: Iterable[Record], signed: date) -> Record | None:
    """The committee's latest decision of the branch by the day, where that is to recommend it."""
    there = (record for record in records if seen(record, signed) and not record.draft)
    latest = latest_on(branch, (record for record in there if DECISION in record.types))
    return latest if latest and recommends(latest) else None


def period(signed: date, start: date | None, length: Length, calendar: Calendar) -> tuple[date, date]:
    """Its first and last day: from the start, else from the first working day on; both count. Raises MissingYear."""
    first = start or next_working_day(signed, calendar)
    return first, last_day(first, length, length.number, COUNTED, calendar)


def usual(records: Iterable[Record], day: date) -> Mapping[str, object]:
    """Whom to tell and how, as the latest notice before said it."""
    earlier = [record for record in records if NOTICE in record.types and seen(record, day)]
    values = max(earlier, key=in_time).values if earlier else {}
    return {name: values[name] for name in _USUAL if name in values}
