"""The review beside the records (考评底稿), as the working paper of a branch, of all, and their tables say it."""

from __future__ import annotations

from fractions import Fraction

from generator.judge.grading.differences import (
    Difference,
    Sort,
    chosen,
    gate,
    is_computed,
)
from generator.model.figures import shown
from generator.model.grading import ROUNDS, Round
from generator.model.pack import Rule
from generator.model.result import BranchResult, RuleResult
from generator.publish.pages.parts.conditions import standard_name
from generator.publish.pages.parts.grades import grades
from generator.publish.pages.view import Chip
from generator.publish.pages.words import change
from generator.publish.pages.year_site import YearSite

TABLE = "working_paper"
_CHIPS = {Sort.HIGHER: "late", Sort.LOWER: "needs_review", Sort.GATE: "fail", Sort.UNRECORDED: "no_evidence"}
"""The shape and colour of each difference; its sign and words say the same."""


def for_reviewers(site: YearSite) -> bool:
    """Whether the year has working papers: for who sees sheets, where anything is graded."""
    return site.audience.may.sheets and grades(site)


def shown_rounds(branch: BranchResult) -> tuple[Round, ...]:
    """The round to look at, then any other that has begun."""
    first = chosen(branch.rounds)
    others = (branch.rounds[name] for name in reversed(ROUNDS) if name != first)
    return branch.rounds[first], *(each for each in others if each.begun)


def named(of: str, branch: BranchResult, site: YearSite) -> str:
    """A rule by its number and name, or a standard."""
    found = branch.rules.get(of)
    return f"{of} {called(found.rule, site)}" if found else standard_name(of, site)


def called(rule: Rule, site: YearSite) -> str:
    """The rule's name, else what it asks."""
    return site.words.name(rule) if rule.name else rule.asks(site.words.language)


def why(found: RuleResult, site: YearSite) -> str:
    """What is missing, else why the rule stands as it does."""
    return site.words.say(found.fault.said if found.fault else found.why)


def computed_value(found: RuleResult, site: YearSite) -> Fraction | str | None:
    """What the records give: points, met or not met in words; of what people judge that they do."""
    if not is_computed(found):
        return site.catalogue.text("working_paper.by_people")
    state = gate(found)
    return said(state, site) if state else found.earned


def said(given: Fraction | str, site: YearSite) -> str:
    """Points, or met and not met in words."""
    return site.catalogue.text(f"working_paper.gate.{given}") if isinstance(given, str) else shown(given)


def chip(apart: Difference, site: YearSite) -> Chip:
    """A difference with its sign and words."""
    gap = ""
    if isinstance(apart.given, Fraction):
        before = apart.computed if isinstance(apart.computed, Fraction) else Fraction(0)
        gap = change(apart.given, before)
    code = f"{apart.sort}_{apart.computed}" if apart.sort is Sort.GATE else str(apart.sort)
    if apart.sort is Sort.UNRECORDED and apart.gap is None:
        code = "unrecorded_gate"
    if site.pack.rule(apart.of) is None:
        code = f"standard_{apart.sort}"
    return Chip(_CHIPS[apart.sort], site.catalogue.text(f"working_paper.difference.{code}", gap=gap))


def anchor_of(of: str, name: str, branch: BranchResult) -> str:
    """Where a rule, or a standard, of a round stands on the page."""
    return f"{of}-{name}" if name in branch.rules else f"{of}-standard-{name}"
