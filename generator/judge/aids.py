"""Figures that help a reviewer and decide nothing; a rule names one by `aid`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.judge.records.events import Event
from generator.judge.records.topics import named
from generator.model.problem import Phrase

Aid = Callable[[Sequence[Event]], tuple[int, int]]


def _on_time(events: Sequence[Event]) -> tuple[int, int]:
    """Tasks of the superior done by their due day, of those that have one."""
    due = [(day, event.values.day("done_on")) for event in events if (day := event.values.day("due"))]
    return sum(done is not None and done <= day for day, done in due), len(due)


def _resolutions_with_votes(events: Sequence[Event]) -> tuple[int, int]:
    resolutions = [entry for event in events for entry in event.values.rows("resolutions")]
    return sum(entry.says("for") for entry in resolutions), len(resolutions)


def _topics(events: Sequence[Event]) -> tuple[int, int]:
    topics = {topic for event in events for topic in named(event)}
    return len(topics), len(topics)


def _school_goal(events: Sequence[Event]) -> tuple[int, int]:
    return sum(event.values.says("school_goal") for event in events), len(events)


_AIDS: dict[str, Aid] = {
    "on_time": _on_time,
    "resolutions_with_votes": _resolutions_with_votes,
    "topics": _topics,
    "school_goal": _school_goal,
}


_FIELDS: dict[str, tuple[str, ...]] = {
    "on_time": ("due", "done_on"),
    "resolutions_with_votes": ("resolutions", "resolutions.for"),
    "topics": ("topics",),
    "school_goal": ("school_goal",),
}


def aid(name: str, events: Sequence[Event]) -> Phrase | None:
    """The named figure, or `a / b` as a share of two fields summed; None where there is nothing to count."""
    if name in _AIDS:
        numerator, denominator = _AIDS[name](events)
        code = f"judging.aid.{name}"
    else:
        numerator, denominator = share(name, events)
        code = "judging.aid.share"
    return Phrase(code, {"numerator": numerator, "denominator": denominator}) if denominator else None


def share(name: str, events: Sequence[Event]) -> tuple[int, int]:
    """`a / b` over the events that state both: the two sums."""
    over, under = _sides(name)
    counts = [(event.values.count(over), event.values.count(under)) for event in events]
    both = [(above, below) for above, below in counts if above is not None and below is not None]
    return sum(above for above, _ in both), sum(below for _, below in both)


def fields(name: str) -> tuple[str, ...]:
    """The fields of records that the figure is made of, which decide who may see it."""
    return _FIELDS[name] if name in _AIDS else _sides(name)


def _sides(name: str) -> tuple[str, str]:
    over, _, under = (part.strip() for part in name.partition("/"))
    return over, under


def known(name: str) -> bool:
    """Whether a rule may name it."""
    return name in _AIDS or name.count("/") == 1
