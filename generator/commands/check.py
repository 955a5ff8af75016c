"""check: every problem with its file, line, column and hint."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.report import FORMATS, count, report
from generator.commands.session import Session, Usage
from generator.model.problem import Broken, Problem, Severity


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.pass_obj
def check(session: Session, paths: tuple[Path, ...], form: str, strict: bool) -> int:
    """Check everything, or only the files and folders named."""
    chosen = [_relative(session, path) for path in paths]
    problems = [problem for problem in _all(session) if not chosen or _inside(problem, chosen)]
    click.echo(report(problems, form, session.catalogue))
    failed = count(problems, Severity.ERROR) or (strict and count(problems, Severity.WARNING))
    return 1 if failed else 0


def _all(session: Session) -> list[Problem]:
    """The problems of the records, or those that keep anything from being read at all."""
    try:
        _ = session.compiled
        return list(session.problems)
    except Broken as broken:
        return sorted(broken.problems, key=lambda problem: problem.order)


def _relative(session: Session, path: Path) -> str:
    for base in (session.start, session.root):
        found = (base / path).resolve()
        if found.exists() and found.is_relative_to(session.root):
            return found.relative_to(session.root).as_posix()
    raise Usage("no_path", path=str(path))


def _inside(problem: Problem, chosen: list[str]) -> bool:
    return any(path == "." or problem.file == path or problem.file.startswith(path + "/") for path in chosen)
