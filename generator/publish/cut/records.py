"""The cut of records: those an audience may open, each cut when it is first asked for.

Pages are made from `PublicRecord` only, so what is cut here can be in nothing that is published.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from generator.judge.by_unit import ByUnit
from generator.judge.known import Stage, known, stage
from generator.model.key import key_of
from generator.model.record import Record, unit_of
from generator.model.values import Values
from generator.publish.cut.classes import declared_field, field_class, named_to, text_class
from generator.publish.cut.fields import cut_field
from generator.types import Audience

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A record of which only what one audience may see is left."""

    id: str
    branch: str
    year: int
    types: tuple[str, ...]
    date: date
    values: Values
    body: str
    incomplete: frozenset[str]
    draft: bool
    held: Mapping[str, str]
    """The attachments that are not published, each with the reason why."""

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of its values."""
        return tuple(self.values)

    @property
    def stem(self) -> str:
        """The page's file name."""
        return self.id.rsplit("/", 1)[-1]


def opens(record: Record, audience: Audience, as_of: date) -> bool:
    """Whether the record has a page for the audience at the end of the day.

    What is not issued yet, or is disclosed only for other days, is there for the committee alone.
    """
    return named_to(record, audience, as_of) and _is_shown(record, audience, as_of)


def _is_shown(record: Record, audience: Audience, as_of: date) -> bool:
    """Whether a record that is named to the audience has a page for it: what was disclosed until some day has none."""
    return audience.may.unissued or stage(record, as_of) is not Stage.ENDED


def cut_record(record: Record, audience: Audience, as_of: date, closed: Container[str] = ()) -> PublicRecord | None:
    """What the audience may see of the record at the end of the day; None where that is no page at all.

    `closed` are the ids of records that are not named to it.
    """
    if not opens(record, audience, as_of):
        return None
    return PublicRecord(
        id=record.id,
        branch=record.branch,
        year=record.year,
        types=record.types,
        date=record.date,
        values=_cut_values(known(record, as_of), audience, closed),
        body=record.body if audience.sees(text_class(record)) else "",
        incomplete=frozenset(record.incomplete),
        draft=record.draft,
        held=record.held,
    )


def _cut_values(record: Record, audience: Audience, closed: Container[str]) -> Values:
    values = Values()
    for name, value in record.values.items():
        declared = declared_field(name, record.types)
        if declared is None:
            values |= {name: str(value)} if audience.sees(field_class(declared)) else {}
        elif (left := cut_field(declared, name, record.values, audience, closed)) is not None:
            values[name] = left
    return values


class PublicRecords(Mapping[str, PublicRecord]):
    """By id, of every year; what the audience may not open is not there."""

    def __init__(
        self,
        units: ByUnit,
        audience: Audience,
        as_of: date,
        closed: Container[str],
        written: Mapping[str, Record] | None = None,
    ) -> None:
        """`closed` are the ids of the records that are not named to it: whatever is not among them is.

        `written` are those of which it may read something else than stands in them, as it may read them.
        """
        self._by_unit, self._audience, self._as_of, self._closed = units, audience, as_of, closed
        self._written = written or {}
        self._open = {
            unit: own.fact(("open", audience, as_of), partial(_open, own.records, audience, as_of, closed))
            for unit, own in units.items()
        }
        self._units: dict[int, dict[str, tuple[str, ...]]] = {}
        self._cut: dict[str, PublicRecord] = {}
        for unit, found in self._open.items():
            for year, ids in found.years.items():
                self._units.setdefault(year, {})[unit] = ids

    def _source(self, record_id: str) -> Record | None:
        found = self._open.get(unit_of(record_id))
        record = found.records.get(record_id) if found else None
        return record and self._written.get(record_id, record)

    def __getitem__(self, record_id: str) -> PublicRecord:
        found = self._cut.get(record_id)
        if found is None:
            source = self._source(record_id)
            made = cut_record(source, self._audience, self._as_of, self._closed) if source else None
            if made is None:
                raise KeyError(record_id)
            found = self._cut[record_id] = made
        return found

    def __contains__(self, record_id: object) -> bool:
        return isinstance(record_id, str) and self._source(record_id) is not None

    def __iter__(self) -> Iterator[str]:
        for found in self._open.values():
            yield from found.records

    def __len__(self) -> int:
        return sum(len(found.records) for found in self._open.values())

    def units(self, year: int) -> Mapping[str, tuple[str, ...]]:
        """The ids of a year's records by unit, in order of date."""
        return self._units.get(year, {})

    def fact(self, year: int, unit: str, name: Hashable, find: Callable[[Sequence[Record]], Fact]) -> Fact:
        """What follows from the unit's records of the year, as read, and what is part of the name: not for showing."""
        ids, own = self.units(year).get(unit), self._by_unit.get(unit)
        if not ids or own is None:
            return find(())
        records = self._open[unit].records
        return own.fact((name, self._audience, self._as_of, year), lambda: find([records[each] for each in ids]))

    def made_of(self, year: int, unit: str) -> str:
        """Changes with all that pages show of the unit's records of the year."""
        return self.fact(year, unit, "made of", lambda own: key_of([(each.id, *_inputs(each)) for each in own]))

    def of(self, year: int, unit: str, types: Collection[str] = ()) -> tuple[PublicRecord, ...]:
        """A unit's records of the year, of these types where any are named, in order of date; others are not cut."""
        ids = self.units(year).get(unit, ())
        if types:
            records = self._open[unit].records if ids else {}
            ids = tuple(each for each in ids if any(own in types for own in records[each].types))
        return tuple(self[each] for each in ids)

    def kinds(self, record_id: str) -> tuple[tuple[str, ...], date] | None:
        """The types and the day, of which nothing is ever cut, of a record the audience may open."""
        source = self._source(record_id)
        return (source.types, source.date) if source else None

    def inputs(self, reference: str) -> tuple[object, ...]:
        """All that a page shows of the record, or a link to it depends on, for a key; not for showing."""
        source = self._source(reference)
        return (reference,) if source is None else (reference, *_inputs(source))


def _inputs(record: Record) -> tuple[object, ...]:
    return record.fingerprint, record.held


@dataclass(frozen=True, slots=True)
class _Open:
    """The records of a unit that an audience may open."""

    records: Mapping[str, Record]
    """By id, in order of time."""
    years: Mapping[int, tuple[str, ...]]
    """Their ids."""


def _open(records: Iterable[Record], audience: Audience, as_of: date, closed: Container[str]) -> _Open:
    found = {each.id: each for each in records if each.id not in closed and _is_shown(each, audience, as_of)}
    years: dict[int, list[str]] = {}
    for each in found.values():
        years.setdefault(each.year, []).append(each.id)
    return _Open(found, {year: tuple(ids) for year, ids in years.items()})
