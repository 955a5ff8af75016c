"""due: what must still happen, and by when."""

from __future__ import annotations

import json
from datetime import date

import click

from generator.commands.help import Command
from generator.commands.options import as_of_option, branch_option, format_option, year_option
from generator.commands.table import table
from generator.workspace.coming import called, coming
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
    found = coming(workspace, day, days, branch, year)
    sentences = workspace.catalogue
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
    rows += [[item.by.isoformat(), called(workspace, item.unit), item.rule, item.window, item.gloss] for item in found]
    click.echo(table(rows))
    return 1 if workspace.has_errors else 0
