"""Figures that help a reviewer and decide nothing; a rule names one by `aid`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.judge.parameters import SCALAR, Use, Wrong, described, field_name, scalar
from generator.judge.records.events import Event
from generator.model.node import Node, Scalar
from generator.model.problem import Phrase

Figures = tuple[int, int]


def _on_time(events: Sequence[Event]) -> Figures:
    """Tasks of the superior done by their due day, of those that have one."""
    days = [(due, event.values.day("done_on")) for event in events if (due := event.values.day("due"))]
    return sum(done is not None and done <= due for due, done in days), len(days)


def _resolutions_with_votes(events: Sequence[Event]) -> Figures:
    resolutions = [entry for event in events for entry in event.values.rows("resolutions")]
    return sum(entry.says("for") for entry in resolutions), len(resolutions)


def _topics(events: Sequence[Event]) -> Figures:
    named = {topic for event in events for topic in event.values.names("topics")}
    return len(named), len(named)


def _school_goal(events: Sequence[Event]) -> Figures:
    return sum(event.values.says("school_goal") for event in events), len(events)


_AIDS: dict[str, tuple[Callable[[Sequence[Event]], Figures], tuple[str, ...]]] = {
    "on_time": (_on_time, ("due", "done_on")),
    "resolutions_with_votes": (_resolutions_with_votes, ("resolutions", "resolutions.for")),
    "topics": (_topics, ("topics",)),
    "school_goal": (_school_goal, ("school_goal",)),
}
"""Each with the fields it is made of."""


@dataclass(frozen=True, slots=True)
class Aid:
    """A figure by its name, or two fields whose sums are set against each other."""

    name: str
    over: str = ""
    under: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The fields it is made of, which decide who may see it."""
        return (self.over, self.under) if self.over else _AIDS[self.name][1]

    def figures(self, events: Sequence[Event]) -> Figures:
        """The two figures; of two fields over the events that state both."""
        if not self.over:
            return _AIDS[self.name][0](events)
        pairs = [(each.values.count(self.over), each.values.count(self.under)) for each in events]
        both = [(over, under) for over, under in pairs if over is not None and under is not None]
        return sum(over for over, _ in both), sum(under for _, under in both)

    def said(self, events: Sequence[Event]) -> Phrase | None:
        """As a sentence; None where there is nothing to count."""
        numerator, denominator = self.figures(events)
        code = f"judging.aid.{'share' if self.over else self.name}"
        return Phrase(code, {"numerator": numerator, "denominator": denominator}) if denominator else None


@described(SCALAR, Use.AID)
def aid(node: Node) -> Aid:
    """The name of a figure, or `present / expected`."""
    text = scalar(node)
    if "/" in text:
        over, under = (field_name(Scalar(part.strip(), node.mark)) for part in text.split("/", 1))
        return Aid("share", over, under)
    if text not in _AIDS:
        raise Wrong("parameter_choice", node.mark, value=text, options="、".join(_AIDS))
    return Aid(text)
