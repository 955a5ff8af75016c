"""Records by their units, with what follows from the records of one unit alone: found out once, and kept with them.

A process that goes on has the very same records again of all units but the one that was edited, and so all of this.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import is_
from typing import Any, TypeVar

from generator.judge.known import seen
from generator.model.key import key_of
from generator.model.record import Record, in_time, record_of, unit_of

Fact = TypeVar("Fact")
_FACTS = 128
"""So many are kept of a unit: those of a few days, of which a process that goes on for weeks sees many."""
HELD = 64
"""Of so many units all that is written is held by who goes through them; of more it is read again where it is asked."""


class UnitRecords:
    """The records of one unit, in order of time."""

    def __init__(self, records: tuple[Record, ...]) -> None:
        self.records = records
        self._facts: dict[Hashable, Any] = {}

    def fact(self, name: Hashable, find: Callable[[], Fact]) -> Fact:
        """What follows from these records and what is part of the name, found when it is first asked for."""
        found: Fact | None = self._facts.get(name)
        if found is None:
            found = find()
            if len(self._facts) >= _FACTS:
                self._facts.clear()
            self._facts[name] = found
        return found

    def __reduce__(self) -> tuple[type[UnitRecords], tuple[tuple[Record, ...]]]:
        """On another machine it is found out anew."""
        return UnitRecords, (self.records,)

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The records by their ids."""
        return {record.id: record for record in self.records}

    def seen(self, as_of: date) -> tuple[Record, ...]:
        """Those that are there at the end of the day."""
        if not self.records or self.records[-1].date <= as_of:
            return self.records
        return self.fact(("seen", as_of), lambda: tuple(record for record in self.records if seen(record, as_of)))

    def of_year(self, year: int) -> UnitRecords:
        """Those of the year."""
        return self._those(("year", year), lambda record: record.year == year)

    def without(self, files: frozenset[str]) -> UnitRecords:
        """Those that are not of these files."""
        return self._those(("without", files), lambda record: record.file not in files)

    def _those(self, name: Hashable, wanted: Callable[[Record], bool]) -> UnitRecords:
        def found() -> UnitRecords:
            records = tuple(filter(wanted, self.records))
            return self if len(records) == len(self.records) else UnitRecords(records)

        return self.fact(name, found)

    def key(self, as_of: date | None = None) -> str:
        """Changes with any byte of them, of those seen at the end of the day where one is given."""
        found = self.records if as_of is None else self.seen(as_of)
        # Of two days on which as many are seen the same are seen.
        return self.fact(
            ("key", len(found)), lambda: key_of("".join(f"{each.file} {each.fingerprint}\n" for each in found))
        )

    def entered(self, entered_on: Mapping[str, date]) -> tuple[date | None, ...]:
        """The day on which each of them came in."""
        return tuple(entered_on.get(record.id) for record in self.records)

    def dated_in(self, year: int) -> frozenset[str]:
        """The ids of those that are dated in the calendar year."""
        return self.fact(("dated", year), lambda: frozenset(one.id for one in self.records if one.date.year == year))

    @cached_property
    def _by_type(self) -> Mapping[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for record in self.records:
            for each in record.types:
                found.setdefault(each, []).append(record)
        return found

    def of(self, type_id: str) -> Sequence[Record]:
        """Those of the type."""
        return self._by_type.get(type_id, ())


ByUnit = Mapping[str, UnitRecords]


class Units:
    """Gives the records of each unit, and for the same records the same as before."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[list[Record], UnitRecords]] = {}

    def __reduce__(self) -> tuple[type[Units], tuple[()]]:
        """On another machine nothing is known."""
        return Units, ()

    def of(self, records: Iterable[Record]) -> ByUnit:
        """By unit, those that have any, in whatever order they are given."""
        by_unit: dict[str, list[Record]] = {}
        for record in records:
            by_unit.setdefault(record.branch, []).append(record)
        return {unit: self._same(unit, own) for unit, own in by_unit.items()}

    def _same(self, unit: str, given: list[Record]) -> UnitRecords:
        before, found = self._held.get(unit, ([], None))
        if found is None or not _same(before, given):
            found = UnitRecords(tuple(sorted(given, key=in_time)))
            self._held[unit] = given, found
        return found


def without(units: ByUnit, files: Iterable[str]) -> ByUnit:
    """The units without the records of these files; the very same where nothing is of them."""
    gone: dict[str, set[str]] = {}
    for file in files:
        gone.setdefault(unit_of(record_of(file)), set()).add(file)
    left = {unit: own.without(frozenset(gone[unit])) if unit in gone else own for unit, own in units.items()}
    if all(own is units[unit] for unit, own in left.items()):
        return units
    return {unit: own for unit, own in left.items() if own.records}


def let_go(unit: UnitRecords, number: int) -> None:
    """Gives back what was read of the unit's records by whoever has gone through so many units."""
    if number > HELD:
        for record in unit.records:
            record.let_go()


def _same(some: Sequence[Record], others: Sequence[Record]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def of_types(units: ByUnit, *types: str) -> tuple[Record, ...]:
    """The records of all units of any of the types, in order of time: a few of very many."""
    found = {record.id: record for own in units.values() for each in types for record in own.of(each)}
    return tuple(sorted(found.values(), key=in_time))
