"""The cut of results: rows of a stricter class go, standards' totals stay (design §7).

Pages are made from `PublicResult` only, so what is cut here can be in nothing that is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.judge.kind import Kind
from generator.judge.parameters import Use
from generator.model.on_demand import OnDemand
from generator.model.problem import Phrase
from generator.model.result import BranchResult, Fault, Result, RuleResult, WindowResult
from generator.publish.cut.classes import path_classes
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


def cut_result(
    result: Result,
    kinds: Mapping[str, Kind],
    audience: Audience,
    publish_scores: str,
    never_shown: Callable[[str], bool],
) -> PublicResult:
    """What the audience may see of the result: standards' totals stay, rows of a stricter class go.

    `never_shown` says of a record's id that it is of a type that never has a page: such evidence is left out.
    """
    scores = audience.sees(Audience(publish_scores))
    cutter = _ResultCutter(kinds, audience, scores, never_shown)
    hidden = frozenset(rule.id for rule in result.pack.rules if not audience.sees(Audience(rule.audience)))
    grading = GradingCutter(audience, scores, hidden, never_shown)
    branches = OnDemand(result.branches, lambda unit: grading.branch(cutter.branch(result.branches[unit])))
    committee, quota = cutter.rules(result.committee), grading.quota(result.quota)
    return PublicResult(replace(result, branches=branches, committee=committee, quota=quota), scores, hidden)


@dataclass(frozen=True, slots=True)
class _ResultCutter:
    kinds: Mapping[str, Kind]
    audience: Audience
    scores: bool
    never_shown: Callable[[str], bool]

    def branch(self, branch: BranchResult) -> BranchResult:
        standards = branch.standards
        if not self.scores:
            standards = {key: replace(each, earned=None) for key, each in standards.items()}
        return replace(
            branch,
            rules=self.rules(branch.rules),
            standards=standards,
            computed_score=branch.computed_score if self.scores else None,
            late_entries=self._evidence(branch.late_entries),
            similar=tuple(pair for pair in branch.similar if len(self._evidence(pair)) == len(pair)),
        )

    def rules(self, rules: Mapping[str, RuleResult]) -> dict[str, RuleResult]:
        return {
            key: self._rule(found) for key, found in rules.items() if self.audience.sees(Audience(found.rule.audience))
        }

    def _rule(self, found: RuleResult) -> RuleResult:
        cut_found = replace(
            found,
            windows=tuple(self._window(window) for window in found.windows),
            evidence=self._evidence(found.evidence),
            parts=tuple(
                replace(part, evidence=self._evidence(part.evidence))
                for part in found.parts
                if self.audience.sees(Audience(part.audience))
            ),
        )
        kind = self.kinds.get(found.rule.id)
        if kind is not None:
            cut_found = self._by_kind(cut_found, kind)
        return cut_found if self.scores else _without_points(cut_found)

    def _by_kind(self, found: RuleResult, kind: Kind) -> RuleResult:
        """Without the figures made of what the audience does not see, and the records chosen by it."""
        if not self._sees(kind.fields(Use.AID), kind):
            found = replace(found, aid=None)
        types = [registry().types[each] for each in kind.types()]
        chosen = self._sees_fields(kind.fields(Use.CHOICE), kind)
        never = bool(types) and all(each.restricted for each in types) and not self.audience.may.restricted
        hidden_parts = self._has_hidden_parts(kind)
        if hidden_parts:
            # What only a hidden part rests on would tell that there is such a part.
            shown = {item for part in found.parts for item in part.evidence}
            found = replace(found, evidence=tuple(each for each in found.evidence if each in shown))
        if not chosen:
            windows = tuple(replace(each, evidence=()) for each in found.windows)
            found = replace(found, evidence=(), windows=windows, aid=None)
        if never or not chosen or hidden_parts or not self._sees(kind.fields(Use.FIGURES), kind):
            found = _without_figures(found)
        return found

    def _window(self, window: WindowResult) -> WindowResult:
        return replace(window, evidence=self._evidence(window.evidence))

    def _evidence(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in ids if not self.never_shown(each))

    def _has_hidden_parts(self, kind: Kind) -> bool:
        """By the rule's declaration, so that nothing shows whether there was such a case."""
        return any(not self.audience.sees(Audience(each)) for each in kind.part_classes())

    def _sees(self, fields: Sequence[str], kind: Kind) -> bool:
        """Whether this audience sees every one of the fields that something is made of, and the records they are in."""
        classes = [registry().types[each].audience for each in kind.types()] if fields else []
        return self._sees_fields(fields, kind) and all(map(self.audience.sees, classes))

    def _sees_fields(self, fields: Iterable[str], kind: Kind) -> bool:
        """Whether this audience sees every one of the fields, whatever the class of the records."""
        return all(self.audience.sees(each) for name in fields for each in path_classes(name, kind.types()))


def _without_figures(found: RuleResult) -> RuleResult:
    """Its status and its windows' stay: whether it is met is for everybody, by how much is not."""
    fault = found.fault and Fault(found.fault.bare or Phrase("faults.bare", {"what": found.rule.term}))
    windows = tuple(replace(each, count=None) for each in found.windows)
    why = Phrase(f"judging.why.{found.status}")
    return replace(found, why=why, value=None, steps=(), windows=windows, fault=fault)


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
