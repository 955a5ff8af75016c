"""Where a sheet that people filled gives other figures than the records: shown, never put right (plan 三 4).

Only what the records decide is compared. What people judge, what is not decided yet and what does not apply to the
branch has no figure of its own to be held against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from generator.judge.grading.computed import standard_result
from generator.judge.kinds.qualitative import Qualitative
from generator.model.grading import ROUNDS, Round, Sheet
from generator.model.pack import Pack, Standard
from generator.model.result import BranchResult, RuleResult, Status

LEAST = Fraction(1, 10)
"""Points from which figures differ, inclusive: they are written and shown to one place, and 3.6 stands for 11/3."""
MET, NOT_MET = "met", "not_met"
_GATES = {Status.PASS: MET, Status.TARGET_MET: MET, Status.LATE: NOT_MET, Status.FAIL: NOT_MET}
_SPARED = (Status.NOT_APPLICABLE, Status.EXEMPT)
_NOT_COMPARED = (*_SPARED, Status.PENDING)


class Sort(StrEnum):
    """How a figure differs from the records."""

    GATE = "gate"
    """Said to be met where the records say not met, or the other way round."""
    UNRECORDED = "unrecorded"
    """Points, or met, where there is no record at all."""
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of a sheet that is not what the records give."""

    of: str
    """The rule, or the standard where the sheet is by standard."""
    sort: Sort
    given: Fraction | str
    """Points; of a gate met or not_met."""
    computed: Fraction | str | None
    """The same by the records: of a standard the nearest they allow; None where there are none."""
    gap: Fraction | None
    """Given less computed, in points; None of a gate."""


def chosen(rounds: Mapping[str, Round]) -> str:
    """The round to look at: the final one once it has begun, else the first."""
    first, final = ROUNDS
    return final if (found := rounds.get(final)) and found.begun else first


def is_computed(found: RuleResult) -> bool:
    """Whether the records decide it, and not people."""
    return found.rule.kind != Qualitative.name


def gate(found: RuleResult) -> str | None:
    """A rule without points by the records: met, not_met, or None while they do not say."""
    return _GATES.get(found.status) if found.rule.points is None and is_computed(found) else None


def compared(given: Fraction | str, found: RuleResult) -> Difference | None:
    """How a figure given to a rule differs from the records; None where it does not, or there is nothing to compare."""
    rule = found.rule.id
    if not is_computed(found) or found.status in _NOT_COMPARED:
        return None
    if found.status is Status.NO_EVIDENCE:
        gap = given if isinstance(given, Fraction) else None
        wants_record = given == MET if gap is None else gap >= LEAST
        return Difference(rule, Sort.UNRECORDED, given, None, gap) if wants_record else None
    if isinstance(given, str):
        computed = gate(found)
        differs = computed is not None and computed != given
        return Difference(rule, Sort.GATE, given, computed, None) if differs else None
    return None if found.earned is None else _apart(rule, given, found.earned, found.earned)


def _apart(of: str, given: Fraction, least: Fraction, most: Fraction) -> Difference | None:
    """A figure outside what is possible by the records, against the nearest that is."""
    nearest = min(max(given, least), most)
    gap = given - nearest
    if abs(gap) < LEAST:
        return None
    return Difference(of, Sort.HIGHER if gap > 0 else Sort.LOWER, given, nearest, gap)


def standard_compared(given: Fraction, standard: Standard, branch: BranchResult, pack: Pack) -> Difference | None:
    """How a figure given to a whole standard differs: only where no judgement of people can make it right.

    What people judge, or is not decided, may earn nothing or all of its points; between the two every figure agrees.
    """
    none, full = (standard_result(standard, _at(share, branch.rules.values()), pack).earned for share in (0, 1))
    if none is None or full is None:
        return None
    return _apart(standard.id, given, none, full)


def _at(share: int, rules: Iterable[RuleResult]) -> list[RuleResult]:
    """The rules with such a share of the points of each one that is open."""
    return [
        replace(found, earned=found.rule.points * share) if found.rule.points is not None and _open(found) else found
        for found in rules
    ]


def _open(found: RuleResult) -> bool:
    undecided = found.status is Status.PENDING or found.earned is None or not is_computed(found)
    return undecided and found.status not in _SPARED


def differences(sheet: Sheet | None, branch: BranchResult, pack: Pack) -> tuple[Difference, ...]:
    """All that a sheet gives otherwise than the records: gates first, then by the number of points."""
    if sheet is None:
        return ()
    found: list[Difference | None] = [
        compared(given, branch.rules[name]) for name, given in sheet.points.items() if name in branch.rules
    ]
    if not sheet.by_rule:
        found += [
            standard_compared(given, standard, branch, pack)
            for standard in pack.standards
            if (given := sheet.standards.get(standard.id)) is not None
        ]
    order = {name: number for number, name in enumerate((*branch.standards, *branch.rules))}
    known = [each for each in found if each is not None]
    return tuple(sorted(known, key=lambda each: (each.gap is not None, -abs(each.gap or 0), order[each.of])))


def reviewed(branch: BranchResult, pack: Pack) -> tuple[Difference, ...]:
    """The differences of the review group's sheet, in the round to look at."""
    found = branch.rounds.get(chosen(branch.rounds))
    return differences(found.organization_review if found else None, branch, pack)


def widest(found: Iterable[Difference]) -> Difference | None:
    """The one with the most points between; of gates alone the first."""
    known = list(found)
    return max(known, key=lambda each: abs(each.gap or Fraction(0)), default=None)
