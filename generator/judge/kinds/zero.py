"""zero: none of something (plan 二 2: 没有“失联”党员、“口袋”党员)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.judge.case import Case, after
from generator.judge.faults import joined, listed
from generator.judge.kind import Finding, Kind, unproven
from generator.judge.parameters import Use, field_name, list_of, one_of, parameter, scalar, shape, type_id
from generator.judge.records.events import Event
from generator.judge.scoring import Reached
from generator.model.problem import Phrase
from generator.model.result import Fault, Status, Value
from generator.model.spoken import day
from generator.types import registry


@dataclass(frozen=True, slots=True)
class Overdue:
    """Records on their way for longer than they are good for."""

    type: str
    direction: str
    days: str
    """The field with how many days it is good for."""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that say whether it still is."""
        return (self.days, "direction", "letter_issued_on", "handed_in_on")


@dataclass(frozen=True)
class Zero(Kind):
    """The latest check of the year found none; without a check there is no proof of it."""

    name = "zero"
    shows = ("roster_count",)

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    field: str = parameter(field_name)
    pick: str = parameter(one_of("latest"), default="latest")
    also_overdue: Overdue | None = parameter(
        shape(Overdue, type=type_id, direction=scalar, days=field_name), default=None, use=Use.DECIDES
    )

    def find(self, case: Case) -> Finding:
        """Fails on what was found or is overdue; no_evidence without a check until the reporting deadline."""
        overdue = self._overdue(case)
        events = case.in_year(case.book.counted(self.types_))
        check = next((each for each in reversed(events) if each.values.count(self.field) is not None), None)
        if check is None and not overdue:
            missing = [Phrase("kinds.zero.fault.no_check")]
            return unproven(case, listed(case.rule, missing, missing), why=Phrase("kinds.zero.why.no_check"))
        found = check.values.count(self.field) or 0 if check else 0
        roster = check.values.count("roster_count") if check else None
        total = found + len(overdue)
        status = Status.FAIL if total else Status.PASS
        steps = [self._said(case, check, found, roster), *self._said_overdue(overdue)]
        return Finding(
            status,
            joined(steps),
            Reached(status),
            evidence=[each.id for each in (check, *overdue) if each],
            value=Value(total, roster or 0, Fraction(0)),
            steps=steps,
            fault=self._fault(case, check, found, overdue) if total else None,
        )

    def _absent(self, case: Case) -> str | None:
        return case.absent

    def _said(self, case: Case, check: Event | None, found: int, roster: object) -> Phrase:
        if check is None:
            return Phrase("kinds.zero.why.no_check")
        figures = {"day": day(check.date, case.year), "roster": roster, "found": found}
        return Phrase("kinds.zero.why.found" if found else "kinds.zero.why.said", figures)

    def _said_overdue(self, overdue: tuple[Event, ...]) -> tuple[Phrase, ...]:
        if not overdue or self.also_overdue is None:
            return ()
        return (
            Phrase(
                "kinds.zero.why.overdue",
                {"type": registry().types[self.also_overdue.type].term, "overdue": len(overdue)},
            ),
        )

    def _fault(self, case: Case, check: Event | None, found: int, overdue: tuple[Event, ...]) -> Fault | None:
        parts = list(self._said_overdue(overdue))
        if found and check is not None:
            parts.insert(0, Phrase("kinds.zero.fault.said", {"day": day(check.date, case.year), "found": found}))
        # Who does not see the figures is not told which of the two it was: the bare sentence must hold for either.
        return listed(
            case.rule,
            parts,
            [Phrase("kinds.zero.fault.bare" if self.also_overdue is None else "kinds.zero.fault.not_met")],
        )

    def _overdue(self, case: Case) -> tuple[Event, ...]:
        return () if self.also_overdue is None else tuple(self._late(case, self.also_overdue))

    def _late(self, case: Case, wanted: Overdue) -> Iterator[Event]:
        for event in case.book.counted((wanted.type,)):
            values = event.values
            issued, days = values.day("letter_issued_on"), values.count(wanted.days)
            open_still = not values.says("handed_in_on") and values.text("direction") == wanted.direction
            if open_still and issued and days is not None and case.at > after(issued, days):
                yield event
