"""The committee's decisions on branches: to recommend them, to withhold that, to confer the title (plan 三 4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from generator.model.record import Record
from generator.model.values import Values

DECISION, COMMENDATION = "committee_decision", "commendation"
RECOMMEND, WITHHOLD, CONFER = "recommend", "withhold", "confer"


class Decision(Protocol):
    """A decision as a record or as an event."""

    @property
    def id(self) -> str:
        """The record's id."""

    @property
    def date(self) -> date:
        """Its day."""

    @property
    def values(self) -> Values:
        """Its fields."""


Of = TypeVar("Of", bound=Decision)


def latest_on(branch: str, decisions: Iterable[Of]) -> Of | None:
    """The latest of the decisions that is to recommend the branch, or not to."""
    on_it = [
        each
        for each in decisions
        if each.values.text("subject") in (RECOMMEND, WITHHOLD) and branch in each.values.names("branches")
    ]
    return max(on_it, key=lambda each: (each.date, each.id), default=None)


def recommends(decision: Decision | None) -> bool:
    """Whether there is a decision, and it is to recommend."""
    return decision is not None and decision.values.text("subject") == RECOMMEND


def confers(record: Record) -> bool:
    """Whether the record confers a title."""
    return COMMENDATION in record.types or (DECISION in record.types and record.values.text("subject") == CONFER)
