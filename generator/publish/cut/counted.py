"""Which rules each record is evidence for, looked up unit by unit as pages ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from generator.model.record import COMMITTEE, unit_of
from generator.model.result import Result, RuleResult
from generator.publish.cut.records import PublicRecord


@dataclass(frozen=True, slots=True)
class Counted:
    """One rule of one year that a record counts for."""

    year: int
    unit: str
    rule: str


OfSchool = Mapping[str, tuple[Counted, ...]]
"""By record of the committee's, the rules of one branch that it counts for."""


class CountedRules:
    """The evidence of the results an audience sees, turned round: from the record to the rules."""

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self._results = tuple(results)
        self._by_unit: dict[str, dict[str, list[Counted]]] = {}
        self._ask: Callable[[str], OfSchool] = self.of_school

    def asking(self, ask: Callable[[str], OfSchool]) -> CountedRules:
        """The same, which does not work out `of_school` but asks for it, as it may be remembered."""
        asking = copy(self)
        asking._ask = ask
        return asking

    def of_unit(self, record: str, unit: str) -> tuple[Counted, ...]:
        """The unit's rules that the record counts for."""
        found = self._by_unit.get(unit)
        if found is None:
            found = self._by_unit[unit] = {}
            for result in self._results:
                for item, rule in _evidence(_rules(result, unit)):
                    found.setdefault(item, []).append(Counted(result.year, unit, rule))
        return tuple(found.get(record, ()))

    def anywhere(self, record: str) -> tuple[Counted, ...]:
        """The rules of any unit that the record counts for: its own branch's, and the committee's."""
        own = unit_of(record)
        if own != COMMITTEE:
            return (*self.of_unit(record, own), *self.of_unit(record, COMMITTEE))
        return (*self._of_branches.get(record, ()), *self.of_unit(record, COMMITTEE))

    def of_school(self, unit: str) -> OfSchool:
        """The committee's records that count for rules of the branch."""
        self.of_unit("", unit)
        all_of_it = self._by_unit[unit].items()
        return {record: tuple(each) for record, each in all_of_it if unit_of(record) == COMMITTEE}

    def instead_of(self, record: PublicRecord, others: Iterable[PublicRecord]) -> PublicRecord | None:
        """Of records that count for nothing themselves, another of the same kind that does: one is enough."""
        same = (each for each in others if each.types == record.types and each.id != record.id)
        same = (each for each in same if each.values.of("key") == record.values.of("key"))
        return next((each for each in same if self.anywhere(each.id)), None)

    def by_committee(self, unit: str) -> tuple[tuple[str, int, str], ...]:
        """Which of the unit's records count for the committee's rules: record, year, rule."""
        return tuple(self._committee.get(unit, ()))

    @cached_property
    def _of_branches(self) -> Mapping[str, list[Counted]]:
        """The rules of branches that each record of the committee counts for; each branch is asked once."""
        found: dict[str, list[Counted]] = {}
        for unit in dict.fromkeys(unit for result in self._results for unit in result.branches):
            for record, rules in self._ask(unit).items():
                found.setdefault(record, []).extend(rules)
        return found

    @cached_property
    def _committee(self) -> Mapping[str, list[tuple[str, int, str]]]:
        found: dict[str, list[tuple[str, int, str]]] = {}
        for result in self._results:
            for item, rule in _evidence(result.committee):
                found.setdefault(unit_of(item), []).append((item, result.year, rule))
        return found


def _rules(result: Result, unit: str) -> Mapping[str, RuleResult]:
    if unit == COMMITTEE:
        return result.committee
    branch = result.branches.get(unit)
    return branch.rules if branch else {}


def _evidence(rules: Mapping[str, RuleResult]) -> Iterable[tuple[str, str]]:
    return ((item, rule.rule.id) for rule in rules.values() for item in rule.all_evidence)
