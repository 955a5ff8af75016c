"""deadline: something is done by a day of the year (plan 二 1: 每年年初…签订党建工作责任书)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.judge.case import BEFORE_START, Case, after
from generator.judge.combining import NOT_MET, combined
from generator.judge.faults import acts, joined
from generator.judge.kind import Finding, Kind, Tells, outside
from generator.judge.parameters import list_of, month_day, parameter, type_id, whole, year_field
from generator.judge.records.events import Event
from generator.judge.scoring import Reached
from generator.model.problem import Phrase
from generator.model.result import Fault, Status
from generator.model.spoken import day


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done by a day: of the `year`, of a unit newly `founded`, or of a `successor` as secretary."""

    of: str
    since: date
    """The day on which it began; a successor's is answered by no record before."""
    last: date

    def answered_by(self, event: Event) -> bool:
        """Whether the record can answer it."""
        return self.of != "successor" or event.date >= self.since


@dataclass(frozen=True)
class Deadline(Kind):
    """Done by `by`; by a new branch, or under a new secretary, within so many days (the later of the two days)."""

    name = "deadline"
    tells = Tells.DAYS

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    by: str = parameter(month_day)
    founded_within: int | None = parameter(whole, default=None)
    successor_within: int | None = parameter(whole, default=None)
    year_field: str | None = parameter(year_field, default=None)

    def find(self, case: Case) -> Finding:
        """Each duty of the year (the yearly one, one for each new secretary) by the first record that answers it."""
        events = case.in_year(case.book.counted(self.types_), self.year_field)
        duties = [duty for duty in self._duties(case) if not case.before_start(duty.since)]
        if not duties and case.before_start(case.year_window.start):
            return outside(BEFORE_START)
        answers = [(duty, next((each for each in events if duty.answered_by(each)), None)) for duty in duties]
        answers = [(duty, done) for duty, done in answers if done is not None or case.span.covers(duty.last)]
        if not answers:
            return outside("closed" if duties else "part_window")
        statuses: list[Status] = []
        due: date | None = None
        steps: list[Phrase] = []
        missed: list[Phrase] = []
        for duty, done in answers:
            status = self._status(case, done, duty.last)
            statuses.append(status)
            due = duty.last if status is Status.PENDING else due
            figures: dict[str, object] = {"due": day(duty.last, case.year), "act": acts(self.types_)[0]}
            figures["done"] = day(done.date, case.year) if done else "—"
            steps.append(Phrase(f"kinds.deadline.step.{status}", figures))
            if status in NOT_MET:
                by = Phrase(f"kinds.deadline.fault.due.{duty.of}", figures)
                missed.append(Phrase(f"kinds.deadline.fault.{status}", {**figures, "by": by}))
        status = combined(statuses)
        told = {"what": case.rule.term, "missing": joined(missed)} if missed else {}
        return Finding(
            status,
            steps[statuses.index(status)],
            None if status is Status.PENDING else Reached(status),
            evidence=[done.id for _, done in answers if done],
            steps=steps,
            due=due,
            fault=Fault(Phrase("faults.of", told)) if missed else None,
        )

    def _not_in_force(self, case: Case) -> str | None:
        """Duties that began before records were kept here are left out one by one."""
        reason = super()._not_in_force(case)
        return None if reason == BEFORE_START else reason

    def _absent(self, case: Case) -> str | None:
        return case.absent

    def _duties(self, case: Case) -> Sequence[Duty]:
        """The yearly one, unless the unit came after its day, and one for each new secretary."""
        by, founded = case.day(self.by), case.span.start
        duty = Duty("year", case.year_window.start, by)
        if self.founded_within is not None and case.year_window.holds(founded):
            new = after(founded, self.founded_within)
            duty = Duty("founded", founded, new) if new > by else duty
        duties = [duty] if founded <= duty.last else []
        for start in case.branch.secretaries if case.branch and self.successor_within is not None else ():
            if case.year_window.holds(start) and founded < start <= case.as_of:
                new = after(start, self.successor_within or 0)
                duties.append(Duty("successor", start, max(by, new)))
        return duties

    def _status(self, case: Case, done: Event | None, last: date) -> Status:
        if done is not None:
            return Status.PASS if done.date <= last else Status.LATE
        return Status.FAIL if case.as_of > last else Status.PENDING
