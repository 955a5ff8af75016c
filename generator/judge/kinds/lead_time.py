"""lead_time: one thing goes before another by so many days (domain §2.1: study before the life meeting)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.judge.events import Event
from generator.judge.kind import Case, Kind
from generator.judge.parameters import Where, list_of, one_of, parameter, scalar, type_id, where, whole
from generator.judge.scoring import PROPORTIONAL, Reached, Scoring, scoring
from generator.model.problem import Phrase
from generator.model.result import RuleResult, Status, Value


@dataclass(frozen=True)
class LeadTime(Kind):
    """Every event of the types has one of `first` at least, and at most, so many days before it."""

    name = "lead_time"

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    first: tuple[str, ...] = parameter(list_of(type_id))
    at_least: int = parameter(whole, default=0)
    at_most: int | None = parameter(whole, default=None)
    first_where: Where | None = parameter(where, default=None)
    where: Where | None = parameter(where, default=None)
    year_field: str | None = parameter(scalar, default=None)
    scoring: Scoring = parameter(scoring("proportional", "all_or_nothing", "half_below"), default=PROPORTIONAL)
    empty: str | None = parameter(one_of("not_applicable"), default=None)

    def types(self) -> tuple[str, ...]:
        """What needs the time, and what goes before."""
        return (*self.types_, *self.first)

    def judge(self, case: Case) -> RuleResult:
        """Passes where every event of the year had its own in time; nothing held is no evidence."""
        aside = case.set_aside()
        if aside is not None:
            return aside
        events = case.in_year(case.book.counted(self.types_, self.where), self.year_field)
        if not events:
            return self._nothing(case)
        before = case.book.counted(self.first, self.first_where)
        led = [next((each for each in reversed(before) if self._leads(each, event)), None) for event in events]
        met = sum(each is not None for each in led)
        status = Status.PASS if met == len(events) else Status.FAIL
        reached = Reached(status, Fraction(met, len(events)), missing=Fraction(len(events) - met))
        share = self.scoring.share(reached, case.rule.points)
        figures = {"met": met, "of": len(events)}
        steps = [Phrase("packs.step.lead_time", figures)]
        if case.rule.points is not None:
            steps.append(self.scoring.said(reached, case.rule.points, share))
        return case.result(
            status,
            Phrase("packs.why.lead_time", figures),
            share=share,
            evidence=dict.fromkeys(each.id for pair in zip(led, events, strict=True) for each in pair if each),
            value=Value(met, len(events)),
            steps=steps,
        )

    def _leads(self, first: Event, event: Event) -> bool:
        days = (event.date - first.date).days
        return self.at_least <= days and (self.at_most is None or days <= self.at_most) and days >= 0

    def _nothing(self, case: Case) -> RuleResult:
        if self.empty:
            return case.outside(Status.NOT_APPLICABLE, "no_case")
        why = Phrase("judging.why.no_evidence")
        if not case.reporting_over:
            return case.result(Status.NO_EVIDENCE, why)
        return case.result(Status.FAIL, why, share=Fraction(0))
