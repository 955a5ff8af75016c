"""How a public notice stands on a day: nothing here says who objected, or what was said (design §6, domain §3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where a notice is on its way, in order."""

    DRAFTED = "drafted"
    PUBLISHED = "published"
    RUNNING = "running"
    OBJECTED = "objected"
    CLOSED = "closed"
    DECIDED = "decided"


class Outcome(StrEnum):
    """What a period came to."""

    NO_OBJECTION = "no_objection"
    UNFOUNDED = "unfounded"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """How one branch of a notice stands."""

    LISTED = "listed"
    CHECKED = "checked"
    """An objection to it is being checked."""
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    UNOPPOSED = "unopposed"
    """The period is over and nothing stands against it; the title is not conferred yet."""
    CONFERRED = "conferred"


@dataclass(frozen=True, slots=True)
class Objections:
    """How many objections there are: all that is ever told of them."""

    received: int = 0
    to_check: int = 0
    """Named ones, and anonymous ones with a clue."""
    registered: int = 0
    """Anonymous ones without a clue."""
    open: int = 0
    unfounded: int = 0
    withdraw: int = 0
    suspend: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """A notice at the end of a day."""

    state: State
    outcome: Outcome | None = None
    published_on: date | None = None
    start: date | None = None
    end: date | None = None
    working_days: int | None = None
    """None where a year is on no calendar."""
    calendar_days: int | None = None
    days_left: int | None = None
    """Working days after this day, while it runs."""
    objections: Objections = field(default_factory=Objections)
    branches: Mapping[str, Standing] = field(default_factory=dict)
    decisions: tuple[str, ...] = ()
    """The records that confer the title afterwards."""
    unmet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By branch, the computed conditions that do not hold on this day."""

    @property
    def closed(self) -> bool:
        """Whether the period is over and nothing is left to check."""
        return self.state in (State.CLOSED, State.DECIDED)
