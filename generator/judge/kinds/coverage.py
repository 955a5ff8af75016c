"""coverage: every topic of a list is studied (plan 三 1: 结合“两学一做”四个专题学习讨论)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from generator.judge.kind import Case, Kind
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
from generator.model.result import Fault, Part, RuleResult, Status, Value

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

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    topics: tuple[str, ...] | None = parameter(_topics)
    threshold: Fraction = parameter(figure, default=Fraction(1))
    scoring: Scoring = parameter(scoring("proportional", "all_or_nothing", "half_below"), default=PROPORTIONAL)
    within: tuple[str, str] | None = parameter(days, default=None)
    where: Where | None = parameter(where, default=None)

    def spared_by(self) -> Period | None:
        """None: it has no windows of the calendar."""
        return None

    def judge(self, case: Case) -> RuleResult:
        """Passes as soon as enough topics were named; until its last day it is pending, then it fails."""
        config = case.config
        if self.topics is None and (config.campaign_year != case.year or not config.campaign_topics):
            return case.outside(Status.NOT_APPLICABLE, "no_campaign")
        window = self._window(case)
        reason = case.not_in_force(window) or absence_reason(case.span, window)
        if reason:
            return case.outside(Status.NOT_APPLICABLE, reason)
        if case.waived(window):
            return case.outside(Status.EXEMPT, "waived")
        events = [event for event in case.book.counted(self.types_, self.where) if window.holds(event.date)]
        named = [(topic, naming(topic, events)) for topic in self.topics or config.campaign_topics]
        met = sum(bool(found) for _, found in named)
        value = Fraction(met, len(named))
        short = max(0, ceil(self.threshold * len(named)) - met)
        open_still = short and case.as_of < window.end
        status = Status.PENDING if open_still else Status.FAIL if short else Status.PASS
        reached = Reached(status, value, self.threshold, Fraction(short))
        share = None if status is Status.PENDING else self.scoring.share(reached, case.rule.points)
        figures = {"met": met, "of": len(named)}
        steps = [Phrase("packs.step.coverage", figures)]
        if share is not None and case.rule.points is not None:
            steps.append(self.scoring.said(reached, case.rule.points, share))
        undone = None if status is Status.PENDING else False
        return case.result(
            status,
            Phrase("packs.why.coverage", figures),
            share=share,
            evidence=dict.fromkeys(item for _, found in named for item in found),
            value=Value(met, len(named), self.threshold),
            steps=steps,
            parts=[Part(topic, "studied", True if found else undone, found) for topic, found in named],
            due=window.end if status is Status.PENDING and case.span.covers(window.end) else None,
            fault=self._fault(case, named) if status is Status.FAIL else None,
        )

    def _fault(self, case: Case, named: Sequence[tuple[str, tuple[str, ...]]]) -> Fault:
        """The topics that nothing names, and how many there should be."""
        missing = tuple(Phrase("faults.topic", {"topic": topic}) for topic, found in named if not found)
        figures = {"topics": missing, "due": ceil(self.threshold * len(named)), "met": len(named) - len(missing)}
        return Fault(Phrase("faults.coverage", {"what": case.rule.term, **figures}))

    def _window(self, case: Case) -> Window:
        if self.within is None:
            return case.year_window
        first, last = map(case.day, self.within)
        return Window(first, last, str(case.year))
