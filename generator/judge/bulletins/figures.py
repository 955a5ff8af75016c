"""What a figure in a bulletin must be, by the result judged at the bulletin's as-of day.

    rule            met 11/12 (windows, halves or cases met of those judged)   judged 12   done 11
                    pending 1   share 91.7%
                    value 95/100   status 合格   points 4   earned 3.6   passing 6/8 (branches, of those judged)
    standard        points 24   earned 21.6
    score           computed 87.4   basis 66
    baseline, final self 92   mass 95.5   organization 88   score 91   grade 好
    rectification   total 6   unclosed 3 (open 2 and overdue 1)   verified 3   rate 50%
    records         late 3 (late entries)   similar 1 (pairs of similar minutes)

Points are cut, never rounded up; shares are rounded. What is pending is no defect and is counted in none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction

from generator.judge.combining import JUDGED, MET
from generator.judge.lists.states import Tally
from generator.judge.summary import rule_figures, summaries_of, summary_of
from generator.language import Catalogue
from generator.model.figures import decimal, percent, shown
from generator.model.grading import ROUNDS, SOURCES
from generator.model.record import COMMITTEE
from generator.model.result import BranchSummary, Numbers, Result, RuleFigures, Status

ALL = "all"
OF_RULE = ("met", "judged", "done", "pending", "share", "value", "status", "points", "earned", "passing")
OF_STANDARD = ("points", "earned")
OF_SCORE = ("computed", "basis")
OF_ROUND = (*SOURCES, "score", "grade")
OF_LISTS = ("total", "unclosed", "open", "overdue", "verified", "rate")
OF_RECORDS = ("late", "similar")
_FOR_ALL = {
    "rule": ("met", "judged", "done", "pending", "share", "value", "points", "passing"),
    "standard": ("points",),
}


class Lack(StrEnum):
    """What is wrong with the name of a figure, or that there is none."""

    SUBJECT = "subject"
    MEASURE = "measure"
    UNIT = "unit"
    SUM = "sum"
    """A figure that cannot be taken over the whole school."""
    OTHERS = "others"
    """A rule of the committee asked of a branch, or the other way round."""
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no such figure: what may stand instead, and how the rule stands where it has none."""

    lack: Lack
    known: tuple[str, ...] = ()
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that figures are taken from: the result at the as-of day, and the tasks of the three lists."""

    result: Result
    tallies: Mapping[str, Tally]
    words: Catalogue
    days_known: bool = True
    """Whether it is known of every record when it came in; else nobody can say how many came late."""

    def can_tell(self, subject: str, measure: str) -> bool:
        """Whether a figure that says otherwise is wrong: without history late ones are not counted in full."""
        return self.days_known or (subject, measure) != ("records", "late")

    def figure(self, subject: str, measure: str, unit: str) -> str | Missing:
        """The figure as it is written, or why there is none."""
        sort = self._sort(subject)
        if sort is None:
            return Missing(Lack.SUBJECT, self.subjects())
        if measure not in _MEASURES[sort]:
            return Missing(Lack.MEASURE, _MEASURES[sort])
        if unit not in (ALL, COMMITTEE, *self.result.branches):
            return Missing(Lack.UNIT, tuple(self.result.branches))
        if unit == ALL and measure not in _FOR_ALL.get(sort, _MEASURES[sort] if sort in _COUNTED else ()):
            return Missing(Lack.SUM, _FOR_ALL.get(sort, ()))
        if sort == "rule":
            return self._of_rules(subject, measure, unit)
        units = self._asked(unit)
        if not units:
            return Missing(Lack.OTHERS)
        if sort == "lists":
            return self._of_lists(measure, units)
        if sort == "records":
            return _of_records(measure, [self._summary(each) for each in units])
        return self._of_one(sort, subject, measure, self._summary(units[0]))

    def _asked(self, unit: str) -> list[str]:
        """The branches that are asked: one, or all; not the committee."""
        if unit == ALL:
            return list(summaries_of(self.result.branches))
        return [each for each in (unit,) if each != COMMITTEE]

    def _summary(self, unit: str) -> BranchSummary:
        return summary_of(unit, self.result.branches)

    def subjects(self) -> tuple[str, ...]:
        """Everything that figures may be of, rules by their first and last."""
        rules = [rule.id for rule in self.result.pack.rules]
        spans = [f"{rules[0]}…{rules[-1]}"] if rules else []
        return (*spans, *(each.id for each in self.result.pack.standards), *_SORTS)

    def _sort(self, subject: str) -> str | None:
        if self.result.pack.rule(subject) is not None:
            return "rule"
        if any(each.id == subject for each in self.result.pack.standards):
            return "standard"
        return _SORTS.get(subject)

    def _of_rules(self, subject: str, measure: str, unit: str) -> str | Missing:
        rule = self.result.pack.rule(subject)
        assert rule is not None
        if rule.of_committee != (unit == COMMITTEE):
            return Missing(Lack.OTHERS)
        if measure == "points":
            return Missing(Lack.FIGURE, status=Status.NOT_APPLICABLE) if rule.points is None else shown(rule.points)
        sources = [self._summary(each).rules for each in self._asked(unit)]
        if unit == COMMITTEE and subject in self.result.committee:
            sources = [{subject: rule_figures(self.result.committee[subject])}]
        found = [rules[subject] for rules in sources if subject in rules]
        if not found:
            return Missing(Lack.FIGURE)
        text = _RULE_FIGURES[measure](found) if measure != "status" else self._status(found[0])
        return Missing(Lack.FIGURE, status=found[0].status) if text is None else text

    def _status(self, found: RuleFigures) -> str:
        return self.words.label("status", str(found.status))

    def _of_one(self, sort: str, subject: str, measure: str, branch: BranchSummary) -> str | Missing:
        if sort == "standard":
            points, earned = branch.standards[subject]
            return _shown(points if measure == "points" else earned)
        if sort == "score":
            return _shown(branch.score if measure == "computed" else branch.basis)
        found = branch.rounds.get(subject)
        if found is None or (measure == "grade" and found.grade is None):
            return Missing(Lack.FIGURE)
        if measure == "grade":
            return self.words.label("grade", str(found.grade))
        return _shown(found.final if measure == "score" else found.scores[measure])

    def _of_lists(self, measure: str, units: list[str]) -> str | Missing:
        counts = [
            {**asdict(found), "unclosed": found.unclosed}
            for each in units
            if (found := self.tallies.get(each)) is not None
        ]
        total, verified = (sum(each[name] for each in counts) for name in ("total", "verified"))
        if not counts or (measure == "rate" and not total):
            return Missing(Lack.FIGURE)
        return percent(Fraction(verified, total)) if measure == "rate" else str(sum(each[measure] for each in counts))


def _of_records(measure: str, branches: list[BranchSummary]) -> str:
    if measure == "late":
        return str(sum(len(each.late_entries) for each in branches))
    return str(len({pair for each in branches for pair in each.similar}))


_SORTS = {"score": "score", **dict.fromkeys(ROUNDS, "round"), "rectification": "lists", "records": "records"}
_MEASURES = {
    "rule": OF_RULE,
    "standard": OF_STANDARD,
    "score": OF_SCORE,
    "round": OF_ROUND,
    "lists": OF_LISTS,
    "records": OF_RECORDS,
}
_COUNTED = ("lists", "records")
"""What can be counted over the whole school."""


def _sum(pairs: Iterable[Numbers | None]) -> Numbers | None:
    known = [each for each in pairs if each is not None]
    return (sum(above for above, _ in known), sum(below for _, below in known)) if known else None


def _ratio(two: Numbers | None) -> str | None:
    return None if two is None else f"{decimal(two[0])}/{decimal(two[1])}"


def _share(two: Numbers | None) -> str | None:
    return None if two is None else percent(Fraction(two[0]) / two[1])


def _pending(found: Iterable[RuleFigures]) -> str:
    return str(sum(rule.pending for rule in found))


def _passing(found: Iterable[RuleFigures]) -> str | None:
    """Branches that pass, of those judged."""
    judged = [rule.status for rule in found if rule.status in (*JUDGED, Status.NO_EVIDENCE)]
    return f"{sum(each in MET for each in judged)}/{len(judged)}" if judged else None


_RULE_FIGURES: dict[str, Callable[[list[RuleFigures]], str | None]] = {
    "met": lambda found: _ratio(_sum(rule.met for rule in found)),
    "judged": lambda found: None if (two := _sum(rule.met for rule in found)) is None else decimal(two[1]),
    "done": lambda found: None if (two := _sum(rule.met for rule in found)) is None else decimal(two[0]),
    "pending": _pending,
    "share": lambda found: _share(_sum(rule.met for rule in found)),
    "value": lambda found: _ratio(_sum(rule.value for rule in found)),
    "earned": lambda found: None if found[0].earned is None else shown(found[0].earned),
    "passing": _passing,
}


def _shown(value: Fraction | None) -> str | Missing:
    return Missing(Lack.FIGURE) if value is None else shown(value)
