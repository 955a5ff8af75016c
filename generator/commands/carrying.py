"""What goes on from one year's lists into the next: the rows that are still open, as a file of the new year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.judge.lists.states import State, standings
from generator.model.rectification import Rectification, Row
from generator.read.rectification import LISTS, PROBLEMS, RESPONSIBILITIES, TASKS
from generator.types import registry
from generator.written import document_text

_OF_YEAR = re.compile(r"\d{4}-.+")
_POINTS_AT = {TASKS: "problem", RESPONSIBILITIES: "task"}
"""The field of a row that names the row it rests on."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The open rows of one year's lists, by list, under the ids they have from now on."""

    lists: Rectification
    rows: dict[str, tuple[Row, ...]]

    @property
    def ids(self) -> tuple[str, ...]:
        """Of every row, in the order of the lists."""
        return tuple(row.text("id") for name in LISTS for row in self.rows[name])

    def text(self) -> str:
        """The file of the new year, under the Chinese names."""
        head = f"# 由{self.lists.year}年结转：{self.lists.file} 里没有办结的。序号前面是原来的年度。\n"
        declared = registry().documents["rectification"].fields
        rows = {
            name: [{each: row[each] for each in declared[name].fields if each in row} for row in self.rows[name]]
            for name in LISTS
        }
        return head + document_text("rectification", rows)


def carried(lists: Rectification, at: date) -> Carried:
    """Tasks that are not closed at the end of the day, with their problems and responsibilities; problems without
    any task too. An id gets the year before it, so that it stays the only one wherever it goes on to.
    """
    states = standings(lists, at)
    closed = {task for task, standing in states.items() if standing.state is State.VERIFIED}
    tasks = tuple(row for row in lists.tasks if row.text("id") not in closed)
    named = {row.text("problem") for row in tasks}
    answered = {row.text("problem") for row in lists.tasks}
    rows = {
        PROBLEMS: tuple(row for row in lists.problems if row.text("id") in named or row.text("id") not in answered),
        TASKS: tasks,
        RESPONSIBILITIES: tuple(row for row in lists.responsibilities if row.text("task") not in closed),
    }
    return Carried(lists, {name: tuple(_renamed(name, rows[name], lists.year)) for name in LISTS})


def _renamed(name: str, rows: Iterable[Row], year: int) -> Iterable[Row]:
    for row in rows:
        points_at = _POINTS_AT.get(name)
        new = {"id": _from(year, row.text("id"))}
        yield row.having(**new, **({points_at: _from(year, row.text(points_at))} if points_at else {}))


def _from(year: int, row_id: str) -> str:
    return row_id if _OF_YEAR.fullmatch(row_id) else f"{year}-{row_id}"
