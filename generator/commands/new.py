"""new: a file to fill in, with what each field wants beside it; without a type, which there are.

At a terminal it asks for what the record needs to count.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator.commands.asking import asked_branch, asked_day, asked_values, at_terminal
from generator.commands.blank import blank_lists, blank_record
from generator.commands.drafts import free_path
from generator.commands.help import COLUMNS, Command, listing
from generator.commands.options import LISTS, BranchName, Day, TypeName
from generator.commands.table import wrapped
from generator.language import Catalogue
from generator.model.failure import Usage
from generator.model.record import COMMITTEE
from generator.read.amend import amended_record
from generator.types import RecordType, registry
from generator.workspace.workspace import Workspace


@click.command(cls=Command)
@click.argument("type_name", type=TypeName(lists=True), required=False)
@click.option("--branch", type=BranchName(committee=True))
@click.option("--date", "day", type=Day())
@click.option("--full", is_flag=True)
@click.pass_obj
def new(workspace: Workspace, type_name: str | None, branch: str | None, day: date | None, full: bool) -> int:
    """Write an empty file of a type where it belongs, or say which types there are; never over another file."""
    if type_name is None:
        click.echo("\n".join(_types(workspace.catalogue)))
        return 0
    if type_name == LISTS:
        path = _new_lists(workspace, branch, day or workspace.today)
    else:
        path = _new_record(workspace, registry().types[type_name], branch, day, full)
    click.echo(workspace.catalogue.text("commands.new.done", path=path.relative_to(workspace.root)))
    return 0


def _types(sentences: Catalogue) -> Iterator[str]:
    """What can be written, by groups, a line each."""
    language = sentences.language
    yield sentences.text("commands.new.types")
    lists = registry().documents[LISTS]
    groups = [
        (name.said(language), [(each.label(language), each.help.get(language, "")) for each in types])
        for name, types in registry().grouped
    ]
    groups.append((lists.label(language), [(lists.zh[1], sentences.text("commands.new.lists"))]))
    yield from listing(groups)
    yield ""
    for line in sentences.text("commands.new.how").splitlines():
        yield from wrapped(line, COLUMNS)


def _new_record(workspace: Workspace, kind: RecordType, branch: str | None, day: date | None, full: bool) -> Path:
    """A record in the folder of its unit; one of the committee's own needs not say whose it is."""
    if full and not kind.takes_points:
        raise Usage("full_sheets", type=kind.label(workspace.language))
    unit = branch or (COMMITTEE if kind.folder == "committee" else "")
    if not unit and at_terminal():
        unit = asked_branch(workspace)
    if not unit:
        raise Usage("which_branch", type=kind.label(workspace.language))
    here = "committee" if unit == COMMITTEE else "branch"
    if kind.folder not in ("any", here):
        raise Usage(f"belongs_to_{kind.folder}", type=kind.label(workspace.language))
    roots = workspace.frame.config.record_roots
    root = next((each for each in roots if each.shared is not kind.restricted), None)
    if root is None:
        raise Usage("no_private_root", type=kind.label(workspace.language))
    if day is None:
        day = asked_day(workspace) if at_terminal() and not full else workspace.today
    text = blank_record(kind, day, workspace.catalogue, workspace.compiled(day.year) if full else None)
    folder = f"{root.path}/{day.year:04}/{unit}"
    if at_terminal() and not full:
        file = f"{folder}/{day:%m-%d}-{kind.slug}.md"
        filled = amended_record(text.encode(), file, asked_values(kind, file, workspace))
        text = text if filled is None else filled.decode()
    path = free_path(workspace.root / folder, day, kind)
    with path.open("x", encoding="utf-8") as opened:
        opened.write(text)
    return path


def _new_lists(workspace: Workspace, branch: str | None, day: date) -> Path:
    """The three lists of a branch's year. Raises Usage where they are there."""
    name = registry().documents[LISTS].label(workspace.language)
    if branch is None:
        raise Usage("which_branch", type=name)
    if branch == COMMITTEE:
        raise Usage("belongs_to_branch", type=name)
    folder = workspace.root / workspace.frame.config.shared_root
    path = folder / f"{day.year:04}" / branch / f"{LISTS}.yml"
    if path.exists():
        raise Usage("lists_there", path=str(path.relative_to(workspace.root)))
    of = workspace.frame.organization.by_id[branch].name
    title = workspace.catalogue.text("commands.new.lists_title", branch=of, year=day.year, name=name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(blank_lists(title, workspace.catalogue))
    return path
