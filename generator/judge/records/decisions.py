"""The committee's decisions on branches: to recommend them, to withhold that, to confer the title (plan 三 4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from generator.judge.records.events import Event
from generator.model.record import Record, in_time

DECISION, COMMENDATION = "committee_decision", "commendation"
RECOMMEND, WITHHOLD, CONFER = "recommend", "withhold", "confer"


Decision = TypeVar("Decision", Record, Event)
"""A decision as a record or as an event."""


def latest_on(branch: str, decisions: Iterable[Decision]) -> Decision | None:
    """The latest of the decisions that is to recommend the branch, or not to."""
    on_it = [
        each
        for each in decisions
        if each.values.text("subject") in (RECOMMEND, WITHHOLD) and branch in each.values.names("branches")
    ]
    return max(on_it, key=in_time, default=None)


def recommends(decision: Record | Event | None) -> bool:
    """Whether there is a decision, and it is to recommend."""
    return decision is not None and decision.values.text("subject") == RECOMMEND


def confers(record: Record) -> bool:
    """Whether the record confers a title."""
    return COMMENDATION in record.types or (DECISION in record.types and record.values.text("subject") == CONFER)
