"""What judging gives: every figure shown anywhere, exact, with the evidence behind it (design §4, §5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from generator.model.grading import Contradiction, Quota, Recommendable, Round
from generator.model.pack import Pack, Rule
from generator.model.period import Window
from generator.model.problem import Phrase


class Status(StrEnum):
    """How a window or a rule stands (domain §0.2)."""

    FAIL = "fail"
    LATE = "late"
    NO_EVIDENCE = "no_evidence"
    NEEDS_REVIEW = "needs_review"
    PENDING = "pending"
    ASSESSED = "assessed"
    """Judged by people, with a figure between nothing and all: scored like pass, and no verdict of the program."""
    PASS = "pass"
    TARGET_MET = "target_met"
    EXEMPT = "exempt"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class WindowResult:
    """One window of one unit (a branch, or a group as `jichu/g1`)."""

    window: Window
    unit: str
    status: Status
    count: int | None = 0
    """None where the audience may not see it."""
    evidence: tuple[str, ...] = ()
    reason: str | None = None
    due: date | None = None
    """The last day on which it can still be done in time: while pending, and on that very day."""
    behind: tuple[str, ...] = ()
    """Records that do not count and give the reason."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure against its threshold; a document rule has none."""

    numerator: int | Fraction
    denominator: int | Fraction
    threshold: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One half or key of a document rule: met, not met, or (None) not decided yet."""

    key: str
    half: str
    met: bool | None
    evidence: tuple[str, ...] = ()
    reason: str | None = None
    audience: str = "public"
    due: date | None = None
    """The last day on which it can still be met: while undecided, and on that day itself."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is missing, as a sentence a notice can quote: which months, which groups, which system (no rule's code).

    It names no branch, and ends without a stop: `支委会：2月、8月没有召开（应开12次，实开10次）`.
    """

    said: Phrase
    bare: Phrase | None = None
    """The same without figures that only some may see; None where it has no such figure."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How one rule stands for one unit: `earned` is None where the rule is out of the score."""

    rule: Rule
    unit: str
    status: Status
    earned: Fraction | None
    why: Phrase
    reason: str | None = None
    windows: tuple[WindowResult, ...] = ()
    evidence: tuple[str, ...] = ()
    value: Value | None = None
    steps: tuple[Phrase, ...] = ()
    """The arithmetic, one hand-checkable step each."""
    parts: tuple[Part, ...] = ()
    aid: Phrase | None = None
    """A figure that helps the reviewer and decides nothing."""
    due: date | None = None
    """Without windows: the last day on which it can still be done in time, or must be done anew."""
    fault: Fault | None = None
    """What is missing or came late; None where nothing is, or nobody can tell."""

    @property
    def all_evidence(self) -> tuple[str, ...]:
        """Every record it rests on, once each, in order."""
        seen = dict.fromkeys(item for window in self.windows for item in window.evidence)
        return tuple(dict.fromkeys((*seen, *self.evidence)))

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Every record that anything said of it is made of: beside its evidence those that do not count."""
        parts = (item for part in self.parts for item in part.evidence)
        behind = (item for window in self.windows for item in window.behind)
        return tuple(dict.fromkeys((*self.all_evidence, *parts, *behind)))


@dataclass(frozen=True, slots=True)
class StandardResult:
    """One standard of the pack: weight, and what was earned of it (None with nothing left to judge)."""

    id: str
    points: Fraction
    earned: Fraction | None
    judged: Fraction
    """Nominal points of its rules that were judged."""


@dataclass(frozen=True, slots=True)
class BranchResult:
    """The scorecard of a branch."""

    branch: str
    rules: Mapping[str, RuleResult]
    standards: Mapping[str, StandardResult]
    computed_score: Fraction | None
    computed_basis: Fraction
    late_entries: tuple[str, ...] = ()
    similar: tuple[tuple[str, str], ...] = ()
    rounds: Mapping[str, Round] = field(default_factory=dict)
    """Both rounds of the grading, by name."""
    recommendable: Recommendable | None = None
    """None where the pack, or the year, knows of no recommendation, and for a branch that has ended."""
    contradictions: tuple[Contradiction, ...] = ()


Numbers = tuple[int | Fraction, int | Fraction]
"""So much, of so much."""


class RuleFigures(NamedTuple):
    """What a rule comes to for one unit, without what it rests on."""

    status: Status
    earned: Fraction | None
    value: Numbers | None
    """Its figure; None where there is none, or nothing to divide by."""
    met: Numbers | None
    """Windows met and judged; without windows the value's two numbers; None with nothing judged."""
    pending: int
    """Windows that are pending; without windows, whether the rule is."""


class RoundFigures(NamedTuple):
    """What a round of the grading comes to for one branch."""

    scores: Mapping[str, Fraction | None]
    """By source."""
    final: Fraction | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class BranchSummary:
    """What is asked of a branch's year by whoever asks every branch."""

    rules: Mapping[str, RuleFigures]
    late_entries: tuple[str, ...]
    similar: tuple[tuple[str, str], ...]
    ready: bool
    """Whether it is ready to be recommended."""
    unmet: tuple[str, ...] | None
    """The conditions of a recommendation that it does not meet; None where none are asked for."""
    standards: Mapping[str, tuple[Fraction, Fraction | None]]
    """Of each the points, and what was earned of them."""
    score: Fraction | None
    """The computed one."""
    basis: Fraction
    """Of how many points."""
    rounds: Mapping[str, RoundFigures]
    """The rounds of the grading of which anything is on record."""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything computed for one year at one as-of date."""

    year: int
    as_of: date
    pack: Pack
    branches: Mapping[str, BranchResult]
    committee: Mapping[str, RuleResult] = field(default_factory=dict)
    quota: Quota | None = None
    keys: Mapping[str, str] = field(default_factory=dict, compare=False)
    """For each unit a key that changes with all that it was judged from."""

    def only(self, branch: str) -> Result:
        """The same of one branch; of none where it is not listed."""
        return replace(self, branches={branch: self.branches[branch]} if branch in self.branches else {})
