"""A sheet beside the records: what differs, by how much, and what is not compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from generator.judge.grading.differences import (
    Sort,
    chosen,
    compared,
    differences,
    reviewed,
    standard_compared,
    widest,
)
from generator.model.grading import Round, Sheet
from generator.model.node import Mapping as Written
from generator.model.node import Mark
from generator.model.pack import Pack, Rule, Standard
from generator.model.problem import Phrase
from generator.model.result import BranchResult, RuleResult, StandardResult, Status

MARK = Mark(1, 1)
PACK = Pack("p", "p", "p.yml", date(2016, 1, 1), None, Fraction(10), (Standard("1", "S", Fraction(10)),), ())


def found(
    status: Status, earned: Fraction | int | None, rule: str = "A", points: int | None = 4, kind: str = "cadence"
) -> RuleResult:
    worth = None if points is None else Fraction(points)
    made = Rule(rule, "1" if points else None, kind, worth, Written(MARK, ()), MARK, MARK)
    return RuleResult(made, "b", status, None if earned is None else Fraction(earned), Phrase("x"))


def sheet(
    points: Mapping[str, Fraction | str], by_rule: bool = True, standards: Mapping[str, int] | None = None
) -> Sheet:
    totals = {name: Fraction(value) for name, value in (standards or {}).items()}
    return Sheet("r", date(2017, 12, 7), by_rule, True, None, totals, (), points)


def branch(*rules: RuleResult, **rounds: Round) -> BranchResult:
    standard = StandardResult("1", Fraction(10), Fraction(0), Fraction(0))
    return BranchResult("b", {each.rule.id: each for each in rules}, {"1": standard}, None, Fraction(0), rounds=rounds)


@pytest.mark.parametrize(
    ("given", "earned", "sort", "gap"),
    [
        ("4", "0", Sort.HIGHER, "4"),  # full marks beside a ballot that missed its share
        ("0", "4", Sort.LOWER, "-4"),
        ("4", "4", None, ""),
        ("3.6", "11/3", None, ""),  # what is written to one place stands for 3.666…
        ("3.7", "11/3", None, ""),
        ("3.5", "11/3", Sort.LOWER, "-1/6"),
        ("3.6", "3.5", Sort.HIGHER, "1/10"),  # a tenth differs
        ("3.59", "3.5", None, ""),  # just less
    ],
)
def test_points_of_a_rule(given: str, earned: str, sort: Sort | None, gap: str) -> None:
    made = compared(Fraction(given), found(Status.LATE, Fraction(earned)))
    assert (made and made.sort) == sort
    if made:
        assert (made.gap, made.computed, made.given) == (Fraction(gap), Fraction(earned), Fraction(given))


@pytest.mark.parametrize(
    ("status", "earned", "kind"),
    [
        (Status.PENDING, None, "cadence"),
        (Status.PENDING, 2, "cadence"),  # all so far, but the year is not over
        (Status.NOT_APPLICABLE, None, "cadence"),
        (Status.EXEMPT, None, "cadence"),
        (Status.NEEDS_REVIEW, None, "qualitative"),
        (Status.PASS, 1, "qualitative"),  # the review group's own figure
        (Status.FAIL, 0, "qualitative"),
    ],
)
def test_nothing_to_compare_with(status: Status, earned: int | None, kind: str) -> None:
    assert compared(Fraction(4), found(status, earned, kind=kind)) is None
    assert compared("met", found(status, None, points=None, kind=kind)) is None


@pytest.mark.parametrize(("given", "sort"), [("4", Sort.UNRECORDED), ("0.1", Sort.UNRECORDED), ("0", None)])
def test_points_without_a_record(given: str, sort: Sort | None) -> None:
    made = compared(Fraction(given), found(Status.NO_EVIDENCE, None))
    assert (made and made.sort) == sort
    assert made is None or (made.gap, made.computed) == (Fraction(given), None)


@pytest.mark.parametrize(
    ("status", "given", "computed"),
    [
        (Status.PASS, "met", None),
        (Status.PASS, "not_met", "met"),
        (Status.TARGET_MET, "not_met", "met"),
        (Status.FAIL, "met", "not_met"),
        (Status.FAIL, "not_met", None),
        (Status.LATE, "met", "not_met"),  # done, but not in its time
        (Status.LATE, "not_met", None),
    ],
)
def test_gates(status: Status, given: str, computed: str | None) -> None:
    made = compared(given, found(status, None, points=None, kind="step"))
    assert (made and made.computed) == computed
    assert made is None or (made.sort, made.gap) == (Sort.GATE, None)


@pytest.mark.parametrize(("given", "sort"), [("met", Sort.UNRECORDED), ("not_met", None)])
def test_a_gate_without_a_record(given: str, sort: Sort | None) -> None:
    made = compared(given, found(Status.NO_EVIDENCE, None, points=None, kind="step"))
    assert (made and made.sort) == sort


@pytest.mark.parametrize(
    ("given", "sort", "gap"),
    [("3", None, ""), ("9", None, ""), ("2.9", Sort.LOWER, "-1/10"), ("9.1", Sort.HIGHER, "1/10"), ("9.05", None, "")],
)
def test_a_standard_as_a_whole(given: str, sort: Sort | None, gap: str) -> None:
    """The records give 3 of 4; people judge 6 of 10: from 3 to 9 every figure can be right."""
    rules = (found(Status.LATE, 3), found(Status.PASS, 2, "B", 6, "qualitative"))
    made = standard_compared(Fraction(given), PACK.standards[0], branch(*rules), PACK)
    assert (made and made.sort) == sort
    assert made is None or (made.gap, made.of) == (Fraction(gap), "1")


def test_a_standard_of_which_a_part_does_not_apply_is_brought_to_its_weight() -> None:
    rules = (found(Status.PASS, 4), found(Status.FAIL, 0, "B", 4), found(Status.NOT_APPLICABLE, None, "C", 2))
    assert standard_compared(Fraction(5), PACK.standards[0], branch(*rules), PACK) is None
    made = standard_compared(Fraction(10), PACK.standards[0], branch(*rules), PACK)
    assert made is not None and (made.computed, made.gap) == (Fraction(5), Fraction(5))


def test_what_is_not_due_yet_may_still_earn_nothing() -> None:
    rules = (found(Status.PENDING, 4), found(Status.PASS, 6, "B", 6))
    assert standard_compared(Fraction(6), PACK.standards[0], branch(*rules), PACK) is None
    assert standard_compared(Fraction("5.9"), PACK.standards[0], branch(*rules), PACK) is not None


def test_a_standard_without_anything_that_applies() -> None:
    assert standard_compared(Fraction(5), PACK.standards[0], branch(found(Status.EXEMPT, None)), PACK) is None


def test_all_of_a_sheet_gates_first_then_by_points() -> None:
    rules = (
        found(Status.PASS, 4),
        found(Status.FAIL, 0, "B"),
        found(Status.LATE, 3, "C"),
        found(Status.FAIL, None, "G", None, "step"),
    )
    given = sheet({"A": Fraction(4), "C": Fraction(4), "B": Fraction(4), "G": "met", "unknown": Fraction(1)})
    made = differences(given, branch(*rules), PACK)
    assert [(each.of, each.sort) for each in made] == [("G", Sort.GATE), ("B", Sort.HIGHER), ("C", Sort.HIGHER)]
    last = widest(made)
    assert last is not None and last.of == "B"
    assert differences(None, branch(*rules), PACK) == () and widest(()) is None


def test_a_sheet_by_standard_is_held_against_standards_and_gates() -> None:
    rules = (found(Status.FAIL, 0), found(Status.FAIL, None, "G", None, "step"))
    given = sheet({"1": Fraction(10), "G": "met"}, by_rule=False, standards={"1": 10})
    assert [each.of for each in differences(given, branch(*rules), PACK)] == ["G", "1"]


def test_the_final_round_once_it_has_begun() -> None:
    filled = sheet({"A": Fraction(4)})
    first, final = Round("baseline", organization_review=filled), Round("final")
    assert chosen({"baseline": first, "final": final}) == "baseline"
    assert [each.of for each in reviewed(branch(found(Status.FAIL, 0), baseline=first, final=final), PACK)] == ["A"]
    begun = Round("final", self_assessment=filled)
    assert chosen({"baseline": first, "final": begun}) == "final"
    assert reviewed(branch(found(Status.FAIL, 0), baseline=first, final=begun), PACK) == ()
