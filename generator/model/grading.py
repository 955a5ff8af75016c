"""Two rounds of three scores that people give, and whether a recommendation's conditions are met (plan 三 2, 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from generator.model.node import Mark
from generator.model.values import at

ROUNDS = ("baseline", "final")
"""The first grading and the final assessment."""
SOURCES = ("self", "mass", "organization")
"""Whose scores make up a round, in the order in which they are given."""
GRADES = ("good", "fairly_good", "average", "poor")
"""The plan's four, from the best; a pack may name bands of its own."""
LOWEST = GRADES[-1]
"""The grade below every band."""
EVERY = "all"
"""Under `floors`: every standard without a floor of its own."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of content ballots below which a grade is out of reach (off unless configured)."""

    least: Fraction
    grade_at_most: str


@dataclass(frozen=True, slots=True)
class Grading:
    """What the school lays down for its rounds: every figure local (domain §4.2)."""

    weights: Mapping[str, Fraction]
    """By source; they add up to 1."""
    survey_values: Mapping[str, Fraction]
    """What each grade on a ballot is worth, out of 100."""
    minimum_n: int
    """Valid ballots below which a survey is said to rest on few."""
    gap: Fraction
    """From how many points on the branch's own score and the computed one are far apart, exclusive."""
    floors: Mapping[str, Fraction] = field(default_factory=dict)
    """The least share of its points, by standard or `all`; none unless configured."""
    satisfaction: Bar | None = at("mass_satisfaction", None)
    quota_share: Fraction | None = at("quota/share", None)
    quota_count: int | None = at("quota/count", None)
    """How many branches may be recommended; None for no quota."""
    few_to_organization: bool = False
    """Whether a survey with fewer gives its weight to the organization's score; it is used unless configured."""
    questions_least: Fraction | None = None
    """The least share of yes to each question, a condition of a recommendation; none unless configured."""
    marks: Mapping[str, Mark] = field(default_factory=dict, compare=False)
    """Where `floors` and `mass_satisfaction` stand in site_config.yml."""

    def floor(self, standard: str) -> Fraction | None:
        """The least share of the standard's points."""
        return self.floors.get(standard, self.floors.get(EVERY))


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a pack asks for before a recommendation."""

    grade: str
    rules: tuple[str, ...] = ()
    """Rules that must pass."""
    within_months: Mapping[str, int] = field(default_factory=dict)
    """Of those, the ones judged by their latest record, which must be so recent."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that people filled, by rule or by standard."""

    record: str
    """Empty where it may not be named."""
    date: date
    by_rule: bool
    complete: bool
    score: Fraction | None
    """Out of 100; None while the sheet is incomplete."""
    standards: Mapping[str, Fraction]
    """What it gives each standard, in the pack's points; only standards that are filled."""
    missing: tuple[str, ...] = ()
    """Rules, or standards, that still need a figure."""
    points: Mapping[str, Fraction | str] = field(default_factory=dict)
    """As written, by rule or standard; a gate's is met or not_met. Not for every audience."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one question of a survey."""

    id: str
    shares: Mapping[str, Fraction]
    """Of all who answered it."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Not for every audience."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of members and others by anonymous ballot."""

    record: str
    """Empty where it may not be named."""
    date: date
    valid: int | None
    """Ballots that name a grade: n of the mean; None where the number of ballots is not for the audience."""
    returned: int | None
    issued: int | None
    score: Fraction | None
    """The mean of the valid ballots, out of 100; None with fewer than `least`, or where some were not counted."""
    least: int
    too_few: bool
    """Whether there are fewer valid ballots than that."""
    uncounted: bool
    """Whether the valid ballots are not told apart by grade."""
    satisfied: Fraction | None
    """The share of the two upper grades among the valid ballots."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Ballots by grade; not for every audience."""
    questions: tuple[Answers, ...] = ()

    @property
    def response(self) -> Fraction | None:
        """Returned of issued; None where the number issued was not written."""
        return Fraction(self.returned, self.issued) if self.issued and self.returned is not None else None


@dataclass(frozen=True, slots=True)
class Lowered:
    """Why a grade is lower than its score alone gives."""

    cause: str
    """veto, floor or mass_satisfaction."""
    of: tuple[str, ...]
    """The rules, or the standards, behind it."""
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

    def part(self, source: str) -> Sheet | Survey | None:
        """The sheet or survey of one source."""
        parts = dict(zip(SOURCES, (self.self_assessment, self.mass_survey, self.organization_review), strict=True))
        return parts[source]

    def score(self, source: str) -> Fraction | None:
        """The score of one source."""
        part = self.part(source)
        return part.score if part else None


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a recommendation; `code` is grade, a rule id, veto, floor, questions or decision."""

    code: str
    met: bool
    evidence: tuple[str, ...] = ()
    """Records, or rules of the veto, or standards under their floor, or questions without enough yes."""
    reason: str | None = None
    """Why it is not met, where the code alone does not say: not_final, not_recent, none, withheld, or a status."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the final survey: whether those asked say yes."""

    id: str
    """improved, solved or satisfied."""
    yes: Fraction
    """The share of those who answered."""
    met: bool
    """Whether yes reaches the configured share, or is said by more than half where none is configured."""


@dataclass(frozen=True, slots=True)
class Recommendable:
    """Whether the computed conditions for a recommendation are met; the committee decides (domain §4.4)."""

    conditions: tuple[Condition, ...] = ()
    questions: tuple[Asked, ...] = ()
    """What the final survey answered to the plan's questions, beside the conditions."""

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
