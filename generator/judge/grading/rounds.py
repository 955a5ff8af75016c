"""Both rounds of a branch's grading: three scores that people give, weighed, and the grade (plan 三 2, 4; domain §4).

The program weighs and compares; it never changes a score that people gave.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from generator.judge.grading.bands import Ladder, ladder
from generator.judge.grading.sheets import sheet, survey
from generator.judge.kinds.veto import Veto
from generator.judge.records.corrections import ABOUT_YEAR
from generator.judge.records.events import Book, Event
from generator.judge.rules import Compiled
from generator.model.config import YearConfig
from generator.model.grading import ROUNDS, SOURCES, Lowered, Round
from generator.model.period import Window
from generator.model.result import BranchResult, RuleResult, Status

_TYPES = dict(zip(SOURCES, ("self_assessment", "mass_survey", "organization_review"), strict=True))


def rounds(result: BranchResult, book: Book, compiled: Compiled, config: YearConfig, year: Window) -> dict[str, Round]:
    """Both rounds as known, each from the latest record of each of its three parts in the year."""
    made = {}
    for name in ROUNDS:
        latest = {source: _latest(book, kind, name, year) for source, kind in _TYPES.items()}
        made[name] = _round(name, latest, result, compiled, config)
    compared = next((made[name] for name in reversed(ROUNDS) if made[name].score(SOURCES[0]) is not None), None)
    if compared is not None:
        made[compared.name] = _beside_computed(compared, result.computed_score, config)
    return made


def of_year(event: Event, year: Window) -> bool:
    """Whether the event is about the year: as it says itself, else by its date."""
    said = event.values.count(ABOUT_YEAR)
    return year.holds(event.date) if said is None else said == year.start.year


def _latest(book: Book, kind: str, name: str, year: Window) -> Event | None:
    sheets = [each for each in book.counted((kind,)) if each.values.text("round") == name and of_year(each, year)]
    return sheets[-1] if sheets else None


def _round(
    name: str, latest: Mapping[str, Event | None], result: BranchResult, compiled: Compiled, config: YearConfig
) -> Round:
    pack, figures = compiled.pack, config.grading
    own, mass, organization = (latest[source] for source in SOURCES)
    found = Round(
        name,
        self_assessment=sheet(own, pack, result.rules) if own else None,
        mass_survey=survey(mass, figures) if mass else None,
        organization_review=sheet(organization, pack, result.rules) if organization else None,
        weights=figures.weights,
        disorder=_disorder(latest),
    )
    if figures.few_to_organization and found.mass_survey is not None and found.mass_survey.too_few:
        found = replace(found, weights=_moved(figures.weights), moved=True)
    missing = tuple(source for source in SOURCES if found.weights[source] and found.score(source) is None)
    if missing:
        return replace(found, missing=missing)
    final = sum((found.weights[each] * (found.score(each) or 0) for each in SOURCES), Fraction(0))
    steps = ladder(pack, config)
    band = steps.grade(final)
    if band is None:
        return replace(found, final=final)
    lowered = _lowered(band, found, result, compiled, config, steps)
    return replace(found, final=final, band=band, grade=lowered[-1].to if lowered else band, lowered=lowered)


def _disorder(latest: Mapping[str, Event | None]) -> tuple[str, ...]:
    """The parts dated before one that must come first: self, mass, organization, days not decreasing."""
    wrong = []
    for number, source in enumerate(SOURCES):
        event = latest[source]
        before = [each.date for other in SOURCES[:number] if (each := latest[other]) is not None]
        if event is not None and any(event.date < day for day in before):
            wrong.append(source)
    return tuple(wrong)


def _moved(weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The survey's weight with the organization's (domain §4.2)."""
    own, mass, organization = SOURCES
    return {own: weights[own], mass: Fraction(0), organization: weights[organization] + weights[mass]}


def _lowered(
    band: str, found: Round, result: BranchResult, compiled: Compiled, config: YearConfig, steps: Ladder
) -> tuple[Lowered, ...]:
    """What lowers the grade, in turn: a standard under its floor by one, then what caps it."""
    made: list[Lowered] = []
    grade = band
    low = under_floor(found, compiled, config)
    if low and (lower := steps.one_lower(grade)) != grade:
        grade = lower
        made.append(Lowered("floor", low, grade))
    bar, mass = config.grading.satisfaction, found.mass_survey
    content = None if mass is None or found.moved else mass.satisfied
    if bar is not None and content is not None and content < bar.least:
        capped = steps.at_most(grade, bar.grade_at_most)
        if capped != grade:
            grade = capped
            made.append(Lowered("mass_satisfaction", (), grade))
    for rule in vetoes(result.rules, compiled):
        most = _most(rule, compiled)
        capped = steps.at_most(grade, most) if most else grade
        if capped != grade:
            grade = capped
            made.append(Lowered("veto", (rule,), grade))
    return tuple(made)


def under_floor(found: Round, compiled: Compiled, config: YearConfig) -> tuple[str, ...]:
    """Standards to which the organization's sheet gives less than the least share of their points."""
    given = found.organization_review
    if given is None:
        return ()
    low = []
    for standard in compiled.pack.standards:
        least, points = config.grading.floor(standard.id), given.standards.get(standard.id)
        if least is not None and points is not None and points < least * standard.points:
            low.append(standard.id)
    return tuple(low)


def vetoes(rules: Mapping[str, RuleResult], compiled: Compiled) -> tuple[str, ...]:
    """The vetoes that are called."""
    kinds = compiled.kinds
    return tuple(
        name for name, found in rules.items() if found.status is Status.FAIL and isinstance(kinds.get(name), Veto)
    )


def _most(rule: str, compiled: Compiled) -> str | None:
    """The grade a veto allows at most, where it says so."""
    kind = compiled.kinds[rule]
    return kind.effect.grade_at_most if isinstance(kind, Veto) else None


def _beside_computed(found: Round, computed: Fraction | None, config: YearConfig) -> Round:
    """How far the branch's own score is from what the records give: shown, never put right."""
    own = found.score(SOURCES[0])
    if own is None or computed is None:
        return found
    gap = own - computed
    return replace(found, gap=gap, gap_wide=abs(gap) > config.grading.gap)
