"""The gradings (评定): both rounds of a branch, what changed, and the conditions of a recommendation (plan 三 2, 4)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from generator.model.figures import decimal, difference, percent, shown
from generator.model.grading import GRADES, ROUNDS, SOURCES, Round, Sheet, Survey
from generator.model.result import BranchResult
from generator.publish.pages.parts.basis import basis
from generator.publish.pages.parts.conditions import (
    Conditions,
    conditions,
    grade_name,
    standard_name,
    without_conditions,
)
from generator.publish.pages.parts.grades import grade_chip, lacking
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import EVALUATION, Tabs, branch_tabs, crumbs, page_tabs
from generator.publish.pages.unit.contrasts import Against, warnings
from generator.publish.pages.words import brief, exact
from generator.publish.pages.year_site import Link, YearSite
from generator.types import registry

DEPTH = 1


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One of the three scores of a round."""

    source: str
    name: str
    record: Link | None
    weight: str
    score: str
    score_shown: str
    notes: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round."""

    code: str
    name: str
    begun: bool
    rows: tuple[ScoreRow, ...]
    final: str
    final_shown: str
    grade: Chip
    notes: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A standard's points in both rounds, by one source."""

    both: str
    change: str


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One standard in both rounds."""

    name: str
    href: str
    points: str
    own: Pair
    review: Pair


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question."""

    text: str
    percent: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the final survey."""

    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the branch's own score is from the computed one."""

    text: str
    wide: str


@dataclass(frozen=True, slots=True)
class EvaluationView:
    """What the template shows of one branch."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    unit: str
    lead: str
    scores_shown: bool
    begun: bool
    rounds: tuple[RoundView, ...]
    weights_note: str
    computed: str
    computed_shown: str
    computed_note: str
    gap: Gap | None
    standards: tuple[StandardRow, ...]
    questions: tuple[Question, ...]
    conditions: Conditions | None
    no_conditions: str
    """Why there are none."""
    warnings: tuple[Against, ...]


def evaluation_view(unit: str, site: YearSite) -> EvaluationView:
    """The page of one branch."""
    say, words, branch = site.catalogue.text, site.words, site.public.result.branches[unit]
    final = branch.rounds[ROUNDS[-1]]
    return EvaluationView(
        title=say("evaluation.title", unit=site.unit_name(unit), year=site.year),
        crumbs=crumbs(unit, EVALUATION, site),
        branches=branch_tabs(unit, EVALUATION, site),
        pages=page_tabs(EVALUATION, site),
        unit=unit,
        lead=say("evaluation.lead", day=words.day(site.as_of)),
        scores_shown=site.public.scores_shown,
        begun=any(each.begun for each in branch.rounds.values()),
        rounds=tuple(round_view(branch.rounds[name], site) for name in ROUNDS),
        weights_note=weights_note(site),
        computed=exact(branch.computed_score),
        computed_shown=brief(branch.computed_score),
        computed_note=say("evaluation.computed_note", day=words.day(site.as_of), basis=basis(branch, site)),
        gap=next((gap(each, site) for each in branch.rounds.values() if each.gap is not None), None),
        standards=_standards(branch, site) if site.public.scores_shown else (),
        questions=_questions(final.mass_survey, site),
        conditions=conditions(branch.recommendable, site, DEPTH),
        no_conditions=without_conditions(unit, site),
        warnings=warnings(branch, site, DEPTH),
    )


def round_view(found: Round, site: YearSite) -> RoundView:
    """One round as the template shows it."""
    say = site.catalogue.text
    rows = tuple(_row(source, found, site) for source in SOURCES)
    notes = []
    if found.lowered and found.band:
        notes.append(say("evaluation.band", grade=grade_name(found.band, site)))
    for each in found.lowered:
        names = site.words.join(standard_name(of, site) if each.cause == "floor" else of for of in each.of)
        code = each.cause if names or each.cause != "veto" else "veto_hidden"
        notes.append(say(f"evaluation.lowered.{code}", of=names, grade=grade_name(each.to, site)))
    notes += not_there(found, site)
    faults = tuple(say("evaluation.disorder", source=say(f"evaluation.source.{each}")) for each in found.disorder)
    return RoundView(
        found.name,
        say(f"evaluation.round.{found.name}"),
        found.begun,
        rows,
        exact(found.final),
        brief(found.final),
        grade_chip(found, site),
        tuple(notes),
        faults,
    )


def not_there(found: Round, site: YearSite) -> tuple[str, ...]:
    """What a round that has begun still lacks, and that what nobody demands is no lack."""
    say, demanded = site.catalogue.text, lacking(found, site)
    names = site.words.join(say(f"evaluation.source.{each}") for each in demanded or found.missing)
    if not found.begun or not names:
        return ()
    return (say("evaluation.missing" if demanded else "evaluation.not_demanded", sources=names),)


def _row(source: str, found: Round, site: YearSite) -> ScoreRow:
    say = site.catalogue.text
    part = found.part(source)
    notes: list[str] = [say("evaluation.no_record")]
    faults: list[str] = []
    if part is not None:
        notes, faults = _survey_notes(part, site) if isinstance(part, Survey) else _sheet_notes(part, site)
    score = part.score if part else None
    return ScoreRow(
        source=source,
        name=say(f"evaluation.source.{source}"),
        record=site.evidence(part.record, DEPTH) if part else None,
        weight=percent(found.weights[source]) if found.weights else "",
        score=exact(score),
        score_shown=brief(score),
        notes=tuple(notes),
        faults=tuple(faults),
    )


def _sheet_notes(part: Sheet, site: YearSite) -> tuple[list[str], list[str]]:
    say = site.catalogue.text
    notes, faults = [say("evaluation.by_rule" if part.by_rule else "evaluation.by_standard")], []
    if not part.complete:
        names = part.missing if part.by_rule else [standard_name(each, site) for each in part.missing]
        faults.append(
            say("evaluation.incomplete", names=site.words.join(names)) if names else say("evaluation.incomplete_hidden")
        )
    return notes, faults


def _survey_notes(part: Survey, site: YearSite) -> tuple[list[str], list[str]]:
    say = site.catalogue.text
    told = say("evaluation.ballots", valid=part.valid, returned=part.returned)
    if part.response is not None:
        told += say("evaluation.response", issued=part.issued, rate=percent(part.response))
    notes, faults = [told], []
    if part.satisfied is not None:
        notes.append(say("evaluation.satisfied", share=percent(part.satisfied)))
    if part.counts:
        notes.append(
            site.words.join(
                say("evaluation.counts", grade=grade_name(each, site), count=part.counts[each])
                for each in GRADES
                if each in part.counts
            )
        )
    if part.too_few and site.settings.grading.few_to_organization:
        faults.append(say("evaluation.too_few", least=part.least))
    elif part.too_few:
        notes.append(say("evaluation.few", least=part.least))
    elif part.uncounted:
        faults.append(say("evaluation.uncounted"))
    return notes, faults


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


def gap(found: Round, site: YearSite) -> Gap | None:
    """The difference in words."""
    say = site.catalogue.text
    if found.gap is None:
        return None
    own = found.score(SOURCES[0])
    points = (difference(own, own - found.gap) if own is not None else shown(found.gap)).lstrip("+-")
    code = "same" if points == "0" else "higher" if found.gap > 0 else "lower"
    wide = say("evaluation.gap.wide", limit=shown(site.settings.grading.gap)) if found.gap_wide else ""
    return Gap(say(f"evaluation.gap.{code}", points=points), wide)


def _standards(branch: BranchResult, site: YearSite) -> tuple[StandardRow, ...]:
    """Each standard by the branch's own sheets and the organization's; none where there are no two to compare."""
    first, last = (branch.rounds[name] for name in ROUNDS)
    sheets = ((first.self_assessment, last.self_assessment), (first.organization_review, last.organization_review))
    if not any(before and after for before, after in sheets):
        return ()
    made = []
    for standard in site.pack.standards:
        own, review = (_pair(before, after, standard.id, site) for before, after in sheets)
        href = f"index.html#standard-{standard.id}"
        made.append(StandardRow(standard_name(standard.id, site), href, brief(standard.points), own, review))
    return tuple(made)


def _pair(before: Sheet | None, after: Sheet | None, standard: str, site: YearSite) -> Pair:
    given = [each.standards.get(standard) if each else None for each in (before, after)]
    both = site.catalogue.text("evaluation.pair", before=brief(given[0]), after=brief(given[1]))
    return Pair(both, "" if None in given else signed(given[0], given[1]))


def signed(before: Fraction | None, after: Fraction | None) -> str:
    """The change with its sign; a dash where one is lacking."""
    return "—" if before is None or after is None else difference(after, before)


def _questions(found: Survey | None, site: YearSite) -> tuple[Question, ...]:
    declared = registry().types["mass_survey"].fields["questions"].fields
    language, made = site.words.language, []
    for each in found.questions if found else ():
        answers = []
        for name, share in each.shares.items():
            label = declared[each.id].fields[name].label(language)
            code = "answer_count" if each.counts else "answer"
            args = {"answer": label, "share": percent(share), **({"count": each.counts[name]} if each.counts else {})}
            answers.append(Answer(site.catalogue.text(f"evaluation.{code}", **args), floor(share * 100)))
        made.append(Question(declared[each.id].label(language), tuple(answers)))
    return tuple(made)
