"""What waits on the three lists for whoever may close: tasks that are said to be done, and time that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.desk.forms.moves import asked, duty_moves, task_moves
from generator.desk.rights import against
from generator.desk.standing import Standing
from generator.gate.accounts import Account, Role
from generator.judge.lists.states import standings
from generator.model.rectification import Row


@dataclass(frozen=True, slots=True)
class Waiting:
    """One answer that somebody waits for."""

    year: int
    branch: str
    """Its id."""
    task: str
    goal: str
    move: str
    """What there is to be done: verify, or extend."""
    row: str
    """The id of the row at which it is done."""


def waiting(standing: Standing, who: Account) -> list[Waiting]:
    """What the account may answer, of every branch that it may still change, the oldest year first."""
    kept = sorted(standing.workspace.rectification.items())
    open_to = (key for key, lists in kept if not against(who, standing, lists.file))
    return [each for key in open_to for each in _of(standing, *key, who.role)]


def _of(standing: Standing, year: int, branch: str, role: Role) -> Iterator[Waiting]:
    lists = standing.workspace.rectification[year, branch]
    states = standings(lists, standing.as_of)
    for task in lists.tasks:
        state = states.get(task.text("id"))

        def one(move: str, row: Row, task: Row = task) -> Waiting:
            return Waiting(year, branch, task.text("id"), task.text("goal"), move, row.text("id"))

        if asked(task) is not None and any(each.id == "extend" for each in task_moves(task, state, role)):
            yield one("extend", task)
        for duty in lists.duties(task.text("id")):
            if any(each.id == "verify" for each in duty_moves(duty, state, role)):
                yield one("verify", duty)
