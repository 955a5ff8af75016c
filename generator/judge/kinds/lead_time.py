"""lead_time: one thing goes before another by so many days (domain §2.1: study before the life meeting)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.judge.faults import acts, of_units, terms
from generator.judge.kind import Case, Kind
from generator.judge.parameters import Where, list_of, one_of, parameter, scalar, type_id, where, whole
from generator.judge.records.events import Event
from generator.judge.scoring import PROPORTIONAL, Reached, Scoring, scoring
from generator.model.problem import Phrase
from generator.model.result import Fault, RuleResult, Status, Value, WindowResult
from generator.model.spoken import day


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
        lacking = [event for event, each in zip(events, led, strict=True) if each is None]
        return case.result(
            status,
            Phrase("packs.why.lead_time", figures),
            share=share,
            evidence=dict.fromkeys(each.id for pair in zip(led, events, strict=True) for each in pair if each),
            value=Value(met, len(events)),
            steps=steps,
            fault=self._fault(case, lacking) if lacking else None,
        )

    def _fault(self, case: Case, lacking: Sequence[Event]) -> Fault:
        """On which days it was held, and what there was not before it."""
        figures: dict[str, object] = {
            "what": case.rule.term,
            "days": tuple(day(event.date, case.year) for event in lacking),
            "type": terms(self.types_),
            "first": terms(self.first),
            "span": self._span(),
        }
        return Fault(Phrase("faults.lead_time", figures))

    def _span(self) -> Phrase:
        """Within which days before it."""
        figures = {"least": self.at_least, "most": self.at_most}
        if self.at_most is None:
            return Phrase("faults.before.least" if self.at_least > 1 else "faults.before.any", figures)
        return Phrase("faults.before.between" if self.at_least > 1 else "faults.before.most", figures)

    def _leads(self, first: Event, event: Event) -> bool:
        days = (event.date - first.date).days
        return self.at_least <= days and (self.at_most is None or days <= self.at_most) and days >= 0

    def _nothing(self, case: Case) -> RuleResult:
        if self.empty:
            return case.outside(Status.NOT_APPLICABLE, "no_case")
        if not case.existed_in_year:
            return case.outside(Status.NOT_APPLICABLE, "part_window")
        why = Phrase("judging.why.no_evidence")
        if not case.reporting_over:
            return case.result(Status.NO_EVIDENCE, why)
        result = WindowResult(case.year_window, case.unit, Status.FAIL)
        year = of_units(case.branch, [result], case.as_of)
        said: dict[str, object] = {
            "windows": year,
            "what": case.rule.term,
            "type": terms(self.types_),
            "act": acts(self.types_)[0],
        }
        return case.result(Status.FAIL, why, share=Fraction(0), fault=Fault(Phrase("faults.nothing", said)))
