"""What others ask of a branch's year: little enough to be kept by itself and read for every branch.

The quota and the figures of bulletins ask all branches; a whole result, with its windows and the evidence of each, is
only for the branch's own pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.judge.combining import JUDGED, MET, combined
from generator.model.grading import SOURCES, Round
from generator.model.on_demand import OnDemand
from generator.model.result import BranchResult, BranchSummary, Numbers, RoundFigures, RuleFigures, RuleResult, Status

MOST = 128
"""So many results are held: of more each is asked all there is to ask, one after the other."""


class Branches(OnDemand[BranchResult]):
    """The results of branches, and their summaries, which may be known where the results are not."""

    def __init__(
        self,
        units: Iterable[str],
        judge: Callable[[str], BranchResult],
        summarize: Callable[[str], BranchSummary],
        ahead: Callable[[Iterable[str]], None],
    ) -> None:
        super().__init__(units, judge, MOST)
        self.summaries: OnDemand[BranchSummary] = OnDemand(self, summarize)
        self._ahead = ahead

    def ahead(self, units: Iterable[str]) -> None:
        """Has these judged together, which several processes do where they are many."""
        known = {*self.made, *self.summaries.made}
        self._ahead([unit for unit in units if unit in self and unit not in known])


def judge_ahead(branches: Mapping[str, BranchResult], units: Iterable[str]) -> None:
    """Has these judged at once where they are judged on demand: each is going to be asked for."""
    if isinstance(branches, Branches):
        branches.ahead(units)


def summarized(card: BranchResult) -> BranchSummary:
    """The summary of a result."""
    return BranchSummary(
        {name: rule_figures(each) for name, each in card.rules.items()},
        card.late_entries,
        card.similar,
        card.recommendable is not None and card.recommendable.ready,
        card.recommendable.unmet if card.recommendable else None,
        {name: (each.points, each.earned) for name, each in card.standards.items()},
        card.computed_score,
        card.computed_basis,
        {name: _round(each) for name, each in card.rounds.items() if each.begun},
    )


def summaries_of(branches: Mapping[str, BranchResult]) -> Mapping[str, BranchSummary]:
    """The summaries of all of the branches; of a mapping that knows summaries, no result is asked for."""
    judge_ahead(branches, branches)
    return OnDemand(branches, lambda unit: summary_of(unit, branches))


def summary_of(unit: str, branches: Mapping[str, BranchResult]) -> BranchSummary:
    """The same of one of them."""
    return branches.summaries[unit] if isinstance(branches, Branches) else summarized(branches[unit])


def _round(found: Round) -> RoundFigures:
    return RoundFigures({source: found.score(source) for source in SOURCES}, found.final, found.grade)


def rule_figures(found: RuleResult) -> RuleFigures:
    """What a rule comes to."""
    figure = found.value if found.value is not None and found.value.denominator else None
    value: Numbers | None = (figure.numerator, figure.denominator) if figure else None
    met, statuses = value, _windows(found)
    if statuses:
        judged = [status for status in statuses if status in JUDGED]
        met = (sum(each in MET for each in judged), len(judged)) if judged else None
    pending = statuses.count(Status.PENDING) if found.windows else int(found.status is Status.PENDING)
    return RuleFigures(found.status, found.earned, value, met, pending)


def _windows(found: RuleResult) -> list[Status]:
    """The status of each window, those of a branch's groups together."""
    rows: dict[object, list[Status]] = {}
    for each in found.windows:
        rows.setdefault(each.window, []).append(each.status)
    return [combined(row) for row in rows.values()]
