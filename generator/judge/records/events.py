"""The events of each unit as they are known at a day: what is counted, and what is not (design §3, §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.judge.by_unit import ByUnit, UnitRecords
from generator.judge.known import disclosed_on, issued, known, seen
from generator.judge.parameters import Where
from generator.judge.records.corrections import corrected
from generator.judge.records.counting import NO_QUORUM, why_not_counted
from generator.model.on_demand import OnDemand
from generator.model.organization import Branch, Organization
from generator.model.record import COMMITTEE, Record, in_time
from generator.model.values import Values

Counted = tuple[frozenset[str], frozenset[str]]
"""The types a record counts for, and those for which it lacks nothing but the quorum."""
NONE: Mapping[str, Counted] = {}
"""Of no record it is known."""
NO_RECORDS = UnitRecords(())
"""Of a unit that has none."""


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
        self.events = tuple(sorted(events, key=in_time))
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
            found = sorted(merged.values(), key=in_time)
        return tuple(event for event in found if event.meets(where))

    def held(self, types: Iterable[str], where: Where | None = None) -> tuple[Event, ...]:
        """The same, and those that lack nothing but the quorum: who came, came all the same."""
        wanted = tuple(types)
        short = [event for each in wanted for event in self._without_quorum.get(each, ()) if event.meets(where)]
        found = {event.id: event for event in (*self.counted(wanted, where), *short)}
        return tuple(sorted(found.values(), key=in_time))


class Books(OnDemand[Book]):
    """A book for every branch and for the committee, as known at the end of the day."""

    def __init__(
        self, organization: Organization, units: ByUnit, as_of: date, counted: Mapping[str, Counted] = NONE
    ) -> None:
        """`counted` is what is known already of what records count for, by their ids."""
        self._organization, self._as_of, self._counted = organization, as_of, counted
        self._units = units
        super().__init__((*organization.by_id, COMMITTEE, *units), self._book)

    def of_type(self, unit: str, type_id: str) -> tuple[Event, ...]:
        """The events that count for the type: one of many units is asked for nothing else, and needs no whole book."""
        if unit in self.made:
            return self[unit].counted((type_id,))
        own = self.of_unit(unit).of(type_id)
        records = [record for record in own if seen(record, self._as_of)]
        events = [each for each in self._of_the_school.get(unit, ()) if type_id in each.counted]
        return Book((*events, *self._own(records))).counted((type_id,))

    def _book(self, unit: str) -> Book:
        own = self._own(() if unit == COMMITTEE else self.records(unit))
        return Book((*self._of_the_school.get(unit, ()), *own))

    def _own(self, records: Sequence[Record]) -> Iterator[Event]:
        """What records of one unit are for it; a sheet is corrected by none but one of its types."""
        replaced = corrected(records)
        for record in records:
            yield from self._events(record, counts=record.id not in replaced)

    def records(self, unit: str) -> Sequence[Record]:
        """The unit's own records, of any year, up to the day."""
        return self.of_unit(unit).seen(self._as_of)

    def of_unit(self, unit: str) -> UnitRecords:
        """The same of every day."""
        return self._units.get(unit, NO_RECORDS)

    @cached_property
    def _of_the_school(self) -> Mapping[str, list[Event]]:
        """What the committee's records are for each unit."""
        events: dict[str, list[Event]] = {}
        for record in self.records(COMMITTEE):
            for event in self._events(record):
                events.setdefault(event.unit, []).append(event)
        return events

    def _events(self, record: Record, counts: bool = True) -> Iterator[Event]:
        """What the record is for its unit, and for every branch that came to what the committee held."""
        branches, as_of = self._organization.by_id, self._as_of
        values = known(record, as_of).values
        counted = no_quorum = frozenset[str]()
        if counts and issued(record, as_of):
            known_before = self._counted.get(record.id)
            counted, no_quorum = known_before or counted_types(record, branches.get(record.branch))
        yield Event(record, record.branch, values, counted, disclosed_on(record, as_of), no_quorum)
        attended = values.rows("attended") if record.branch == COMMITTEE else ()
        # An event of the whole school is held whoever of the branch came: its roster compares with nothing.
        counted = counted_types(record, None)[0] if attended else counted
        for entry in attended:
            unit, present = entry.text("branch"), entry.count("present")
            if unit in branches and present != 0:
                came = values if present is None else values.having(present=present)
                yield Event(record, unit, came, counted)


def counted_types(record: Record, branch: Branch | None) -> Counted:
    """The types the record counts for, and those for which it lacks nothing but the quorum; a draft has neither."""
    if record.draft:
        return frozenset(), frozenset()
    codes = {each: {problem.code for problem in why_not_counted(record, branch, each)} for each in record.types}
    counted = frozenset(each for each, lacks in codes.items() if not lacks)
    return counted, frozenset(each for each, lacks in codes.items() if lacks == {NO_QUORUM})
