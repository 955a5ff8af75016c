"""The cut of gradings: scores follow `publish_scores`, ballots by grade are the committee's (design §7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.model.grading import Condition, Contradiction, Lowered, Quota, Recommendable, Round, Sheet, Survey
from generator.model.result import BranchResult
from generator.types import Audience, registry

CONTRASTS = registry().types["problem_search"].fields["contrasts"]
"""The field that says what was found under each contrast: its class is that of what is said about it."""


@dataclass(frozen=True, slots=True)
class GradingCutter:
    """What one audience may see of a branch's grading."""

    audience: Audience
    scores: bool
    hidden: frozenset[str]
    """Rules whose result it does not see."""
    never_shown: Callable[[str], bool]

    def branch(self, found: BranchResult) -> BranchResult:
        """The branch with its rounds, conditions and contradictions cut."""
        return replace(
            found,
            rounds={name: self._round(each) for name, each in found.rounds.items()},
            recommendable=self._recommendable(found.recommendable),
            contradictions=tuple(self._contradictions(found.contradictions)),
        )

    def quota(self, found: Quota | None) -> Quota | None:
        """Who is ready says what the others lack."""
        return found if self.audience.may.readiness else None

    def _round(self, found: Round) -> Round:
        own, mass, organization = found.self_assessment, found.mass_survey, found.organization_review
        cut = replace(
            found,
            self_assessment=self._sheet(own) if own else None,
            mass_survey=self._survey(mass) if mass else None,
            organization_review=self._sheet(organization) if organization else None,
            lowered=tuple(self._lowered(each) for each in found.lowered),
        )
        if self.scores:
            return cut
        return replace(cut, final=None, band=None, grade=None, lowered=(), gap=None, gap_wide=False)

    def _sheet(self, found: Sheet) -> Sheet:
        missing = tuple(each for each in found.missing if each not in self.hidden)
        points = found.points if self.audience.may.sheets else {}
        cut = replace(found, missing=missing, points=points)
        return cut if self.scores else replace(cut, score=None, standards={})

    def _survey(self, found: Survey) -> Survey:
        if self.audience.may.sheets:
            return found
        if not self.scores:
            return replace(found, score=None, satisfied=None, counts={}, questions=())
        return replace(found, counts={}, questions=tuple(replace(each, counts={}) for each in found.questions))

    def _lowered(self, found: Lowered) -> Lowered:
        return replace(found, of=tuple(each for each in found.of if each not in self.hidden))

    def _recommendable(self, found: Recommendable | None) -> Recommendable | None:
        """For whom it is: what a branch lacks for a recommendation is nobody else's business."""
        if found is None or not self.audience.may.readiness:
            return None
        return replace(found, conditions=tuple(self._condition(each) for each in found.conditions))

    def _condition(self, found: Condition) -> Condition:
        return replace(found, evidence=tuple(each for each in found.evidence if not self.never_shown(each)))

    def _contradictions(self, found: tuple[Contradiction, ...]) -> list[Contradiction]:
        if not self.audience.sees(CONTRASTS.audience):
            return []
        shown = (replace(each, rules=tuple(rule for rule in each.rules if rule not in self.hidden)) for each in found)
        return [each for each in shown if each.rules]
