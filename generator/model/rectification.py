"""The three lists of a branch and year (plan 三 3): problems, tasks, responsibilities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.model.node import Mark
from generator.model.values import Values

Row = Values


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

    def problem(self, problem_id: str) -> Row | None:
        """The problem of that id."""
        return next((row for row in self.problems if row.text("id") == problem_id), None)

    def duties(self, task_id: str) -> tuple[Row, ...]:
        """The responsibilities for a task."""
        return tuple(row for row in self.responsibilities if row.text("task") == task_id)


def due_date(task: Row, at: date) -> date | None:
    """When the task is due, with the extensions approved by `at`."""
    due = task.day("due")
    for extension in task.rows("extensions"):
        asked = extension.day("asked_on")
        if extension.text("approved_by") and (asked is None or asked <= at):
            due = extension.day("new_due")
    return due


def verified_on(duties: tuple[Row, ...], at: date) -> date | None:
    """When the last of a task's responsibilities was closed; None while one is open at `at`."""
    days: list[date] = []
    for duty in duties:
        closed = seen(duty.parts("verified").day("date"), at)
        for entry in duty.rows("reopened"):
            again = seen(entry.day("date"), at)
            if closed and again and again >= closed:
                closed = None
        if closed is None:
            return None
        days.append(closed)
    return max(days) if days else None


def seen(day: date | None, at: date) -> date | None:
    """The day, unseen while it lies after `at`."""
    return day if day is not None and day <= at else None
