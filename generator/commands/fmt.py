"""fmt: dates, times, figures and encodings brought to the one form the records keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator.commands.help import Command
from generator.commands.report import count, report
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Broken
from generator.model.problem import Problem, Severity
from generator.read.config import read_config
from generator.read.mend import Mended, Target, mend, targets
from generator.types.findings import Findings
from generator.workspace.workspace import Workspace
from generator.written.files import write_all


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "dry", is_flag=True)
@click.option("--strict", is_flag=True)
@click.pass_obj
def fmt(workspace: Workspace, paths: tuple[Path, ...], dry: bool, strict: bool) -> int:
    """Put records, rectification lists, organization and calendars in form: all, or the files and folders named.

    Each file is read by itself: what only shows across files or records is for `check`. What is mended stands in
    `help.fmt`, for whoever asks the program.
    """
    chosen = [workspace.named(path) for path in paths]
    problems: list[Problem] = []
    seen = changed = 0
    for target in _targets(workspace, chosen):
        seen += 1
        mended = _mended(target)
        standing = mended.problems if dry else mended.left
        problems += [each for each in standing if each.severity is Severity.ERROR]
        problems += [each for each in mended.left if each.code in ("unnormalised", "set_out")]
        if mended.changes:
            changed += 1
            if not dry:
                write_all(target.path.parent, {target.path.name: mended.data})
            _say(workspace, target, mended, dry)
    if problems:
        click.echo(report(sorted(problems, key=lambda problem: problem.order), "text", workspace.catalogue))
    summary = "fmt.summary_check" if dry else "fmt.summary"
    click.echo(workspace.catalogue.text(summary, seen=seen, changed=changed))
    return 1 if count(problems, Severity.ERROR) or (strict and changed) else 0


def _targets(workspace: Workspace, chosen: list[Path]) -> Iterator[Target]:
    """The files to look at. Raises Broken where the configuration does not say which folders hold records."""
    findings = Findings(CONFIG_FILE)
    config = read_config(workspace.root / CONFIG_FILE, findings)
    if config is None:
        raise Broken(findings.problems)
    for target in targets(workspace.root, config.record_roots):
        if not chosen or any(target.path.resolve().is_relative_to(path) for path in chosen):
            yield target


def _mended(target: Target) -> Mended:
    try:
        return mend(target.path.read_bytes(), target.kind, target.file)
    except OSError as error:
        findings = Findings(target.file)
        findings.error("unreadable", detail=error.strerror or "")
        problems = tuple(findings.problems)
        return Mended(b"", (), problems, problems)


def _say(workspace: Workspace, target: Target, mended: Mended, dry: bool) -> None:
    sentences = workspace.catalogue
    click.echo(sentences.text("fmt.would_change" if dry else "fmt.changed", file=target.file))
    for change in mended.changes:
        line, column = change.mark.line, change.mark.column
        click.echo(sentences.text("fmt.place", line=line, column=column, what=change.what))
