"""zero: none of something (plan 二 2: 没有“失联”党员、“口袋”党员)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from generator.judge.kind import Case, Kind, after
from generator.judge.parameters import list_of, one_of, parameter, scalar, shape, type_id
from generator.model.figures import decimal
from generator.model.problem import Phrase
from generator.model.result import RuleResult, Status, Value


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
            return case.result(Status.FAIL, why, share=Fraction(0))
        check = checks[-1] if checks else None
        found = int(str(check.values[self.field])) if check else 0
        roster = check.values.get("roster_count") if check else None
        total = found + len(overdue)
        status = Status.FAIL if total else Status.PASS
        share = Fraction(0 if total else 1)
        figures: dict[str, object] = {
            "found": found,
            "overdue": len(overdue),
            "roster": str(roster or 0),
            "on": check.date.isoformat() if check else "—",
        }
        steps = [Phrase("judging.step.zero", figures)]
        if case.rule.points is not None:
            points = {"points": decimal(case.rule.points), "earned": decimal(case.rule.points * share)}
            steps.append(Phrase("judging.step.none" if total else "judging.step.full", points))
        return case.result(
            status,
            Phrase("judging.why.zero_found" if total else "judging.why.zero", figures),
            share=share,
            evidence=(*(() if check is None else (check.id,)), *overdue),
            value=Value(total, roster if isinstance(roster, int) else 0, Fraction(0)),
            steps=steps,
        )

    def figures_from(self) -> tuple[str, ...]:
        """What was found, and of how many."""
        return (self.field, "roster_count")

    def _overdue(self, case: Case) -> tuple[str, ...]:
        wanted = self.also_overdue
        if wanted is None:
            return ()
        late: list[str] = []
        for event in case.book.counted((wanted.type,)):
            issued, days = event.values.get("letter_issued_on"), event.values.get(wanted.days)
            open_still = event.values.get("handed_in_on") is None and event.values.get("direction") == wanted.direction
            if open_still and isinstance(issued, date) and isinstance(days, int) and case.at > after(issued, days):
                late.append(event.id)
        return tuple(late)
