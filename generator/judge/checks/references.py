"""What records say of other records: each that is named must be there; and no record is of a day to come."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.judge.by_unit import ByUnit
from generator.model.problem import Problem
from generator.model.record import Record
from generator.types import Field, registry

_NAMING = frozenset(["record", "records"])
_OTHERWISE = frozenset(["basis", "notice", "corrects"])
"""Fields whose own checks say more."""


def named_records(records: Iterable[Record]) -> frozenset[str]:
    """The records that these name."""
    return frozenset(name for record in records for _, name, _ in _named(record))


def reference_problems(records: Iterable[Record], known: Mapping[str, bool] | None = None) -> Iterator[Problem]:
    """Every record named by another that is not `known`, or not among them; with the nearest that may be offered.

    `known` says of each id whether it may: what lies in a private root is for few to know of.
    """
    everything = tuple(records)
    known = {record.id: record.shared for record in everything} if known is None else known
    for record in everything:
        for field, name, at in _named(record):
            if name not in known:
                offered = [each for each, may in known.items() if may and each != record.id]
                near = _nearest(name.removesuffix(".md"), record, offered)
                said = {"field": field.term, "record": name, "near": near}
                yield record.warning("record_unknown" if near else "record_unknown_alone", at, **said)


def _nearest(name: str, record: Record, offered: Iterable[str]) -> str:
    """The most alike of its folder, or of the same day and type in another, or in the record's own; empty with none."""
    folder, _, stem = name.rpartition("/")
    places = ((f"{folder}/", ""), ("", f"/{stem}"), (f"{record.id.rpartition('/')[0]}/", ""))
    for start, end in places:
        there = [each for each in offered if each.startswith(start) and each.endswith(end)]
        if there:
            return difflib.get_close_matches(name, sorted(there), n=1, cutoff=0)[0]
    return min(offered, default="")


def _named(record: Record) -> Iterator[tuple[Field, str, str]]:
    """The records it names: the field, the name, and where it stands."""
    fields = registry().fields_by_name(record.types)
    for name in record.values:
        field = fields.get(name)
        if field is None or field.kind not in _NAMING or name in _OTHERWISE:
            continue
        if field.kind == "record":
            yield field, record.values.text(name), name
        else:
            for number, each in enumerate(record.values.names(name)):
                yield field, each, f"{name}.{number}"


def future_problems(units: ByUnit, today: date) -> Iterator[Problem]:
    """Every record that is no draft and of a day after today."""
    for own in units.values():
        for record in own.records[len(own.seen(today)) :]:
            if not record.draft:
                yield record.warning("in_future", "date", date=record.date.isoformat())
