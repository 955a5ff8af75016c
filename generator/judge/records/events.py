"""The events of each unit as they are known at a day: what is counted, and what is not (design §3, §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from generator.judge.parameters import Where
from generator.judge.records.corrections import corrected
from generator.judge.records.counting import NO_QUORUM, why_not_counted
from generator.judge.records.disclosure import disclosed_on
from generator.model.on_demand import OnDemand
from generator.model.organization import Branch, Organization
from generator.model.record import COMMITTEE, Record
from generator.model.values import Values
from generator.types import Field, registry


@dataclass(frozen=True, slots=True)
class Event:
    """A record as one unit's event: a school-wide event is one of each branch that attended."""

    record: Record
    unit: str
    values: Values
    counted: frozenset[str]
    """The types it counts for."""
    held_on: date | None = None
    """The day it counts on, where that is not the record's own."""
    no_quorum: frozenset[str] = frozenset()
    """The types for which it lacks nothing but the quorum: held all the same."""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def date(self) -> date:
        """The day it began, or was disclosed."""
        return self.held_on or self.record.date

    def meets(self, where: Where | None) -> bool:
        """Whether the condition holds."""
        return where is None or where.holds(self.values)


class Book:
    """All events of one unit up to a day, by type, in order of date and id."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.events = tuple(sorted(events, key=lambda event: (event.date, event.id)))
        self._by_type: dict[str, list[Event]] = {}
        self._without_quorum: dict[str, list[Event]] = {}
        for event in self.events:
            for each in event.counted:
                self._by_type.setdefault(each, []).append(event)
            for each in event.no_quorum:
                self._without_quorum.setdefault(each, []).append(event)

    def counted(self, types: Iterable[str], where: Where | None = None) -> tuple[Event, ...]:
        """The events that count for any of the types, each once."""
        wanted = tuple(types)
        if len(wanted) == 1:
            found: Iterable[Event] = self._by_type.get(wanted[0], ())
        else:
            merged = {event.id: event for each in wanted for event in self._by_type.get(each, ())}
            found = sorted(merged.values(), key=lambda event: (event.date, event.id))
        return tuple(event for event in found if event.meets(where))

    def held(self, types: Iterable[str], where: Where | None = None) -> tuple[Event, ...]:
        """The same, and those that lack nothing but the quorum: who came, came all the same."""
        wanted = tuple(types)
        short = [event for each in wanted for event in self._without_quorum.get(each, ()) if event.meets(where)]
        found = {event.id: event for event in (*self.counted(wanted, where), *short)}
        return tuple(sorted(found.values(), key=lambda event: (event.date, event.id)))


class Books(OnDemand[Book]):
    """A book for every branch and for the committee, as known at the end of the day."""

    def __init__(self, organization: Organization, records: Iterable[Record], as_of: date) -> None:
        self._organization = organization
        self._as_of = as_of
        self._records: dict[str, list[Record]] = {branch.id: [] for branch in organization.branches}
        self._records[COMMITTEE] = []
        for record in records:
            if record.date <= as_of:
                self._records.setdefault(record.branch, []).append(record)
        super().__init__(self._records, self._book)

    def _book(self, unit: str) -> Book:
        events = list(self._of_the_school.get(unit, ()))
        own = () if unit == COMMITTEE else self._records[unit]
        replaced = corrected(own)
        for record in own:
            made = _events(record, self._organization, self._as_of)
            events += (
                (replace(each, counted=frozenset(), no_quorum=frozenset()) for each in made)
                if record.id in replaced
                else made
            )
        return Book(events)

    def records(self, unit: str) -> Sequence[Record]:
        """The unit's own records, of any year, up to the day."""
        return self._records.get(unit, ())

    @cached_property
    def _of_the_school(self) -> Mapping[str, list[Event]]:
        """What the committee's records are for each unit."""
        found: dict[str, list[Event]] = {}
        for record in self._records[COMMITTEE]:
            for event in _events(record, self._organization, self._as_of):
                found.setdefault(event.unit, []).append(event)
        return found


def _events(record: Record, organization: Organization, as_of: date) -> Iterator[Event]:
    values = _known(record, as_of)
    branch = organization.by_id.get(record.branch)
    counted, no_quorum = counted_types(record, branch) if issued(record, as_of) else (frozenset(), frozenset())
    yield Event(record, record.branch, values, counted, disclosed_on(record, as_of), no_quorum)
    for entry in values.rows("attended") if record.branch == COMMITTEE else ():
        unit, present = entry.text("branch"), entry.count("present")
        if unit in organization.by_id and present != 0:
            came = values if present is None else values.having(present=present)
            # An event of the whole school is held whoever of the branch came: nothing is compared with its roster.
            yield Event(record, unit, came, counted_types(record, None)[0])


def _for_nothing(event: Event) -> Event:
    return replace(event, counted=frozenset(), no_quorum=frozenset())


def issued(record: Record, as_of: date) -> bool:
    """Whether it has come out by the end of the day: what needs issuing, or disclosing, has been."""
    days = [record.values.get(name) for each in record.types if (name := registry().types[each].issued)]
    return disclosed_on(record, as_of) is not None and all(isinstance(day, date) and day <= as_of for day in days)


def _known(record: Record, as_of: date) -> Values:
    """The record's values without what had not happened by the day."""
    values = Values(record.values)
    for declared in registry().fields_of(record.types):
        found = values.get(declared.id)
        if found is not None:
            cut = _cut(declared, found, as_of)
            if cut is None:
                del values[declared.id]
            else:
                values[declared.id] = cut
    return values


def _cut(declared: Field, value: object, as_of: date) -> object | None:
    if declared.later and isinstance(value, date):
        return value if value <= as_of else None
    if declared.kind == "parts" and isinstance(value, Values):
        left = {
            name: cut
            for name, inner in value.items()
            if name not in declared.fields or (cut := _cut(declared.fields[name], inner, as_of)) is not None
        }
        return Values(left, value.mark, value.marks)
    return value


def counted_types(record: Record, branch: Branch | None) -> tuple[frozenset[str], frozenset[str]]:
    """The types the record counts for, and those for which it lacks nothing but the quorum; a draft has neither."""
    if record.draft:
        return frozenset(), frozenset()
    codes = {each: {problem.code for problem in why_not_counted(record, branch, each)} for each in record.types}
    counted = frozenset(each for each, lacks in codes.items() if not lacks)
    return counted, frozenset(each for each, lacks in codes.items() if lacks == {NO_QUORUM})
