"""The gradings (评定): both rounds of a branch, what changed, and the conditions of a recommendation (plan 三 2, 4)."""

from __future__ import annotations

from generator.model.figures import percent
from generator.model.grading import GRADES, ROUNDS, SOURCES, Round, Sheet, Survey
from generator.model.result import BranchResult
from generator.publish.pages.parts.basis import basis
from generator.publish.pages.parts.conditions import (
    conditions,
    grade_name,
    standard_name,
)
from generator.publish.pages.parts.contrasts import warnings
from generator.publish.pages.parts.grades import gap, grade_chip, not_there, weights_note
from generator.publish.pages.parts.tabs import EVALUATION, unit_top
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite
from generator.types import registry

DEPTH = 1


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
