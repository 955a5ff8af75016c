"""occurrence: points off, or added, each time something happens (domain §4.5 扣分、加分); off unless enabled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.judge.case import Case
from generator.judge.kind import Finding, Kind, outside
from generator.judge.parameters import (
    Where,
    described,
    figure,
    flag,
    list_of,
    one_of,
    parameter,
    schema_of,
    sum_of,
    type_id,
    where,
    year_field,
)
from generator.judge.records.events import Event
from generator.model.expression import Number, Sum
from generator.model.figures import decimal
from generator.model.node import Listing, Node
from generator.model.problem import Phrase
from generator.model.result import Fault, RuleResult, Status, Value
from generator.model.spoken import day
from generator.types import registry

BONUS = "bonus"


@described({"anyOf": [schema_of(figure), {"type": "array", "items": schema_of(figure), "minItems": 1}]})
def _points_each(node: Node) -> tuple[Fraction, ...]:
    """Points for each time; a list where the second, the third and all later ones cost other points."""
    return tuple(map(figure, node.items)) if isinstance(node, Listing) and node.items else (figure(node),)


@dataclass(frozen=True)
class Occurrence(Kind):
    """So many points for each event of the year, or for each person a field of it counts.

    With points of its own (or those of its item) it is a part of the whole: a deduction is taken off them, a bonus
    fills them. Without, a deduction lowers its standard, or the total where it belongs to none, and a bonus is added
    to the total at the end.
    """

    name = "occurrence"

    effect: str = parameter(one_of("deduction", BONUS))
    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    each: tuple[Fraction, ...] = parameter(_points_each)
    numerator: Sum | None = parameter(sum_of, name="count", default=None)
    cap: Fraction | None = parameter(figure, default=None)
    where: Where | None = parameter(where, default=None)
    only: str | None = parameter(one_of("late_entry", "similar"), default=None)
    year_field: str | None = parameter(year_field, default=None)
    enabled: bool = parameter(flag, default=False)

    def find(self, case: Case) -> Finding:
        """Nothing happened: no deduction (pass), no bonus (not_applicable)."""
        events = [event for event in self._events(case) if self._times([event])]
        times = self._times(events)
        amount = full = self._points(times)
        if self.cap is not None:
            amount = min(amount, self.cap)
        figures = {"count": decimal(times), "amount": decimal(amount)}
        step = Phrase("kinds.occurrence.step.said", {**figures, "amount": decimal(full)})
        if amount < full:
            step = Phrase("kinds.occurrence.step.cut", {**figures, "amount": decimal(full), "cap": decimal(amount)})
        points, bonus = case.rule.points, self.effect == BONUS
        value = None if self.numerator is None or case.branch is None else Value(times, case.branch.members_on(case.at))
        if bonus and not events:
            return replace(outside("no_case"), value=value)
        if bonus:
            said, earned = "points.added", amount if points is None else min(points, amount)
        else:
            said = "points.deducted" if times else "kinds.occurrence.why.nothing_deducted"
            earned = -amount if points is None else max(Fraction(0), points - amount)
        return Finding(
            Status.FAIL if times and not bonus else Status.PASS,
            Phrase(said, figures),
            earned=earned,
            evidence=[event.id for event in events],
            value=value,
            steps=[step],
            fault=self._fault(case, events, times) if times and not bonus else None,
        )

    def points_by_status(self, found: RuleResult) -> bool:
        """Only where nothing happened: else they say how often it did."""
        return found.status is not Status.FAIL and not found.earned

    def _fault(self, case: Case, events: Sequence[Event], times: Number) -> Fault:
        """How often it happened, and when where its records are open to everybody."""
        what = case.rule.term
        declared = [registry().types[each] for each in self.types_]
        if any(each.restricted or not each.audience.is_everybody for each in declared):
            days: tuple[Phrase, ...] = ()
        else:
            days = tuple(day(each, case.year) for each in sorted({event.date for event in events}))
        code = "kinds.occurrence.fault.occurred_on" if days else "kinds.occurrence.fault.occurred"
        said = Phrase(code, {"what": what, "days": days, "count": decimal(times)})
        bare = Phrase("kinds.occurrence.fault.occurred_bare", {"what": what})
        return Fault(said, bare)

    def _events(self, case: Case) -> Sequence[Event]:
        events = case.in_year(case.book.counted(self.types_, self.where), self.year_field)
        if self.only is None:
            return events
        chosen = {item for pair in case.similar for item in pair} if self.only == "similar" else set(case.late_entries)
        return [event for event in events if event.id in chosen]

    def _times(self, events: Sequence[Event]) -> Number:
        """How often it happened: once for each event, or as often as its field says."""
        if self.numerator is None:
            return len(events)
        return sum((self.numerator.number(event.values) or 0 for event in events), Fraction(0))

    def _points(self, times: Number) -> Fraction:
        """The first time costs the first figure, and so on; after the last figure every further time costs it too."""
        first = sum(self.each[: int(times)], Fraction(0))
        return first + max(Fraction(0), Fraction(times) - len(self.each)) * self.each[-1]
