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

    def row_at(self, mark: Mark) -> str:
        """The id of the row that stands at a place of the file; empty where none does."""
        rows = [(row.mark, row.text("id")) for row in (*self.problems, *self.tasks, *self.responsibilities)]
        rows += [(each.mark, each.row) for each in self.left_out]
        return max((each for each in rows if each[0] <= mark), default=(mark, ""))[1]

    def duties(self, task_id: str) -> tuple[Row, ...]:
        """The responsibilities for a task."""
        return tuple(row for row in self.responsibilities if row.text("task") == task_id)


def due_date(task: Row) -> date | None:
    """When the task is due, with the extensions approved."""
    approved = [each.day("new_due") for each in task.rows("extensions") if granted(each)]
    return approved[-1] if approved else task.day("due")


def granted(extension: Row) -> bool:
    """Whether somebody approved it."""
    return bool(extension.text("approved_by").strip()) and not extension.says("declined")


def asked_for(extension: Row) -> bool:
    """Whether it waits for somebody to approve it or not."""
    return not extension.text("approved_by").strip() and not extension.says("declined")


def verified_on(duties: tuple[Row, ...]) -> date | None:
    """When the last of a task's responsibilities was closed; None while one is open, or open again."""
    days = [_closed_on(duty) for duty in duties]
    closed = [day for day in days if day is not None]
    return max(closed) if closed and len(closed) == len(days) else None


def _closed_on(duty: Row) -> date | None:
    closed = duty.parts("verified").day("date")
    again = [day for entry in duty.rows("reopened") if (day := entry.day("date"))]
    return None if closed and any(day >= closed for day in again) else closed
