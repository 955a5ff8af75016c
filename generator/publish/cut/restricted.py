"""Records of types without pages: all that is ever shown of them is how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.judge.known import seen
from generator.model.record import Record
from generator.publish.cut.classes import record_class
from generator.types import Audience


@dataclass(frozen=True, slots=True)
class Restricted:
    """How many records of a type without pages a branch has."""

    branch: str
    type: str
    count: int


def restricted_counts(records: Iterable[Record], audience: Audience, year: int, as_of: date) -> tuple[Restricted, ...]:
    """The counts, for whom they are."""
    if not audience.may.restricted:
        return ()
    counts = Counter(
        (record.branch, record.types[0])
        for record in records
        if record.year == year and seen(record, as_of) and record_class(record) is None
    )
    return tuple(Restricted(*key, count) for key, count in sorted(counts.items()))
