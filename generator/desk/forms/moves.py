"""What can be done with a row of the three lists, by whom, and when (plan 三 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.desk.forms.entering import Plain, says
from generator.gate.accounts import Role
from generator.judge.lists.states import Standing, State
from generator.model.rectification import Rectification, Row, asked_for, verified_on
from generator.types import Field, registry

_WRITERS = frozenset([Role.RECORDER, Role.OFFICE])
_VERIFIERS = frozenset([Role.REVIEWER, Role.OFFICE])
PROBLEMS, TASKS, RESPONSIBILITIES = "problems", "tasks", "responsibilities"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that can be done with a row."""

    id: str
    list: str
    columns: tuple[str, ...]
    """The columns it asks for; of `into` its parts."""
    roles: frozenset[Role]
    into: str = ""
    """The column of entries that gets one more, or of parts that is set."""
    needed: tuple[str, ...] = ()
    answers: bool = False
    """Whether it completes the last of these entries, where that waits for an answer."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields it asks for."""
        declared = registry().documents["rectification"].fields[self.list]
        inside = declared.fields[self.into] if self.into else declared
        return tuple(inside.fields[each] for each in self.columns)

    def applied(self, values: Mapping[str, Plain], entered: Mapping[str, Plain]) -> dict[str, Plain]:
        """The columns of a row with `values` as the move leaves them."""
        if not self.into:
            return dict(entered)
        declared = registry().documents["rectification"].fields[self.list].fields[self.into]
        if declared.kind != "entries":
            return {self.into: dict(entered)}
        there = values.get(self.into)
        rows = [each for each in there if says(each)] if isinstance(there, list) else []
        last = rows[-1] if rows else None
        if self.answers and isinstance(last, dict) and not any(says(last.get(each, "")) for each in _ANSWERS):
            return {self.into: [*rows[:-1], {**last, **entered}]}
        return {self.into: [*rows, dict(entered)]}


_ANSWERS = ("approved_by", "declined")
"""The columns of an extension by which it is answered."""


MOVES = {
    each.id: each
    for each in (
        Move("progress", TASKS, ("date", "text"), _WRITERS, "progress", ("date", "text")),
        Move("done", TASKS, ("done_on", "evidence"), _WRITERS, needed=("done_on", "evidence")),
        Move("ask", TASKS, ("asked_on", "new_due"), frozenset([Role.RECORDER]), "extensions", ("asked_on", "new_due")),
        Move("extend", TASKS, ("asked_on", "new_due", "approved_by"), _VERIFIERS, "extensions",
             ("asked_on", "new_due", "approved_by"), answers=True),
        Move("decline", TASKS, ("declined",), _VERIFIERS, "extensions", ("declined",), answers=True),
        Move("verify", RESPONSIBILITIES, ("by", "date", "evidence"), _VERIFIERS, "verified", ("by", "date")),
        Move("send_back", RESPONSIBILITIES, ("date", "reason"), _VERIFIERS, "reopened", ("date", "reason")),
        Move("reopen", RESPONSIBILITIES, ("date", "reason"), _VERIFIERS, "reopened", ("date", "reason")),
    )
}  # fmt: skip
"""By id."""
_CLOSED = frozenset([State.VERIFIED])
_WAITS = frozenset([State.SUBMITTED, State.PARTLY_DONE])


def task_moves(task: Row, standing: Standing | None, role: Role) -> list[Move]:
    """What the role can do with a task that stands so."""
    if standing is None or standing.stage in _CLOSED:
        return []
    found = ["progress"] if standing.stage in _WAITS else ["progress", "done"]
    found += ["extend", "decline"] if asked(task) is not None else ["ask", "extend"]
    return [MOVES[each] for each in found if role in MOVES[each].roles]


def asked(task: Row) -> Row | None:
    """The extension that somebody asked for, and that waits for an answer."""
    last = next(reversed(task.rows("extensions")), None)
    return last if last is not None and asked_for(last) else None


def duty_moves(duty: Row, standing: Standing | None, role: Role) -> list[Move]:
    """What the role can do with a responsibility for a task that stands so."""
    stage = standing.stage if standing is not None else None
    if verified_on((duty,)) is not None:
        found = ["reopen"]
    elif stage is State.SUBMITTED:
        found = ["verify", "send_back"]
    else:
        found = ["verify"] if stage in _WAITS else []
    return [MOVES[each] for each in found if role in MOVES[each].roles]


def begins_with(move: Move, lists: Rectification | None, row_id: str, day: date) -> dict[str, Plain]:
    """What a move fills in by itself: the day, what was asked for, and who is to close."""
    begun: dict[str, Plain] = {each.id: day.isoformat() for each in move.fields if each.kind == "date"}
    begun.pop("new_due", None)
    task = next((each for each in lists.tasks if each.text("id") == row_id), None) if lists else None
    if move.id == "extend" and task is not None and (waits := asked(task)) is not None:
        days = {each: waits.day(each) for each in ("asked_on", "new_due")}
        begun |= {name: found.isoformat() for name, found in days.items() if found}
    duty = next((each for each in lists.responsibilities if each.text("id") == row_id), None) if lists else None
    if move.id == "verify" and duty is not None and duty.text("supervisor"):
        begun["by"] = duty.text("supervisor")
    return begun


def may_write(role: Role) -> bool:
    """Whether the role adds rows and corrects them."""
    return role in _WRITERS
