"""Records of types without pages: all that is ever shown of them is how many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.judge.by_unit import ByUnit, UnitRecords
from generator.publish.cut.classes import record_class
from generator.types import Audience


@dataclass(frozen=True, slots=True)
class Restricted:
    """How many records of a type without pages a branch has."""

    branch: str
    type: str
    count: int


def restricted_counts(units: ByUnit, audience: Audience, year: int, as_of: date) -> tuple[Restricted, ...]:
    """The counts, for whom they are."""
    if not audience.may.restricted:
        return ()
    name = "restricted", year, as_of
    found = {unit: own.fact(name, partial(_types, own, year, as_of)) for unit, own in units.items()}
    return tuple(Restricted(unit, *each) for unit in sorted(found) for each in found[unit])


def _types(own: UnitRecords, year: int, as_of: date) -> list[tuple[str, int]]:
    restricted = (each for each in own.seen(as_of) if each.year == year and record_class(each) is None)
    return sorted(Counter(each.types[0] for each in restricted).items())
