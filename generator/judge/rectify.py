"""The states of the three lists on a day, derived from what is written in them (plan 三 3, domain §3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from generator.model.rectification import Rectification, Row, day, due_date, entries, verified_on


class State(StrEnum):
    """How a task stands (design §3)."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    PARTLY_DONE = "partly_done"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    EXTENDED = "extended"
    STANDING = "standing"
    RETURNED = "returned"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Standing:
    """One task on a day."""

    state: State
    stage: State
    """The same, were it not overdue."""
    due: date | None
    """With approved extensions; of a standing task the day of its review, None once it has been reviewed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks there are; each is one of open, overdue and verified."""

    total: int
    open: int
    """Not closed, and not past its day."""
    overdue: int
    verified: int

    @property
    def unclosed(self) -> int:
        """Not verified, those overdue among them: what people mean by 未销号."""
        return self.total - self.verified

    @property
    def rate(self) -> Fraction | None:
        """Verified of all (design §3); None without tasks."""
        return Fraction(self.verified, self.total) if self.total else None


def known(lists: Rectification, at: date) -> Rectification:
    """The lists as they stood at the end of the day: rows listed by then, and in them what had happened by then."""
    problems = tuple(row for row in lists.problems if _listed(row, at, "listed_on", "found_on"))
    hidden = _ids(lists.problems) - _ids(problems)
    tasks = tuple(
        _happened(row, at) for row in lists.tasks if _listed(row, at, "listed_on") and row.get("problem") not in hidden
    )
    gone = _ids(lists.tasks) - _ids(tasks)
    duties = tuple(
        _happened(row, at)
        for row in lists.responsibilities
        if _listed(row, at, "listed_on") and row.get("task") not in gone
    )
    return replace(lists, problems=problems, tasks=tasks, responsibilities=duties)


def standings(lists: Rectification, at: date) -> dict[str, Standing]:
    """Every task known at the end of the day, by its id."""
    found = known(lists, at)
    return {str(task["id"]): _standing(task, found.duties(task["id"]), at) for task in found.tasks}


def tally(found: Iterable[Standing]) -> Tally:
    """The counts of `status`: verified, overdue, and open for all the rest."""
    states = [each.state for each in found]
    verified, overdue = states.count(State.VERIFIED), states.count(State.OVERDUE)
    return Tally(len(states), len(states) - verified - overdue, overdue, verified)


def tallies(lists: Mapping[tuple[int, str], Rectification], year: int, at: date) -> dict[str, Tally]:
    """The counts of every branch that keeps lists for the year."""
    return {unit: tally(standings(each, at).values()) for (own, unit), each in lists.items() if own == year}


_LONGEST, _SUNDAY = timedelta(weeks=104), 7


def course(lists: Rectification, at: date) -> tuple[tuple[date, Tally], ...]:
    """The counts at the end of every week since the first problem was found, and at the end of the day.

    They end the day after the last task was due and nothing more happened to any: from then on nothing changes.
    They go back two years at most.
    """
    first = min((found for row in lists.problems if (found := _first_day(row))), default=None)
    if first is None or first > at:
        return ()
    happened = [found for task in lists.tasks for found in _days(task, lists.duties(task["id"]), at)]
    happened += [found for row in lists.problems if (found := day(row, "listed_on", at) or _first_day(row))]
    after = max([first, *happened])
    last = at if at <= after else after + timedelta(days=1)
    first = max(first, last - _LONGEST) if last - date.min > _LONGEST else first
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    ends = [*(each for each in days if each.isoweekday() == _SUNDAY), last]
    return tuple((end, tally(standings(lists, end).values())) for end in ends)


def _first_day(row: Row) -> date | None:
    found = row.get("found_on") or row.get("listed_on")
    return found if isinstance(found, date) else None


def _days(task: Row, duties: Iterable[Row], at: date) -> Iterator[date]:
    """When the task is due, and when something happened to it; a review counts once its day has come."""
    written = [task.get("listed_on"), task.get("done_on"), due_date(task, at), *_progress(task)]
    written.append(day(task, "review_on", at))
    for duty in duties:
        verified = duty.get("verified")
        written += [verified.get("date") if isinstance(verified, Mapping) else None, duty.get("listed_on")]
        written += [entry.get("date") for entry in entries(duty, "reopened")]
    yield from (found for found in written if isinstance(found, date))


def _standing(task: Row, duties: tuple[Row, ...], at: date) -> Standing:
    stage = _stage(task, duties, at)
    limit = task.get("review_on") if task.get("long_term") else due_date(task, at)
    due = limit if isinstance(limit, date) else None
    if task.get("long_term") and due is not None and any(due <= each <= at for each in _progress(task)):
        due = None
    late = due is not None and due < at and stage is not State.VERIFIED
    return Standing(State.OVERDUE if late else stage, stage, due)


def _stage(task: Row, duties: tuple[Row, ...], at: date) -> State:
    """What has been done, whatever the day it was due."""
    if verified_on(duties, at):
        return State.VERIFIED
    done, sent_back = day(task, "done_on", at), _sent_back(duties, at)
    if sent_back and (done is None or done <= sent_back):
        return State.RETURNED
    if task.get("long_term"):
        return State.STANDING
    if done:
        return State.SUBMITTED
    if any(verified_on((duty,), at) for duty in duties):
        return State.PARTLY_DONE
    if due_date(task, at) != task.get("due"):
        return State.EXTENDED
    return State.IN_PROGRESS if _progress(task) else State.OPEN


def _sent_back(duties: Iterable[Row], at: date) -> date | None:
    """When a closing was last undone that still is."""
    days = [
        again
        for duty in duties
        if verified_on((duty,), at) is None
        for entry in entries(duty, "reopened")
        if (again := day(entry, "date", at))
    ]
    return max(days, default=None)


def _progress(task: Row) -> list[date]:
    return [found for entry in entries(task, "progress") if isinstance(found := entry.get("date"), date)]


def _listed(row: Row, at: date, *names: str) -> bool:
    """Whether the first of the days that is written had come."""
    days = [found for name in names if isinstance(found := row.get(name), date)]
    return not days or days[0] <= at


def _happened(row: Row, at: date) -> Row:
    """The row without what was written into it for later days."""
    left = dict(row)
    for name, column in _DATED.items():
        if name in left:
            left[name] = tuple(entry for entry in entries(left, name) if _listed(entry, at, column))
    verified = left.get("verified")
    if isinstance(verified, Mapping) and not _listed(verified, at, "date"):
        del left["verified"]
    if not _listed(left, at, "done_on"):
        del left["done_on"]
    return left


_DATED = {"progress": "date", "extensions": "asked_on", "reopened": "date"}


def _ids(rows: Iterable[Row]) -> set[object]:
    return {row.get("id") for row in rows}
