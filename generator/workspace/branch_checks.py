"""What a branch's records are told when they are looked at together, kept from run to run: no other branch's matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.cache.program import program_key
from generator.cache.table import Table
from generator.judge.by_unit import ByUnit, let_go
from generator.judge.checks.crosscheck import crosscheck_branch
from generator.judge.checks.references import named_records, reference_problems
from generator.judge.records.disclosure import check_disclosures
from generator.judge.records.events import Counted, counted_types
from generator.judge.rules import Compiled
from generator.model.by_year import ByYear
from generator.model.key import key_of
from generator.model.problem import Problem
from generator.model.record import Record, record_of
from generator.read.frame import Frame

FEW = 6
"""So few branches are looked at again in no time: for them no cache is made."""


@dataclass(frozen=True, slots=True)
class BranchChecks:
    """What came of looking at every branch."""

    problems: tuple[Problem, ...]
    counted: Mapping[str, Counted]
    """The types that each record counts for, by id."""


_Told = tuple[tuple[Problem, ...], frozenset[str], tuple[Counted, ...]]
"""Of one branch: what is wrong, the records it names, and what its own count for, in their order."""


def check_branches(frame: Frame, units: ByUnit, rejected: Iterable[str], packs: ByYear[Compiled]) -> BranchChecks:
    """Looks at the records of each branch that are not as they were, and at the names of records of others.

    Who names a record whose file is `rejected` names one there is, but is not offered it: what is wrong with it is told
    of itself.
    """
    table = Table(frame.store, "branches", program_key("judge", "model", "types", "language"))
    catalogues = frame.config.years.map(lambda held: [item.key for item in held.disclosure.items])
    rules = packs.map(lambda compiled: compiled.pack.canonical)
    context = key_of(frame.organization.key, rules.steps, catalogues.steps)

    def look(own: Sequence[Record]) -> _Told:
        told = (*crosscheck_branch(frame.organization, own, packs), *check_disclosures(own, catalogues))
        branches, alike = frame.organization.by_id, dict[Counted, Counted]()
        counts = (counted_types(each, branches.get(each.branch)) for each in own)
        return told, named_records(own), tuple(alike.setdefault(each, each) for each in counts)

    known = {record_of(file): False for file in rejected}
    known |= {record.id: record.shared for own in units.values() for record in own.records}
    new: list[tuple[str, tuple[str, _Told]]] = []

    def remembered(unit: str) -> _Told:
        own = units[unit]
        key, kept = key_of(context, own.key()), table.get(unit)
        if not isinstance(kept, tuple) or kept[0] != key:
            kept = key, look(own.records)
            new.append((unit, kept))
            let_go(own, len(new))
        told: _Told = kept[1]
        return told

    problems: list[Problem] = []
    counted: dict[str, Counted] = {}
    found = {unit: own.fact("told", partial(remembered, unit)) for unit, own in units.items()}
    for unit, (told, named, counts) in found.items():
        problems += told
        problems += () if named <= known.keys() else reference_problems(units[unit].records, known)
        counted |= zip((record.id for record in units[unit].records), counts, strict=True)
    if new and (len(units) >= FEW or frame.store.is_there):
        table.put(new, keep=units)
    return BranchChecks(tuple(problems), counted)
