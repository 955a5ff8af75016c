"""demo: a whole root of invented data, of any size, the same for the same seed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from generator.commands.calendar import write_calendar
from generator.commands.help import Command
from generator.demo import SEED, demonstration
from generator.model.failure import Usage
from generator.shipped import CONTENT
from generator.workspace.workspace import Workspace


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--branches", type=click.IntRange(1, 5000), default=8)
@click.option("--years", default="2016-2017")
@click.option("--seed", type=int, default=SEED)
@click.pass_obj
def demo(workspace: Workspace, folder: Path, branches: int, years: str, seed: int) -> int:
    """Write a demonstration root into FOLDER, which must be new or empty."""
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", years)
    if match is None or (match[2] and match[2] < match[1]):
        raise Usage("years")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Usage("not_empty", path=str(folder))
    span = range(int(match[1]), int(match[2] or match[1]) + 1)
    files = 0
    for path, text in demonstration(branches, span, seed):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        files += 1
    shutil.copytree(CONTENT, folder / "content")
    for year in (*span, span[-1] + 1):
        write_calendar(folder / "records", year)
    click.echo(workspace.catalogue.text("commands.demo.done", files=files, folder=folder))
    return 0
