"""deadline: something is done by a day of the year (plan 二 1: 每年年初…签订党建工作责任书)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from generator.judge.combining import combined
from generator.judge.events import Event
from generator.judge.kind import Case, Kind, after
from generator.judge.parameters import list_of, month_day, parameter, scalar, type_id, whole
from generator.model.figures import decimal
from generator.model.period import day_of
from generator.model.problem import Phrase
from generator.model.result import RuleResult, Status


@dataclass(frozen=True)
class Deadline(Kind):
    """Done by `by`; by a new branch, or under a new secretary, within so many days (the later of the two days)."""

    name = "deadline"

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    by: str = parameter(month_day)
    founded_within: int | None = parameter(whole, default=None)
    successor_within: int | None = parameter(whole, default=None)
    year_field: str | None = parameter(scalar, default=None)

    def judge(self, case: Case) -> RuleResult:
        """Each duty of the year (the yearly one, one for each new secretary) by the first record that answers it."""
        if not case.existed_in_year:
            return case.outside(Status.NOT_APPLICABLE, "part_window")
        aside = case.set_aside()
        if aside is not None:
            return aside
        events = case.in_year(case.book.counted(self.types_), self.year_field)
        duties = self._duties(case)
        if not duties:
            return case.outside(Status.NOT_APPLICABLE, "part_window")
        statuses: list[Status] = []
        due: date | None = None
        evidence: list[str] = []
        steps: list[Phrase] = []
        for since, last in duties:
            done = next((event for event in events if since is None or event.date >= since), None)
            statuses.append(self._status(case, done, last))
            due = last if statuses[-1] is Status.PENDING else due
            evidence += [done.id] if done else []
            figures = {"due": last.isoformat(), "done": done.date.isoformat() if done else "—"}
            steps.append(Phrase(f"judging.step.deadline_{statuses[-1]}", figures))
        status = combined(statuses)
        share = None if status is Status.PENDING else Fraction(status is Status.PASS)
        if share is not None and case.rule.points is not None:
            figures = {"points": decimal(case.rule.points), "earned": decimal(case.rule.points * share)}
            steps.append(Phrase("judging.step.full" if share else "judging.step.none", figures))
        why = steps[statuses.index(status)]
        return case.result(status, why, share=share, evidence=dict.fromkeys(evidence), steps=steps, due=due)

    def _duties(self, case: Case) -> Sequence[tuple[date | None, date]]:
        """Since when a record can answer, and the last day for it; none where the unit came after the day."""
        by = day_of(self.by, case.year)
        assert by is not None
        founded = case.span.start
        last = by
        if self.founded_within is not None and case.year_window.holds(founded):
            last = max(by, after(founded, self.founded_within))
        duties: list[tuple[date | None, date]] = [(None, last)] if founded <= last else []
        for start in case.branch.secretaries if case.branch and self.successor_within is not None else ():
            if case.year_window.holds(start) and founded < start <= case.as_of:
                duties.append((start, max(by, after(start, self.successor_within or 0))))
        return duties

    def _status(self, case: Case, done: Event | None, last: date) -> Status:
        if done is not None:
            return Status.PASS if done.date <= last else Status.LATE
        return Status.FAIL if case.as_of > last else Status.PENDING
