"""The grades that people gave, as chips and figures for the pages that tell of them first."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.grading import LOWEST, ROUNDS, Round
from generator.model.result import BranchResult
from generator.publish.pages.parts.conditions import grade_name
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.words import brief
from generator.publish.pages.year_site import YearSite

_TYPES = {"self": "self_assessment", "mass": "mass_survey", "organization": "organization_review"}
"""The record of each source."""


@dataclass(frozen=True, slots=True)
class Official:
    """What people gave a branch in one round."""

    name: str
    href: str
    score: str
    chip: Chip


def grades(site: YearSite) -> bool:
    """Whether the year has pages of gradings: the campaign's, and any with a sheet or survey."""
    results = site.public.result.branches.values()
    return site.settings.campaign_year == site.year or any(
        each.begun for one in results for each in one.rounds.values()
    )


def round_names(site: YearSite) -> tuple[str, ...]:
    """What the rounds are called, where their grades are shown."""
    shown = site.public.scores_shown and grades(site)
    return tuple(site.catalogue.text(f"evaluation.round.{name}") for name in ROUNDS) if shown else ()


def officials(result: BranchResult, site: YearSite, href: str) -> tuple[Official, ...]:
    """What people gave the branch, round by round; nothing in years without grading or where scores are not shown."""
    return tuple(
        Official(
            called,
            f"{href}#{name}",
            "" if result.rounds[name].final is None else brief(result.rounds[name].final),
            grade_chip(result.rounds[name], site),
        )
        for name, called in zip(ROUNDS, round_names(site), strict=False)
    )


def grade_chip(found: Round, site: YearSite) -> Chip:
    """The grade, or how far the round is; scores may be there for others only."""
    if found.grade is not None:
        return Chip(_shape(found.grade, site), grade_name(found.grade, site))
    if not found.begun:
        return Chip("no_evidence", site.catalogue.text("evaluation.not_begun"))
    if found.missing and not lacking(found, site):
        return Chip("assessed", site.catalogue.text("evaluation.done_as_asked"))
    return Chip("pending", site.catalogue.text("evaluation.not_yet" if found.missing else "evaluation.complete"))


def lacking(found: Round, site: YearSite) -> tuple[str, ...]:
    """The sources of a round that are demanded and not there: those that a rule of the pack names, else all."""
    named = site.demanded[found.name]
    return tuple(each for each in found.missing if not named or _TYPES[each] in named)


def _shape(grade: str, site: YearSite) -> str:
    """The chip of a grade: the best, the next, the lowest and those between."""
    bands = sorted(site.pack.bands, key=lambda name: site.pack.bands[name], reverse=True)
    if grade == LOWEST:
        return "fail"
    return {0: "target_met", 1: "pass"}.get(bands.index(grade) if grade in bands else -1, "late")
