"""What was known at the end of a day: the one place that asks whether something lies after it (design §4, as_of).

A record is seen from its date on, a row of the lists from the day it was listed; what is written into them for later
days (verification, handling, conclusions) is not there yet. What this module gives are records, lists and values of
their own: whoever judges or shows them need not know the day, but for what is about the day itself (days left, overdue,
a window that is open).

What is to come out before it counts has a course of its own. A disclosure goes from hand to hand: propose, review,
approve, publish (domain §2.6); one without any field of this course was written after the fact, and disclosed on its
date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Protocol

from generator.model.organization import Branch
from generator.model.period import Window
from generator.model.record import Record
from generator.model.rectification import Rectification, Row
from generator.model.values import Values
from generator.types import Field, registry

DISCLOSURES = ("dues_disclosure", "affairs_disclosure")
STEPS = ("proposed_on", "reviewed_on", "approved_on", "published_on")
"""In the order in which they are taken; none is left out."""
COURSE = frozenset((*STEPS, "reviewed_by", "approved_by", "visible_from", "visible_to", "item", "shown_to", "accounts"))
"""The fields of a disclosure that is written down step by step."""


class Dated(Protocol):
    """A record, or what an audience may see of one."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def draft(self) -> bool:
        """Whether it is unfinished."""

    @property
    def types(self) -> tuple[str, ...]:
        """Its types."""

    @property
    def date(self) -> date:
        """Its date."""

    @property
    def values(self) -> Values:
        """Its fields."""

    @property
    def filled(self) -> tuple[str, ...]:
        """Their names."""


class Stage(StrEnum):
    """How far a disclosure is on a day."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    SHOWN = "shown"
    ENDED = "ended"


def listed(branch: Branch, year: Window, as_of: date) -> bool:
    """Whether the branch is on the year's list: founded by the day, and existing in the year."""
    return branch.span.start <= as_of and branch.span.days_in(year.start, year.end) > 0


def seen(record: Dated, as_of: date) -> bool:
    """Whether the record is there at the end of the day."""
    return record.date <= as_of


def known(record: Record, as_of: date) -> Record:
    """The record without what had not happened by the day; the very same where nothing lies later."""
    values = _by(as_of, record.values, _dated(record.types))
    return record if values is record.values else replace(record, values=values)


def _by(as_of: date, values: Values, dated: Mapping[str, Field]) -> Values:
    """The values without those that are seen from a later day on."""
    inside = {
        name: cut
        for name in values.keys() & dated.keys()
        if (there := values.parts(name)) and (cut := _by(as_of, there, dated[name].fields)) is not there
    }
    later = [name for name in values.keys() & dated.keys() if _is_later(dated[name], values, as_of)]
    return values.having(**inside).without(*later) if inside or later else values


def _is_later(declared: Field, values: Values, as_of: date) -> bool:
    if declared.after:
        field, _, part = declared.after.partition(".")
        over = values.parts(field).day(part)
        return over is None or over >= as_of
    day = values.day(declared.id) if declared.later else None
    return day is not None and day > as_of


@cache
def _dated(types: tuple[str, ...]) -> Mapping[str, Field]:
    """What a record of these types may hold that is seen from a later day on than its own, or holds such parts."""
    return {name: each for name, each in registry().fields_by_name(types).items() if _has_later(each)}


def _has_later(declared: Field) -> bool:
    return declared.later or declared.after is not None or any(map(_has_later, declared.fields.values()))


def issued(record: Dated, as_of: date) -> bool:
    """Whether it has come out by the end of the day: what needs issuing, or disclosing, has been."""
    names, disclosed = _coming_out(record.types)
    if disclosed and disclosed_on(record, as_of) is None:
        return False
    return all((day := record.values.day(name)) is not None and day <= as_of for name in names)


@cache
def _coming_out(types: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The fields that say when such a record comes out, and whether it is disclosed: most need neither."""
    names = (registry().types[each].issued for each in types)
    return tuple(name for name in names if name), not set(types).isdisjoint(DISCLOSURES)


def goes_its_course(record: Dated) -> bool:
    """Whether the record is a disclosure that is written down step by step."""
    return _coming_out(record.types)[1] and not COURSE.isdisjoint(record.filled)


def stage(record: Dated, as_of: date) -> Stage | None:
    """How far it is at the end of the day; None for what is no disclosure, or one written after the fact."""
    if not goes_its_course(record):
        return None
    taken = [step for step in STEPS[:3] if (day := record.values.day(step)) is not None and day <= as_of]
    first, last = shown_from(record), record.values.day("visible_to")
    if "approved_on" in taken and first is not None and first <= as_of:
        return Stage.ENDED if last is not None and last < as_of else Stage.SHOWN
    reached = {"reviewed_on": Stage.REVIEWED, "approved_on": Stage.APPROVED}
    return reached.get(taken[-1], Stage.PROPOSED) if taken else Stage.PROPOSED


def shown_from(record: Dated) -> date | None:
    """The first day on which a disclosure is shown, once approved; None where that is not settled yet."""
    return record.values.day("visible_from") or record.values.day("published_on")


def disclosed_on(record: Dated, as_of: date) -> date | None:
    """The day on which it was disclosed, as known at the end of a day; None where it has not been."""
    reached = stage(record, as_of)
    if reached is None:
        return record.date
    return shown_from(record) if reached in (Stage.SHOWN, Stage.ENDED) else None


_ENTRIES = {"progress": "date", "extensions": "asked_on", "reopened": "date"}
"""What is added to a row day by day, with the column of the day."""


def known_lists(lists: Rectification, as_of: date) -> Rectification:
    """The lists as they stood at the end of the day: rows listed by then, and in them what had happened by then.

    A row that rests on one that was not listed yet is not there either.
    """
    problems = tuple(row for row in lists.problems if _had_come(row, as_of, "listed_on", "found_on"))
    hidden = _ids(lists.problems) - _ids(problems)
    tasks = _rows(lists.tasks, "problem", hidden, as_of)
    hidden = _ids(lists.tasks) - _ids(tasks)
    duties = _rows(lists.responsibilities, "task", hidden, as_of)
    return replace(lists, problems=problems, tasks=tasks, responsibilities=duties)


def _rows(rows: Iterable[Row], rests_on: str, hidden: set[str], as_of: date) -> tuple[Row, ...]:
    there = (row for row in rows if _had_come(row, as_of, "listed_on") and row.text(rests_on) not in hidden)
    return tuple(_happened(row, as_of) for row in there)


def _happened(row: Row, as_of: date) -> Row:
    """The row without what was written into it for later days."""
    happened = {
        name: tuple(entry for entry in row.rows(name) if _had_come(entry, as_of, column))
        for name, column in _ENTRIES.items()
        if name in row
    }
    later = [] if _had_come(row.parts("verified"), as_of, "date") else ["verified"]
    later += [] if _had_come(row, as_of, "done_on") else ["done_on"]
    return row.having(**happened).without(*later)


def _had_come(row: Row, as_of: date, *names: str) -> bool:
    """Whether the first of the days that is written had come; what has none was always there."""
    days = [day for name in names if (day := row.day(name))]
    return not days or days[0] <= as_of


def _ids(rows: Iterable[Row]) -> set[str]:
    return {row.text("id") for row in rows}
