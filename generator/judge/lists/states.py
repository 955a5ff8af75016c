"""The states of the three lists on a day, derived from what is written in them (plan 三 3, domain §3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from generator.judge.known import known_lists
from generator.model.on_demand import OnDemand
from generator.model.rectification import Rectification, Row, due_date, verified_on


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


def standings(lists: Rectification, at: date) -> dict[str, Standing]:
    """Every task known at the end of the day, by its id."""
    then = known_lists(lists, at)
    return {task.text("id"): _standing(task, then.duties(task.text("id")), at) for task in then.tasks}


def tally(tasks: Iterable[Standing]) -> Tally:
    """The counts of `status`: verified, overdue, and open for all the rest."""
    states = [each.state for each in tasks]
    verified, overdue = states.count(State.VERIFIED), states.count(State.OVERDUE)
    return Tally(len(states), len(states) - verified - overdue, overdue, verified)


def tallies(lists: Mapping[tuple[int, str], Rectification], year: int, at: date) -> Mapping[str, Tally]:
    """The counts of every branch that keeps lists for the year, each when it is asked for."""
    units = (unit for of, unit in lists if of == year)
    return OnDemand(units, lambda unit: tally(standings(lists[year, unit], at).values()))


_LONGEST, _SUNDAY = timedelta(weeks=104), 7


def course(lists: Rectification, at: date) -> tuple[tuple[date, Tally], ...]:
    """The counts at the end of every week since the first problem was found, and at the end of the day.

    They end the day after the last task was due and nothing more happened to any: from then on nothing changes.
    They go back two years at most.
    """
    then = known_lists(lists, at)
    first = min((day for row in then.problems if (day := _first_day(row))), default=None)
    if first is None:
        return ()
    happened = [day for task in then.tasks for day in _days(task, then.duties(task.text("id")), at)]
    happened += [day for row in then.problems if (day := row.day("listed_on") or _first_day(row))]
    after = max([first, *happened])
    last = at if at <= after else after + timedelta(days=1)
    first = max(first, last - _LONGEST) if last - date.min > _LONGEST else first
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    ends = [*(each for each in days if each.isoweekday() == _SUNDAY), last]
    return tuple((end, tally(standings(lists, end).values())) for end in ends)


def _first_day(row: Row) -> date | None:
    return row.day("found_on") or row.day("listed_on")


def _days(task: Row, duties: Iterable[Row], at: date) -> Iterator[date]:
    """When the task is due, and when something happened to it; a review counts once its day has come."""
    written = [task.day("listed_on"), task.day("done_on"), due_date(task), *_progress(task)]
    review = task.day("review_on")
    written.append(review if review is not None and review <= at else None)
    for duty in duties:
        written += [duty.parts("verified").day("date"), duty.day("listed_on")]
        written += [entry.day("date") for entry in duty.rows("reopened")]
    yield from (day for day in written if day is not None)


def _standing(task: Row, duties: tuple[Row, ...], at: date) -> Standing:
    stage = _stage(task, duties)
    due = task.day("review_on") if task.flag("long_term") else due_date(task)
    if task.flag("long_term") and due is not None and any(due <= day for day in _progress(task)):
        due = None
    late = due is not None and due < at and stage is not State.VERIFIED
    return Standing(State.OVERDUE if late else stage, stage, due)


def _stage(task: Row, duties: tuple[Row, ...]) -> State:
    """What has been done, whatever the day it was due."""
    if verified_on(duties):
        return State.VERIFIED
    done, sent_back = task.day("done_on"), _sent_back(duties)
    if sent_back and (done is None or done <= sent_back):
        return State.RETURNED
    if task.flag("long_term"):
        return State.STANDING
    if done:
        return State.SUBMITTED
    if any(verified_on((duty,)) for duty in duties):
        return State.PARTLY_DONE
    if due_date(task) != task.day("due"):
        return State.EXTENDED
    return State.IN_PROGRESS if _progress(task) else State.OPEN


def _sent_back(duties: Iterable[Row]) -> date | None:
    """When a closing was last undone that still is."""
    days = [
        day
        for duty in duties
        if verified_on((duty,)) is None
        for entry in duty.rows("reopened")
        if (day := entry.day("date"))
    ]
    return max(days, default=None)


def _progress(task: Row) -> list[date]:
    return [day for entry in task.rows("progress") if (day := entry.day("date"))]
