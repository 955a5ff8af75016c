"""All branches' gradings side by side: both rounds, grades, and who meets the conditions (plan 三 2, 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from generator.model.grading import ROUNDS, SOURCES, Round
from generator.model.result import BranchResult
from generator.publish.pages.parts.conditions import conditions
from generator.publish.pages.parts.grades import gap, grade_chip, lacking, not_there, weights_note
from generator.publish.pages.parts.tabs import EVALUATION, year_top
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year_site import YearSite


def all_evaluations_view(site: YearSite) -> View:
    """The page's data."""
    results = [site.public.result.branches[branch.id] for branch in site.branches]
    return View(
        **year_top(EVALUATION, site, "evaluation.all_title"),
        as_of=site.as_of,
        scores_shown=site.public.scores_shown,
        counts=tuple((name, _counts(name, results, site)) for name in ROUNDS),
        rows=tuple(_row(each, site) for each in results),
        weights_note=weights_note(site),
        quota=site.public.result.quota,
    )


def final_grades(site: YearSite) -> int:
    """How many branches have a grade in the final assessment."""
    results = site.public.result.branches.values()
    return sum(each.rounds[ROUNDS[-1]].grade is not None for each in results)


def _counts(name: str, results: Iterable[BranchResult], site: YearSite) -> tuple[Chip, ...]:
    """How many branches have each grade in a round, the best first."""
    rounds = [each.rounds[name] for each in results]
    chips = Counter(grade_chip(each, site) for each in rounds)
    best = {grade_chip(each, site): each.final for each in rounds}
    order = sorted(chips, key=lambda chip: best[chip] or Fraction(-1), reverse=True)
    return tuple(replace(chip, count=chips[chip]) for chip in order)


def _row(found: BranchResult, site: YearSite) -> View:
    rounds = [found.rounds[name] for name in ROUNDS]
    return View(
        unit=found.branch,
        branch=Link(site.unit_name(found.branch), f"{found.branch}/{EVALUATION}"),
        rounds=tuple(_cell(each, site) for each in rounds),
        gap=next((gap(each, site) for each in reversed(rounds) if each.gap is not None), None),
        conditions=conditions(found.recommendable, site, 0),
        closed=site.organization.by_id[found.branch].span.ended(site.as_of),
    )


def _cell(found: Round, site: YearSite) -> View:
    there = set(SOURCES) - (set(found.missing) - set(lacking(found, site))) if found.begun else set()
    return View(
        code=found.name,
        final=found.final,
        grade=grade_chip(found, site),
        parts=tuple((each, found.score(each)) for each in SOURCES if each in there),
        missing=not_there(found, site),
        disorder=found.disorder,
    )
