"""All branches' gradings side by side: both rounds, grades, and who meets the conditions (plan 三 2, 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from generator.model.grading import ROUNDS, SOURCES, Round
from generator.model.result import BranchResult
from generator.publish.pages.parts.conditions import Conditions, conditions
from generator.publish.pages.parts.grades import grade_chip, lacking
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import EVALUATION, year_crumbs
from generator.publish.pages.unit.evaluation import Gap, gap, not_there, signed, weights_note
from generator.publish.pages.words import brief, exact
from generator.publish.pages.year_site import Link, YearSite


@dataclass(frozen=True, slots=True)
class RoundCell:
    """One round of one branch."""

    code: str
    final: str
    final_shown: str
    grade: Chip
    parts: tuple[tuple[str, str], ...]
    """Each source's name and score."""
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BranchRow:
    """One branch."""

    unit: str
    branch: Link
    rounds: tuple[RoundCell, ...]
    change: str
    computed_shown: str
    gap: Gap | None
    conditions: Conditions | None
    closed: str
    """That the branch has ended, where it has."""


@dataclass(frozen=True, slots=True)
class RoundCount:
    """How many branches have each grade in a round."""

    name: str
    grades: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class AllEvaluationsView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    lead: str
    scores_shown: bool
    counts: tuple[RoundCount, ...]
    heads: tuple[str, ...]
    rows: tuple[BranchRow, ...]
    weights_note: str
    quota: str
    quota_exceeded: bool


def all_evaluations_view(site: YearSite) -> AllEvaluationsView:
    """The page's data."""
    say, quota = site.catalogue.text, site.public.result.quota
    results = [site.public.result.branches[branch.id] for branch in site.branches]
    told = "" if quota is None else say("evaluation.quota", allowed=quota.allowed, ready=len(quota.ready))
    return AllEvaluationsView(
        title=say("evaluation.all_title", year=site.year),
        crumbs=year_crumbs(EVALUATION, site),
        lead=say("evaluation.lead", day=site.words.day(site.as_of)),
        scores_shown=site.public.scores_shown,
        counts=tuple(_counts(name, results, site) for name in ROUNDS),
        heads=tuple(say(f"evaluation.round.{name}") for name in ROUNDS),
        rows=tuple(_row(each, site) for each in results),
        weights_note=weights_note(site),
        quota=told,
        quota_exceeded=quota is not None and quota.exceeded,
    )


def final_grades(site: YearSite) -> int:
    """How many branches have a grade in the final assessment."""
    results = site.public.result.branches.values()
    return sum(each.rounds[ROUNDS[-1]].grade is not None for each in results)


def _counts(name: str, results: Iterable[BranchResult], site: YearSite) -> RoundCount:
    chips = Counter(grade_chip(each.rounds[name], site) for each in results)
    best = {chip: found.final for each in results if (chip := grade_chip(found := each.rounds[name], site))}
    order = sorted(chips, key=lambda chip: best[chip] or Fraction(-1), reverse=True)
    grades = tuple(Chip(chip.status, chip.text, chips[chip]) for chip in order)
    return RoundCount(site.catalogue.text(f"evaluation.round.{name}"), grades)


def _row(found: BranchResult, site: YearSite) -> BranchRow:
    first, last = (found.rounds[name] for name in ROUNDS)
    closed = site.organization.by_id[found.branch].span.ended(site.as_of)
    return BranchRow(
        unit=found.branch,
        branch=Link(site.unit_name(found.branch), f"{found.branch}/{EVALUATION}"),
        rounds=(_cell(first, site), _cell(last, site)),
        change=signed(first.final, last.final),
        computed_shown=brief(found.computed_score),
        gap=next((gap(each, site) for each in (last, first) if each.gap is not None), None),
        conditions=conditions(found.recommendable, site, 0),
        closed=site.words.label("reason", "closed") if closed else "",
    )


def _cell(found: Round, site: YearSite) -> RoundCell:
    say = site.catalogue.text
    there = set(SOURCES) - (set(found.missing) - set(lacking(found, site))) if found.begun else set()
    faults = list(not_there(found, site))
    faults += [say("evaluation.disorder", source=say(f"evaluation.source.{each}")) for each in found.disorder]
    return RoundCell(
        code=found.name,
        final=exact(found.final),
        final_shown=brief(found.final),
        grade=grade_chip(found, site),
        parts=tuple((say(f"evaluation.source.{each}"), brief(found.score(each))) for each in SOURCES if each in there),
        faults=tuple(faults),
    )
