"""coverage: every topic of a list is studied (plan 三 1: 结合“两学一做”四个专题学习讨论)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from generator.judge.case import Case
from generator.judge.kind import Finding, Kind, outside
from generator.judge.parameters import (
    SCALAR,
    Where,
    days,
    described,
    figure,
    list_of,
    parameter,
    scalar,
    type_id,
    where,
)
from generator.judge.records.topics import naming
from generator.judge.scoring import PROPORTIONAL, Reached, Scoring, scoring
from generator.judge.units import absence_reason
from generator.model.node import Listing, Node
from generator.model.period import Period, Window
from generator.model.problem import Phrase
from generator.model.result import Fault, Part, Status, Value

CAMPAIGN = "campaign"
"""Instead of a list: the topics of the campaign in site_config.yml, in its year only."""


@described({"anyOf": [{"const": CAMPAIGN}, {"type": "array", "items": SCALAR, "minItems": 1}]})
def _topics(node: Node) -> tuple[str, ...] | None:
    """A list of topics, or None for those of the campaign."""
    if not isinstance(node, Listing) and scalar(node) == CAMPAIGN:
        return None
    found: tuple[str, ...] = list_of(scalar)(node)
    return found


@dataclass(frozen=True)
class Coverage(Kind):
    """The share of the topics that the counted events of the year, or of a span of it, name."""

    name = "coverage"
    shows = ("topics",)

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    topics: tuple[str, ...] | None = parameter(_topics)
    threshold: Fraction = parameter(figure, default=Fraction(1))
    scoring: Scoring = parameter(scoring("proportional", "all_or_nothing", "half_below"), default=PROPORTIONAL)
    within: tuple[str, str] | None = parameter(days, default=None)
    where: Where | None = parameter(where, default=None)

    def spared_by(self) -> Period | None:
        """None: it has no windows of the calendar."""
        return None

    def find(self, case: Case) -> Finding:
        """Passes as soon as enough topics were named; until its last day it is pending, then it fails."""
        wanted = self.topics or case.config.topics
        if not wanted:
            return outside("no_campaign")
        window = self._window(case)
        events = [event for event in case.book.counted(self.types_, self.where) if window.holds(event.date)]
        named = {topic: naming(topic, events) for topic in wanted}
        missing = tuple(
            Phrase("kinds.coverage.fault.topic", {"topic": topic}) for topic, found in named.items() if not found
        )
        met, of, due = len(named) - len(missing), len(named), ceil(self.threshold * len(named))
        is_open = met < due and case.as_of < window.end
        status = Status.PENDING if is_open else Status.FAIL if met < due else Status.PASS
        undone = None if is_open else False
        figures = {"met": met, "of": of}
        told = {"what": case.rule.term, "topics": missing, "due": due, "met": met}
        return Finding(
            status,
            Phrase("kinds.coverage.why", figures),
            None if is_open else Reached(status, met, of, self.threshold),
            evidence=[item for found in named.values() for item in found],
            value=Value(met, of, self.threshold),
            steps=[Phrase("kinds.coverage.step", figures)],
            parts=[Part(topic, "studied", True if found else undone, found) for topic, found in named.items()],
            due=case.due(status, window.end) if case.span.covers(window.end) else None,
            fault=Fault(Phrase("kinds.coverage.fault.said", told)) if status is Status.FAIL else None,
        )

    @property
    def _of_campaign(self) -> bool:
        return self.topics is None

    def _not_in_force(self, case: Case) -> str | None:
        return case.not_in_force(self._window(case))

    def _absent(self, case: Case) -> str | None:
        return absence_reason(case.span, self._window(case))

    def _waived(self, case: Case) -> bool:
        return case.waived(self._window(case))

    def _window(self, case: Case) -> Window:
        if self.within is None:
            return case.year_window
        first, last = map(case.day, self.within)
        return Window(first, last, str(case.year))
