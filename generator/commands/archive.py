"""archive: a year put away for good, in a bag that anyone can check (design §9)."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from generator.archive.freezing import Order, PutAway, freeze, public_part
from generator.archive.frozen import frozen
from generator.archive.making import Asked
from generator.archive.origin import closer
from generator.commands.help import Command
from generator.commands.options import Day, Year
from generator.model.frozen import Frozen, grouped
from generator.papers.editions import site_content
from generator.types import Audience
from generator.workspace.workspace import Workspace


@click.command(cls=Command)
@click.argument("year", type=Year())
@click.option(
    "--audience",
    type=click.Choice([str(Audience.COMMITTEE), str(Audience.PUBLIC)]),
    default=str(Audience.COMMITTEE),
)
@click.option("--as-of", type=Day())
@click.option("--reason", default="")
@click.option("--force", "forced", default="")
@click.option("--by", default="")
@click.option("--sign", type=click.Path(path_type=Path))
@click.pass_obj
def archive(
    workspace: Workspace,
    year: int,
    audience: str,
    as_of: date | None,
    reason: str,
    forced: str,
    by: str,
    sign: Path | None,
) -> int:
    """Put the YEAR away: records, rules, result and pages, sealed so that any change is found."""
    asked = Asked(year, workspace.as_of(as_of), workspace.language)
    order = Order(asked, _written(reason), _written(forced), _written(by) or closer(workspace.root), sign)
    public = Audience(audience).is_everybody
    current = _current(workspace, year)
    if current is None or order.reason or not public:
        _say(workspace, "done", freeze(workspace, order, site_content))
        current = _current(workspace, year)
    if public and current is not None:
        _say(workspace, "public", public_part(workspace, current))
    return 0


def _written(text: str) -> str:
    """What a person wrote, in UTF-8 whatever the terminal says it is."""
    return os.fsencode(text).decode("utf-8", "replace").strip()


def _current(workspace: Workspace, year: int) -> Frozen | None:
    """The version of the year that counts."""
    found = frozen(workspace.root, workspace.frame.config)
    return next((each for each in found if each.year == year and each.current), None)


def _say(workspace: Workspace, code: str, made: PutAway) -> None:
    say = workspace.catalogue.text
    click.echo(say(f"commands.archive.{code}", name=made.path.name, files=made.files, path=made.path))
    click.echo(say("commands.archive.fingerprint", fingerprint=grouped(made.fingerprint)))
    for sheet in made.sheets:
        click.echo(say("commands.archive.sheet", path=sheet))
