"""explain: one rule of one branch, by steps a person can check by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

import click

from generator.commands.help import Command
from generator.commands.options import BranchName, RuleName, as_of_option, format_option, pack_option, year_option
from generator.commands.table import table
from generator.judge.kinds.document import part_terms
from generator.judge.records.uncounted import Uncounted, uncounted
from generator.judge.rules import Compiled
from generator.language import Catalogue
from generator.model.failure import Usage
from generator.model.figures import decimal
from generator.model.record import COMMITTEE
from generator.model.result import Result, RuleResult
from generator.publish.formats.status import rule_document
from generator.workspace.workspace import Workspace


@click.command(cls=Command)
@click.argument("rule", type=RuleName())
@click.option("--branch", required=True, type=BranchName(committee=True))
@year_option
@as_of_option
@pack_option
@format_option
@click.pass_obj
def explain(
    workspace: Workspace, rule: str, branch: str, year: int | None, as_of: date | None, pack: str | None, form: str
) -> int:
    """Clause, windows, evidence and arithmetic of RULE for one branch."""
    day = workspace.as_of(as_of)
    of = workspace.year(year, day)
    compiled = workspace.pack(pack, of)
    result = workspace.result(of, day, compiled)
    found = _rule_result(workspace, result, rule, branch)
    sentences = workspace.catalogue
    aside = _not_counted(workspace, result, rule, branch, compiled)
    if form == "json":
        steps = [sentences.say(step) for step in found.steps]
        document = {"rule": rule, "branch": branch, "year": result.year, "as_of": day.isoformat(), "steps": steps}
        clause = {"clause": list(found.rule.clause), "gloss": dict(found.rule.gloss), "source": found.rule.source}
        document["not_counted"] = [{"record": each.record, "why": list(_why(each, sentences))} for each in aside]
        click.echo(json.dumps({**document, **clause, **rule_document(found, sentences)}, ensure_ascii=False, indent=2))
    else:
        click.echo(text(found, result, sentences))
        click.echo(_aside(aside, sentences), nl=False)
    return 1 if workspace.has_errors else 0


def _rule_result(workspace: Workspace, result: Result, rule: str, branch: str) -> RuleResult:
    if branch == COMMITTEE:
        rules = result.committee
    else:
        if branch not in result.branches:
            raise Usage("branch_not_listed", branch=branch, year=result.year, as_of=result.as_of.isoformat())
        rules = result.branches[branch].rules
    if rule not in rules:
        raise Usage("rule_elsewhere", rule=rule, branch=branch)
    return rules[rule]


def _not_counted(
    workspace: Workspace, result: Result, rule: str, unit: str, compiled: Compiled
) -> tuple[Uncounted, ...]:
    """The unit's records of the year that are of the rule's types and do not count."""
    window, types = result.pack.year.window(result.year), compiled.kinds[rule].types()
    own = [each for each in workspace.records if each.branch == unit and window.holds(each.date)]
    return tuple(uncounted(own, workspace.frame.organization, result.as_of, types).values())


def _why(each: Uncounted, sentences: Catalogue) -> Iterator[str]:
    for why, how in each.reasons:
        yield sentences.say(why) + (f"（{sentences.say(how)}）" if how else "")


def _aside(found: Iterable[Uncounted], sentences: Catalogue) -> str:
    """The records that do not count, and why."""
    rows = [f"  {each.record}  {why}\n" for each in found for why in _why(each, sentences)]
    return "".join(["\n", sentences.text("commands.explain.not_counted"), "\n", *rows]) if rows else ""


def text(found: RuleResult, result: Result, sentences: Catalogue) -> str:
    """The explanation as lines of text."""

    def line(key: str, **args: object) -> str:
        return sentences.text(f"commands.explain.{key}", **args)

    rule = found.rule
    lines = [f"{rule.id}  {rule.asks(sentences.language)}".rstrip()]
    lines.append(line("as_of", year=result.year, as_of=result.as_of.isoformat(), unit=found.unit))
    lines += [line(f"clause_of_{rule.source}", clause=sentences.quoted(clause)) for clause in rule.clause]
    lines.append(
        line("source", source=sentences.label("source", rule.source), kind=sentences.text(f"kinds.{rule.kind}.name"))
    )
    if rule.local:
        lines.append(line("local", names="、".join(rule.local)))
    reason = f"（{sentences.label('reason', found.reason)}）" if found.reason else ""
    asked = result.pack.recommendable
    if asked is not None and rule.id in asked.rules:
        lines.append(line("condition"))
    lines.append(line("status", status=sentences.label("status", found.status) + reason, why=sentences.say(found.why)))
    if found.windows:
        lines += ["", _windows(found, sentences)]
    if found.parts:
        lines += ["", _parts(found, sentences)]
    if found.evidence:
        lines += ["", line("evidence"), *(f"  {item}" for item in found.evidence)]
    if found.aid:
        lines.append(line("aid", aid=sentences.say(found.aid)))
    if found.value is not None:
        threshold = found.value.threshold
        wanted = line("threshold", threshold=decimal(threshold)) if threshold is not None else ""
        figures = {"numerator": decimal(found.value.numerator), "denominator": decimal(found.value.denominator)}
        lines.append(line("value", **figures) + wanted)
    lines += ["", line("arithmetic")]
    lines += [f"  {number}. {sentences.say(step)}" for number, step in enumerate(found.steps, 1)]
    lines.append(f"  {_points(found, sentences)}")
    return "\n".join(lines)


def _windows(found: RuleResult, sentences: Catalogue) -> str:
    heading = [sentences.text(f"commands.explain.{each}") for each in ("window", "unit", "state", "count", "records")]
    rows = [heading]
    for result in found.windows:
        reason = f"（{sentences.label('reason', result.reason)}）" if result.reason else ""
        span = f"{result.window.start}～{result.window.end}"
        state = sentences.label("status", result.status) + reason
        rows.append([span, result.unit, state, str(result.count), "、".join(result.evidence) or "—"])
    return table(rows)


def _parts(found: RuleResult, sentences: Catalogue) -> str:
    heading = [sentences.text(f"commands.explain.{each}") for each in ("part", "half", "state", "records")]
    rows = [heading]
    for part in found.parts:
        state = sentences.text(f"commands.explain.met_{str(part.met).lower()}")
        reason = f"（{sentences.label('reason', part.reason)}）" if part.reason else ""
        half = sentences.text(f"commands.explain.half_{part.half}")
        rows.append([_part_name(part.key, sentences.language), half, state + reason, "、".join(part.evidence) or "—"])
    return table(rows)


def _part_name(key: str, language: str) -> str:
    label, *kinds = [each.said(language) for each in part_terms(key)] or [key]
    return f"{label}（{'、'.join(kinds)}）" if kinds else label


def _points(found: RuleResult, sentences: Catalogue) -> str:
    if found.rule.points is None:
        return sentences.text("commands.explain.gate")
    points = decimal(found.rule.points)
    if found.earned is None:
        return sentences.text("commands.explain.removed", points=points)
    return sentences.text("commands.explain.points", points=points, earned=decimal(found.earned))
