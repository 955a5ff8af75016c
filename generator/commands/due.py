"""due: what must still happen, and by when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import click

from generator.commands.help import Command
from generator.commands.options import as_of_option, branch_option, format_option, year_option
from generator.commands.table import table
from generator.judge.due import Due
from generator.workspace.coming import called, coming, terms_ending
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
    terms = [each for each in terms_ending(workspace, day, branch) if each not in found]
    sentences = workspace.catalogue
    if form == "json":
        items = [
            {"branch": item.unit.split("/")[0], "unit": item.unit, "rule": item.rule, "by": item.by.isoformat(),
             "window": item.window, "gloss": item.gloss}
            for item in found
        ]  # fmt: skip
        ending = [{"branch": each.unit, "rule": each.rule, "by": each.by.isoformat()} for each in terms]
        document = {"as_of": day.isoformat(), "days": days, "due": items, "terms": ending}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return 1 if workspace.has_errors else 0
    click.echo(sentences.text("commands.due.head", as_of=day.isoformat(), days=days))
    click.echo(_listed(workspace, found) if found else sentences.text("commands.due.none"))
    if terms:
        click.echo(f"\n{sentences.text('commands.due.terms')}\n{_listed(workspace, terms)}")
    return 1 if workspace.has_errors else 0


def _listed(workspace: Workspace, found: Sequence[Due]) -> str:
    say = workspace.catalogue.text
    rows = [[say(f"commands.due.{name}") for name in ("by", "unit", "rule", "window", "gloss")]]
    rows += [[item.by.isoformat(), called(workspace, item.unit), item.rule, item.window, item.gloss] for item in found]
    return table(rows)
