"""The computed score (系统测算分): what the rules earned, brought to the weights of the standards (design §4)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from generator.judge.grading.sheets import FULL_MARKS
from generator.model.pack import Pack, Standard
from generator.model.result import RuleResult, StandardResult


def computed_score(standards: Iterable[StandardResult], rules: Iterable[RuleResult], pack: Pack) -> Fraction | None:
    """Out of 100: what the standards earned, less deductions from the total, then the bonuses, each to its cap."""
    counted = [(each.points, each.earned) for each in standards if each.earned is not None]
    weight = sum((points for points, _ in counted), Fraction(0))
    if not weight:
        return None
    adjusted = [rule for rule in rules if _adjusts(rule)]
    bonus = sum((rule.earned for rule in adjusted if rule.earned and rule.earned > 0), Fraction(0))
    off = -sum((rule.earned for rule in adjusted if rule.earned and _from_total(rule)), Fraction(0))
    bonus = bonus if pack.bonus_cap is None else min(bonus, pack.bonus_cap)
    off = off if pack.deduction_cap is None else min(off, pack.deduction_cap)
    whole = pack.total or weight
    score = max(Fraction(0), sum((earned for _, earned in counted), Fraction(0)) / weight - off / whole)
    score += bonus / whole
    return FULL_MARKS * (score if pack.bonus_above_total else min(score, Fraction(1)))


def _adjusts(rule: RuleResult) -> bool:
    """A figure without points of its own is a deduction (below 0) or a bonus (above), not a part of the whole."""
    return rule.rule.points is None and rule.earned is not None


def _from_total(rule: RuleResult) -> bool:
    return rule.earned is not None and rule.earned < 0 and rule.rule.standard is None


def standard_result(standard: Standard, rules: Iterable[RuleResult], pack: Pack) -> StandardResult:
    """What is left of the standard's rules and items, brought to its weight, less deductions from it.

    An item is one pool: each of its rules takes off it what the rule lost, and it never falls below nothing; it is
    judged once any of its rules is. Nothing left to judge: no figure. The floor of a standard is 0.
    """
    own = [rule for rule in rules if rule.rule.standard == standard.id and rule.earned is not None]
    parts = [(rule.rule.points, rule.earned) for rule in own if rule.rule.item is None and not _adjusts(rule)]
    for item in pack.items:
        members = [rule for rule in own if rule.rule.item == item.id]
        lost = sum(((rule.rule.points or 0) - (rule.earned or 0) for rule in members), Fraction(0))
        if members:
            parts.append((item.points, max(Fraction(0), item.points - lost)))
    judged = sum((points for points, _ in parts if points is not None), Fraction(0))
    earned = sum((found for _, found in parts if found is not None), Fraction(0))
    if not judged:
        return StandardResult(standard.id, standard.points, None, Fraction(0))
    off = sum((rule.earned for rule in own if _adjusts(rule) and rule.earned and rule.earned < 0), Fraction(0))
    figure = max(Fraction(0), standard.points * earned / judged + off)
    return StandardResult(standard.id, standard.points, figure, judged * standard.points / standard.sum)
