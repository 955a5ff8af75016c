"""The cut of a record's history: what changed, of what the audience may see of either version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.model.record import Record
from generator.model.revision import Revision, Revisions
from generator.publish.cut.records import PublicRecord, cut_record
from generator.types import Audience


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else; None where it said nothing, or does no more."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Correction:
    """A version that came in after another; nothing in it where it cannot be told what changed."""

    day: date | None
    by: str
    types: tuple[str, ...]
    fields: tuple[FieldChange, ...] = ()
    lines_added: int = 0
    lines_removed: int = 0

    @property
    def says(self) -> bool:
        """Whether anything of it may be seen."""
        return bool(self.fields or self.lines_added or self.lines_removed)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A record that was taken away, as it last was."""

    day: date | None
    by: str
    record: PublicRecord


class PublicRevisions:
    """What one audience may see of how records came to be what they are."""

    def __init__(
        self, revisions: Callable[[], Revisions], audience: Audience, as_of: date, closed: Container[str] = ()
    ) -> None:
        """`closed` are the ids of records that the audience is not told of."""
        self._revisions = revisions() if audience.may.history else Revisions()
        self._audience, self._as_of, self._closed = audience, as_of, closed

    def inputs(self, record_id: str) -> tuple[Revision, ...]:
        """What a record's page shows of them depends on this."""
        return self._revisions.known(record_id, self._as_of)

    def of(self, ids: Iterable[str]) -> dict[str, tuple[Revision, ...]]:
        """The same of each of these records of which several versions are known."""
        return {each: self.inputs(each) for each in ids if each in self._revisions.of}

    def taken(self, year: int, unit: str) -> tuple[tuple[str, Revision], ...]:
        """What a unit's pages show of records withdrawn depends on this."""
        return self._revisions.taken(year, unit, self._as_of)

    def corrections(self, record_id: str) -> tuple[Correction, ...]:
        """What changed since the record came in, the oldest first.

        Each version is cut as the record itself is: what either of them keeps from the audience is not told.
        """
        line = self.inputs(record_id)
        found = []
        for before, after in pairwise(line):
            if before.content != after.content:
                found.append(self._between(record_id, before, after))
        return tuple(each for each in found if each is not None)

    def withdrawals(self, year: int, unit: str) -> tuple[Withdrawal, ...]:
        """The unit's records of the year that were taken away, as far as they were open."""
        found = []
        for record_id, each in self.taken(year, unit):
            cut = self._cut(self._revisions.read(record_id, each.content))
            if cut is not None:
                found.append(Withdrawal(each.day, each.by, cut))
        return tuple(found)

    def _between(self, record_id: str, before: Revision, after: Revision) -> Correction | None:
        was, became = (self._revisions.read(record_id, each.content) for each in (before, after))
        if was is None or became is None:
            # Who may see it cannot be known either.
            return Correction(after.day, after.by, ()) if self._audience.may.office else None
        old, new = self._cut(was), self._cut(became)
        if old is None or new is None:
            return None
        names = dict.fromkeys((*old.values, *new.values))
        fields = tuple(
            FieldChange(name, old.values.get(name), new.values.get(name))
            for name in names
            if old.values.get(name) != new.values.get(name) and self._open(name, was, became, old, new)
        )
        added, removed = _lines(old.body, new.body) if self._open_text(was, became, old, new) else (0, 0)
        made = Correction(after.day, after.by, became.types, fields, added, removed)
        return made if made.says else None

    def _cut(self, record: Record | None) -> PublicRecord | None:
        return cut_record(record, self._audience, self._as_of, self._closed) if record else None

    def _open(self, name: str, was: Record, became: Record, old: PublicRecord, new: PublicRecord) -> bool:
        """Whether both versions show the field where they say it."""
        return all(name in cut.values or name not in whole.values for whole, cut in ((was, old), (became, new)))

    def _open_text(self, was: Record, became: Record, old: PublicRecord, new: PublicRecord) -> bool:
        return all(bool(cut.body) or not whole.body for whole, cut in ((was, old), (became, new)))


def _lines(before: str, after: str) -> tuple[int, int]:
    """How many lines came, and how many went; a line that only moved did neither."""
    old, new = (Counter(line for line in text.split("\n") if line.strip()) for text in (before, after))
    return (new - old).total(), (old - new).total()
