"""check: every problem with its file, line, column and hint; with --watch again whenever something is saved."""

from __future__ import annotations

import gc
import signal
from contextlib import suppress
from pathlib import Path

import click

from generator.commands.entries import tell_unknown_entries
from generator.commands.help import Command
from generator.commands.report import FORMATS, TEXT, count, report, said
from generator.model.config import FILE as CONFIG_FILE
from generator.model.failure import Broken, Failure
from generator.model.problem import Severity
from generator.read.frame import OWN_STANDARDS
from generator.workspace.workspace import Workspace

_LOOKS = 250
"""Milliseconds between two looks for what was saved."""
RECORDS = "records"
"""Where records lie as long as the configuration cannot be read."""


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--strict", is_flag=True)
@click.option("--watch", "watching", is_flag=True)
@click.pass_obj
def check(workspace: Workspace, paths: tuple[Path, ...], form: str, strict: bool, watching: bool) -> int:
    """Check everything, or only the files and folders named; once, or until stopped."""
    return (_watched if watching else _checked)(workspace, paths, form, strict)


def _watched(workspace: Workspace, paths: tuple[Path, ...], form: str, strict: bool) -> int:
    """Checks, and clears the screen and checks again after every save, until somebody presses Ctrl+C; then 0.

    It begins to watch before it checks for the first time: no save goes by unseen.
    """
    from watchfiles import watch

    gc.enable()  # this command goes on and on
    signal.signal(signal.SIGINT, signal.default_int_handler)
    watched = watched_paths(workspace)
    looks = watch(*watched, rust_timeout=_LOOKS, yield_on_timeout=True, raise_interrupt=False)
    with suppress(KeyboardInterrupt, StopIteration):
        next(looks)
        _check_now(workspace, paths, form, strict)
        for _ in filter(None, looks):
            workspace = Workspace(workspace.start, workspace.root, workspace.language)
            click.clear()
            _check_now(workspace, paths, form, strict)
    return 0


def _check_now(workspace: Workspace, paths: tuple[Path, ...], form: str, strict: bool) -> None:
    try:
        _checked(workspace, paths, form, strict)
    except Failure as failure:
        click.echo(said(failure, workspace.catalogue), err=True)
    workspace.save()
    click.echo(workspace.catalogue.text("commands.check.watching"), err=True)


def watched_paths(workspace: Workspace) -> list[Path]:
    """What decides how the records of a root stand."""
    try:
        roots = [each.path for each in workspace.frame.config.record_roots]
    except Broken:
        roots = [RECORDS]
    names = (CONFIG_FILE, OWN_STANDARDS, *roots)
    return [path for name in names if (path := workspace.root / name).exists()]


def _checked(workspace: Workspace, paths: tuple[Path, ...], form: str, strict: bool) -> int:
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
