"""The share of the members that an event reached: shown beside a rule that asks only for the event (design §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.judge.case import Case
from generator.judge.parameters import Use, figure, one_of, shape, sum_of
from generator.judge.records.events import Event
from generator.model.expression import Sum
from generator.model.figures import decimal, percent
from generator.model.problem import Phrase


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of the members those events reached that count; a share below the line is pointed at, no more."""

    numerator: Sum
    roster: str
    line: Fraction
    source: str = "local"

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that say who came."""
        return self.numerator.names

    def said(self, case: Case, events: Sequence[Event]) -> Phrase | None:
        """The share over the events that say who came; None where none does."""
        if case.branch is None:
            return None
        count = case.branch.full_on if self.roster == "full_members" else case.branch.members_on
        pairs = [
            (came, count(event.date)) for event in events if (came := self.numerator.number(event.values)) is not None
        ]
        came, roster = sum((pair[0] for pair in pairs), Fraction(0)), sum(pair[1] for pair in pairs)
        if not roster:
            return None
        share = Fraction(came) / roster
        figures = {"came": decimal(came), "roster": roster, "percent": percent(share), "line": percent(self.line)}
        below = "" if share >= self.line else f"_below_{self.source}"
        return Phrase(f"judging.aid.reach{below}", figures)


_SHAPE = shape(
    Reach,
    numerator=sum_of,
    roster=one_of("members", "full_members"),
    line=figure,
    source=one_of("plan", "regulation", "local"),
)
reach = replace(_SHAPE, use=Use.AID)
