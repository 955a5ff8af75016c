"""Rows of the three lists into the lists of a branch and year: by their ids changed, or added below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.read.amend import RowChanges, amended_lists, said_in_lists
from generator.read.rectification import FILE
from generator.read.rectification import LISTS as NAMES
from generator.workbook.columns import BRANCH, LISTS, WORDS, YEAR
from generator.workbook.into_records import Difference, Draft, Planned, is_partial, merged, shown_whole
from generator.workbook.rows import Entered
from generator.workbook.spoken import alike
from generator.workspace.workspace import Workspace
from generator.written import document_text

_ID = "id"


def lists_planned(rows: Iterable[Entered], workspace: Workspace) -> Iterator[Draft]:
    """What becomes of the lists the rows belong to; what is wrong with a row is told on it."""
    by_unit: dict[tuple[int, str], list[Entered]] = defaultdict(list)
    for row in rows:
        if row.kind.list is not None and _is_placed(row, workspace):
            by_unit[row.year, row.branch].append(row)
    root = next(each for each in workspace.frame.config.record_roots if each.shared)
    for (year, branch), group in by_unit.items():
        draft = Draft(f"{root.path}/{year:04}/{branch}/{FILE}", LISTS, root, None)
        yield _filled(draft, group, workspace, year)


def _is_placed(row: Entered, workspace: Workspace) -> bool:
    for name, value, example in ((BRANCH, row.branch, "jichu"), (YEAR, row.year, "2017")):
        head = row.columns.get((name,), (0, WORDS[name][0]))[1]
        if not value and not any(each.head == head for each in row.faults):
            branch = next((each.name for each in workspace.frame.organization.branches), example)
            row.error("cell_missing", (name,), field=head, example=branch if name == BRANCH else example)
    assert row.kind.list is not None
    for name in row.kind.list.needs:
        if not row.values.get(name) and not any(each.head == row.kind.list.fields[name].zh[0] for each in row.faults):
            declared = row.kind.list.fields[name]
            row.error("cell_missing", (name,), field=declared.zh[0], example=declared.example)
    return not row.faulty


def _filled(draft: Draft, rows: list[Entered], workspace: Workspace, year: int) -> Draft:
    path = workspace.root / draft.file
    data = path.read_bytes() if path.is_file() else None
    said = said_in_lists(data, draft.file) if data is not None else {}
    changed: dict[str, dict[str, dict[str, object]]] = {name: {} for name in NAMES}
    added: dict[str, list[dict[str, object]]] = {name: [] for name in NAMES}
    first: dict[tuple[str, str], Entered] = {}
    for row in rows:
        name, id = row.kind.id, str(row.values[_ID])
        if (name, id) in first:
            row.error("row_twice", (_ID,), value=id, other=first[name, id].row)
            continue
        first[name, id] = row
        before = next((each for each in said.get(name, []) if each.get(_ID) == id), None)
        changes, differences = _difference(row, before or {}, workspace, year)
        if before is None:
            added[name].append({_ID: id, **changes})
        elif changes:
            changed[name][id] = changes
        what = "new" if before is None else "changed" if changes else "untouched"
        planned = Planned(what, row.sheet, row.row, f"{draft.file}#{id}", differences if before is not None else ())
        draft.rows.append((row, planned))
    if not any(changed.values()) and not any(added.values()):
        return draft
    if data is None:
        draft.data = document_text(LISTS, {name: added[name] for name in NAMES if added[name]}).encode()
    else:
        new = {name: RowChanges(changed[name], added[name]) for name in NAMES if changed[name] or added[name]}
        draft.data = amended_lists(data, draft.file, new)
        if draft.data is None:
            for row in rows:
                row.error("record_not_plain", (_ID,), file=draft.file)
    return draft


def _difference(
    row: Entered, before: dict[str, object], workspace: Workspace, year: int
) -> tuple[dict[str, object], tuple[Difference, ...]]:
    """What the row says otherwise than it stands on the list."""
    changes: dict[str, object] = {}
    differences: list[Difference] = []
    assert row.kind.list is not None
    for name, declared in row.kind.list.fields.items():
        if name not in row.values or name == _ID:
            continue
        value, old = row.values[name], before.get(name)
        new = merged(old, value) if is_partial(declared, row) else value
        if alike(new) != alike(old):
            changes[name] = new
            texts = ("" if each is None else str(shown_whole(declared, each, workspace, year)) for each in (old, new))
            differences.append(Difference(declared.zh[0], *texts))
    return changes, tuple(differences)
