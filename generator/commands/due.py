"""due: what must still happen, and by when."""

from __future__ import annotations

import json
from datetime import date, timedelta

import click

from generator.commands.help import Command
from generator.commands.options import as_of_option, branch_option, format_option, year_option
from generator.commands.table import table
from generator.judge.due import dues
from generator.workspace.workspace import Workspace


@click.command(cls=Command)
@branch_option
@click.option("--days", type=click.IntRange(0, 3660), default=30)
@year_option
@as_of_option
@format_option
@click.pass_obj
def due(workspace: Workspace, branch: str | None, days: int, year: int | None, as_of: date | None, form: str) -> int:
    """What must still happen in the next days, by branch."""
    day = workspace.as_of(as_of)
    last = day + min(timedelta(days=days), date.max - day)
    near = range(max(day.year - 1, 1), last.year + 1)
    years = [year] if year else [each for each in near if workspace.compiled(each).pack.valid_in(each)]
    results = [workspace.result(each, day) for each in years]
    if branch is not None:
        results = [result.only(branch) for result in results]
    sentences = workspace.catalogue
    found = sorted(item for result in results for item in dues(result, workspace.language) if item.by <= last)
    if form == "json":
        items = [
            {"branch": item.unit.split("/")[0], "unit": item.unit, "rule": item.rule, "by": item.by.isoformat(),
             "window": item.window, "gloss": item.gloss}
            for item in found
        ]  # fmt: skip
        document = {"as_of": day.isoformat(), "days": days, "due": items}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return 1 if workspace.has_errors else 0
    click.echo(sentences.text("commands.due.head", as_of=day.isoformat(), days=days))
    if not found:
        click.echo(sentences.text("commands.due.none"))
        return 1 if workspace.has_errors else 0
    rows = [[sentences.text(f"commands.due.{name}") for name in ("by", "unit", "rule", "window", "gloss")]]
    rows += [[item.by.isoformat(), _name(workspace, item.unit), item.rule, item.window, item.gloss] for item in found]
    click.echo(table(rows))
    return 1 if workspace.has_errors else 0


def _name(workspace: Workspace, unit: str) -> str:
    """The branch's name, with its group where it is one's."""
    branch_id, _, group_id = unit.partition("/")
    branch = workspace.frame.organization.by_id.get(branch_id)
    if branch is None:
        return workspace.frame.organization.short_name
    group = branch.group(group_id) if group_id else None
    return f"{branch.name} {group.name}" if group else branch.name
