"""records/<year>/<branch>/rectification.yml: the three lists.

An error in a row leaves out that row and what rests on it; an error in a closing or an extension only that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.model.node import Listing, Mapping, Mark, Node, Scalar
from generator.model.problem import Severity
from generator.model.rectification import LeftOut, Rectification, Row
from generator.read.personal_numbers import tell_in_document
from generator.read.persons import names
from generator.read.rectification_closing import before, closed, extended
from generator.types import Field, registry
from generator.types.findings import Findings
from generator.types.kind import read_fields

FILE = "rectification.yml"
PROBLEMS, TASKS, RESPONSIBILITIES = LISTS = ("problems", "tasks", "responsibilities")


def read_rectification(
    path: Path, branch: str, year: int, findings: Findings, superior: Sequence[str] = ()
) -> Rectification | None:
    """The lists without the rows that have errors, or None where the file as a whole cannot be understood.

    `superior` are the names of the school committee, which may close what it likes.
    """
    lines = _lines(path, findings)
    if lines is None:
        return None
    reading = _Reading(findings, superior, lines)
    for name, check in ((PROBLEMS, reading.problem), (TASKS, reading.task), (RESPONSIBILITIES, reading.duty)):
        for line in lines[name]:
            reading.keep(line, check)
    kept = {name: tuple(line.row for line in lines[name] if line.row is not None) for name in LISTS}
    return Rectification(branch, year, findings.file, **kept, left_out=tuple(reading.left_out))


@dataclass(slots=True)
class _Line:
    """One row as written."""

    list: str
    id: str
    mark: Mark
    row: Row | None
    """As typed; None where it cannot be, or once it is left out."""
    findings: Findings
    """What is wrong with it."""


def _lines(path: Path, findings: Findings) -> dict[str, list[_Line]] | None:
    """The rows of each list; None with an error where a list is none, or has a name nobody knows."""
    from generator.read.document import read_nodes  # with it comes YAML, which lists that have not changed do not need

    lists = registry().documents["rectification"].by_name
    mapping = read_nodes(path, findings, lists)
    if mapping is None:
        return None
    heads = [(key, Listing((), node.mark) if isinstance(node, Listing) else node) for key, node in mapping.pairs]
    read_fields(Mapping(tuple(heads), mapping.mark), lists, findings)
    if findings.failed:
        return None
    found: dict[str, list[_Line]] = {name: [] for name in LISTS}
    for key, node in mapping.pairs:
        declared = lists[key.text]
        items = node.items if isinstance(node, Listing) else ()
        found[declared.id] += [_line(declared, item, findings.file) for item in items]
    return found


def _line(declared: Field, item: Node, file: str) -> _Line:
    findings = Findings(file)
    rows = declared.read(Listing((item,), item.mark), findings)
    tell_in_document(item, findings)
    pairs = item.pairs if isinstance(item, Mapping) else ()
    ids = [node.text for key, node in pairs if key.text in declared.fields["id"].names and isinstance(node, Scalar)]
    return _Line(declared.id, ids[0].strip() if ids else "", item.mark, None if findings.failed else rows[0], findings)


@dataclass
class _Reading:
    """The lines of the three lists, checked one after the other; each check gives the row that stands."""

    findings: Findings
    superior: Sequence[str]
    lines: dict[str, list[_Line]]
    left_out: list[LeftOut] = field(default_factory=list)
    _rows: dict[tuple[str, object], Row] = field(default_factory=dict)
    _left_out_ids: set[tuple[str, object]] = field(default_factory=set)

    def keep(self, line: _Line, check: _Check) -> None:
        """Keeps the line's row, unless an error leaves it out, or it rests on one that is left out."""
        findings = line.findings
        if line.row is not None:
            if (line.list, line.id) in self._rows:
                findings.error("id_twice", line.row.mark_of("id"), value=line.id)
            line.row = check(line.row, findings)
        first = next((each for each in findings.problems if each.rejects), None)
        self.findings.problems += (
            replace(each, within=each.within or each.severity is Severity.ERROR) for each in findings.problems
        )
        if first is not None:
            self.left_out.append(LeftOut(line.list, line.id, first.code, line.mark))
            line.row = None
        if line.row is not None:
            self._rows[line.list, line.id] = line.row
        elif (line.list, line.id) not in self._rows:
            self._left_out_ids.add((line.list, line.id))

    def problem(self, row: Row, findings: Findings) -> Row:
        """It is on the list from the day it was found, where no other is written."""
        return _listed(row, row.day("found_on"))

    def task(self, row: Row, findings: Findings) -> Row | None:
        """It answers a problem on the list; nothing of it comes before that was found, or before it was assigned."""
        if self._rests_on_gone(row, "problem", PROBLEMS, findings):
            return None
        problem = self._rows.get((PROBLEMS, row.text("problem")))
        if problem is None:
            findings.error(
                "task_without_problem", row.mark_of("problem"), task=row.text("id"), problem=row.text("problem")
            )
            return None
        found = problem.day("found_on")
        due, done, listed = row.day("due"), row.day("done_on"), row.day("listed_on")
        if before(due, found):
            findings.error("due_before_found", row.mark_of("due"), due=due, found=found)
        if before(done, found):
            findings.error("done_before_found", row.mark_of("done_on"), done=done, found=found)
        elif before(done, listed):
            findings.error("done_before_listed", row.mark_of("done_on"), done=done, listed=listed)
        for each in row.rows("progress"):
            if before(each.day("date"), found):
                findings.error("before_found", each.mark_of("date"), day=each.day("date"), found=found)
        if row.flag("long_term") and not row.says("review_on"):
            findings.error("standing_without_review", row.mark_of("long_term"), task=row.text("id"))
        duties = (line.row for line in self.lines[RESPONSIBILITIES] if line.row is not None)
        doers = [names(duty.text("responsible")) for duty in duties if duty.text("task") == row.text("id")]
        return _listed(extended(row, found, frozenset().union(*doers), findings), problem.day("listed_on"))

    def duty(self, row: Row, findings: Findings) -> Row | None:
        """It answers for a task on the list."""
        if self._rests_on_gone(row, "task", TASKS, findings):
            return None
        task = self._rows.get((TASKS, row.text("task")))
        if task is None:
            findings.error("duty_without_task", row.mark_of("task"), duty=row.text("id"), task=row.text("task"))
            return None
        problem = self._rows[PROBLEMS, task.text("problem")]
        row = closed(row, task, problem.day("found_on"), self.superior, findings)
        return _listed(row, task.day("listed_on"))

    def _rests_on_gone(self, row: Row, name: str, below: str, findings: Findings) -> bool:
        gone = (below, row.text(name)) in self._left_out_ids
        if gone:
            findings.warning("rests_on_left_out", row.mark_of(name), value=row.text(name), row=row.text("id"))
        return gone


_Check = Callable[[Row, Findings], Row | None]


def _listed(row: Row, day: date | None) -> Row:
    """The row with the day it came onto its list: its own, else that of the row it rests on."""
    return row if day is None or row.says("listed_on") else row.having(listed_on=day)
