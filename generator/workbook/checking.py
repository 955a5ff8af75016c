"""The files that a plan would write, read and checked as any file is; what is found is told at the cells."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from generator.model.node import Listing, Mark, Node
from generator.model.node import Mapping as Written
from generator.model.problem import Problem
from generator.model.record import Record
from generator.model.rectification import Rectification
from generator.read.attachments import lying_beside
from generator.read.nodes import read_mapping
from generator.read.record import read_record
from generator.read.rectification import read_rectification
from generator.types import Field, registry
from generator.types.findings import Findings
from generator.workbook.columns import BODY, LISTS
from generator.workbook.heads import Path as FieldPath
from generator.workbook.into_records import Draft
from generator.workbook.rows import Entered
from generator.workspace.checks import checked_across
from generator.workspace.workspace import Workspace

_OF_FILES = frozenset(["attachment_unnamed", "attachment_unfit", "entered_before"])
"""What concerns nothing a workbook says."""


def checked(drafts: Iterable[Draft], workspace: Workspace) -> None:
    """Reads each file that would be written, by itself and beside all others; tells each row what is wrong with it."""
    written = [each for each in drafts if each.data is not None]
    if not written:
        return
    records: dict[str, Record] = {}
    lists: dict[tuple[int, str], Rectification] = {}
    problems: dict[str, list[Problem]] = {each.file: [] for each in written}
    with tempfile.TemporaryDirectory() as folder:
        for draft in written:
            findings = Findings(draft.file)
            found = _read(draft, Path(folder), workspace, findings)
            problems[draft.file] += findings.problems
            if isinstance(found, Record):
                records[found.id] = found
            elif found is not None:
                lists[found.year, found.branch] = found
    for problem in _beside(records, lists, workspace):
        if problem.file in problems and problem not in problems[problem.file]:
            problems[problem.file].append(problem)
    for draft in written:
        places = _places(draft)
        for problem in problems[draft.file]:
            if problem.code not in _OF_FILES:
                row, path = _place(draft, problem, places)
                row.fault(problem, path)


def _read(draft: Draft, folder: Path, workspace: Workspace, findings: Findings) -> Record | Rectification | None:
    """The file as it would be, in a folder of its own; what lies beside it is where it was."""
    assert draft.data is not None
    real, organization = workspace.root / draft.file, workspace.frame.organization
    path = folder / draft.file.replace("../", "_/")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draft.data)
    relative = PurePosixPath(draft.file).relative_to(draft.root.path)
    if draft.kind == LISTS:
        superior = (organization.short_name, organization.name)
        return read_rectification(path, relative.parts[1], int(relative.parts[0]), findings, superior)
    beside = real.with_suffix("")
    if beside.is_dir() and not path.with_suffix("").exists():
        path.with_suffix("").symlink_to(beside)
    return read_record(path, relative, draft.root.shared, organization, findings, lying_beside(real))


def _beside(
    records: Mapping[str, Record], lists: Mapping[tuple[int, str], Rectification], workspace: Workspace
) -> Iterator[Problem]:
    """What shows only beside other records."""
    source = workspace.source
    others = [each for each in source.records if each.id not in records]
    whole = replace(
        source,
        records=(*others, *records.values()),
        rectification={**source.rectification, **lists},
        problems=(),
        rejected=(),
    )
    yield from checked_across(whole, workspace.packs).problems


Places = tuple[list[Mark], list[tuple[Entered, FieldPath]]]


def _places(draft: Draft) -> Places:
    """Where in the file what each cell says begins, in order."""
    assert draft.data is not None
    text = draft.data.decode()
    found: list[tuple[Mark, tuple[Entered, FieldPath]]] = []
    if draft.kind == LISTS:
        found += _list_places(draft, text)
    else:
        row = draft.rows[0][0]
        front, first = (
            (text, 1) if draft.file.endswith(".yml") else (text.partition("\n")[2].partition("\n---\n")[0], 2)
        )
        names = registry().fields_by_name(row.types)
        mapping = read_mapping(front, Findings(""), first)
        for key, node in mapping.pairs if mapping is not None else ():
            if key.text in names:
                found += [(key.mark, (row, (names[key.text].id,)))]
                found += [(mark, (row, path)) for mark, path in _within(names[key.text], node, (names[key.text].id,))]
        found.append((Mark(first + front.count("\n") + 1, 1), (row, (BODY,))))
    found.sort(key=lambda each: each[0])
    return [mark for mark, _ in found], [place for _, place in found]


def _list_places(draft: Draft, text: str) -> Iterator[tuple[Mark, tuple[Entered, FieldPath]]]:
    declared = registry().documents[LISTS].by_name
    rows = {(row.kind.id, str(row.values.get("id"))): row for row, _ in draft.rows}
    mapping = read_mapping(text, Findings(""), 1)
    for key, node in mapping.pairs if mapping is not None else ():
        if key.text not in declared or not isinstance(node, Listing):
            continue
        field = declared[key.text]
        for item in node.items:
            pairs = item.pairs if isinstance(item, Written) else ()
            said = {field.by_name[name.text].id: value for name, value in pairs if name.text in field.by_name}
            row = rows.get((field.id, str(getattr(said.get("id"), "text", "")).strip()))
            yield item.mark, (row or draft.rows[0][0], ())
            if row is not None:
                yield from ((value.mark, (row, (name,))) for name, value in said.items())


def _within(field: Field, node: Node, path: FieldPath) -> Iterator[tuple[Mark, FieldPath]]:
    """The places of a value and of its parts."""
    yield node.mark, path
    for key, value in node.pairs if isinstance(node, Written) else ():
        part = field.by_name.get(key.text)
        inner = (*path, part.id if part else key.text)
        yield from _within(part, value, inner) if part else iter([(value.mark, inner)])


def _place(draft: Draft, problem: Problem, places: Places) -> tuple[Entered, FieldPath]:
    """The cell that says what stands there; the row where none does."""
    marks, cells = places
    at = bisect_right(marks, problem.mark) - 1
    if problem.mark == Mark(1, 1) or at < 0:
        return draft.rows[0][0], ()
    return cells[at]
