"""Workbooks that can be imported again: an empty one to fill in, and the records of a year."""

from __future__ import annotations

from collections.abc import Sequence

import click

from generator.commands.options import LISTS
from generator.model.failure import Usage
from generator.model.record import COMMITTEE
from generator.papers.editions import look_through
from generator.workbook import records_workbook, template_workbook
from generator.workbook.book import opened
from generator.workbook.columns import Kind, kinds
from generator.workspace.workspace import Workspace

TEMPLATE, RECORDS = "template", "records"
WORKBOOKS: dict[str, Sequence[str]] = {TEMPLATE: (TEMPLATE, "模板"), RECORDS: (RECORDS, "记录")}
"""Their kinds as `export` calls them, with everything they are called."""


def write_workbook(
    workspace: Workspace, kind: str, branch: str | None, year: int | None, types: Sequence[str], out: str | None
) -> int:
    """Write the workbook into a file; `types` are those of a template, every type in use where none is named.

    The records are there as they stand, for whoever keeps them: it is no table of an audience.
    """
    chosen = workspace.year(year, workspace.as_of(None))
    path = workspace.start / (out or f"{kind}-{chosen}{f'-{branch}' if branch else ''}.xlsx")
    if path.suffix != ".xlsx" or path.is_dir():
        raise Usage("export_name", path=str(path), form="xlsx")
    if kind == TEMPLATE:
        data = template_workbook(workspace, in_use(workspace, types, branch), branch, chosen)
    else:
        data = records_workbook(workspace, branch, chosen)
        cells = (str(cell.value) for sheet in opened(data).sheets for cell in sheet.cells.values())
        look_through(workspace, kind, "\n".join(cells))
    path.write_bytes(data)
    code = "template" if kind == TEMPLATE else "records"
    click.echo(workspace.catalogue.text(f"commands.export.{code}", path=path))
    return 0


def in_use(workspace: Workspace, types: Sequence[str], branch: str | None) -> list[Kind]:
    """The kinds of sheets asked for; without, those of the types a pack counts or a record has, and the lists.

    A branch's template has none of the committee's, and none of those that only the office keeps.
    """
    if types:
        wanted = {each for each in types if each != LISTS}
        return [each for each in kinds() if each.id in wanted or (each.list is not None and LISTS in types)]
    counted = {
        type
        for compiled in workspace.packs.each
        for pack in compiled
        for kind in pack.kinds.values()
        for type in kind.types()
    }
    used = counted | {type for record in workspace.source.records for type in record.types}
    found = [each for each in kinds() if each.list is not None or each.id in used]
    private = branch is None and any(not each.shared for each in workspace.frame.config.record_roots)
    found = [each for each in found if private or each.type is None or not each.type.restricted]
    of_committee = branch == COMMITTEE
    return [each for each in found if branch is None or each.of_committee is of_committee]
