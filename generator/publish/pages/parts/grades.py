"""The grades that people gave, as chips and figures for the pages that tell of them first."""

from __future__ import annotations

from fractions import Fraction

from generator.model.figures import decimal, difference, percent, shown
from generator.model.grading import GRADES, LOWEST, ROUNDS, SOURCES, Round
from generator.model.result import BranchResult
from generator.publish.pages.parts.conditions import grade_name
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Chip, View
from generator.publish.pages.year_site import YearSite

_TYPES = {"self": "self_assessment", "mass": "mass_survey", "organization": "organization_review"}
"""The record of each source."""


def grades(site: YearSite) -> bool:
    """Whether the year has pages of gradings: the campaign's, and any with a sheet or survey."""
    return site.settings.campaign or any(site.public.begun.values())


def round_names(site: YearSite) -> tuple[str, ...]:
    """What the rounds are called, where their grades are shown."""
    shown = site.public.scores_shown and grades(site)
    return tuple(site.catalogue.text(f"evaluation.round.{name}") for name in ROUNDS) if shown else ()


def officials(result: BranchResult, site: YearSite, href: str) -> tuple[View, ...]:
    """What people gave the branch, round by round; nothing in years without grading or where scores are not shown."""
    rounds = zip((result.rounds[name] for name in ROUNDS), round_names(site), strict=False)
    return tuple(
        View(round=each.name, name=name, href=f"{href}#{each.name}", score=each.final, chip=grade_chip(each, site))
        for each, name in rounds
    )


@of_unit
def given_grades(unit: str, site: YearSite) -> dict[str, tuple[Chip, Fraction | None, bool]]:
    """Round by round what the branch has: its grade or how far it is, the score, and whether it is a grade."""
    rounds = site.public.result.branches[unit].rounds
    return {name: (grade_chip(each, site), each.final, each.grade is not None) for name, each in rounds.items()}


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


def not_there(found: Round, site: YearSite) -> tuple[str, ...]:
    """What a round that has begun still lacks, and that what nobody demands is no lack."""
    say, demanded = site.catalogue.text, lacking(found, site)
    names = site.words.join(say(f"evaluation.source.{each}") for each in demanded or found.missing)
    if not found.begun or not names:
        return ()
    return (say("evaluation.missing" if demanded else "evaluation.not_demanded", sources=names),)


def weights_note(site: YearSite) -> str:
    """Weights, the worth of ballots and the least number of them: whose figures they are."""
    say, figures = site.catalogue.text, site.settings.grading
    values = site.words.join(
        say("evaluation.value", grade=grade_name(each, site), value=decimal(figures.survey_values[each]))
        for each in GRADES
    )
    own, mass, organization = (percent(figures.weights[source]) for source in SOURCES)
    shares = {"own": own, "mass": mass, "organization": organization}
    return say("evaluation.weights_note", values=values, least=figures.minimum_n, **shares)


def gap(found: Round, site: YearSite) -> tuple[str, str] | None:
    """How far the branch's own score is from the computed one, and that it is too far, in words."""
    say = site.catalogue.text
    if found.gap is None:
        return None
    given = found.score(SOURCES[0])
    points = (difference(given, given - found.gap) if given is not None else shown(found.gap)).lstrip("+-")
    code = "same" if points == "0" else "higher" if found.gap > 0 else "lower"
    wide = say("evaluation.gap.wide", limit=shown(site.settings.grading.gap)) if found.gap_wide else ""
    return say(f"evaluation.gap.{code}", points=points), wide


def _shape(grade: str, site: YearSite) -> str:
    """The chip of a grade: the best, the next, the lowest and those between."""
    bands = sorted(site.pack.bands, key=lambda name: site.pack.bands[name], reverse=True)
    if grade == LOWEST:
        return "fail"
    return {0: "target_met", 1: "pass"}.get(bands.index(grade) if grade in bands else -1, "late")
