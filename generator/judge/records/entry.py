"""Records that came in later than allowed: pointed at, still counted (design §3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from generator.judge.by_unit import ByUnit
from generator.judge.records.events import Book
from generator.model.config import YearConfig
from generator.model.period import Window
from generator.model.problem import Problem
from generator.model.record import Record


def is_late_entry(held: date, entered: date | None, allowed_days: int, start_on: date | None = None) -> bool:
    """Whether a record came in more than so many days after its event.

    One of unknown entry is not late, nor is one of the time before records were kept here: it could not come in then.
    """
    late = entered is not None and (entered - held).days > allowed_days
    return late and (start_on is None or held >= start_on)


def entries_before_events(units: ByUnit, entered_on: Mapping[str, date]) -> Iterator[Problem]:
    """Warns of a record that was there before what it tells of: its date is wrong, or it was written in advance."""
    for own in units.values():
        days = own.entered(entered_on)
        yield from own.fact(("early", days), partial(_early, own.records, days))


def _early(records: Iterable[Record], days: Iterable[date | None]) -> tuple[Problem, ...]:
    return tuple(
        record.warning("entered_before_event", "date", entered=day.isoformat(), date=record.date.isoformat())
        for record, day in zip(records, days, strict=True)
        if day is not None and day < record.date and not record.draft
    )


def late_entries(book: Book, entered_on: Mapping[str, date], config: YearConfig, year: Window) -> tuple[str, ...]:
    """The unit's own records of the year that came in late."""
    allowed, start_on = config.late_entry_days, config.start_on
    return tuple(
        event.id
        for event in book.events
        if year.holds(event.record.date)
        and event.record.branch == event.unit
        and is_late_entry(event.record.date, entered_on.get(event.id), allowed, start_on)
    )
