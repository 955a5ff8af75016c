"""What must still happen, and by when: everything open that has a last day, and on that day itself too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.result import Result, RuleResult


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One thing still to be done."""

    by: date
    unit: str
    rule: str
    window: str
    gloss: str


def dues(result: Result, language: str) -> Iterator[Due]:
    """Everything of a year that is still open and has a last day."""
    rules = [rule for branch in result.branches.values() for rule in branch.rules.values()]
    for rule in (*rules, *result.committee.values()):
        yield from rule_dues(rule, language)


def rule_dues(rule: RuleResult, language: str) -> Iterator[Due]:
    """What is open of one rule: its windows, or the rule itself where it has none."""
    gloss = rule.rule.asks(language)
    for window in rule.windows:
        if window.due is not None:
            yield Due(window.due, window.unit, rule.rule.id, window.window.key, gloss)
    if not rule.windows and rule.due is not None:
        yield Due(rule.due, rule.unit, rule.rule.id, "—", gloss)
