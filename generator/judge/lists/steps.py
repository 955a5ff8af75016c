"""The three lists as a step of the campaign: drawn up by a day, and carried out by a day (plan 三 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.judge.known import known_lists
from generator.model.problem import Phrase
from generator.model.rectification import Rectification, Row, due_date, verified_on
from generator.types import registry

LISTS = ("problems", "tasks", "responsibilities")
_RESTS_ON = {"tasks": "problem", "responsibilities": "task"}
"""The column in which a row names the one it rests on."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Whether the lists are there: since which day, or what is missing."""

    done: date | None
    lacks: tuple[Phrase, ...] = ()


def drawn_up(
    lists: Rectification | None, wanted: Sequence[str], column: str, orphans: bool, last: date, at: date
) -> Drawn:
    """The lists as they stood on the last day, else as they stand now; `orphans` where every row needs another."""
    if lists is None:
        return Drawn(None, (_no_list(wanted),))
    drawn = _state(lists, wanted, column, orphans, min(last, at))
    if not drawn.done and at > last:
        drawn = _state(lists, wanted, column, orphans, at)
    if drawn.lacks and lists.left_out:
        # A row with an error is on no list: what is missing may well be what it says.
        wrong = tuple(each.row or str(each.mark.line) for each in lists.left_out)
        drawn = replace(drawn, lacks=(*drawn.lacks, Phrase("kinds.step.fault.left_out", {"rows": wrong})))
    return drawn


def _state(lists: Rectification, wanted: Sequence[str], column: str, orphans: bool, on: date) -> Drawn:
    then = known_lists(lists, on)
    rows: dict[str, Sequence[Row]] = {name: getattr(then, name) for name in LISTS}
    listed = {name: {row.text("id"): day for row in rows[name] if (day := _day(row, column))} for name in LISTS}
    empty = [name for name in wanted if not listed[name]]
    lacks = [_no_list(empty)] if empty else []
    days = [min(listed[name].values()) for name in wanted if listed[name]]
    for below, rests_on in _RESTS_ON.items() if orphans and not lacks else ():
        above = LISTS[LISTS.index(below) - 1]
        first: dict[str, date] = {}
        for row in rows[below]:
            day, key = listed[below].get(row.text("id")), row.text(rests_on)
            if day is not None:
                first[key] = min(day, first.get(key, day))
        alone = tuple(key for key in listed[above] if key not in first)
        if alone:
            lacks.append(Phrase(f"kinds.step.fault.alone_{above}", {"rows": alone}))
        days += [max(day, first[key]) for key, day in listed[above].items() if key in first]
    return Drawn(None, tuple(lacks)) if lacks else Drawn(max(days, default=None))


def _day(row: Row, column: str) -> date | None:
    """The day in the column that the pack names; what no list has is in no row."""
    return row.day(column) if column in row else None


def _no_list(missing: Sequence[str]) -> Phrase:
    declared = registry().documents["rectification"].fields
    return Phrase("kinds.step.fault.none", {"types": tuple(declared[name].term for name in missing)})


@dataclass(frozen=True, slots=True)
class Carried:
    """How the tasks stand that were due by the day, standing ones apart."""

    tasks: tuple[str, ...]
    open: tuple[str, ...]
    """Neither verified nor validly extended."""
    verified: int
    extended: int
    """Not verified, and validly extended beyond the day."""
    done: date | None
    """The day on which the last of them was verified; None while any is open."""


def carried_out(lists: Rectification | None, last: date, at: date) -> Carried:
    """The tasks due by the last day: verified by then, or extended beyond it by then; else verified later."""
    if lists is None:
        return Carried((), (), 0, 0, None)
    then, by_last = known_lists(lists, at), known_lists(lists, min(last, at))
    due = {task.text("id"): due_date(task) for task in by_last.tasks}
    closed = {
        key: verified_on(then.duties(key))
        for task in then.tasks
        if (day := task.day("due")) and day <= last and not task.flag("long_term")
        for key in (task.text("id"),)
    }
    extended = {key for key in closed if (day := due.get(key)) and day > last}
    still = tuple(key for key, day in closed.items() if day is None and key not in extended)
    days = [day for key, day in closed.items() if day is not None and key not in extended]
    done = None if still else max(days, default=min(last, at))
    verified = sum(day is not None for day in closed.values())
    return Carried(tuple(closed), still, verified, len(closed) - verified - len(still), done)
