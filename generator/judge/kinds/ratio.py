"""ratio: a share against a threshold (plan 二 1: 达到95%以上; 二 2: 足额, 全部纳入)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.judge.events import Event
from generator.judge.kind import Case, Kind
from generator.judge.parameters import Where, figure, list_of, one_of, parameter, scalar, sum_of, type_id, where
from generator.judge.units import existed
from generator.model.expression import Number, Sum
from generator.model.figures import decimal, percent
from generator.model.period import Window, windows
from generator.model.problem import Phrase
from generator.model.rectification import Row, due_date, verified_on
from generator.model.result import RuleResult, Status, Value, WindowResult


@dataclass(frozen=True, slots=True)
class Count:
    """A numerator and a denominator with what they rest on."""

    met: Number
    of: Number
    evidence: tuple[str, ...]
    lacking: tuple[str, ...] = ()
    """Records that lack what the rule requires beside the figures."""


@dataclass(frozen=True)
class Ratio(Kind):
    """numerator / denominator ≥ threshold, compared exactly."""

    name = "ratio"

    threshold: Fraction = parameter(figure)
    scoring: str = parameter(one_of("half_below", "all_or_nothing", "by_window", "proportional"))
    types_: tuple[str, ...] = parameter(list_of(type_id), name="types", default=())
    numerator: Sum | None = parameter(sum_of, default=None)
    denominator: Sum | None = parameter(sum_of, default=None)
    late: Sum | None = parameter(sum_of, default=None)
    pick: str | None = parameter(one_of("latest"), default=None)
    per: str | None = parameter(one_of("month"), default=None)
    missing_month: str | None = parameter(one_of("unmet"), default=None)
    year_field: str | None = parameter(scalar, default=None)
    source: str | None = parameter(one_of("rectification"), name="from", default=None)
    where: Where | None = parameter(where, default=None)
    require: tuple[str, ...] = parameter(list_of(scalar), default=())
    empty: str | None = parameter(one_of("not_applicable"), default=None)

    def judge(self, case: Case) -> RuleResult:
        """By windows of the month where the scoring says so, else one figure for the year."""
        if self.pick and not case.existed_in_year:
            return case.outside(Status.NOT_APPLICABLE, "part_window")
        if case.waived(case.year_window):
            return case.outside(Status.EXEMPT, "waived")
        if self.source == "rectification":
            return self._weigh(case, self._rectified(case), "none_due")
        events = case.in_year(case.book.counted(self.types_, self.where), self.year_field)
        if self.scoring == "by_window":
            return self._by_month(case, events)
        if self.per:
            rows = [self._month(case, window, events) for window in self._months(case)]
            return self._weigh(case, _added(count for count in rows if count is not None), "no_case")
        return self._weigh(case, _added(self._count(event) for event in events[-1 if self.pick else None :]), "no_case")

    def _weigh(self, case: Case, count: Count, nothing: str) -> RuleResult:
        """The figure against the threshold."""
        if not count.of:
            if self.empty:
                return case.outside(Status.NOT_APPLICABLE, nothing)
            why = Phrase("judging.why.no_evidence")
            if not case.reporting_over:
                return case.result(Status.NO_EVIDENCE, why, evidence=count.evidence)
            return case.result(Status.FAIL, why, share=Fraction(0), evidence=count.evidence)
        reached = Fraction(count.met) >= self.threshold * count.of
        met = reached and not count.lacking
        share = Fraction(1) if met else self._share_below(Fraction(count.met) / count.of)
        figures = {
            "numerator": decimal(count.met),
            "denominator": decimal(count.of),
            "value": decimal(Fraction(count.met) / count.of),
            "threshold": decimal(self.threshold),
        }
        percents = {"percent": percent(Fraction(count.met) / count.of), "wanted": percent(self.threshold)}
        steps = [Phrase("judging.step.ratio" if reached else "judging.step.ratio_below", figures)]
        if count.lacking:
            steps.append(Phrase("judging.step.lacking", {"records": "、".join(count.lacking)}))
        if case.rule.points is not None:
            scored = {"points": decimal(case.rule.points), "earned": decimal(case.rule.points * share), **figures}
            how = "full" if met else self.scoring
            steps.append(Phrase(f"judging.step.{how}", scored))
        said = "ratio_below" if not reached else "ratio" if met else "lacking"
        return case.result(
            Status.PASS if met else Status.FAIL,
            Phrase(f"judging.why.{said}", {**figures, **percents}),
            share=share,
            reason=None if met or not count.lacking else "not_approved",
            evidence=count.evidence,
            value=Value(count.met, count.of, self.threshold),
            steps=steps,
        )

    def _share_below(self, value: Fraction) -> Fraction:
        if self.scoring == "all_or_nothing":
            return Fraction(0)
        share = min(Fraction(1), value / self.threshold) if self.threshold else Fraction(0)
        return share / 2 if self.scoring == "half_below" else share

    def _count(self, event: Event, numerator: Sum | None = None) -> Count:
        met, of = self._figure(event, numerator or self.numerator), self._figure(event, self.denominator)
        if met is None or of is None:
            return Count(0, 0, (event.id,))
        lacking = () if all(event.values.get(name) is not None for name in self.require) else (event.id,)
        return Count(met, of, (event.id,), lacking)

    def _figure(self, event: Event, expression: Sum | None) -> Number | None:
        """The sum; what is taken off counts 0 where it was not written."""
        if expression is None:
            return None
        firsts = Sum(tuple(term for term in expression.terms if term[0] == 1))
        total = firsts.number(event.values)
        for sign, term in expression.terms:
            if sign == -1 and total is not None:
                taken = term if isinstance(term, int) else Sum(((1, term),)).number(event.values)
                total -= taken or 0
        return total

    def _rectified(self, case: Case) -> Count:
        """Tasks of the chosen problems that are due: closed in time, of all."""
        lists = case.rectification
        due = met = 0
        evidence: list[str] = []
        for task in lists.tasks if lists else ():
            problem = lists.problem(task.get("problem")) if lists else None
            limit = due_date(task, case.at)
            if lists is None or problem is None or not self._chosen(problem) or task.get("long_term"):
                continue
            if limit is None or limit > case.at:
                continue
            closed = verified_on(lists.duties(task["id"]), case.at)
            due += 1
            met += closed is not None and closed <= limit
            evidence.append(f"{case.year}/{case.unit}/rectification#{task['id']}")
        return Count(met, due, tuple(evidence))

    def _chosen(self, problem: Row) -> bool:
        return self.where is None or self.where.holds(problem)

    def _months(self, case: Case) -> tuple[Window, ...]:
        return tuple(window for window in windows("month", case.year) if existed(case.span, window))

    def _month(self, case: Case, window: Window, events: Sequence[Event], late: Sum | None = None) -> Count | None:
        """The month's later record; a past month without one has its last day's members unmet; else None."""
        record = self._record_of(window, events)
        if record is not None:
            return self._count(record, late)
        if window.end > case.as_of or self.missing_month is None or case.branch is None:
            return None
        return Count(0, case.branch.members_on(window.end), ())

    def _record_of(self, window: Window, events: Sequence[Event]) -> Event | None:
        """The latest record for the month; a quarter's record stands for its three months."""
        quarter = f"{window.start.year}-Q{(window.start.month + 2) // 3}"
        found = [event for event in events if event.values.get("month") in (window.key, quarter)]
        return found[-1] if found else None

    def _by_month(self, case: Case, events: Sequence[Event]) -> RuleResult:
        rows = [[self._month_result(case, window, events)] for window in windows("month", case.year)]
        total = _added(
            count for window in self._months(case) if (count := self._month(case, window, events)) is not None
        )
        value = Value(total.met, total.of, self.threshold) if total.of else None
        return case.by_windows(rows, value=value)

    def _month_result(self, case: Case, window: Window, events: Sequence[Event]) -> WindowResult:
        if not existed(case.span, window):
            return WindowResult(window, case.unit, Status.NOT_APPLICABLE, reason="part_window")
        if case.waived(window):
            return WindowResult(window, case.unit, Status.EXEMPT, reason="waived")
        count = self._month(case, window, events)
        if count is None:
            return WindowResult(window, case.unit, Status.PENDING, due=window.end)
        late = self._month(case, window, events, self.late) if self.late else None
        if Fraction(count.met) >= self.threshold * count.of:
            status = Status.PASS
        elif late is not None and late.evidence and Fraction(late.met) >= self.threshold * late.of:
            status = Status.LATE
        else:
            status = Status.PENDING if window.end > case.as_of else Status.FAIL
        due = window.end if status is Status.PENDING else None
        return WindowResult(window, case.unit, status, len(count.evidence), count.evidence, due=due)


def _added(counts: Iterable[Count]) -> Count:
    met: Number = 0
    of: Number = 0
    evidence: list[str] = []
    lacking: list[str] = []
    for count in counts:
        met, of = met + count.met, of + count.of
        evidence += count.evidence
        lacking += count.lacking
    return Count(met, of, tuple(dict.fromkeys(evidence)), tuple(lacking))
