"""check: every problem with its file, line, column and hint."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.entries import tell_unknown_entries
from generator.commands.help import Command
from generator.commands.report import FORMATS, TEXT, count, report
from generator.model.problem import Severity
from generator.workspace.workspace import Workspace


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--strict", is_flag=True)
@click.pass_obj
def check(workspace: Workspace, paths: tuple[Path, ...], form: str, strict: bool) -> int:
    """Check everything, or only the files and folders named."""
    chosen = [workspace.named(path) for path in paths]
    problems = [
        each for each in workspace.everything_wrong if not chosen or _inside(workspace.root / each.file, chosen)
    ]
    if not chosen:
        tell_unknown_entries(workspace, err=form != TEXT)
    click.echo(report(problems, form, workspace.catalogue))
    failed = count(problems, Severity.ERROR) or (strict and count(problems, Severity.WARNING))
    return 1 if failed else 0


def _inside(file: Path, chosen: list[Path]) -> bool:
    return any(file.resolve().is_relative_to(path) for path in chosen)
