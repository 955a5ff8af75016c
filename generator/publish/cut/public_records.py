"""The records an audience may open, each cut when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.model.record import Record
from generator.publish.cut.audience import PublicRecord, cut, opens
from generator.types.declaration import Audience


class PublicRecords(Mapping[str, PublicRecord]):
    """By id, of every year; what the audience may not open is not there."""

    def __init__(self, records: Iterable[Record], audience: Audience, as_of: date) -> None:
        self._audience = audience
        self._as_of = as_of
        self._sources: dict[str, Record] = {}
        self._units: dict[int, dict[str, list[str]]] = {}
        self._cut: dict[str, PublicRecord] = {}
        for record in sorted(records, key=lambda each: (each.date, each.id)):
            if opens(record, audience, as_of):
                self._sources[record.id] = record
                self._units.setdefault(record.year, {}).setdefault(record.branch, []).append(record.id)

    def __getitem__(self, record_id: str) -> PublicRecord:
        found = self._cut.get(record_id)
        if found is None:
            made = cut(self._sources[record_id], self._audience, self._as_of)
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

    def of(self, year: int, unit: str) -> tuple[PublicRecord, ...]:
        """A unit's records of the year, in order of date."""
        return tuple(self[record_id] for record_id in self.units(year).get(unit, ()))

    def inputs(self, reference: str) -> tuple[object, ...]:
        """All that a page shows of the record, or a link to it depends on, for a key; not for showing."""
        source = self._sources.get(reference)
        return (reference,) if source is None else (reference, source.fingerprint)
