"""The rows of a sheet as they are entered: of which branch and day, and what their cells say, each told at its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model.node import Mark
from generator.model.organization import Organization
from generator.model.problem import Problem, Severity
from generator.model.values import Values
from generator.types import registry, spelling
from generator.types.field import Field
from generator.types.findings import Findings
from generator.types.kind import Keyed
from generator.workbook.book import Book, Cell, Sheet
from generator.workbook.cells import text_of
from generator.workbook.columns import BODY, BRANCH, DATE, EXAMPLE, ID, TYPE, YEAR, Column, Kind
from generator.workbook.heads import NUMBERS, Head, Path, plain
from generator.workbook.spoken import node_of

_IN_FORM = frozenset(["unnormalised", "set_out"])
"""What reading would have put in form is written in form."""
_TOTALS = ("合计", "总计", "小计")
_TAILS = ("党支部委员会", "党支部", "支部", "党总支", "总支")
GONE = frozenset(["【删除】", "[删除]", "［删除］"])
"""What is written where a value is to be taken away; an empty cell leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of a workbook, or to be told of it."""

    sheet: str
    row: int
    """0 for the sheet as a whole."""
    column: int
    """0 for the row as a whole."""
    head: str
    problem: Problem

    @property
    def rejects(self) -> bool:
        """Whether nothing is written for it."""
        return self.problem.severity is Severity.ERROR


@dataclass(slots=True)
class Entered:
    """A row."""

    kind: Kind
    sheet: str
    row: int
    id: str = ""
    branch: str = ""
    year: int = 0
    day: date | None = None
    types: tuple[str, ...] = ()
    values: dict[str, object] = field(default_factory=dict)
    """By field; None where it is to be taken away. Of a field in several columns, the parts that are said."""
    body: str | None = None
    columns: dict[Path, tuple[int, str]] = field(default_factory=dict)
    """In which column a field or part stands, and its head."""
    faults: list[Fault] = field(default_factory=list)

    def fault(self, problem: Problem, path: Path = ()) -> None:
        """Tells a problem at the cell of the field, or of the row."""
        column, head = next(
            (self.columns[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.columns), (0, "")
        )
        self.faults.append(Fault(self.sheet, self.row, column, head, problem))

    def error(self, code: str, path: Path = (), **said: object) -> None:
        """Tells an error at the cell of the field."""
        self.fault(Problem(self.sheet, Mark(self.row, 1), Severity.ERROR, code, said), path)

    @property
    def faulty(self) -> bool:
        """Whether it has an error."""
        return any(each.rejects for each in self.faults)


class Rows:
    """Reads the rows of one sheet."""

    def __init__(self, book: Book, sheet: Sheet, head: Head, kind: Kind, organization: Organization) -> None:
        self._book, self._sheet, self._head, self._kind = book, sheet, head, kind
        self._organization = organization
        self._columns: Mapping[Path, tuple[int, Column]] = {each.path: (at, each) for at, each in head.columns.items()}

    def entered(self) -> Iterator[Entered]:
        """The rows below the head that are no example, no total, and not blank."""
        cells = self._spread()
        for number, row in self._sheet.rows.items():
            if number <= self._head.row or not any(at in self._head.columns for at in row):
                continue
            first = str(row[min(row)].value).strip()
            if first.startswith(EXAMPLE) or first.startswith(_TOTALS):
                continue
            yield self._row(number, row | {at: cells[number, at] for at in self._head.columns if (number, at) in cells})

    def faults(self) -> Iterator[Fault]:
        """What is to be told of the sheet as a whole: columns nobody reads, merged and hidden cells."""
        below = [(row, at) for row, at in self._sheet.cells if row > self._head.row]
        used = {at for _, at in below}
        for at, text in self._head.unknown.items():
            if at in used and plain(text) not in NUMBERS:
                yield self._fault(self._head.row, at, text, Severity.WARNING, "column_unknown", column=text)
        for at, before in self._head.twice.items():
            if at in used:
                label, other = self._head.columns[before].label, letter(before)
                yield self._fault(self._head.row, at, label, Severity.ERROR, "column_twice", column=label, other=other)
        heads = {*self._head.columns, *self._head.unknown, *self._head.twice}
        for at in sorted(used - heads):
            row = min(number for number, each in below if each == at)
            value = str(self._sheet.cells[row, at].value)
            yield self._fault(row, at, "", Severity.WARNING, "column_unnamed", value=value, column=letter(at))
        hidden = [row for row in self._sheet.rows if row in self._sheet.hidden_rows and row > self._head.row]
        if hidden:
            rows = "、".join(map(str, hidden[:8])) + ("…" if len(hidden) > 8 else "")
            yield self._fault(hidden[0], 0, "", Severity.WARNING, "rows_hidden", rows=rows)
        for at in sorted(set(self._head.columns) & self._sheet.hidden_columns & used):
            label = self._head.columns[at].label
            yield self._fault(self._head.row, at, label, Severity.WARNING, "column_hidden", column=letter(at))
        for top, left, _, right in self._sheet.merged:
            across = [at for at in range(left, min(right, left + 200) + 1) if at in self._head.columns]
            if top > self._head.row and len(across) > 1 and (top, left) in self._sheet.cells:
                value = str(self._sheet.cells[top, left].value)
                yield self._fault(
                    top, left, self._head.columns[across[0]].label, Severity.ERROR, "cells_merged", value=value
                )

    def _fault(self, row: int, at: int, head: str, severity: Severity, code: str, /, **said: object) -> Fault:
        name = self._sheet.name
        return Fault(name, row, at, head, Problem(name, Mark(row, at or 1), severity, code, said))

    def _spread(self) -> dict[tuple[int, int], Cell]:
        """What cells merged from row to row say in each row."""
        found: dict[tuple[int, int], Cell] = {}
        for top, left, bottom, right in self._sheet.merged:
            if top > self._head.row and left == right and (top, left) in self._sheet.cells:
                found |= {(row, left): self._sheet.cells[top, left] for row in range(top, min(bottom, top + 5000) + 1)}
        return found

    def _row(self, number: int, cells: Mapping[int, Cell]) -> Entered:
        columns = {path: (at, each.label) for path, (at, each) in self._columns.items()}
        row = Entered(self._kind, self._sheet.name, number, columns=columns)
        self._read_place(row, cells)
        file = f"records/{row.year or (row.day.year if row.day else 0):04}/x/x.md"
        for path, (at, column) in self._columns.items():
            if at in cells and path[0] not in (ID, BRANCH, YEAR, DATE, TYPE):
                self._read_cell(row, column, cells[at], Findings(file if row.day or row.year else ""), at)
        return row

    def _text(self, row: Entered, path: Path, cells: Mapping[int, Cell], declared: Field | None) -> str:
        """The text of a column of its own; empty where there is none, or it is faulty, which is told."""
        at, _ = self._columns.get(path, (0, None))
        if at not in cells:
            return ""
        findings = Findings("")
        text = text_of(cells[at], declared, self._book.first_day, Mark(row.row, at), findings)
        self._tell(row, path, findings)
        return text or ""

    def _tell(self, row: Entered, path: Path, findings: Findings) -> None:
        for problem in findings.problems:
            if problem.code not in _IN_FORM:
                row.fault(problem, path)

    def _read_place(self, row: Entered, cells: Mapping[int, Cell]) -> None:
        """Of which record, branch, year and day the row is."""
        shared = registry().shared
        row.id = self._text(row, (ID,), cells, None)
        if said := self._text(row, (BRANCH,), cells, None):
            row.branch = branch_named(said, self._organization)
            if not row.branch:
                known = "、".join(each.name for each in self._organization.branches[:12])
                row.error("unknown_branch", (BRANCH,), branch=said, known=known)
        if said := self._text(row, (YEAR,), cells, shared["date"]):
            year = spelling.read_year(said) or spelling.read_year(said[:4])
            if year is None:
                row.error("not_a_year", (YEAR,), field=self._columns[YEAR,][1].label, value=said, example="2017")
            else:
                row.year = year[0]
        row.types = (self._kind.id,) if self._kind.type else ()
        if said := self._text(row, (TYPE,), cells, shared["type"]):
            self._read_types(row, said)
        if said := self._text(row, (DATE,), cells, shared["date"]):
            findings = Findings("")
            row.day = shared["date"].read(node_of(shared["date"], said, Mark(row.row, 1), self._organization), findings)
            self._tell(row, (DATE,), findings)

    def _read_types(self, row: Entered, said: str) -> None:
        known = registry()
        names = [
            each
            for each in spelling.folded(said).replace("；", "、").replace(";", "、").replace(",", "、").split("、")
            if each
        ]
        found = [known.type_named(each.strip()) for each in names]
        if not all(found):
            row.error("unknown_type", (TYPE,), value=said, near=self._kind.label, example=self._kind.label)
            return
        types = tuple(dict.fromkeys(each.id for each in found if each is not None))
        row.types = types if self._kind.id in types else (self._kind.id, *types)

    def _read_cell(self, row: Entered, column: Column, cell: Cell, findings: Findings, at: int) -> None:
        declared, path, mark = column.field, column.path, Mark(row.row, at)
        leaf = (
            declared.form.item if declared is not None and isinstance(declared.form, Keyed) and len(path) > 1 else None
        )
        text = text_of(cell, declared, self._book.first_day, mark, findings)
        if text is not None and text in GONE and path != (BODY,):
            _put(row.values, path, None)
        elif text and declared is None:
            row.body = text
        elif text and declared is not None:
            written = registry().shared["title"] if leaf is not None else declared
            node = node_of(written, text, mark, self._organization)
            value = leaf.read(declared, node, findings) if leaf is not None else declared.read(node, findings)
            if value is not None:
                _put(row.values, path, value)
        self._tell(row, path, findings)


def _put(values: dict[str, object], path: Path, value: object) -> None:
    """Puts a value in its place among the parts of its field."""
    for name in path[:-1]:
        inner = values.get(name)
        if not isinstance(inner, Values):
            inner = values[name] = Values()
        values = inner
    values[path[-1]] = value


def branch_named(said: str, organization: Organization) -> str:
    """The id of the branch that is meant by its id, its name, or its name without the words for a branch."""
    names: dict[str, str] = {}
    for each in organization.branches:
        short = next((each.name.removesuffix(tail) for tail in _TAILS if each.name.endswith(tail)), each.name)
        for name in (each.id, each.name, short):
            names.setdefault(plain(name), each.id)
    found = names.get(plain(said), "")
    return found or next(
        (names[plain(said.removesuffix(tail))] for tail in _TAILS if plain(said.removesuffix(tail)) in names), ""
    )


def letter(column: int) -> str:
    """What a spreadsheet calls the column: C, AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
