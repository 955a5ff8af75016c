"""Sheets of a round that correct an earlier one: of each part, round, branch and year only one stands (design §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from generator.judge.records.counting import why_not_counted
from generator.model.by_year import ByYear
from generator.model.pack import PackYear
from generator.model.problem import Problem
from generator.model.record import Record, in_time
from generator.types import registry
from generator.types.placeholder import says_nothing

ABOUT_YEAR = "reported_year"
"""The field by which a record of the next year may say which year it is about."""
_CORRECTS, _REASON, _ROUND = "corrects", "correction_reason", "round"


def corrected(records: Iterable[Record]) -> dict[str, str]:
    """By the id of each sheet that counts no more, the id of the one that corrects it, as far as these are known."""
    known = {record.id: record for record in records}
    found = {}
    for record in known.values():
        first = known.get(record.values.text(_CORRECTS)) if _CORRECTS in record.filled else None
        if first is not None and _stands(record) and _reason(record) and _may_correct(record, first):
            found[first.id] = record.id
    return found


def correction_problems(records: Iterable[Record], years: ByYear[PackYear]) -> Iterator[Problem]:
    """A second sheet that does not say which it corrects and why, or says it of a record that is none of its kind."""
    standing: dict[_Part, Record] = {}
    for record in sorted(records, key=in_time):
        for type_id in record.types if _stands(record) else ():
            if type_id not in _parts():
                continue
            part = _Part(record.branch, type_id, record.values.text(_ROUND), about(record, years.of(record.year)))
            first = standing.get(part)
            problem = _problem(record, first, type_id)
            if problem is None:
                standing[part] = record
            else:
                yield problem


def about(record: Record, year: PackYear) -> int:
    """The year the record is about: as it says itself, else the pack's year of its date."""
    said = record.values.count(ABOUT_YEAR)
    return year.of(record.date) if said is None else said


@dataclass(frozen=True, slots=True)
class _Part:
    """Of what only one sheet stands."""

    branch: str
    type: str
    round: str
    year: int


def _problem(record: Record, first: Record | None, type_id: str) -> Problem | None:
    named = record.values.text(_CORRECTS)
    figures = {"type": registry().types[type_id].zh[0], "first": first.id if first else "—", "named": named}
    if not named and first is not None:
        return record.error("sheet_twice", _ROUND, **figures)
    if named and (first is None or named != first.id):
        return record.error("corrects_none", _CORRECTS, **figures)
    if named and not _reason(record):
        return record.error("corrects_unreasoned", _CORRECTS, **figures)
    return None


def _stands(record: Record) -> bool:
    return not record.draft and not _parts().isdisjoint(record.types) and not why_not_counted(record, None)


@cache
def _parts() -> frozenset[str]:
    """The types of which one stands for each round."""
    return frozenset(each.id for each in registry().types.values() if _CORRECTS in each.fields)


def _reason(record: Record) -> bool:
    return not says_nothing(record.values.text(_REASON))


def _may_correct(record: Record, first: Record) -> bool:
    kinds = [(each.branch, each.types, each.values.text(_ROUND)) for each in (record, first)]
    return kinds[0] == kinds[1] and in_time(first) < in_time(record)
