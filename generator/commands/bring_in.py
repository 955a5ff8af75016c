"""import: records and lists from a workbook, as a plan first; all of it is written, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator.commands.help import Command
from generator.commands.options import BranchName
from generator.language import Catalogue, Reader, catalogue
from generator.model.failure import Usage
from generator.workbook import Plan, Planned, plan
from generator.workbook.places import place
from generator.workspace.problem_text import sentence
from generator.workspace.workspace import Workspace
from generator.written.files import write_all

SHOWN = 60
"""So many characters of a value are shown in a comparison."""


@click.command("import", cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--branch", type=BranchName())
@click.option("--dry-run", "dry", is_flag=True)
@click.pass_obj
def bring_in(workspace: Workspace, file: Path, branch: str | None, dry: bool) -> int:
    """Print what a workbook would change, and, unless it is a trial or something is wrong, write it."""
    path = workspace.start / file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Usage("no_path", path=str(file)) from error
    found = plan(data, workspace, branch)
    click.echo("\n".join(report(found, catalogue(workspace.language, workspace.frame.organization, Reader.SHEET), dry)))
    if found.stands and not dry:
        write_all(workspace.root, found.files)
    return 0 if found.stands else 1


def report(found: Plan, sentences: Catalogue, dry: bool) -> Iterator[str]:
    """The plan for people: what is wrong first, then what is new and changed, how many of each, and what comes next."""
    say = sentences.text
    for fault in found.faults:
        yield say(
            "workbook.fault",
            place=place(fault, sentences),
            severity=sentences.label("severity", fault.problem.severity),
        )
        yield f"    {sentence(fault.problem, sentences)}"
        yield f"    {say('commands.hint', hint=sentence(fault.problem, sentences, 'hint'))}"
    for what in ("new", "changed"):
        rows: tuple[Planned, ...] = getattr(found, what)
        if rows:
            yield say(f"workbook.report.{what}", count=len(rows))
        for row in rows:
            yield say(
                "workbook.report.one", place=say("workbook.place.row", sheet=row.sheet, row=row.row), file=row.file
            )
            for each in row.differences:
                old, new = (_short(text) or say("workbook.report.nothing") for text in (each.old, each.new))
                yield say("workbook.report.difference", label=each.label, old=old, new=new)
    counts = {what: len(getattr(found, what)) for what in ("new", "changed", "untouched")}
    yield say("workbook.report.summary", **counts)
    errors = sum(fault.rejects for fault in found.faults)
    if errors:
        yield say("workbook.report.refused", errors=errors)
    elif not found.files:
        yield say("workbook.report.nothing_new")
    else:
        yield say("workbook.report.dry") if dry else say("workbook.report.done", files=len(found.files))


def _short(text: str) -> str:
    line = " ⏎ ".join(text.splitlines())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
