"""due: what must still happen, and by when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import click

from generator.commands.options import as_of_option, branch_option, format_option, year_option
from generator.commands.session import Session
from generator.commands.status import only
from generator.commands.table import table
from generator.model.result import Result, RuleResult, Status


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One thing still to be done."""

    by: date
    unit: str
    rule: str
    window: str
    gloss: str


@click.command()
@branch_option
@click.option("--days", type=click.IntRange(0, 3660), default=30, help="How far ahead to look.")
@year_option
@as_of_option
@format_option
@click.pass_obj
def due(session: Session, branch: str | None, days: int, year: int | None, as_of: date | None, form: str) -> int:
    """What must still happen in the next days, by branch."""
    day = session.as_of(as_of)
    last = day + timedelta(days=days)
    pack = session.compiled.pack
    years = [year] if year else [each for each in range(day.year - 1, last.year + 1) if pack.valid_in(each)]
    results = [session.result(each, day) for each in years]
    if branch is not None:
        results = [only(result, branch, session.frame.organization) for result in results]
    sentences = session.catalogue
    found = sorted(item for result in results for item in dues(result, session.language) if item.by <= last)
    if form == "json":
        items = [
            {"branch": item.unit.split("/")[0], "unit": item.unit, "rule": item.rule, "by": item.by.isoformat(),
             "window": item.window, "gloss": item.gloss}
            for item in found
        ]  # fmt: skip
        document = {"as_of": day.isoformat(), "days": days, "due": items}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return 1 if session.has_errors else 0
    click.echo(sentences.text("commands.due.head", as_of=day.isoformat(), days=days))
    if not found:
        click.echo(sentences.text("commands.due.none"))
        return 1 if session.has_errors else 0
    rows = [[sentences.text(f"commands.due.{name}") for name in ("by", "unit", "rule", "window", "gloss")]]
    rows += [[item.by.isoformat(), _name(session, item.unit), item.rule, item.window, item.gloss] for item in found]
    click.echo(table(rows))
    return 1 if session.has_errors else 0


def _name(session: Session, unit: str) -> str:
    """The branch's name, with its group where it is one's."""
    branch_id, _, group_id = unit.partition("/")
    branch = session.frame.organization.by_id.get(branch_id)
    if branch is None:
        return session.frame.organization.short_name
    group = branch.group(group_id) if group_id else None
    return f"{branch.name} {group.name}" if group else branch.name


def dues(result: Result, language: str) -> Iterator[Due]:
    """Everything of a year that is still open and has a last day."""
    rules = [rule for branch in result.branches.values() for rule in branch.rules.values()]
    for rule in (*rules, *result.committee.values()):
        yield from _open(rule, language)


def _open(rule: RuleResult, language: str) -> Iterator[Due]:
    gloss = rule.rule.gloss.get(language, rule.rule.gloss.get("zh", ""))
    for window in rule.windows:
        if window.status is Status.PENDING and window.due is not None:
            yield Due(window.due, window.unit, rule.rule.id, window.window.key, gloss)
    if not rule.windows and rule.due is not None:
        yield Due(rule.due, rule.unit, rule.rule.id, "—", gloss)
