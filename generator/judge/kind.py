"""What a rule kind is: parameters declared as a dataclass, and one method that says how a case stands."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from generator.judge.case import Case
from generator.judge.combining import MET
from generator.judge.parameters import Use, Where, names_in, parameters_of, wheres_in
from generator.judge.scoring import ALL_OR_NONE, Reached, Scoring
from generator.model.pack import Rule
from generator.model.period import Period
from generator.model.problem import Phrase
from generator.model.result import Fault, Part, RuleResult, Status, Value, WindowResult


@dataclass(frozen=True, slots=True)
class Finding:
    """What a kind says of a case; its points, and the step that reckons them, are made of `reached`."""

    status: Status
    why: Phrase | None = None
    """None: in the words of its status."""
    reached: Reached | None = None
    """None where nothing is scored yet, or ever."""
    earned: Fraction | None = None
    """Points that no scoring gives: those of people, or of each time."""
    reason: str | None = None
    windows: Iterable[WindowResult] = ()
    evidence: Iterable[str] = ()
    value: Value | None = None
    steps: Sequence[Phrase] = ()
    notes: Sequence[Phrase] = ()
    """Steps after that of the points: what people should look at."""
    parts: Sequence[Part] = ()
    aid: Phrase | None = None
    due: date | None = None
    fault: Fault | None = None


def outside(reason: str | None, status: Status = Status.NOT_APPLICABLE) -> Finding:
    """A rule out of the score for a stated reason."""
    return Finding(status, reason=reason)


def unproven(case: Case, fault: Fault | None, evidence: Iterable[str] = (), why: Phrase | None = None) -> Finding:
    """Nothing to go by: not known until the reporting deadline, then as good as not done."""
    why = why or Phrase("judging.why.no_evidence")
    if not case.reporting_over:
        return Finding(Status.NO_EVIDENCE, why, evidence=evidence)
    nothing = None if case.rule.points is None else Fraction(0)
    return Finding(Status.FAIL, why, earned=nothing, evidence=evidence, fault=fault)


class Tells(Enum):
    """What figures and sentences tell of single records, beside what stands in their fields."""

    STATES = auto()
    """Nothing: that something is there, or is not, is a status, and so for everybody."""
    DAYS = auto()
    """When they were: days and kinds of what was held are for everybody, unless a record says otherwise of itself."""
    NUMBER = auto()
    """How many there are: of records that are closed to somebody that is closed too."""


class Kind(ABC):
    """A kind of rule. Subclasses are frozen dataclasses whose fields are made by `parameters.parameter`."""

    name: ClassVar[str]
    shows: ClassVar[tuple[str, ...]] = ()
    """The fields its figures and sentences are made of, beside those that its parameters name."""
    looks_at: ClassVar[tuple[str, ...]] = ()
    """Those that only decide: nothing is told of what they say."""
    tells: ClassVar[Tells] = Tells.NUMBER
    by_people: ClassVar[bool] = False
    """Whether people give its points: they are a score then, whatever they looked at."""

    types_: tuple[str, ...] = ()
    where: Where | None = None
    year_field: str | None = None
    enabled: bool = True
    scoring: Scoring = ALL_OR_NONE

    def judge(self, case: Case) -> RuleResult:
        """How the rule stands for the unit, with evidence and arithmetic."""
        return self.told(case.rule, case.unit, self._aside(case) or self.find(case))

    def told(self, rule: Rule, unit: str, found: Finding) -> RuleResult:
        """What was found, with its points and the step that reckons them."""
        earned, steps, points = found.earned, [*found.steps], rule.points
        if found.reached is not None and points is not None:
            earned = points * self.scoring.share(found.reached, points) if earned is None else earned
            steps.append(self.scoring.said(found.reached, points, earned))
        return RuleResult(
            rule=rule,
            unit=unit,
            status=found.status,
            earned=earned,
            why=found.why or Phrase(f"judging.why.{found.status}"),
            reason=found.reason,
            windows=tuple(found.windows),
            evidence=tuple(dict.fromkeys(found.evidence)),
            value=found.value,
            steps=(*steps, *found.notes),
            parts=tuple(found.parts),
            aid=found.aid,
            due=found.due,
            fault=found.fault,
        )

    @abstractmethod
    def find(self, case: Case) -> Finding:
        """How a case stands that is to be judged."""

    def _aside(self, case: Case) -> Finding | None:
        """Why there is nothing to judge: switched off, not in force, no such unit then, or waived; None where there is.

        What is overridden below is asked in this order: a rule that is not in force says so before all else.
        """
        if not self.enabled:
            return Finding(Status.NOT_APPLICABLE, Phrase("packs.why.off"))
        if self._of_campaign and case.config.campaign is None:
            return outside("no_campaign")
        reason = self._not_in_force(case) or self._absent(case)
        if reason:
            return outside(reason)
        return outside("waived", Status.EXEMPT) if self._waived(case) else None

    @property
    def _of_campaign(self) -> bool:
        """Whether it asks something in the campaign's year alone."""
        return False

    def _not_in_force(self, case: Case) -> str | None:
        """Why it does not judge the case: it was not in force on all days of the year."""
        return case.not_in_force(case.year_window)

    def _absent(self, case: Case) -> str | None:
        """Why the unit has nothing to do with it: it was not there, or not for long enough."""
        return None

    def _waived(self, case: Case) -> bool:
        """Whether it was waived for the whole year."""
        return case.waived(case.year_window)

    def types(self) -> tuple[str, ...]:
        """The record types that count for it, so that a record's page can name the rule."""
        return self.types_

    def fields(self, use: Use) -> tuple[str, ...]:
        """The fields of its records that it reads for this use, as itself and its parameters declare them.

        What is made of fields has the narrowest of their classes (design §7).
        """
        return self._fields[use]

    @cached_property
    def _fields(self) -> Mapping[Use, tuple[str, ...]]:
        found = dict.fromkeys(Use, ()) | {Use.FIGURES: self.shows, Use.DECIDES: self.looks_at}
        for each in parameters_of(type(self)).values():
            value, use = getattr(self, each.name), each.metadata["use"]
            if use is not None:
                found[use] += names_in(value)
            else:
                # Conditions inside a demand, or a system with a class of its own, only decide.
                found[Use.DECIDES] += tuple(name for where in wheres_in(value) for name in where.fields)
        return found

    def part_classes(self) -> tuple[str, ...]:
        """The class of each of its parts that not everybody may see."""
        return ()

    def of_parts(self, found: RuleResult, parts: Sequence[Part]) -> RuleResult:
        """The result as it is by these of its parts alone: for whom may not see that there are others."""
        return replace(found, parts=tuple(parts))

    def points_by_status(self, found: RuleResult) -> bool:
        """Whether its points tell no more than the statuses of the rule and its windows, which everybody may see."""
        by_windows = bool(found.windows) and self.scoring.by != "count"
        in_full = found.status in MET and found.earned == found.rule.points
        return self.by_people or self.scoring.by_status or by_windows or in_full

    def systems_named(self) -> tuple[str, ...]:
        """The systems (制度) it asks for by name."""
        return ()

    def spared_by(self) -> Period | None:
        """The windows that an approved exception spares one by one; None where it needs to cover none of its own."""
        return Period("year")

    def catches_up(self, key: str, held: date) -> bool:
        """Whether a record held that day can make up for the window of that key."""
        return False
