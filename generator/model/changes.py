"""What differs between two states of a year: records, and results that moved with them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record, or a branch's lists, that is not the same in both."""

    id: str
    sort: str
    """added, changed or removed."""
    types: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """The fields that say something else, by identifier; `body` is the text below them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stood, in words."""

    status: str
    earned: str | None
    why: str


@dataclass(frozen=True, slots=True)
class RuleMove:
    """A rule of a unit that stands otherwise; None where it was not judged."""

    unit: str
    rule: str
    before: Standing | None
    after: Standing | None
    records: tuple[str, ...]
    """The records it comes from: changed ones that it rests on, and those that it rests on in one state alone."""


@dataclass(frozen=True, slots=True)
class ScoreMove:
    """A figure of a branch that is another: computed, or given by people in a round."""

    unit: str
    what: str
    """computed_score, `<round>.final`, `<round>.grade` or recommendable."""
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs, in the order of units, rules and ids."""

    year: int
    before: str
    after: str
    """What the two states are called, and the days they are as of."""
    as_of_before: str
    as_of_after: str
    records: tuple[RecordChange, ...] = ()
    rules: tuple[RuleMove, ...] = ()
    scores: tuple[ScoreMove, ...] = ()
    causes: tuple[str, ...] = ()
    """What else may have moved results: settings, program, day."""

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.records or self.rules or self.scores)
