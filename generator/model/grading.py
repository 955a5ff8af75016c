"""A branch's grading: two rounds of three scores that people give, and whether the conditions are met (plan 三 2, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

ROUNDS = ("baseline", "final")
"""The first grading and the final assessment."""
SOURCES = ("self", "mass", "organization")
"""Whose scores make up a round, in the order in which they are given."""
LOWEST = "poor"
"""The grade below every band."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that people filled, by rule or by standard."""

    record: str
    date: date
    by_rule: bool
    score: Fraction | None
    """Out of 100; None while the sheet is incomplete."""
    standards: Mapping[str, Fraction]
    """What it gives each standard, in the pack's points; only standards that are filled."""
    missing: tuple[str, ...] = ()
    """Rules, or standards, that still need a figure."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one question of a survey."""

    id: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All who answered it."""
        return sum(self.counts.values())

    def share(self, answer: str) -> Fraction | None:
        """The share of one answer; None where nobody answered."""
        return Fraction(self.counts[answer], self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of members and others by anonymous ballot."""

    record: str
    date: date
    valid: int
    """Ballots that name a grade: n of the mean."""
    returned: int
    issued: int | None
    score: Fraction | None
    """The mean of the valid ballots, out of 100; None with fewer than `least`."""
    least: int
    satisfied: Fraction | None
    """The share of the two upper grades among the valid ballots."""
    counts: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[Answers, ...] = ()

    @property
    def response(self) -> Fraction | None:
        """Returned of issued; None where the number issued was not written."""
        return Fraction(self.returned, self.issued) if self.issued else None


@dataclass(frozen=True, slots=True)
class Lowered:
    """Why a grade is lower than its score alone gives: `veto` of a rule, `floor` of a standard, `mass_satisfaction`."""

    cause: str
    of: str
    to: str
    """The grade it leads to."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round as known at the as-of day."""

    name: str
    self_assessment: Sheet | None = None
    mass_survey: Survey | None = None
    organization_review: Sheet | None = None
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    """By source, as they count here."""
    moved: bool = False
    """Whether the survey had too few valid ballots and its weight went to the organization's score."""
    missing: tuple[str, ...] = ()
    """Sources without a usable score yet."""
    disorder: tuple[str, ...] = ()
    """Sources dated before one that must come first."""
    final: Fraction | None = None
    """The weighted score, out of 100."""
    band: str | None = None
    """The grade by the score alone."""
    grade: str | None = None
    """The grade after vetoes, floors and the like."""
    lowered: tuple[Lowered, ...] = ()
    gap: Fraction | None = None
    """How far the branch's own score is from the computed one, in points out of 100."""
    gap_wide: bool = False

    @property
    def begun(self) -> bool:
        """Whether any of its three parts is on record."""
        return any((self.self_assessment, self.mass_survey, self.organization_review))

    def score(self, source: str) -> Fraction | None:
        """The score of one source."""
        parts = dict(zip(SOURCES, (self.self_assessment, self.mass_survey, self.organization_review), strict=True))
        part = parts[source]
        return part.score if part else None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a recommendation; `code` is grade, a rule id, veto, floor or decision."""

    code: str
    met: bool
    evidence: tuple[str, ...] = ()
    reason: str | None = None
    """Why it is not met, where the code alone does not say."""


@dataclass(frozen=True, slots=True)
class Recommendable:
    """Whether the computed conditions for a recommendation are met; the committee decides (domain §4.4)."""

    conditions: tuple[Condition, ...] = ()

    @property
    def unmet(self) -> tuple[str, ...]:
        """Codes of the conditions that are not met."""
        return tuple(each.code for each in self.conditions if not each.met)

    @property
    def met(self) -> bool:
        """Whether all of them are, the committee's decision among them."""
        return not self.unmet

    @property
    def ready(self) -> bool:
        """Whether nothing but the committee's decision is lacking, or nothing at all."""
        return set(self.unmet) <= {DECISION}


DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Nothing was found under a contrast, while the data under it fail (domain §1.6)."""

    number: int
    record: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quota:
    """How many branches may be recommended, and those that are ready to be."""

    allowed: int
    ready: tuple[str, ...]

    @property
    def exceeded(self) -> bool:
        """Whether more are ready than allowed: people choose."""
        return len(self.ready) > self.allowed
