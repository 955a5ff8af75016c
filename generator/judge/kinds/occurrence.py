"""occurrence: points off, or added, each time something happens (domain §4.5 扣分、加分); off unless enabled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.judge.kind import Case, Kind
from generator.judge.parameters import (
    Where,
    described,
    figure,
    flag,
    list_of,
    one_of,
    parameter,
    scalar,
    schema_of,
    sum_of,
    type_id,
    where,
)
from generator.judge.records.events import Event
from generator.model.expression import Number, Sum
from generator.model.figures import decimal
from generator.model.node import Listing, Node
from generator.model.problem import Phrase
from generator.model.result import Fault, RuleResult, Status, Value
from generator.model.spoken import day
from generator.types import registry
from generator.types.declaration import Audience

BONUS = "bonus"


@described({"anyOf": [schema_of(figure), {"type": "array", "items": schema_of(figure), "minItems": 1}]})
def _each(node: Node) -> tuple[Fraction, ...]:
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
    each: tuple[Fraction, ...] = parameter(_each)
    numerator: Sum | None = parameter(sum_of, name="count", default=None)
    cap: Fraction | None = parameter(figure, default=None)
    where: Where | None = parameter(where, default=None)
    only: str | None = parameter(one_of("late_entry", "similar"), default=None)
    year_field: str | None = parameter(scalar, default=None)
    enabled: bool = parameter(flag, default=False)

    def judge(self, case: Case) -> RuleResult:
        """Nothing happened: no deduction (pass), no bonus (not_applicable)."""
        if not self.enabled:
            return case.result(Status.NOT_APPLICABLE, Phrase("packs.why.off"))
        aside = case.set_aside()
        if aside is not None:
            return aside
        events = [event for event in self._events(case) if self._times([event])]
        times = self._times(events)
        amount = full = self._points(times)
        if self.cap is not None:
            amount = min(amount, self.cap)
        figures = {"count": decimal(times), "amount": decimal(amount)}
        steps = [Phrase("packs.step.occurrence", {**figures, "amount": decimal(full)})]
        if amount < full:
            steps = [Phrase("packs.step.occurrence_cut", {**figures, "amount": decimal(full), "cap": decimal(amount)})]
        evidence = [event.id for event in events]
        value = None if self.numerator is None or case.branch is None else Value(times, case.branch.members_on(case.at))
        if self.effect == BONUS:
            return replace(self._bonus(case, amount, figures, evidence, steps), value=value)
        why = Phrase("packs.why.deducted" if times else "packs.why.nothing_deducted", figures)
        fault = self._fault(case, events, times) if times else None
        status = Status.FAIL if times else Status.PASS
        found = case.result(status, why, evidence=evidence, steps=steps, value=value, fault=fault)
        points = case.rule.points
        return replace(found, earned=-amount if points is None else max(Fraction(0), points - amount))

    def figures_from(self) -> tuple[str, ...]:
        """The fields that say how often, or of how many persons."""
        return self.numerator.names if self.numerator else ()

    def _fault(self, case: Case, events: Sequence[Event], times: Number) -> Fault:
        """How often it happened, and when where its records are open to everybody."""
        what = case.rule.term
        declared = [registry().types[each] for each in self.types_]
        if any(each.restricted or each.audience is not Audience.PUBLIC for each in declared):
            days: tuple[Phrase, ...] = ()
        else:
            days = tuple(day(each, case.year) for each in sorted({event.date for event in events}))
        code = "faults.occurred_on" if days else "faults.occurred"
        said = Phrase(code, {"what": what, "days": days, "count": decimal(times)})
        bare = Phrase("faults.occurred_bare", {"what": what})
        return Fault(said, bare)

    def _bonus(
        self, case: Case, amount: Fraction, figures: dict[str, str], evidence: list[str], steps: list[Phrase]
    ) -> RuleResult:
        if not evidence:
            return case.outside(Status.NOT_APPLICABLE, "no_case")
        found = case.result(Status.PASS, Phrase("packs.why.added", figures), evidence=evidence, steps=steps)
        points = case.rule.points
        return replace(found, earned=amount if points is None else min(points, amount))

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
