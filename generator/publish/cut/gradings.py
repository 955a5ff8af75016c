"""The cut of gradings: scores follow `publish_scores`, ballots by grade are the committee's (design §7)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from generator.model.grading import Condition, Contradiction, Lowered, Quota, Recommendable, Round, Sheet, Survey
from generator.model.result import BranchResult, RuleResult, Status
from generator.publish.cut.classes import path_classes
from generator.types import Audience, registry

CONTRASTS = registry().types["problem_search"].fields["contrasts"]
"""The field that says what was found under each contrast: its class is that of what is said about it."""

_BALLOTS = [("mass_survey", f"ballots.{each}") for each in registry().types["mass_survey"].fields["ballots"].fields]
_QUESTIONS = [("mass_survey", "questions")]
_POINTS = [("self_assessment", "points"), ("organization_review", "points")]
"""What the figures of a grading are made of: each type with its field."""
_FAILING = frozenset({Status.FAIL, Status.LATE})


@dataclass(frozen=True, slots=True)
class GradingCutter:
    """What one audience may see of a branch's grading."""

    audience: Audience
    scores: bool
    hidden: frozenset[str]
    """Rules whose result it does not see."""
    closed: Container[str]
    """Records of which it is not told that there are any."""

    def branch(self, found: BranchResult) -> BranchResult:
        """The branch with its rounds, conditions and contradictions cut."""
        return replace(
            found,
            rounds={name: self._round(each) for name, each in found.rounds.items()},
            recommendable=self._recommendable(found.recommendable),
            contradictions=tuple(self._contradictions(found.contradictions, found.rules)),
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
        cut = replace(found, record=self._named(found.record))
        if not self._sees(_POINTS):
            cut = replace(cut, missing=(), points={})
        return cut if self.scores else replace(cut, score=None, standards={})

    def _survey(self, found: Survey) -> Survey:
        cut = replace(found, record=self._named(found.record))
        if not self._sees(_BALLOTS):
            # Ballots are the committee's whatever is counted of them; their mean is a score.
            cut = replace(cut, valid=None, returned=None, issued=None, satisfied=None, counts={})
        if not self._sees(_QUESTIONS):
            cut = replace(cut, questions=())
        return cut if self.scores else replace(cut, score=None)

    def _named(self, record: str) -> str:
        return "" if record in self.closed else record

    def _sees(self, made_of: Iterable[tuple[str, str]]) -> bool:
        """Whether it sees every one of the fields, each of a type, and records of that type."""
        classes = (each for type_id, path in made_of for each in path_classes(path, (type_id,)))
        types = (registry().types[type_id].audience for type_id, _ in made_of)
        return all(map(self.audience.sees, (*classes, *types)))

    def _lowered(self, found: Lowered) -> Lowered:
        return replace(found, of=tuple(each for each in found.of if each not in self.hidden))

    def _recommendable(self, found: Recommendable | None) -> Recommendable | None:
        """For whom it is: what a branch lacks for a recommendation is nobody else's business."""
        if found is None or not self.audience.may.readiness:
            return None
        return replace(found, conditions=tuple(self._condition(each) for each in found.conditions))

    def _condition(self, found: Condition) -> Condition:
        return replace(found, evidence=tuple(each for each in found.evidence if each not in self.closed))

    def _contradictions(self, found: tuple[Contradiction, ...], rules: Mapping[str, RuleResult]) -> list[Contradiction]:
        """Those of rules that fail, as the audience sees them."""
        if not self.audience.sees(CONTRASTS.audience):
            return []
        failing = {key for key, each in rules.items() if _FAILING.intersection({each.status, *_windows(each)})}
        shown = (replace(each, rules=tuple(rule for rule in each.rules if rule in failing)) for each in found)
        return [each for each in shown if each.rules and each.record not in self.closed]


def _windows(found: RuleResult) -> set[Status]:
    return {each.status for each in found.windows}
