"""export: one table as a file, for a spreadsheet or another program; or a workbook that can be imported again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from generator.commands.help import Command
from generator.commands.naming import named
from generator.commands.options import BranchName, TypeName, as_of_option, audience_option, year_option
from generator.commands.sheets import WORKBOOKS, write_workbook
from generator.commands.site import tell_rejected
from generator.model.failure import Usage
from generator.model.record import COMMITTEE
from generator.papers.editions import edition, look_through, site_content
from generator.publish.formats.table import Table
from generator.publish.formats.table_formats import FORMATS
from generator.publish.pages.parts.downloads import table_name
from generator.publish.pages.tables import TABLES, TableKind, all_branches
from generator.publish.pages.year_site import YearSite
from generator.workspace.workspace import Workspace

STDOUT = "-"
DEFAULT = next(iter(FORMATS))
TEXT = next(name for name, form in FORMATS.items() if form.text)
"""A format that says in plain text all that the others say."""


@click.command(cls=Command)
@click.argument("kind")
@click.option("--branch", type=BranchName(committee=True))
@year_option
@as_of_option
@audience_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
)
@click.option("--type", "types", multiple=True, type=TypeName(lists=True))
@click.option("--out")
@click.pass_obj
def export(
    workspace: Workspace,
    kind: str,
    branch: str | None,
    year: int | None,
    as_of: date | None,
    audience: str,
    form: str | None,
    types: tuple[str, ...],
    out: str | None,
) -> int:
    """Write a table of one branch, or of all of them, as a file."""
    if workbook := next((each for each, names in WORKBOOKS.items() if kind in names), None):
        return write_workbook(workspace, workbook, branch, year, types, out)
    day, sentences = workspace.as_of(as_of), workspace.catalogue
    chosen = workspace.year(year, day)
    content = site_content(workspace, year, day)
    if chosen not in content.results:
        content = site_content(workspace, chosen, day)
    site = edition(workspace, content, audience, workspace.language).site(chosen)
    table = _table(_kind(kind, site), branch, site)
    form = form or (Path(out).suffix[1:] if out and Path(out).suffix[1:] in FORMATS else DEFAULT)
    data = FORMATS[form].write([table])
    look_through(workspace, table.kind, FORMATS[TEXT].write([table]).decode("utf-8-sig"))
    if out == STDOUT:
        click.echo(data, nl=False)
    else:
        parts = (table.kind.replace("_", "-"), str(chosen), *([branch] if branch else ()))
        path = workspace.start / (out or f"{'-'.join(parts)}.{form}")
        if path.suffix != f".{form}" or path.is_dir():
            raise Usage("export_name", path=str(path), form=form)
        path.write_bytes(data)
        click.echo(sentences.text("commands.export.done", path=path, rows=len(table.rows), as_of=day.isoformat()))
        if FORMATS[form].suffix == "xlsx":
            click.echo(sentences.text("commands.export.to_read", branch=f" --branch {branch}" if branch else ""))
    tell_rejected(workspace)
    return 0


def _kind(name: str, site: YearSite) -> TableKind:
    """The table of that identifier, or of that name. Raises Usage."""
    names: dict[str, Sequence[str]] = {kind.id: (kind.id, table_name(kind.id, site)) for kind in TABLES}
    found = named(name, names)
    if len(found) != 1:
        known = [names[each] for each in found] or [*names.values(), *WORKBOOKS.values()]
        raise Usage("no_table", kind=name, known="、".join(map(" ".join, known)))
    kind = next(each for each in TABLES if each.id == found[0])
    if not kind.shown(site):
        raise Usage("no_table_in_year", kind=names[kind.id][1], year=site.year)
    return kind


def _table(kind: TableKind, branch: str | None, site: YearSite) -> Table:
    if branch is None:
        return all_branches(kind, site)
    if kind.of_year and branch != COMMITTEE:
        raise Usage("table_of_year", kind=table_name(kind.id, site))
    if branch == COMMITTEE and not kind.of_committee and not kind.of_year:
        raise Usage("table_of_branches", kind=table_name(kind.id, site))
    if branch != COMMITTEE and branch not in site.public.result.branches:
        raise Usage("branch_not_listed", branch=branch, year=site.year, as_of=site.as_of.isoformat())
    return kind.of(branch, site)
