"""bulletin: a draft from the results at a day, and its figures renewed while it is one (design §6)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.archive.frozen import frozen
from generator.commands.drafts import write_draft
from generator.commands.help import Group
from generator.commands.options import Chosen, Day, year_option
from generator.judge.bulletins.check import TYPE, is_draft, refreshed, speaks_of
from generator.model.failure import Usage
from generator.publish.pages.papers.beginning import new_bulletin
from generator.types import registry
from generator.workspace.workspace import Workspace


@click.group(cls=Group)
def bulletin() -> None:
    """Drafts of bulletins, and their figures."""


@bulletin.command("new")
@click.option("--as-of", type=Day(), required=True)
@click.option("--kind", type=Chosen(registry().types[TYPE].fields["kind"]), default="situation")
@year_option
@click.option("--date", "day", type=Day())
@click.pass_obj
def new(workspace: Workspace, as_of: date, kind: str, year: int | None, day: date | None) -> int:
    """Write a draft from what was judged at that day; its figures are checked until it is issued."""
    of = year or as_of.year
    workspace.in_force(of)
    frame, known, compiled = workspace.frame, workspace.known(of, as_of), workspace.compiled(of)
    bags = frozen(workspace.root, frame.config)
    records = workspace.source.records
    fields, body = new_bulletin(known, compiled, kind, frame.organization, frame.config, bags, records)
    path = write_draft(workspace, TYPE, day or as_of, fields, body)
    click.echo(workspace.catalogue.text("commands.new.done", path=path))
    return 0


@bulletin.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def refresh(workspace: Workspace, file: Path) -> int:
    """Write the figures of FILE, a draft, as they are now at its as-of day; nothing else in it changes."""
    path = workspace.named(file)
    record = next((each for each in workspace.source.records if (workspace.root / each.file).resolve() == path), None)
    if record is None or TYPE not in record.types:
        raise Usage("no_bulletin", path=str(file))
    said = speaks_of(record)
    if not is_draft(record, workspace.as_of(None)):
        raise Usage("bulletin_issued", path=str(file))
    if said is None or not workspace.compiled(said[0]).pack.valid_in(said[0]):
        raise Usage("bulletin_as_of", path=str(file))
    text = path.read_bytes().decode("utf-8")
    written = refreshed(text, workspace.known(*said))
    if written != text:
        path.write_bytes(written.encode())
    code = "refreshed" if written != text else "unchanged"
    click.echo(workspace.catalogue.text(f"commands.bulletin.{code}", path=record.file))
    return 0
