"""zero: none of something (plan 二 2: 没有“失联”党员、“口袋”党员)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from generator.judge.faults import joined, listed
from generator.judge.kind import Case, Kind, after
from generator.judge.parameters import list_of, one_of, parameter, scalar, shape, type_id
from generator.judge.records.events import Event
from generator.model.figures import decimal
from generator.model.problem import Phrase
from generator.model.result import Fault, RuleResult, Status, Value
from generator.model.spoken import day
from generator.types import registry


@dataclass(frozen=True, slots=True)
class Overdue:
    """Records on their way for longer than they are good for."""

    type: str
    direction: str
    days: str


@dataclass(frozen=True)
class Zero(Kind):
    """The latest check of the year found none; without a check there is no proof of it."""

    name = "zero"

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    field: str = parameter(scalar)
    pick: str = parameter(one_of("latest"), default="latest")
    also_overdue: Overdue | None = parameter(shape(Overdue, type=type_id, direction=scalar, days=scalar), default=None)

    def judge(self, case: Case) -> RuleResult:
        """Fails on what was found or is overdue; no_evidence without a check until the reporting deadline."""
        if not case.existed_in_year:
            return case.outside(Status.NOT_APPLICABLE, "part_window")
        aside = case.set_aside()
        if aside is not None:
            return aside
        overdue = self._overdue(case)
        checks = [
            event
            for event in case.in_year(case.book.counted(self.types_))
            if isinstance(event.values.get(self.field), int)
        ]
        if not checks and not overdue:
            why = Phrase("judging.why.no_check")
            if not case.reporting_over:
                return case.result(Status.NO_EVIDENCE, why)
            missing = [Phrase("faults.no_check")]
            return case.result(Status.FAIL, why, share=Fraction(0), fault=listed(case.rule, missing, missing))
        check = checks[-1] if checks else None
        found = int(str(check.values[self.field])) if check else 0
        roster = check.values.get("roster_count") if check else None
        total = found + len(overdue)
        status = Status.FAIL if total else Status.PASS
        share = Fraction(0 if total else 1)
        steps = [self._said(case, check, found, roster), *self._said_overdue(overdue)]
        said = joined(steps)
        if case.rule.points is not None:
            points = {"points": decimal(case.rule.points), "earned": decimal(case.rule.points * share)}
            steps.append(Phrase("judging.step.none" if total else "judging.step.full", points))
        return case.result(
            status,
            said,
            share=share,
            evidence=(*(() if check is None else (check.id,)), *(event.id for event in overdue)),
            value=Value(total, roster if isinstance(roster, int) else 0, Fraction(0)),
            steps=steps,
            fault=self._fault(case, check, found, overdue) if total else None,
        )

    def figures_from(self) -> tuple[str, ...]:
        """What was found, and of how many."""
        return (self.field, "roster_count")

    def _said(self, case: Case, check: Event | None, found: int, roster: object) -> Phrase:
        if check is None:
            return Phrase("judging.why.no_check")
        figures = {"day": day(check.date, case.year), "roster": roster, "found": found}
        return Phrase("judging.why.zero_found" if found else "judging.why.zero", figures)

    def _said_overdue(self, overdue: tuple[Event, ...]) -> tuple[Phrase, ...]:
        if not overdue or self.also_overdue is None:
            return ()
        return (Phrase("judging.why.overdue", {"type": self._overdue_term, "overdue": len(overdue)}),)

    def _fault(self, case: Case, check: Event | None, found: int, overdue: tuple[Event, ...]) -> Fault | None:
        parts = list(self._said_overdue(overdue))
        if found and check is not None:
            parts.insert(0, Phrase("faults.zero", {"day": day(check.date, case.year), "found": found}))
        # Who does not see the figures is not told which of the two it was: the bare sentence must hold for either.
        return listed(case.rule, parts, [Phrase("faults.zero_bare" if self.also_overdue is None else "faults.not_met")])

    @property
    def _overdue_term(self) -> object:
        assert self.also_overdue is not None
        return registry().types[self.also_overdue.type].term

    def _overdue(self, case: Case) -> tuple[Event, ...]:
        wanted = self.also_overdue
        if wanted is None:
            return ()
        late: list[Event] = []
        for event in case.book.counted((wanted.type,)):
            issued, days = event.values.get("letter_issued_on"), event.values.get(wanted.days)
            open_still = event.values.get("handed_in_on") is None and event.values.get("direction") == wanted.direction
            if open_still and isinstance(issued, date) and isinstance(days, int) and case.at > after(issued, days):
                late.append(event)
        return tuple(late)
