"""The gradings (评定): both rounds of a branch, what changed, and the conditions of a recommendation (plan 三 2, 4)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.figures import percent
from generator.model.grading import GRADES, ROUNDS, SOURCES, Round, Sheet, Survey
from generator.model.result import BranchResult
from generator.publish.formats.table import Table
from generator.publish.pages.parts.basis import basis
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.conditions import (
    conditions,
    grade_name,
    standard_name,
)
from generator.publish.pages.parts.contrasts import warnings
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.grades import gap, grade_chip, not_there, weights_note
from generator.publish.pages.parts.tabs import EVALUATION, unit_top
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite
from generator.types import registry

DEPTH = 1
_ALWAYS = ("gradings", "survey_answers")
"""Of these where scores are not shown."""
TABLES = ("gradings", "graded_standards", "survey_answers", "conditions")


def evaluation_view(unit: str, site: YearSite) -> View:
    """The page of one branch."""
    branch = site.public.result.branches[unit]
    return View(
        **unit_top(unit, EVALUATION, site, "evaluation.title"),
        as_of=site.as_of,
        scores_shown=site.public.scores_shown,
        rounds=tuple(_round(branch.rounds[name], site) for name in ROUNDS),
        weights_note=weights_note(site),
        computed=branch.computed_score,
        basis=basis(branch, site),
        gap=next((gap(each, site) for each in branch.rounds.values() if each.gap is not None), None),
        standards=_standards(branch, site) if site.public.scores_shown else (),
        questions=_questions(branch.rounds[ROUNDS[-1]].mass_survey, site),
        conditions=conditions(branch.recommendable, site, DEPTH),
        closed=site.organization.by_id[unit].span.ended(site.as_of),
        warnings=warnings(unit, site, DEPTH),
        downloads=downloads(TABLES if site.public.scores_shown else _ALWAYS, site),
    )


def _round(found: Round, site: YearSite) -> View:
    """One round: its scores, its grade, why that is lower than the points say, and what is lacking."""
    say = site.catalogue.text
    notes = [say("evaluation.band", grade=grade_name(found.band, site))] if found.lowered and found.band else []
    for each in found.lowered:
        names = site.words.join(standard_name(of, site) if each.cause == "floor" else of for of in each.of)
        code = each.cause if names or each.cause != "veto" else "veto_hidden"
        notes.append(say(f"evaluation.lowered.{code}", of=names, grade=grade_name(each.to, site)))
    return View(
        code=found.name,
        begun=found.begun,
        rows=tuple(_row(source, found, site) for source in SOURCES),
        final=found.final,
        grade=grade_chip(found, site),
        notes=(*notes, *not_there(found, site)),
        disorder=found.disorder,
    )


def _row(source: str, found: Round, site: YearSite) -> View:
    """One of the three scores of a round."""
    part = found.part(source)
    notes: list[str] = [site.catalogue.text("evaluation.no_record")]
    faults: list[str] = []
    if part is not None:
        notes, faults = _survey_notes(part, site) if isinstance(part, Survey) else _sheet_notes(part, site)
    return View(
        source=source,
        record=site.evidence(part.record, DEPTH) if part and part.record else None,
        weight=found.weights[source] if found.weights else None,
        score=part.score if part else None,
        notes=notes,
        faults=faults,
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
    notes: list[str] = []
    faults: list[str] = []
    if part.returned is not None:
        told = say("evaluation.ballots", valid=part.valid, returned=part.returned)
        if part.response is not None:
            told += say("evaluation.response", issued=part.issued, rate=percent(part.response))
        notes.append(told)
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


def _standards(branch: BranchResult, site: YearSite) -> tuple[View, ...]:
    """Each standard by the branch's own sheets and the organization's; none where there are no two to compare."""
    first, last = (branch.rounds[name] for name in ROUNDS)
    sheets = ((first.self_assessment, last.self_assessment), (first.organization_review, last.organization_review))
    if not any(before and after for before, after in sheets):
        return ()
    made = []
    for standard in site.pack.standards:
        given = [[each.standards.get(standard.id) if each else None for each in pair] for pair in sheets]
        made.append(
            View(
                name=standard_name(standard.id, site),
                href=f"index.html#standard-{standard.id}",
                points=standard.points,
                self_assessment=given[0],
                review=given[1],
            )
        )
    return tuple(made)


def _questions(found: Survey | None, site: YearSite) -> tuple[tuple[str, list[View]], ...]:
    """Each question of the final survey with its answers; how often each was given where that is told."""
    declared = registry().types["mass_survey"].fields["questions"].fields
    language, made = site.words.language, []
    for each in found.questions if found else ():
        labels = {name: declared[each.id].fields[name].label(language) for name in each.shares}
        answers = [
            View(label=labels[name], share=share, count=each.counts[name] if each.counts else None)
            for name, share in each.shares.items()
        ]
        made.append((declared[each.id].label(language), answers))
    return tuple(made)


_Given = tuple[View, View]
"""A round and one of its rows."""


def gradings_table(unit: str, site: YearSite) -> Table:
    """Both rounds to download: every score and what it rests on, and what they come to."""
    say, branch, given = site.catalogue.text, site.public.result.branches[unit], Head[_Given]
    score = given("score", "evaluation.column.score", lambda row: row[1].score)
    heads = (
        given("round", "working_paper.column.round", lambda row: say(f"evaluation.round.{row[0].code}")),
        given("source", "evaluation.column.source", lambda row: row[1].name),
        given("record", "evaluation.column.date", lambda row: row[1].record.text if row[1].record else ""),
        *((score,) if site.public.scores_shown else ()),
        given("weight", "evaluation.column.weight", lambda row: row[1].weight, "share"),
        given("notes", "evaluation.column.note", lambda row: "\n".join(row[1].notes)),
    )
    rounds = [_round(branch.rounds[name], site) for name in ROUNDS if branch.rounds[name].begun]
    return table_of("gradings", heads, (row for each in rounds for row in _given(each, site)), site)


def _given(found: View, site: YearSite) -> Iterator[_Given]:
    """The three scores of a round, and the whole with its grade."""
    say = site.catalogue.text
    for row in found.rows:
        row.name, row.notes = say(f"evaluation.source.{row.source}"), [*row.notes, *row.faults]
        yield found, row
    if site.public.scores_shown:
        notes = (found.grade.text, *found.notes)
        yield found, View(name=say("evaluation.total"), record=None, score=found.final, weight=None, notes=notes)


def graded_standards_table(unit: str, site: YearSite) -> Table:
    """Each standard to download, by the branch's own sheets and the organization's of both rounds."""
    say, branch, row = site.catalogue.text, site.public.result.branches[unit], Head[View]

    def given(source: str, number: int) -> Head[View]:
        named = {"round": say(f"evaluation.round.{ROUNDS[number]}"), "what": say(f"evaluation.column.{source}")}
        attribute = "self_assessment" if source == "own" else source
        return Head(
            f"{source}_{ROUNDS[number]}",
            "lists.table_head.of_round",
            lambda each: getattr(each, attribute)[number],
            named=named,
        )

    heads = (
        row("standard", "evaluation.column.standard", lambda each: each.name),
        row("points", "evaluation.column.points", lambda each: each.points),
        *(given(source, number) for source in ("own", "review") for number in range(len(ROUNDS))),
    )
    return table_of("graded_standards", heads, _standards(branch, site), site)


_Answer = tuple[str, View]


def survey_answers_table(unit: str, site: YearSite) -> Table:
    """The answers to each question of the final survey to download; how often each was given where that is told."""
    found, answer = site.public.result.branches[unit].rounds[ROUNDS[-1]].mass_survey, Head[_Answer]
    heads = (
        answer("question", "lists.table_head.question", lambda row: row[0]),
        answer("answer", "lists.table_head.answer", lambda row: row[1].label),
        answer("share", "lists.table_head.share", lambda row: row[1].share, "share"),
        answer("count", "lists.table_head.count", lambda row: row[1].count),
    )
    rows = ((question, each) for question, answers in _questions(found, site) for each in answers)
    return table_of("survey_answers", heads, rows, site)


def conditions_table(unit: str, site: YearSite) -> Table:
    """What a recommendation takes, to download, and what of it is there."""
    say, row = site.catalogue.text, Head[View]
    found = conditions(site.public.result.branches[unit].recommendable, site, DEPTH)
    heads = (
        row("condition", "evaluation.column.conditions", lambda each: each.text),
        row("state", "working_paper.column.status", lambda each: say(f"evaluation.{'met' if each.met else 'unmet'}")),
        row("reason", "evaluation.column.note", lambda each: each.reason),
        row("evidence", "pages.scorecard.evidence", lambda each: site.words.join(to.text for to in each.evidence)),
    )
    return table_of("conditions", heads, found.rows if found else (), site)
