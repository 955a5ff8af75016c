"""due: what must still happen, and by when."""

from __future__ import annotations

import json
from datetime import date, timedelta

import click

from generator.commands.options import as_of_option, branch_option, format_option, year_option
from generator.commands.session import Session
from generator.commands.status import only
from generator.commands.table import table
from generator.judge.due import dues


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
    last = day + min(timedelta(days=days), date.max - day)
    pack = session.compiled.pack
    years = [year] if year else [each for each in range(max(day.year - 1, 1), last.year + 1) if pack.valid_in(each)]
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
