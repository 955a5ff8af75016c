"""sequence: the steps of a procedure in their order (plan 二 2: 条件严格、程序规范)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from generator.judge.events import Event
from generator.judge.kind import Case, Kind, after
from generator.judge.parameters import list_of, map_of, one_of, parameter, scalar, type_id
from generator.model.figures import decimal
from generator.model.problem import Phrase
from generator.model.result import RuleResult, Status, Value


@dataclass(frozen=True)
class Sequence(Kind):
    """Every case of the year went through the steps in order, none left out, within the days allowed."""

    name = "sequence"

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    order: tuple[str, ...] = parameter(list_of(scalar))
    within: Mapping[str, str] = parameter(map_of(scalar), default=None)
    apart: Mapping[str, str] = parameter(map_of(scalar), default=None)
    empty: str | None = parameter(one_of("not_applicable"), default=None)

    def judge(self, case: Case) -> RuleResult:
        """Passes where every case is in order as far as it has come."""
        aside = case.set_aside()
        if aside is not None:
            return aside
        events = case.in_year(case.book.counted(self.types_))
        if not events:
            if self.empty:
                return case.outside(Status.NOT_APPLICABLE, "no_case")
            share = Fraction(0) if case.reporting_over else None
            status = Status.FAIL if case.reporting_over else Status.NO_EVIDENCE
            return case.result(status, Phrase("judging.why.no_evidence"), share=share)
        regular = [event for event in events if self._regular(event, case.at)]
        met = len(regular) == len(events)
        figures = {"regular": len(regular), "cases": len(events)}
        steps = [Phrase("judging.step.sequence", figures)]
        if case.rule.points is not None:
            points = {"points": decimal(case.rule.points), "earned": decimal(case.rule.points if met else 0)}
            steps.append(Phrase("judging.step.full" if met else "judging.step.none", points))
        return case.result(
            Status.PASS if met else Status.FAIL,
            Phrase("judging.why.sequence", figures),
            share=Fraction(met),
            evidence=[event.id for event in events],
            value=Value(len(regular), len(events)),
            steps=steps,
        )

    def _regular(self, event: Event, at: date) -> bool:
        dates = [_day(event, name) for name in self.order]
        reached = max((number for number, day in enumerate(dates) if day), default=-1)
        passed = dates[: reached + 1]
        if None in passed or passed != sorted(day for day in passed if day):
            return False
        most = all(self._in_time(event, span, limit, at) for span, limit in (self.within or {}).items())
        return most and all(self._far_enough(event, span, limit) for span, limit in (self.apart or {}).items())

    def _in_time(self, event: Event, span: str, limit: str, at: date) -> bool:
        """From the first step to the second at most so many days, counted to `at` while the second is open."""
        first, second = (_day(event, name) for name in span.split("..", 1))
        days = _days(event, limit)
        return first is None or days is None or (second or at) <= after(first, days)

    def _far_enough(self, event: Event, span: str, limit: str) -> bool:
        first, second = (_day(event, name) for name in span.split("..", 1))
        days = _days(event, limit)
        return first is None or second is None or days is None or second >= after(first, days)


def _day(event: Event, name: str) -> date | None:
    """The day of a step, standing in the record itself or in a group of its fields."""
    found = event.values.get(name)
    for group in event.values.values():
        if found is None and isinstance(group, Mapping):
            found = group.get(name)
    return found if isinstance(found, date) else None


def _days(event: Event, limit: str) -> int | None:
    """A number of days, or the field that holds it."""
    found = int(limit) if limit.isdigit() else event.values.get(limit)
    return found if isinstance(found, int) else None
