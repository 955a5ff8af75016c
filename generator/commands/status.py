"""status: the compliance table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

import click

from generator.commands.entries import tell_unknown_entries
from generator.commands.help import Command
from generator.commands.options import as_of_option, branch_option, format_option, pack_option, year_option
from generator.commands.table import table
from generator.judge.combining import MET
from generator.judge.lists.states import tallies
from generator.judge.summary import summaries_of
from generator.language import Catalogue
from generator.model.figures import shown
from generator.model.grading import ROUNDS, SOURCES, Round
from generator.model.organization import Organization
from generator.model.pack import Pack
from generator.model.result import BranchResult, Result, RoundFigures, RuleResult, Status
from generator.publish.formats.status import config_version, status_document
from generator.publish.pages.parts.conditions import short_name
from generator.workspace.workspace import Workspace


@click.command(cls=Command)
@year_option
@as_of_option
@branch_option
@pack_option
@format_option
@click.pass_obj
def status(
    workspace: Workspace, year: int | None, as_of: date | None, branch: str | None, pack: str | None, form: str
) -> int:
    """How every branch stands, or one branch rule by rule."""
    day = workspace.as_of(as_of)
    of = workspace.year(year, day)
    compiled = workspace.pack(pack, of)
    result = workspace.result(of, day, compiled)
    if branch is not None:
        result = result.only(branch)
    sentences = workspace.catalogue
    if form == "json":
        version = config_version(workspace.frame.config.of(of), compiled.pack)
        lists = tallies(workspace.rectification, result.year, day)
        document = status_document(result, version, sentences, lists, workspace.source.entry_unknown)
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        click.echo(_text(result, branch, workspace.frame.organization, sentences))
        start_on = workspace.frame.config.of(of).start_on
        if start_on is not None:
            click.echo(sentences.text("commands.status.start_on", day=start_on.isoformat()))
        if workspace.rejected:
            click.echo(sentences.text("commands.rejected", count=len(workspace.rejected)), err=True)
        tell_unknown_entries(workspace)
    return 1 if workspace.has_errors else 0


def _text(result: Result, branch: str | None, organization: Organization, sentences: Catalogue) -> str:
    head = sentences.text(
        "commands.status.head", year=result.year, as_of=result.as_of.isoformat(), pack=result.pack.title
    )
    if not any(standard.points for standard in result.pack.standards):
        return "\n\n".join([head, _beside(result, branch, organization, sentences)])
    if branch is None:
        body = _branches(result, organization, sentences)
    else:
        body = "\n\n".join(_rules(each, result, organization, sentences) for each in result.branches.values())
    notes = [sentences.text("commands.status.note")]
    if result.quota is not None:
        allowed, ready = result.quota.allowed, len(result.quota.ready)
        notes.insert(0, sentences.text("evaluation.quota", allowed=allowed, ready=ready))
    return "\n\n".join([head, body, *notes])


def _beside(result: Result, branch: str | None, organization: Organization, sentences: Catalogue) -> str:
    """By a pack without points: of each standard's rules that were judged how many are met, or rule by rule."""
    if branch is not None:
        return "\n\n".join(
            f"{organization.by_id[key].name}\n{_rule_table(each, sentences)}" for key, each in result.branches.items()
        )
    standards = result.pack.standards
    rows = [[sentences.text("commands.status.branch"), *(f"{each.id} {each.name}" for each in standards)]]
    for key, found in result.branches.items():
        cells = [_met([rule for rule in found.rules.values() if rule.rule.standard == each.id]) for each in standards]
        rows.append([organization.by_id[key].name, *cells])
    return f"{table(rows)}\n\n{sentences.text('commands.status.note_beside')}"


def _met(rules: Sequence[RuleResult]) -> str:
    met = sum(rule.status in MET for rule in rules)
    judged = met + sum(rule.status in (Status.LATE, Status.FAIL) for rule in rules)
    return f"{met}/{judged}" if judged else "—"


def _branches(result: Result, organization: Organization, sentences: Catalogue) -> str:
    standards = result.pack.standards
    heading = [sentences.text("commands.status.branch"), *(f"{each.id} {each.name}" for each in standards)]
    branches = dict(summaries_of(result.branches))
    graded = [name for name in ROUNDS if any(name in each.rounds for each in branches.values())]
    named = [sentences.text(f"evaluation.round.{name}") for name in graded]
    rows = [[*heading, sentences.text("commands.status.score"), sentences.text("commands.status.basis"), *named]]
    for key, branch in branches.items():
        figures = [
            "—" if (earned := branch.standards[each.id][1]) is None else f"{shown(earned)}/{shown(each.points)}"
            for each in standards
        ]
        score = "—" if branch.score is None else shown(branch.score)
        grades = [_graded(branch.rounds.get(name), sentences) for name in graded]
        rows.append([organization.by_id[key].name, *figures, score, shown(branch.basis), *grades])
    return table(rows)


def _graded(found: Round | RoundFigures | None, sentences: Catalogue) -> str:
    """Score and grade; a dash for none."""
    if found is None:
        return "—"
    score = "—" if found.final is None else shown(found.final)
    return score if found.grade is None else f"{score} {sentences.label('grade', found.grade)}"


def _grading(branch: BranchResult, pack: Pack, closed: bool, sentences: Catalogue) -> Iterator[str]:
    """The rounds begun, each in a line, and what a recommendation lacks; of a branch that has ended, that it has."""
    for found in branch.rounds.values():
        if found.begun:
            scores = [(sentences.text(f"evaluation.source.{each}"), found.score(each)) for each in SOURCES]
            parts = [f"{name} {'—' if score is None else shown(score)}" for name, score in scores]
            name = sentences.text(f"evaluation.round.{found.name}")
            yield f"{name}  {'  '.join(parts)}  {sentences.text('evaluation.total')} {_graded(found, sentences)}"
    if branch.recommendable is not None:
        unmet = [short_name(code, pack, sentences) for code in branch.recommendable.unmet]
        told = (
            sentences.text("evaluation.unmet_list", names="、".join(unmet))
            if unmet
            else sentences.text("evaluation.met")
        )
        yield f"{sentences.text('evaluation.column.conditions')}  {told}"
    elif closed:
        yield sentences.text("evaluation.conditions_closed")


def _rules(branch: BranchResult, result: Result, organization: Organization, sentences: Catalogue) -> str:
    closed = organization.by_id[branch.branch].span.ended(result.as_of)
    score = "—" if branch.computed_score is None else shown(branch.computed_score)
    total = sentences.text("commands.status.total", score=score, basis=shown(branch.computed_basis))
    return "\n".join(
        [
            organization.by_id[branch.branch].name,
            _rule_table(branch, sentences),
            total,
            *_grading(branch, result.pack, closed, sentences),
        ]
    )


def _rule_table(branch: BranchResult, sentences: Catalogue) -> str:
    heading = ("rule", "state", "earned", "why")
    rows = [[sentences.text(f"commands.status.{each}") for each in heading]]
    rows += [_rule(rule, sentences) for rule in branch.rules.values()]
    return table(rows)


def _rule(rule: RuleResult, sentences: Catalogue) -> list[str]:
    points = rule.rule.points
    earned = "—" if rule.earned is None or points is None else f"{shown(rule.earned)}/{shown(points)}"
    reason = f"（{sentences.label('reason', rule.reason)}）" if rule.reason else ""
    said = sentences.say(rule.fault.said) if rule.fault else sentences.say(rule.why)
    return [rule.rule.id, sentences.label("status", rule.status), earned, said + reason]
