"""new: a record to fill in, with what each field wants beside it."""

from __future__ import annotations

from datetime import date

import click

from generator.commands.drafts import free_path
from generator.commands.help import Command
from generator.commands.options import Day
from generator.model.failure import Usage
from generator.model.record import COMMITTEE
from generator.types import Field, RecordType, registry
from generator.workspace.workspace import Workspace


@click.command(cls=Command)
@click.argument("type_name", metavar="TYPE")
@click.option("--branch", required=True)
@click.option("--date", "day", type=Day())
@click.pass_obj
def new(workspace: Workspace, type_name: str, branch: str, day: date | None) -> int:
    """Write an empty record of TYPE (its identifier or Chinese name) where it belongs."""
    kind = registry().type_named(type_name)
    if kind is None:
        raise Usage("no_type", type=type_name, known="、".join(each.zh[0] for each in registry().types.values()))
    here = "committee" if branch == COMMITTEE else "branch"
    if here == "branch":
        workspace.branch(branch)
    if kind.folder not in ("any", here):
        raise Usage(f"belongs_to_{kind.folder}", type=kind.zh[0])
    day = day or workspace.today
    roots = workspace.frame.config.record_roots
    root = next((each for each in roots if each.shared is not kind.restricted), None)
    if root is None:
        raise Usage("no_private_root", type=kind.zh[0])
    path = free_path(workspace.root / root.path / f"{day.year:04}" / branch, day, kind)
    with path.open("x", encoding="utf-8") as file:
        file.write(blank(kind, day, workspace.language))
    click.echo(workspace.catalogue.text("commands.new.done", path=path.relative_to(workspace.root)))
    return 0


def blank(kind: RecordType, day: date, language: str) -> str:
    """The record with its type and date, every field it needs to count, and those a recorder may add."""
    needed = tuple(name for need in kind.needs for name in need.split("|"))
    optional = [name for name in (*kind.fields, *kind.shows) if name not in needed]
    shared = registry().shared
    lines = ["---", f"{shared['type'].zh[0]}: {kind.zh[0]}", f"{shared['date'].zh[0]}: {day.isoformat()}"]
    for name in dict.fromkeys((*needed, *optional)):
        declared = registry().field(name, (kind.id,))
        if declared is not None:
            lines.append(_line(declared, name in needed, language))
    return "\n".join([*lines, "---", "", ""])


def _line(declared: Field, needed: bool, language: str) -> str:
    """`地点:   # 在哪里举行，例如 第一会议室`; a field that may be left out is commented out."""
    example = f"，例如 {declared.example}" if language == "zh" else f", such as {declared.example}"
    note = f"# {declared.help.get(language, '')}{example if declared.example else ''}"
    return f"{'' if needed else '# '}{declared.zh[0]}:   {note}"
