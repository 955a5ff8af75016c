"""ratio: a share against a threshold (plan 二 1: 达到95%以上; 二 2: 足额, 全部纳入)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.judge import shares
from generator.judge.aids import Aid, aid
from generator.judge.case import Case
from generator.judge.faults import no_record
from generator.judge.kind import Finding, Kind, outside, unproven
from generator.judge.known import known_lists
from generator.judge.parameters import (
    Use,
    Where,
    field_name,
    figure,
    figures_said,
    list_of,
    one_of,
    parameter,
    shape,
    sum_of,
    type_id,
    where,
    words,
    year_field,
)
from generator.judge.records.events import Event
from generator.judge.scoring import Reached, Scoring, scoring
from generator.judge.units import existed
from generator.judge.windows import by_windows
from generator.model.expression import Number, Sum
from generator.model.figures import decimal, percent
from generator.model.period import Period, Window
from generator.model.problem import Phrase, Term
from generator.model.rectification import due_date, verified_on
from generator.model.result import Fault, Status, Value, WindowResult
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

    of: Aid
    called: Term

    @property
    def names(self) -> tuple[str, ...]:
        """The two fields it is made of."""
        return self.of.names


@dataclass(frozen=True)
class Ratio(Kind):
    """numerator / denominator ≥ threshold, compared exactly."""

    name = "ratio"
    looks_at = ("month", "arrangement", "approved_on")

    threshold: Fraction = parameter(figure)
    scoring: Scoring = parameter(scoring("half_below", "all_or_nothing", "by_window", "proportional"))
    types_: tuple[str, ...] = parameter(list_of(type_id), name="types", default=())
    numerator: Sum | None = parameter(sum_of, default=None)
    denominator: Sum | None = parameter(sum_of, default=None)
    late: Sum | None = parameter(sum_of, default=None)
    pick: str | None = parameter(one_of("latest"), default=None)
    per: str | None = parameter(one_of("month"), default=None)
    missing_month: str | None = parameter(one_of("unmet"), default=None)
    year_field: str | None = parameter(year_field, default=None)
    source: str | None = parameter(one_of("rectification"), name="from", default=None)
    where: Where | None = parameter(where, default=None)
    require: tuple[str, ...] = parameter(list_of(field_name), default=())
    quorum: str | None = parameter(one_of("not_needed"), default=None)
    empty: str | None = parameter(one_of("not_applicable", "none_counted"), default=None)
    target: Fraction | None = parameter(figure, default=None)
    late_share: Fraction = parameter(figure, default=Fraction(0))
    missing: str | None = parameter(one_of("zero"), default=None)
    says: Term | None = parameter(figures_said, default=None)
    called: Term | None = parameter(words, default=None)
    beside: Beside | None = parameter(shape(Beside, of=aid, called=words), default=None, use=Use.AID)
    flag_off_over: Fraction | None = parameter(figure, default=None)
    unmet: Term | None = parameter(words, default=None)
    late_said: Term | None = parameter(words, default=None)

    def find(self, case: Case) -> Finding:
        """By windows of the month where the scoring says so, else one figure for the year."""
        if self.source == "rectification":
            return self._weigh(case, self._rectified(case), "none_due")
        events = (case.book.held if self.quorum else case.book.counted)(self.types_, self.where)
        if not self.per:
            events = case.in_year(events, self.year_field)
        if self._by_window:
            return self._by_month(case, events)
        if self.per:
            return self._weigh(case, _added(self._each_month(case, events)), "no_case")
        events = events[-1 if self.pick else None :]
        return self._flagged(self._weigh(case, _added(map(self._count, events)), "no_case"), events, case.year)

    def _not_in_force(self, case: Case) -> str | None:
        """By its months where there are any on which it was in force."""
        in_part = self._by_window or (self.per and self._months(case))
        return None if in_part else case.not_in_force(case.year_window)

    def _absent(self, case: Case) -> str | None:
        return case.absent if self.pick else None

    def _weigh(self, case: Case, count: Count, nothing: str) -> Finding:
        """The figure against the threshold."""
        if not count.of:
            if self.empty == "not_applicable" or (self.empty and count.evidence):
                return outside(nothing)  # that there was none has been counted, or needs no counting
            return unproven(case, no_record(case.rule, self.types_), count.evidence)
        value = Fraction(count.met) / count.of
        above = value >= self.threshold
        met = above and not count.lacking
        status = Status.FAIL if not met else Status.PASS
        if met and self.target is not None and value >= self.target:
            status = Status.TARGET_MET
        unscored = count.lacking and self.scoring.name in ("steps", "per_miss") and case.rule.points is not None
        figures = {
            "numerator": decimal(count.met),
            "denominator": decimal(count.of),
            "value": decimal(value),
            "threshold": decimal(self.threshold),
        }
        steps = [Phrase("kinds.ratio.step.said" if above else "kinds.ratio.step.below", figures)]
        lacks = tuple(shares.lacks(event, field, case.year) for event, field in count.lacking)
        if lacks:
            steps.append(Phrase("kinds.ratio.step.lacking", {"records": lacks}))
        if self.pick and self.threshold < 1 and count.of - 1 < self.threshold * count.of:
            # So few that one other vote already misses the share: people should know before they read a verdict.
            steps.append(
                Phrase("kinds.ratio.step.all_of_them", {"of": decimal(count.of), "wanted": percent(self.threshold)})
            )
        said = shares.Said(count.met, count.of, self.threshold, self.says, self.called)
        fault = None
        if not above:
            fault = said.fault(case.rule)
        elif lacks:
            fault = Fault(Phrase("kinds.ratio.fault.lacking", {"what": case.rule.term, "records": lacks}))
        return Finding(
            status,
            said.why("below" if not above else "reached" if met else "lacking", lacks),
            Reached(status, count.met, count.of, self.threshold),
            earned=Fraction(0) if unscored else None,
            reason=None if met or not lacks else "not_approved",
            evidence=count.evidence,
            value=Value(count.met, count.of, self.threshold),
            steps=steps,
            fault=fault,
        )

    def _flagged(self, found: Finding, events: Sequence[Event], year: int) -> Finding:
        """With the plainer share beside it, and a word where most of those counted were taken off."""
        if found.value is None:
            return found
        off = [each for each in events if self._mostly_off(each)]
        terms = self.denominator.terms if self.denominator else ()
        word = {"off": tuple(_label(term, self.types_) for sign, term in terms if sign == -1)}
        flags = [Phrase("kinds.ratio.step.mostly_off", shares.event_said(event, year) | word) for event in off]
        why = Phrase("kinds.ratio.why.mostly_off", {"why": found.why, "count": len(off), **word}) if off else found.why
        said = None
        if self.beside is not None:
            met, of = self.beside.of.figures(events)
            said = shares.Said(met, of, called=self.beside.called).aid() if of else None
        return replace(found, why=why, notes=flags, aid=said)

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
        lacking = tuple((event, name) for name in self.require if not event.values.says(name))
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
            chosen = problem is not None and (self.where is None or self.where.holds(problem))
            if lists is None or not chosen or task.flag("long_term"):
                continue
            if limit is None or limit > case.at:
                continue
            closed = verified_on(lists.duties(task.text("id")))
            due += 1
            met += closed is not None and closed <= limit
            evidence.append(f"{case.year}/{case.unit}/rectification#{task.text('id')}")
        return Count(met, due, tuple(evidence))

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
            if (month := event.values.text("month")) == window.key or (month == quarter and _quarterly(event))
        ]
        return found[-1] if found else None

    @property
    def _by_window(self) -> bool:
        return self.scoring.name == "by_window" or self.scoring.by == "window"

    def spared_by(self) -> Period | None:
        """Months where it is judged by them, else the year."""
        return Period("month" if self._by_window else "year")

    def _each_month(self, case: Case, events: Sequence[Event]) -> Iterator[Count]:
        counts = (self._month(case, window, events) for window in self._months(case))
        return (count for count in counts if count is not None)

    def _by_month(self, case: Case, events: Sequence[Event]) -> Finding:
        windows = [self._month_result(case, window, events) for window in case.windows("month")]
        total = _added(self._each_month(case, events))
        value = Value(total.met, total.of, self.threshold) if total.of else None
        found = by_windows(case, [[each] for each in windows], self.types_, late_share=self.late_share)
        fault = shares.of_months(case.rule, windows, self.threshold, self.unmet, self.late_said)
        return replace(found, value=value, fault=fault)

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
        due = case.due(status, window.end)
        return WindowResult(window, case.unit, status, len(count.evidence), count.evidence, due=due)


def _label(name: str | int, types: tuple[str, ...]) -> Term | str:
    declared = registry().field(str(name), types)
    return declared.term if declared else str(name)


def _quarterly(event: Event) -> bool:
    """Whether the record rests on an approved quarterly arrangement."""
    return event.values.text("arrangement") == "quarterly" and event.values.says("approved_on")


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
