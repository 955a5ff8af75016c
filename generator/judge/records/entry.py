"""Records that came in later than allowed: pointed at, still counted (design §3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.judge.records.events import Book
from generator.model.period import Window


def is_late_entry(held: date, entered: date | None, allowed_days: int) -> bool:
    """Whether a record came in more than so many days after its event; one of unknown entry is not late."""
    return entered is not None and (entered - held).days > allowed_days


def late_entries(book: Book, entered_on: Mapping[str, date], allowed_days: int, year: Window) -> tuple[str, ...]:
    """The unit's own records of the year that came in late."""
    return tuple(
        event.id
        for event in book.events
        if year.holds(event.record.date)
        and event.record.branch == event.unit
        and is_late_entry(event.record.date, entered_on.get(event.id), allowed_days)
    )
