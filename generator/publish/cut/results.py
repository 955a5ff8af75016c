"""The cut of results: rows of a stricter class go, standards' totals stay (design §7).

Pages are made from `PublicResult` only, so what is cut here can be in nothing that is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.judge.kind import Kind, Tells
from generator.judge.parameters import Use
from generator.judge.summary import MOST, summary_of
from generator.model.on_demand import OnDemand
from generator.model.problem import Phrase
from generator.model.result import BranchResult, Fault, Result, RuleResult, StandardResult, WindowResult
from generator.publish.cut.classes import Closed, path_classes
from generator.publish.cut.gradings import GradingCutter
from generator.types import Audience, registry

POINTS = "points."
"""Where the sentences stand that name points."""


@dataclass(frozen=True, slots=True)
class PublicResult:
    """A result of which only what one audience may see is left."""

    result: Result
    scores_shown: bool
    hidden_rules: frozenset[str]
    """Rules whose result the audience does not see; they count in the totals all the same."""
    begun: Mapping[str, bool]
    """By branch, whether anything of a grading is on record."""


def cut_result(
    result: Result,
    kinds: Mapping[str, Kind],
    audience: Audience,
    publish_scores: str,
    closed: Mapping[str, Closed],
) -> PublicResult:
    """What the audience may see of the result: standards' totals stay, rows of a stricter class go.

    `closed` are the records of which it is not told that there are any: they are no evidence, and what a rule tells of
    them goes as well.
    """
    scores = audience.sees(Audience(publish_scores))
    cutter = _ResultCutter(kinds, audience, scores, closed)
    hidden = frozenset(rule.id for rule in result.pack.rules if not audience.sees(Audience(rule.audience)))
    grading = GradingCutter(audience, scores, hidden, closed)
    branches = OnDemand(result.branches, lambda unit: grading.branch(cutter.branch(result.branches[unit])), MOST)
    committee, quota = cutter.rules(result.committee), grading.quota(result.quota)
    begun = OnDemand(result.branches, lambda unit: bool(summary_of(unit, result.branches).rounds))
    return PublicResult(replace(result, branches=branches, committee=committee, quota=quota), scores, hidden, begun)


@dataclass(frozen=True, slots=True)
class _ResultCutter:
    kinds: Mapping[str, Kind]
    audience: Audience
    scores: bool
    closed: Mapping[str, Closed]

    def branch(self, branch: BranchResult) -> BranchResult:
        unseen = [each for each in branch.rules.values() if not self.audience.sees(Audience(each.rule.audience))]
        standards = {key: self._standard(each, unseen) for key, each in branch.standards.items()}
        basis = sum((each.judged for each in standards.values()), Fraction(0))
        lost = sum((each.judged for each in branch.standards.values()), Fraction(0)) - basis
        return replace(
            branch,
            rules=self.rules(branch.rules),
            standards=standards,
            computed_score=branch.computed_score if self.scores else None,
            computed_basis=branch.computed_basis - lost,
            late_entries=self._evidence(branch.late_entries),
            similar=tuple(pair for pair in branch.similar if len(self._evidence(pair)) == len(pair)),
        )

    def _standard(self, standard: StandardResult, unseen: Iterable[RuleResult]) -> StandardResult:
        """The points that were judged without those of rules not seen: they would tell whether these are judged."""
        own = [each for each in unseen if each.rule.standard == standard.id and each.earned is not None]
        judged = max(Fraction(0), standard.judged - sum((each.rule.points or 0 for each in own), Fraction(0)))
        return replace(standard, judged=judged, earned=standard.earned if self.scores else None)

    def rules(self, rules: Mapping[str, RuleResult]) -> dict[str, RuleResult]:
        return {
            key: self._rule(found) for key, found in rules.items() if self.audience.sees(Audience(found.rule.audience))
        }

    def _rule(self, found: RuleResult) -> RuleResult:
        kind = self.kinds.get(found.rule.id)
        if kind is not None:
            found = self._by_kind(self._of_seen_parts(found, kind), kind)
        found = replace(
            found,
            windows=tuple(map(self._window, found.windows)),
            evidence=self._evidence(found.evidence),
            parts=tuple(replace(part, evidence=self._evidence(part.evidence)) for part in found.parts),
        )
        return found if self.scores else _without_points(found)

    def _of_seen_parts(self, found: RuleResult, kind: Kind) -> RuleResult:
        """As it is by what the audience sees of it: neither status nor points tell of a part that is not for it.

        By the rule's declaration, so that nothing shows whether there was such a case.
        """
        if all(self.audience.sees(Audience(each)) for each in kind.part_classes()):
            return found
        return kind.of_parts(found, [each for each in found.parts if self.audience.sees(Audience(each.audience))])

    def _by_kind(self, found: RuleResult, kind: Kind) -> RuleResult:
        """Without the figures made of what the audience does not see, and the records chosen by it."""
        behind = [self.closed[each] for each in found.rests_on if each in self.closed]
        of_kind = [each for each in behind if not set(each.types).isdisjoint(kind.types())]
        if of_kind or not self._sees(kind.fields(Use.AID), kind):
            found = replace(found, aid=None)
        types = [registry().types[each] for each in kind.types()]
        chosen = self._sees_fields(kind.fields(Use.CHOICE), kind)
        never = bool(types) and all(each.restricted for each in types) and not self.audience.may.restricted
        if not chosen:
            windows = tuple(replace(each, evidence=()) for each in found.windows)
            found = replace(found, evidence=(), windows=windows, aid=None)
        told = kind.tells is Tells.STATES or not any(each.narrowed for each in behind)
        told = told and not (kind.tells is Tells.NUMBER and of_kind)
        if never or not chosen or not told or not self._sees(kind.fields(Use.FIGURES), kind):
            return _without_figures(found, kind)
        if kind.tells is Tells.STATES and found.fault and found.fault.bare and any(each.narrowed for each in behind):
            return replace(found, fault=Fault(found.fault.bare))
        return found

    def _window(self, window: WindowResult) -> WindowResult:
        """How many there were is told only where each of them is; why none counts, only of what may be named."""
        evidence = self._evidence(window.evidence)
        whole = len(evidence) == len(window.evidence)
        known = len(self._evidence(window.behind)) == len(window.behind)
        return replace(
            window,
            evidence=evidence,
            count=window.count if whole else None,
            reason=window.reason if known else None,
            behind=(),
        )

    def _evidence(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in ids if each not in self.closed)

    def _sees(self, fields: Sequence[str], kind: Kind) -> bool:
        """Whether this audience sees every one of the fields that something is made of, and the records they are in."""
        classes = [registry().types[each].audience for each in kind.types()] if fields else []
        return self._sees_fields(fields, kind) and all(map(self.audience.sees, classes))

    def _sees_fields(self, fields: Iterable[str], kind: Kind) -> bool:
        """Whether this audience sees every one of the fields, whatever the class of the records."""
        return all(self.audience.sees(each) for name in fields for each in path_classes(name, kind.types()))


def _without_figures(found: RuleResult, kind: Kind) -> RuleResult:
    """Its status and its windows' stay: whether it is met is for everybody, by how much is not.

    Points stay where they follow from these; a share of the points would be the figure itself.
    """
    fault = found.fault and Fault(found.fault.bare or Phrase("faults.bare", {"what": found.rule.term}))
    windows = tuple(replace(each, count=None) for each in found.windows)
    why = Phrase(f"judging.why.{found.status}")
    earned = found.earned if kind.points_by_status(found) else None
    return replace(found, earned=earned, why=why, value=None, steps=(), windows=windows, fault=fault)


def _without_points(found: RuleResult) -> RuleResult:
    """Points, and the sentences that name them, are left out where scores are not for this audience."""
    why = Phrase(f"judging.why.{found.status}") if _names_points(found.why) else found.why
    fault = found.fault
    if fault is not None and _names_points(fault.said):
        fault = Fault(fault.bare or Phrase("faults.bare", {"what": found.rule.term}))
    return replace(found, earned=None, steps=(), why=why, fault=fault)


def _names_points(said: object) -> bool:
    """Whether the phrase, or one inside it, names points."""
    if isinstance(said, tuple):
        return any(map(_names_points, said))
    return isinstance(said, Phrase) and (said.code.startswith(POINTS) or any(map(_names_points, said.args.values())))
