"""records/<year>/<branch>/rectification.yml: the three lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.model.node import Mark
from generator.model.rectification import Rectification, Row
from generator.read.document import read_document
from generator.read.findings import Findings

FILE = "rectification.yml"


def read_rectification(path: Path, branch: str, year: int, findings: Findings) -> Rectification | None:
    """The lists, or None with the errors found."""
    document = read_document("rectification", path, findings)
    if document is None or findings.failed:
        return None
    values = document[0].values

    def rows(name: str) -> tuple[Row, ...]:
        found = values.get(name)
        return found if isinstance(found, tuple) else ()

    lists = Rectification(branch, year, findings.file, rows("problems"), rows("tasks"), rows("responsibilities"))
    _check_ids(lists, findings)
    for task in lists.tasks:
        _check_task(task, lists, findings)
    for duty in lists.responsibilities:
        _check_duty(duty, lists, findings)
    return None if findings.failed else lists


def _mark(row: Row, name: str) -> Mark:
    """Where the column stands in the row, or the row itself."""
    marks = row["_marks"]
    place = marks.get(name, row["_mark"]) if isinstance(marks, Mapping) else row["_mark"]
    assert isinstance(place, Mark)
    return place


def _check_ids(lists: Rectification, findings: Findings) -> None:
    for rows in (lists.problems, lists.tasks, lists.responsibilities):
        seen: set[object] = set()
        for row in rows:
            if row["id"] in seen:
                findings.error("id_twice", _mark(row, "id"), value=row["id"])
            seen.add(row["id"])


def _check_task(task: Row, lists: Rectification, findings: Findings) -> None:
    """It answers a problem on the list, and is not due before that was found."""
    problem = lists.problem(task.get("problem"))
    if problem is None:
        findings.error("task_without_problem", _mark(task, "problem"), task=task["id"], problem=task.get("problem"))
        return
    due, found = task.get("due"), problem.get("found_on")
    if isinstance(due, date) and isinstance(found, date) and due < found:
        findings.error("due_before_found", _mark(task, "due"), due=due, found=found)
    done = task.get("done_on")
    if isinstance(done, date) and isinstance(found, date) and done < found:
        findings.error("done_before_found", _mark(task, "done_on"), done=done, found=found)


def _check_duty(duty: Row, lists: Rectification, findings: Findings) -> None:
    """It answers for a task on the list; closing (销号) takes evidence and somebody else than the doer."""
    task = next((row for row in lists.tasks if row["id"] == duty.get("task")), None)
    if task is None:
        findings.error("duty_without_task", _mark(duty, "task"), duty=duty["id"], task=duty.get("task"))
    verified = duty.get("verified")
    if not isinstance(verified, Mapping):
        return
    mark = _mark(duty, "verified")
    closer, doer = str(verified.get("by") or "").strip(), str(duty.get("responsible") or "").strip()
    if not closer or not isinstance(verified.get("date"), date):
        findings.error("closing_incomplete", mark)
    if not str(verified.get("evidence") or "").strip() and not (task and task.get("evidence")):
        findings.error("closing_without_evidence", mark)
    if closer and closer == doer:
        findings.error("closed_by_doer", mark, doer=doer)
