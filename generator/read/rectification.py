"""records/<year>/<branch>/rectification.yml: the three lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from unicodedata import normalize

from generator.model.node import Mark
from generator.model.rectification import Rectification, Row, entries
from generator.read.document import read_document
from generator.read.findings import Findings

FILE = "rectification.yml"
_BETWEEN = re.compile(r"[、,;/]+")
"""What stands between the names of several."""


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
    """It answers a problem on the list; nothing of it comes before that was found, or before it was assigned."""
    problem = lists.problem(task.get("problem"))
    if problem is None:
        findings.error("task_without_problem", _mark(task, "problem"), task=task["id"], problem=task.get("problem"))
    found, due, done = (problem or {}).get("found_on"), task.get("due"), task.get("done_on")
    listed = task.get("listed_on")
    if _before(due, found):
        findings.error("due_before_found", _mark(task, "due"), due=due, found=found)
    if _before(done, found):
        findings.error("done_before_found", _mark(task, "done_on"), done=done, found=found)
    elif _before(done, listed):
        findings.error("done_before_listed", _mark(task, "done_on"), done=done, listed=listed)
    for name, column in (("progress", "date"), ("extensions", "asked_on")):
        _check_not_before_found(entries(task, name), column, found, findings)
    if task.get("long_term") and "review_on" not in task:
        findings.error("standing_without_review", _mark(task, "long_term"), task=task["id"])
    _check_extensions(task, findings)


def _check_extensions(task: Row, findings: Findings) -> None:
    """Each is approved, and to a later day than the one before it."""
    due = task.get("due")
    for each in entries(task, "extensions"):
        if not str(each.get("approved_by") or "").strip():
            findings.error("extension_unapproved", _mark(each, "approved_by"))
        new = each.get("new_due")
        if isinstance(due, date) and isinstance(new, date) and new <= due:
            findings.error("extension_not_later", _mark(each, "new_due"), new=new, due=due)
        due = new


def _check_duty(duty: Row, lists: Rectification, findings: Findings) -> None:
    """It answers for a task on the list; closing (销号) takes evidence and somebody else than the doer."""
    task = next((row for row in lists.tasks if row["id"] == duty.get("task")), None)
    if task is None:
        findings.error("duty_without_task", _mark(duty, "task"), duty=duty["id"], task=duty.get("task"))
    found = (lists.problem((task or {}).get("problem")) or {}).get("found_on")
    reopened, verified = entries(duty, "reopened"), duty.get("verified")
    _check_not_before_found(reopened, "date", found, findings)
    if isinstance(verified, Mapping):
        _check_closing(verified, duty, task or {}, found, findings)
    elif reopened:
        findings.error("reopened_without_closing", _mark(duty, "reopened"))


def _check_closing(verified: Row, duty: Row, task: Row, found: object, findings: Findings) -> None:
    """Who closed it, when, on what evidence: all there, by another than the doer, not before it was done."""
    mark, closer, day = _mark(duty, "verified"), verified.get("by"), verified.get("date")
    if not _names(closer) or not isinstance(day, date):
        findings.error("closing_incomplete", mark)
    if not str(verified.get("evidence") or "").strip() and not task.get("evidence"):
        findings.error("closing_without_evidence", mark)
    if doer := _names(closer) & _names(duty.get("responsible")):
        findings.error("closed_by_doer", mark, doer="、".join(sorted(doer)))
    done = task.get("done_on")
    again = [each.get("date") for each in entries(duty, "reopened")]
    if _before(day, found):
        findings.error("before_found", mark, day=day, found=found)
    elif _before(day, done) and not any(not _before(each, day) and not _before(done, each) for each in again):
        findings.error("closed_before_done", mark, day=day, done=done)


def _check_not_before_found(rows: Iterable[Row], column: str, found: object, findings: Findings) -> None:
    for row in rows:
        if _before(row.get(column), found):
            findings.error("before_found", _mark(row, column), day=row[column], found=found)


def _before(one: object, other: object) -> bool:
    """Whether both days are written and the one comes before the other."""
    return isinstance(one, date) and isinstance(other, date) and one < other


def _names(written: object) -> frozenset[str]:
    """The persons or offices named, however they are spaced and in whatever width of letters."""
    plain = "".join(normalize("NFKC", str(written or "")).split()).casefold()
    return frozenset(each for each in _BETWEEN.split(plain) if each)
