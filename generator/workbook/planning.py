"""What a workbook would change, found out before anything is written: new, changed, untouched, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from generator.language import catalogue
from generator.model.node import Mark
from generator.model.organization import Organization
from generator.model.problem import Problem, Severity
from generator.workbook.book import Book, Sheet, opened
from generator.workbook.checking import checked
from generator.workbook.columns import BRANCH, Kind, kinds
from generator.workbook.heads import Words, head_of, plain
from generator.workbook.into_lists import lists_planned
from generator.workbook.into_records import Difference, Planned, Records
from generator.workbook.rows import Entered, Fault, Rows
from generator.workspace.workspace import Workspace

_TABLE = "lists.table."
GUIDE, CHOICES = "填写说明", "选项"
"""Sheets of a template that hold no rows."""
__all__ = ["Difference", "Fault", "Plan", "Planned", "plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing a workbook would do."""

    new: tuple[Planned, ...]
    changed: tuple[Planned, ...]
    untouched: tuple[Planned, ...]
    faults: tuple[Fault, ...]
    files: Mapping[str, bytes]
    """What to write, by the path from the root; nothing may be written while there are errors."""

    @property
    def stands(self) -> bool:
        """Whether it may be carried out."""
        return not any(each.rejects for each in self.faults)


def plan(data: bytes, workspace: Workspace, branch: str | None = None) -> Plan:
    """The plan of a workbook; `branch`: whose records alone it may hold, and whose rows are that name none.

    Raises NoWorkbook where the file is none that can be read, and Broken where the root is not.
    """
    book = opened(data)
    faults: list[Fault] = []
    rows: list[Entered] = []
    for sheet in book.sheets:
        kind = _kind(sheet)
        if kind is None or sheet.hidden:
            faults += _unread(sheet, kind)
            continue
        rows += _entered(book, sheet, kind, workspace, faults)
    if book.macros:
        faults.append(_of_sheet("", Severity.WARNING, "macros"))
    for row in rows:
        _place(row, branch, workspace.frame.organization)
    drafts = [*Records(workspace).planned(each for each in rows if each.kind.type), *lists_planned(rows, workspace)]
    good = [each for each in drafts if not any(row.faulty for row, _ in each.rows)]
    checked(good, workspace)
    faults += [fault for row in rows for fault in row.faults]
    if not rows and not any(each.rejects for each in faults):
        only_tables = any(each.problem.code == "sheet_of_table" for each in faults)
        faults.append(_of_sheet("", Severity.ERROR, "only_tables" if only_tables else "no_rows"))
    order = {sheet.name: number for number, sheet in enumerate(book.sheets)}
    faults.sort(key=lambda each: (order.get(each.sheet, -1), each.row, each.column))
    planned = [planned for each in good for _, planned in each.rows]
    planned.sort(key=lambda each: (order.get(each.sheet, -1), each.row))
    sort = {what: tuple(each for each in planned if each.what == what) for what in ("new", "changed", "untouched")}
    files = {each.file: each.data for each in good if each.data is not None}
    return Plan(sort["new"], sort["changed"], sort["untouched"], tuple(faults), files)


def _kind(sheet: Sheet) -> Kind | None:
    """What the sheet holds, by its name; a number behind it, or the word for a table, says nothing."""
    name = plain(sheet.name)
    by_name = {plain(each): kind for kind in kinds() for each in kind.names}
    bare = name.rstrip("0123456789").removesuffix("导入").removesuffix("模板")
    tails = ("", "表", "台账", "登记表", "记录", "情况", "统计表", "记录表")
    return next((by_name[bare.removesuffix(tail)] for tail in tails if bare.removesuffix(tail) in by_name), None)


def _unread(sheet: Sheet, kind: Kind | None) -> Iterator[Fault]:
    if kind is not None and sheet.cells:
        yield _of_sheet(sheet.name, Severity.WARNING, "sheet_hidden")
    elif sheet.cells and sheet.name not in (GUIDE, CHOICES):
        known = "、".join(each.label for each in kinds()[:8]) + "…"
        if not sheet.hidden and sheet.name in _tables():
            yield _of_sheet(sheet.name, Severity.WARNING, "sheet_of_table")
            return
        yield _of_sheet(sheet.name, Severity.WARNING, "sheet_hidden" if sheet.hidden else "sheet_unknown", known=known)


@cache
def _tables() -> frozenset[str]:
    """What the site's tables are called: made of records to be read, they are no records."""
    said = (catalogue(language).sentences for language in ("zh", "en"))
    return frozenset(text for each in said for code, text in each.items() if code.startswith(_TABLE))


def _entered(book: Book, sheet: Sheet, kind: Kind, workspace: Workspace, faults: list[Fault]) -> list[Entered]:
    head = head_of(sheet, Words(kind))
    if head is None:
        if sheet.cells:
            faults.append(_of_sheet(sheet.name, Severity.ERROR, "no_head", type=kind.label))
        return []
    reader = Rows(book, sheet, head, kind, workspace.frame.organization)
    found = [*reader.entered()]
    if found:
        faults += reader.faults()
    return found


def _of_sheet(sheet: str, severity: Severity, code: str, **said: object) -> Fault:
    return Fault(sheet, 0, 0, "", Problem(sheet, Mark(1, 1), severity, code, {"sheet": sheet, **said}))


def _place(row: Entered, branch: str | None, organization: Organization) -> None:
    """Whose the row is, where it does not say; a row of another branch than the one asked for is refused."""
    if branch is None or row.kind.of_committee or (row.branch == branch and not row.id):
        return
    if row.id and (row.id.split("/")[1:2] or [""])[0] != branch:
        row.error("row_of_other_branch", (BRANCH,), branch=row.id, own=organization.by_id[branch].name)
    elif row.branch and row.branch != branch:
        names = organization.by_id[row.branch].name, organization.by_id[branch].name
        row.error("row_of_other_branch", (BRANCH,), branch=names[0], own=names[1])
    elif not row.branch and not any(each.problem.code == "unknown_branch" for each in row.faults):
        row.branch = branch
