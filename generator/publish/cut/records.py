"""The cut of records: those an audience may open, each cut when it is first asked for.

Pages are made from `PublicRecord` only, so what is cut here can be in nothing that is published.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.judge.known import Stage, known, stage
from generator.model.record import Record, in_time
from generator.model.values import Values
from generator.publish.cut.classes import declared_field, field_class, named_to, text_class
from generator.publish.cut.fields import cut_field
from generator.types import Audience


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

    def __init__(self, records: Iterable[Record], audience: Audience, as_of: date, closed: Container[str]) -> None:
        """`closed` are the ids of the records that are not named to it: whatever is not among them is."""
        self._closed = closed
        self._audience = audience
        self._as_of = as_of
        self._sources: dict[str, Record] = {}
        self._units: dict[int, dict[str, list[str]]] = {}
        self._cut: dict[str, PublicRecord] = {}
        for record in sorted(records, key=in_time):
            if record.id not in closed and _is_shown(record, audience, as_of):
                self._sources[record.id] = record
                self._units.setdefault(record.year, {}).setdefault(record.branch, []).append(record.id)

    def __getitem__(self, record_id: str) -> PublicRecord:
        found = self._cut.get(record_id)
        if found is None:
            made = cut_record(self._sources[record_id], self._audience, self._as_of, self._closed)
            if made is None:
                raise KeyError(record_id)
            found = self._cut[record_id] = made
        return found

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def units(self, year: int) -> Mapping[str, list[str]]:
        """The ids of a year's records by unit, in order of date."""
        return self._units.get(year, {})

    def of(self, year: int, unit: str, types: Collection[str] = ()) -> tuple[PublicRecord, ...]:
        """A unit's records of the year, of these types where any are named, in order of date; others are not cut."""
        ids = self.units(year).get(unit, ())
        if types:
            ids = [each for each in ids if any(own in types for own in self._sources[each].types)]
        return tuple(self[each] for each in ids)

    def kinds(self, record_id: str) -> tuple[tuple[str, ...], date] | None:
        """The types and the day, of which nothing is ever cut, of a record the audience may open."""
        source = self._sources.get(record_id)
        return (source.types, source.date) if source else None

    def inputs(self, reference: str) -> tuple[object, ...]:
        """All that a page shows of the record, or a link to it depends on, for a key; not for showing."""
        source = self._sources.get(reference)
        return (reference,) if source is None else (reference, source.fingerprint, source.held)
