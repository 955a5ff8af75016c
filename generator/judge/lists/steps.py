"""The three lists as a step of the campaign: drawn up by a day, and carried out by a day (plan 三 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.judge.lists.states import known
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
    rows = {name: getattr(lists, name) for name in LISTS}
    listed = {name: {str(row["id"]): day for row in rows[name] if (day := _day(row, column))} for name in LISTS}
    found = _state(rows, listed, wanted, orphans, min(last, at))
    if not found.done and at > last:
        found = _state(rows, listed, wanted, orphans, at)
    if found.lacks and lists.left_out:
        # A row with an error is on no list: what is missing may well be what it says.
        wrong = tuple(each.row or str(each.mark.line) for each in lists.left_out)
        found = replace(found, lacks=(*found.lacks, Phrase("faults.step.left_out", {"rows": wrong})))
    return found


def _state(
    rows: Mapping[str, Sequence[Row]],
    listed: Mapping[str, Mapping[str, date]],
    wanted: Sequence[str],
    orphans: bool,
    on: date,
) -> Drawn:
    seen = {name: {key: day for key, day in days.items() if day <= on} for name, days in listed.items()}
    empty = [name for name in wanted if not seen[name]]
    lacks = [_no_list(empty)] if empty else []
    days = [min(seen[name].values()) for name in wanted if seen[name]]
    for below, column in _RESTS_ON.items() if orphans and not lacks else ():
        above = LISTS[LISTS.index(below) - 1]
        first: dict[str, date] = {}
        for row in rows[below]:
            day, rests_on = seen[below].get(str(row["id"])), str(row.get(column))
            if day is not None:
                first[rests_on] = min(day, first.get(rests_on, day))
        alone = tuple(key for key in seen[above] if key not in first)
        if alone:
            lacks.append(Phrase(f"faults.step.alone_{above}", {"rows": alone}))
        days += [max(day, first[key]) for key, day in seen[above].items() if key in first]
    return Drawn(None, tuple(lacks)) if lacks else Drawn(max(days, default=None))


def _day(row: Row, column: str) -> date | None:
    found = row.get(column) or row.get("found_on")
    return found if isinstance(found, date) else None


def _no_list(missing: Sequence[str]) -> Phrase:
    declared = registry().documents["rectification"].fields
    return Phrase("faults.step.none", {"types": tuple(declared[name].term for name in missing)})


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
    found = known(lists, at)
    closed: dict[str, date | None] = {}
    extended = set()
    for task in (task for task in found.tasks if _was_due(task, last)):
        key = task.text("id")
        closed[key] = verified_on(found.duties(key), at)
        due = due_date(task, min(last, at))
        if due is not None and due > last:
            extended.add(key)
    still = tuple(key for key, day in closed.items() if day is None and key not in extended)
    days = [day for key, day in closed.items() if day is not None and key not in extended]
    done = None if still else max(days, default=min(last, at))
    verified = sum(day is not None for day in closed.values())
    return Carried(tuple(closed), still, verified, len(closed) - verified - len(still), done)


def _was_due(task: Row, last: date) -> bool:
    due = task.get("due")
    return isinstance(due, date) and due <= last and not task.get("long_term")
