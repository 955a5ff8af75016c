"""The three lists of a branch and year (plan 三 3): problems, tasks, responsibilities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.model.node import Mark

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row with an error of its own, which is on no list; what rests on it is left out with it."""

    list: str
    """problems, tasks or responsibilities."""
    row: str
    """Its id as written; empty where it has none."""
    code: str
    """The first error in it."""
    mark: Mark
    """Where it stands in the file."""


@dataclass(frozen=True, slots=True)
class Rectification:
    """Rows as written, typed; what state each is in on a day is judged, not stored."""

    branch: str
    year: int
    file: str
    problems: tuple[Row, ...] = ()
    tasks: tuple[Row, ...] = ()
    responsibilities: tuple[Row, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def problem(self, problem_id: object) -> Row | None:
        """The problem of that id."""
        return next((row for row in self.problems if row.get("id") == problem_id), None)

    def duties(self, task_id: object) -> tuple[Row, ...]:
        """The responsibilities for a task."""
        return tuple(row for row in self.responsibilities if row.get("task") == task_id)


def mark_of(row: Row, name: str) -> Mark:
    """Where the column stands in the row, or the row itself."""
    marks = row["_marks"]
    place = marks.get(name, row["_mark"]) if isinstance(marks, Mapping) else row["_mark"]
    assert isinstance(place, Mark)
    return place


def entries(row: Row, name: str) -> tuple[Row, ...]:
    """The lines written in that column of the row: progress, extensions, reopenings."""
    found = row.get(name)
    return found if isinstance(found, tuple) else ()


def day(row: Row, name: str, at: date) -> date | None:
    """The day in that column, unseen while it lies after `at`."""
    found = row.get(name)
    return found if isinstance(found, date) and found <= at else None


def due_date(task: Row, at: date) -> date | None:
    """When the task is due, with the extensions approved by `at`."""
    due = task.get("due")
    for extension in entries(task, "extensions"):
        asked = extension.get("asked_on")
        if extension.get("approved_by") and (not isinstance(asked, date) or asked <= at):
            due = extension["new_due"]
    return due if isinstance(due, date) else None


def verified_on(rows: tuple[Row, ...], at: date) -> date | None:
    """When the last of a task's responsibilities was closed; None while one is open at `at`."""
    days: list[date] = []
    for row in rows:
        verified = row.get("verified")
        closed = day(verified, "date", at) if isinstance(verified, Mapping) else None
        for entry in entries(row, "reopened"):
            again = day(entry, "date", at)
            if closed and again and again >= closed:
                closed = None
        if closed is None:
            return None
        days.append(closed)
    return max(days) if days else None
