"""ratio: a share against a threshold (plan 二 1: 达到95%以上; 二 2: 足额, 全部纳入)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from generator.judge import aids, shares
from generator.judge.faults import no_record
from generator.judge.kind import Case, Kind
from generator.judge.known import known_lists
from generator.judge.parameters import (
    Where,
    figure,
    figures_said,
    list_of,
    one_of,
    parameter,
    scalar,
    shape,
    sum_of,
    type_id,
    where,
    words,
)
from generator.judge.records.events import Event
from generator.judge.scoring import Reached, Scoring, scoring
from generator.judge.units import existed
from generator.model.expression import Number, Sum
from generator.model.figures import decimal, percent
from generator.model.period import Period, Window
from generator.model.problem import Phrase, Term
from generator.model.rectification import Row, due_date, verified_on
from generator.model.result import Fault, RuleResult, Status, Value, WindowResult
from generator.types import registry


@dataclass(frozen=True, slots=True)
class Count:
    """A numerator and a denominator with what they rest on."""

    met: Number
    of: Number
    evidence: tuple[str, ...]
    lacking: tuple[tuple[Event, str], ...] = ()
    """Records, each with a field that the rule requires beside the figures and that is not there."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A plainer share that is shown beside the one that decides: `present / expected`."""

    of: str
    called: Term


@dataclass(frozen=True)
class Ratio(Kind):
    """numerator / denominator ≥ threshold, compared exactly."""

    name = "ratio"

    threshold: Fraction = parameter(figure)
    scoring: Scoring = parameter(scoring("half_below", "all_or_nothing", "by_window", "proportional"))
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
    quorum: str | None = parameter(one_of("not_needed"), default=None)
    empty: str | None = parameter(one_of("not_applicable", "none_counted"), default=None)
    target: Fraction | None = parameter(figure, default=None)
    late_share: Fraction = parameter(figure, default=Fraction(0))
    missing: str | None = parameter(one_of("zero"), default=None)
    says: Term | None = parameter(figures_said, default=None)
    called: Term | None = parameter(words, default=None)
    beside: Beside | None = parameter(shape(Beside, of=scalar, called=words), default=None)
    flag_off_over: Fraction | None = parameter(figure, default=None)
    unmet: Term | None = parameter(words, default=None)
    late_said: Term | None = parameter(words, default=None)

    def judge(self, case: Case) -> RuleResult:
        """By windows of the month where the scoring says so, else one figure for the year."""
        by_window = self._by_window
        in_part = by_window or (self.per and self._months(case))
        not_in_force = None if in_part else case.not_in_force(case.year_window)
        if not_in_force:
            return case.outside(Status.NOT_APPLICABLE, not_in_force)
        if self.pick and not case.existed_in_year:
            return case.outside(Status.NOT_APPLICABLE, "part_window")
        if case.waived(case.year_window):
            return case.outside(Status.EXEMPT, "waived")
        if self.source == "rectification":
            return self._weigh(case, self._rectified(case), "none_due")
        records = case.book.held if self.quorum else case.book.counted
        events = records(self.types_, self.where)
        if not self.per:
            events = case.in_year(events, self.year_field)
        if by_window:
            return self._by_month(case, events)
        if self.per:
            rows = [self._month(case, window, events) for window in self._months(case)]
            return self._weigh(case, _added(count for count in rows if count is not None), "no_case")
        events = events[-1 if self.pick else None :]
        return self._flagged(self._weigh(case, _added(map(self._count, events)), "no_case"), events, case.year)

    def _weigh(self, case: Case, count: Count, nothing: str) -> RuleResult:
        """The figure against the threshold."""
        if not count.of:
            return self._nothing(case, count, nothing)
        value = Fraction(count.met) / count.of
        above = value >= self.threshold
        met = above and not count.lacking
        status = Status.FAIL if not met else Status.PASS
        if met and self.target is not None and value >= self.target:
            status = Status.TARGET_MET
        missing = Fraction(max(0, ceil(self.threshold * count.of - count.met)))
        reached = Reached(status, value, self.threshold, missing)
        share = self.scoring.share(reached, case.rule.points)
        if count.lacking and self.scoring.name in ("steps", "per_miss"):
            share = Fraction(0)
        figures = {
            "numerator": decimal(count.met),
            "denominator": decimal(count.of),
            "value": decimal(value),
            "threshold": decimal(self.threshold),
        }
        steps = [Phrase("judging.step.ratio" if above else "judging.step.ratio_below", figures)]
        lacks = tuple(shares.lacks(event, field, case.year) for event, field in count.lacking)
        if lacks:
            steps.append(Phrase("judging.step.lacking", {"records": lacks}))
        if self.pick and self.threshold < 1 and count.of - 1 < self.threshold * count.of:
            # So few that one other vote already misses the share: people should know before they read a verdict.
            steps.append(
                Phrase("judging.step.all_of_them", {"of": decimal(count.of), "wanted": percent(self.threshold)})
            )
        if case.rule.points is not None:
            steps.append(self.scoring.said(reached, case.rule.points, share))
        said = shares.Said(count.met, count.of, self.threshold, self.says, self.called)
        fault = None
        if not above:
            fault = said.fault(case.rule)
        elif lacks:
            fault = Fault(Phrase("faults.lacking", {"what": case.rule.term, "records": lacks}))
        return case.result(
            status,
            said.why("ratio_below" if not above else "ratio" if met else "lacking", lacks),
            share=share,
            reason=None if met or not lacks else "not_approved",
            evidence=count.evidence,
            value=Value(count.met, count.of, self.threshold),
            steps=steps,
            fault=fault,
        )

    def _nothing(self, case: Case, count: Count, nothing: str) -> RuleResult:
        """Nothing to take a share of: no case where that was counted, else not known until the reporting deadline."""
        if self.empty == "not_applicable" or (self.empty and count.evidence):
            return case.outside(Status.NOT_APPLICABLE, nothing)
        why = Phrase("judging.why.no_evidence")
        if not case.reporting_over:
            return case.result(Status.NO_EVIDENCE, why, evidence=count.evidence)
        fault = no_record(case.rule, self.types_)
        return case.result(Status.FAIL, why, share=Fraction(0), evidence=count.evidence, fault=fault)

    def _flagged(self, found: RuleResult, events: Sequence[Event], year: int) -> RuleResult:
        """With the plainer share beside it, and a word where most of those counted were taken off."""
        if found.value is None:
            return found
        steps, off = list(found.steps), [each for each in events if self._mostly_off(each)]
        terms = self.denominator.terms if self.denominator else ()
        word = {"off": tuple(_label(term, self.types_) for sign, term in terms if sign == -1)}
        steps += [Phrase("judging.step.mostly_off", shares.event_said(event, year) | word) for event in off]
        why = Phrase("judging.why.mostly_off", {"why": found.why, "count": len(off), **word}) if off else found.why
        aid = None
        if self.beside is not None:
            met, of = aids.share(self.beside.of, events)
            aid = shares.Said(met, of, called=self.beside.called).aid() if of else None
        return replace(found, why=why, steps=tuple(steps), aid=aid)

    def _mostly_off(self, event: Event) -> bool:
        if self.flag_off_over is None or self.denominator is None:
            return False
        left = self._figure(event, self.denominator)
        whole = self._figure(event, Sum(tuple(term for term in self.denominator.terms if term[0] == 1)))
        return left is not None and whole is not None and whole - left > self.flag_off_over * whole

    def _count(self, event: Event, numerator: Sum | None = None) -> Count:
        met, of = self._figure(event, numerator or self.numerator), self._figure(event, self.denominator)
        if met is None or of is None:
            return Count(0, 0, (event.id,))
        lacking = tuple((event, name) for name in self.require if event.values.get(name) is None)
        return Count(met, of, (event.id,), lacking)

    def _figure(self, event: Event, expression: Sum | None) -> Number | None:
        """The sum; what is taken off counts 0 where it was not written."""
        if expression is None:
            return None
        firsts = tuple(term for term in expression.terms if term[0] == 1)
        if self.missing == "zero":
            firsts = tuple(term for term in firsts if Sum((term,)).number(event.values) is not None)
        total = Sum(firsts).number(event.values) if firsts else None
        for sign, term in expression.terms:
            if sign == -1 and total is not None:
                taken = term if isinstance(term, int) else Sum(((1, term),)).number(event.values)
                total -= taken or 0
        return total

    def _rectified(self, case: Case) -> Count:
        """Tasks of the chosen problems that are due: closed in time, of all."""
        lists = case.rectification and known_lists(case.rectification, case.at)
        due = met = 0
        evidence: list[str] = []
        for task in lists.tasks if lists else ():
            problem = lists.problem(task.text("problem")) if lists else None
            limit = due_date(task)
            if lists is None or problem is None or not self._chosen(problem) or task.flag("long_term"):
                continue
            if limit is None or limit > case.at:
                continue
            closed = verified_on(lists.duties(task.text("id")))
            due += 1
            met += closed is not None and closed <= limit
            evidence.append(f"{case.year}/{case.unit}/rectification#{task.text('id')}")
        return Count(met, due, tuple(evidence))

    def _chosen(self, problem: Row) -> bool:
        return self.where is None or self.where.holds(problem)

    def _months(self, case: Case) -> tuple[Window, ...]:
        months = case.windows("month")
        return tuple(window for window in months if existed(case.span, window) and not case.not_in_force(window))

    def _month(self, case: Case, window: Window, events: Sequence[Event], late: Sum | None = None) -> Count | None:
        """The month's later record; a past month without one has its last day's members unmet; else None."""
        record = self._record_of(window, events)
        if record is not None:
            return self._count(record, late)
        if window.end > case.as_of or self.missing_month is None or case.branch is None:
            return None
        return Count(0, case.branch.members_on(min(window.end, case.last_day)), ())

    def _record_of(self, window: Window, events: Sequence[Event]) -> Event | None:
        """The latest record for the month; a quarter's record stands for its three months."""
        quarter = f"{window.start.year}-Q{(window.start.month + 2) // 3}"
        found = [
            event
            for event in events
            if event.values.get("month") == window.key or (event.values.get("month") == quarter and _quarterly(event))
        ]
        return found[-1] if found else None

    @property
    def _by_window(self) -> bool:
        return self.scoring.name == "by_window" or self.scoring.by == "window"

    def spared_by(self) -> Period | None:
        """Months where it is judged by them, else the year."""
        return Period("month" if self._by_window else "year")

    def _by_month(self, case: Case, events: Sequence[Event]) -> RuleResult:
        rows = [[self._month_result(case, window, events)] for window in case.windows("month")]
        total = _added(
            count for window in self._months(case) if (count := self._month(case, window, events)) is not None
        )
        value = Value(total.met, total.of, self.threshold) if total.of else None
        found = case.by_windows(rows, self.scoring, self.late_share, types=self.types_, value=value)
        windows = [result for row in rows for result in row]
        fault = shares.of_months(case.rule, windows, self.threshold, self.unmet, self.late_said)
        return replace(found, fault=fault)

    def figures_from(self) -> tuple[str, ...]:
        """Everything that is added up, and what chooses the records."""
        sums = [each for each in (self.numerator, self.denominator, self.late) if each is not None]
        chosen = [name for name in self.where.names if registry().field(name, self.types_)] if self.where else []
        return (*(name for each in sums for name in each.names), *self.require, *chosen)

    def aid_from(self) -> tuple[str, ...]:
        """The two fields of the plainer share."""
        return aids.fields(self.beside.of) if self.beside else ()

    def _month_result(self, case: Case, window: Window, events: Sequence[Event]) -> WindowResult:
        not_in_force = case.not_in_force(window)
        if not_in_force:
            return WindowResult(window, case.unit, Status.NOT_APPLICABLE, reason=not_in_force)
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


def _label(name: str | int, types: tuple[str, ...]) -> Term | str:
    declared = registry().field(str(name), types)
    return declared.term if declared else str(name)


def _quarterly(event: Event) -> bool:
    """Whether the record rests on an approved quarterly arrangement."""
    return event.values.get("arrangement") == "quarterly" and event.values.get("approved_on") is not None


def _added(counts: Iterable[Count]) -> Count:
    met: Number = 0
    of: Number = 0
    evidence: list[str] = []
    lacking: list[tuple[Event, str]] = []
    for count in counts:
        met, of = met + count.met, of + count.of
        evidence += count.evidence
        lacking += count.lacking
    return Count(met, of, tuple(dict.fromkeys(evidence)), tuple(lacking))
