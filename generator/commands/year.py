"""year: begins a year. Folders and calendar are made, and what is open on the lists of the year before goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from generator.commands.calendar import write_calendar
from generator.commands.carrying import Carried, carried
from generator.commands.help import Command
from generator.commands.options import Year
from generator.founding.root import KEEP
from generator.language import Catalogue
from generator.model.failure import Usage
from generator.model.organization import Branch
from generator.model.period import years_after
from generator.model.record import COMMITTEE
from generator.model.rectification import Rectification
from generator.read.rectification import FILE
from generator.workspace.workspace import Workspace

ELECTION = "election"


@click.command(cls=Command)
@click.argument("year", type=Year())
@click.pass_obj
def year(workspace: Workspace, year: int) -> int:
    """Begin YEAR: nothing that is there is changed, and done a second time it does nothing more."""
    as_of = workspace.as_of(None)
    latest = max(workspace.source.years, default=as_of.year)
    if not latest <= year <= as_of.year + 1:
        raise Usage("year_begun" if year < latest else "year_far", year=year, latest=latest, next=as_of.year + 1)
    words = workspace.catalogue
    listed = [*workspace.frame.organization.branches]
    there = [each for each in listed if each.span.days_in(date(year, 1, 1), date(year, 12, 31))]
    going_on = [(branch, found) for branch in listed if (found := _open(workspace, branch, year - 1, as_of)).ids]
    made = [_named(workspace, path) for path in _folders(workspace, year, there)]
    told = []
    for branch, found in going_on:
        path = _shared(workspace) / f"{year}/{branch.id}/{FILE}"
        ids = words.text("pages.comma").join(found.ids)
        said = {"branch": branch.name, "before": year - 1, "ids": ids, "path": _named(workspace, path)}
        if branch not in there:
            told.append(words.text("commands.year.ended", **said))
        elif not path.exists():
            path.write_text(found.text(), "utf-8")
            made.append(_named(workspace, path))
            told.append(words.text("commands.year.carried", **said))
        elif missing := [each for each in found.ids if each not in path.read_text("utf-8")]:
            told.append(words.text("commands.year.there", **{**said, "ids": words.text("pages.comma").join(missing)}))
    click.echo(words.text("commands.year.made" if made else "commands.year.nothing", year=year))
    for line in (*(f"  {each}" for each in made), *told, *_to_renew(workspace, year, there, words)):
        click.echo(line)
    return 0


def _shared(workspace: Workspace) -> Path:
    return workspace.root / workspace.frame.config.shared_root


def _named(workspace: Workspace, path: Path) -> str:
    """The path as people read it: from the root where it lies below it."""
    return str(path.relative_to(workspace.root) if path.is_relative_to(workspace.root) else path.resolve())


def _open(workspace: Workspace, branch: Branch, before: int, as_of: date) -> Carried:
    """What is open on the branch's lists of the year."""
    lists = workspace.rectification.get((before, branch.id))
    return carried(lists or Rectification(branch.id, before, ""), as_of)


def _folders(workspace: Workspace, year: int, branches: list[Branch]) -> Iterator[Path]:
    """The folders of the year, and the calendars of it and of the next, that are not there; each once it is made."""
    for root in workspace.frame.config.record_roots:
        for unit in (*(each.id for each in branches), COMMITTEE):
            folder = workspace.root / root.path / f"{year:04}" / unit
            if not folder.exists():
                folder.mkdir(parents=True)
                (folder / KEEP).touch()
                yield folder
    for each in (year, year + 1):
        calendar = _shared(workspace) / f"calendar/{each}.yml"
        if not calendar.exists() and write_calendar(_shared(workspace), each):
            yield calendar


def _to_renew(workspace: Workspace, year: int, branches: list[Branch], words: Catalogue) -> Iterator[str]:
    """What of the organization and the calendar somebody has to see to in the year."""
    if not (_shared(workspace) / f"calendar/{year}.yml").exists():
        yield words.text("commands.init.no_calendar", year=year)
    elections = [each for each in workspace.records if ELECTION in each.types]
    for branch in branches:
        terms = [(each.date, each.values.count("term_years")) for each in elections if each.branch == branch.id]
        if mark := branch.last_election:
            terms.append((mark.on, mark.term_years))
        ends = [years_after(on, term) for on, term in sorted(terms) if term]
        if not ends:
            yield words.text("commands.year.no_election", branch=branch.name)
        elif ends[-1].year <= year:
            yield words.text("commands.year.term", branch=branch.name, day=ends[-1].isoformat())
    first = date(year, 1, 1)
    yield words.text("commands.year.organization", year=year)
    for each in branches:
        figures = {"full": each.full_on(first), "rest": each.members_on(first) - each.full_on(first)}
        yield words.text("commands.year.members", branch=each.name, **figures)
