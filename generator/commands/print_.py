"""print: the papers an office hands in, of one branch or of all, as files to print and to retouch."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from generator.commands.help import Command
from generator.commands.naming import named
from generator.commands.options import BranchName, Chosen, as_of_option, year_option
from generator.commands.site import tell_rejected
from generator.model.failure import Usage
from generator.papers.editions import edition, site_content
from generator.papers.files import MEDIA, Ready, ready, ready_record, write_all
from generator.publish.edition import Edition
from generator.publish.pages.forms.papers import MINUTES, PAPERS, Paper, paper_name
from generator.publish.pages.year_site import YearSite
from generator.types import Audience, registry
from generator.workspace.workspace import Workspace


@click.command("print", cls=Command)
@click.argument("paper", required=False)
@click.option("--branch", type=BranchName())
@click.option("--record")
@year_option
@as_of_option
@click.option("--audience", type=Chosen(registry().shared["audience"]), default=str(Audience.COMMITTEE))
@click.option("--format", "formats", type=click.Choice(list(MEDIA)), multiple=True)
@click.option("--all", "every", is_flag=True)
@click.option("--out", type=click.Path(path_type=Path), default=Path())
@click.option("--replace", is_flag=True)
@click.pass_obj
def print_(
    workspace: Workspace,
    paper: str | None,
    branch: str | None,
    record: str | None,
    year: int | None,
    as_of: date | None,
    audience: str,
    formats: tuple[str, ...],
    every: bool,
    out: Path,
    replace: bool,
) -> int:
    """Write papers to hand in; without a name say which there are."""
    day, say = workspace.as_of(as_of), workspace.catalogue.text
    if record is not None:
        year, branch = _of_record(record)
    chosen = workspace.year(year, day)
    content = site_content(workspace, chosen, day)
    site = (papers := edition(workspace, content, audience, "zh")).site(chosen)
    if paper is None and record is None and not every:
        for each in PAPERS:
            click.echo(say("commands.print.one", name=paper_name(each, site), about=say(f"printed.about.{each.id}")))
        click.echo(say("commands.print.how"))
        return 0
    wanted = [each for each in PAPERS if not each.blank] if every else [_paper(paper, record, site)]
    if record is not None:
        found = _minutes(workspace, wanted[0], record, site)
    else:
        found = _found(workspace, wanted, branch, site)
    folder = workspace.start / out
    made = {folder / name: data for name, data in _made(found, formats, papers, workspace)}
    write_all(made, replace)
    for path in made:
        click.echo(say("commands.print.done", path=path))
    click.echo(say("commands.print.whole", count=len(made), audience=site.words.label("audience", audience)))
    tell_rejected(workspace)
    return 0


def _paper(name: str | None, record: str | None, site: YearSite) -> Paper:
    """The paper of that name. Raises Usage."""
    names: dict[str, Sequence[str]] = {each.id: (each.id, paper_name(each, site)) for each in PAPERS}
    found = named(name, names) if name is not None else (MINUTES,)
    if len(found) != 1:
        known = "、".join(names[each][1] for each in found or names)
        raise Usage("no_paper", paper=name, known=known)
    if record is not None and found[0] != MINUTES:
        raise Usage("paper_of_record", paper=names[found[0]][1], known=names[MINUTES][1])
    return next(each for each in PAPERS if each.id == found[0])


def _of_record(record: str) -> tuple[int, str]:
    """The year and the branch in a record's id. Raises Usage."""
    parts = record.removesuffix(".md").removesuffix(".yml").split("/")[-3:]
    if len(parts) != 3 or not parts[0].isdigit():
        raise Usage("no_minutes", record=record)
    return int(parts[0]), parts[1]


def _minutes(workspace: Workspace, paper: Paper, record: str, site: YearSite) -> list[Ready]:
    """The minutes of that record, named by its id or its file. Raises Usage."""
    known = next((each.id for each in workspace.records if record in (each.id, each.file)), record)
    found = ready_record(workspace, known, site)
    if found is None:
        tell_rejected(workspace)
        raise Usage("no_minutes", record=record)
    return [found]


def _found(workspace: Workspace, wanted: Sequence[Paper], branch: str | None, site: YearSite) -> list[Ready]:
    """What there is of it. Raises Usage where there is nothing."""
    listed = [each.id for each in site.branches]
    if branch is not None and branch not in listed:
        raise Usage("branch_not_listed", branch=branch, year=site.year, as_of=site.as_of.isoformat())
    found = [*ready(workspace, wanted, [branch] if branch else listed, site)]
    if not found:
        names = "、".join(paper_name(each, site) for each in wanted)
        raise Usage("no_paper_there", paper=names, year=site.year)
    return found


def _made(
    found: Sequence[Ready], formats: Sequence[str], papers: Edition, workspace: Workspace
) -> Iterator[tuple[str, bytes]]:
    """Each file's name and bytes; the first format of a paper where nobody said. Raises Usage."""
    files = [(each, form) for each in found for form in each.formats if form in (formats or each.formats[:1])]
    if not files:
        known = "、".join(found[0].formats)
        raise Usage("paper_format", paper=found[0].form.title, known=known)
    label = workspace.catalogue.text("commands.print.progress")
    hidden = not sys.stderr.isatty()
    with click.progressbar(files, label=label, file=sys.stderr, hidden=hidden) as bar:
        for each, form in bar:
            yield each.file(form), each.data(form, papers)
