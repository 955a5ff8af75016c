"""lead_time: one thing goes before another by so many days (domain §2.1: study before the life meeting)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.judge.case import Case
from generator.judge.faults import acts, of_units, terms
from generator.judge.kind import Finding, Kind, outside, unproven
from generator.judge.parameters import Where, list_of, one_of, parameter, type_id, where, whole, year_field
from generator.judge.records.events import Event
from generator.judge.scoring import PROPORTIONAL, Reached, Scoring, scoring
from generator.model.problem import Phrase
from generator.model.result import Fault, Status, Value, WindowResult
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
    year_field: str | None = parameter(year_field, default=None)
    scoring: Scoring = parameter(scoring("proportional", "all_or_nothing", "half_below"), default=PROPORTIONAL)
    empty: str | None = parameter(one_of("not_applicable"), default=None)

    def types(self) -> tuple[str, ...]:
        """What needs the time, and what goes before."""
        return (*self.types_, *self.first)

    def find(self, case: Case) -> Finding:
        """Passes where every event of the year had its own in time; nothing held is no evidence."""
        events = case.in_year(case.book.counted(self.types_, self.where), self.year_field)
        if not events:
            return self._nothing(case)
        before = case.book.counted(self.first, self.first_where)
        led = [next((each for each in reversed(before) if self._leads(each, event)), None) for event in events]
        lacking = [event for event, each in zip(events, led, strict=True) if each is None]
        met, of = len(events) - len(lacking), len(events)
        status = Status.FAIL if lacking else Status.PASS
        figures = {"met": met, "of": of}
        return Finding(
            status,
            Phrase("kinds.lead_time.why", figures),
            Reached(status, met, of),
            evidence=[each.id for pair in zip(led, events, strict=True) for each in pair if each],
            value=Value(met, of),
            steps=[Phrase("kinds.lead_time.step", figures)],
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
        return Fault(Phrase("kinds.lead_time.fault.said", figures))

    def _span(self) -> Phrase:
        """Within which days before it."""
        figures = {"least": self.at_least, "most": self.at_most}
        if self.at_most is None:
            return Phrase(
                "kinds.lead_time.fault.before.least" if self.at_least > 1 else "kinds.lead_time.fault.before.any",
                figures,
            )
        return Phrase(
            "kinds.lead_time.fault.before.between" if self.at_least > 1 else "kinds.lead_time.fault.before.most",
            figures,
        )

    def _leads(self, first: Event, event: Event) -> bool:
        days = (event.date - first.date).days
        return self.at_least <= days and (self.at_most is None or days <= self.at_most) and days >= 0

    def _nothing(self, case: Case) -> Finding:
        if self.empty or case.absent:
            return outside("no_case" if self.empty else case.absent)
        year = of_units(case.branch, [WindowResult(case.year_window, case.unit, Status.FAIL)], case.as_of)
        said: dict[str, object] = {
            "windows": year,
            "what": case.rule.term,
            "type": terms(self.types_),
            "act": acts(self.types_)[0],
        }
        return unproven(case, Fault(Phrase("kinds.lead_time.fault.nothing", said)))
