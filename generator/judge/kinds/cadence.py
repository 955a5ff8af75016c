"""cadence: something happens at least so often (plan 二 3: 每季度至少, 每月至少, 每年至少)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor

from generator.judge.case import Case
from generator.judge.combining import JUDGED, NOT_MET
from generator.judge.faults import UNCOUNTED, Rows, joined, of_units, of_windows
from generator.judge.kind import Finding, Kind
from generator.judge.known import issued
from generator.judge.parameters import (
    Where,
    days,
    figure,
    flag,
    list_of,
    month_day,
    one_of,
    parameter,
    period,
    sum_of,
    type_id,
    where,
    whole,
    year_field,
)
from generator.judge.reach import Reach, reach
from generator.judge.records.events import Event
from generator.judge.scoring import PROPORTIONAL, Scoring, scoring
from generator.judge.units import absence_reason, committee_reason, existed, groups_in
from generator.judge.windows import by_windows
from generator.model.expression import Number, Sum
from generator.model.figures import decimal
from generator.model.interval import ONE_DAY
from generator.model.organization import Branch, Group
from generator.model.period import Period, Window
from generator.model.problem import Phrase
from generator.model.record import in_time
from generator.model.result import Fault, Status, WindowResult
from generator.types import registry


@dataclass(frozen=True, slots=True)
class Tally:
    """The events of one unit in one window."""

    held: tuple[Event, ...]
    caught_up: tuple[Event, ...]
    """Made up for later, or held after the window had closed."""
    count: Number
    reach: Number
    """The count together with what was caught up."""
    on_target: bool


@dataclass(frozen=True)
class Cadence(Kind):
    """At least `min` counted events of the types in each window of the period."""

    name = "cadence"
    looks_at = ("make_up_for", "groups")

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    period: Period = parameter(period)
    min: int = parameter(whole, default=1)
    target: int | None = parameter(whole, default=None)
    target_each: str | None = parameter(one_of("month", "quarter", "half_year"), default=None)
    unit: str = parameter(one_of("branch", "group"), default="branch")
    needs: str | None = parameter(one_of("committee"), default=None)
    groups: str | None = parameter(one_of("all"), default=None)
    not_with: tuple[str, ...] = parameter(list_of(type_id), default=())
    unless_with: tuple[str, ...] = parameter(list_of(type_id), default=())
    where: Where | None = parameter(where, default=None)
    year_field: str | None = parameter(year_field, default=None)
    open_until: str | None = parameter(month_day, default=None)
    within: tuple[str, str] | None = parameter(days, default=None)
    campaign: bool | None = parameter(flag, default=None)
    measure: Sum | None = parameter(sum_of, default=None)
    reach: Reach | None = parameter(reach, default=None)
    scoring: Scoring = parameter(
        scoring("proportional", "all_or_nothing", "half_below", windows=True), default=PROPORTIONAL
    )
    late_share: Fraction = parameter(figure, default=Fraction(0))

    def find(self, case: Case) -> Finding:
        """Window by window; a cadence never gives no_evidence."""
        events = [event for event in case.book.counted(self.types_, self.where) if self._right_form(event)]
        rows: Rows = [self._row(case, window, events) for window in self._windows(case)]
        held = {item for row in rows for result in row for item in result.evidence}
        aid = self.reach.said(case, [event for event in events if event.id in held]) if self.reach else None
        rows = self._explained(case, rows, {event.id for event in events})
        found = replace(by_windows(case, rows, self.types_, self.min, self.late_share), aid=aid)
        if self.measure is not None:
            return self._in_sums(case, found, events)
        if found.fault is None:
            return found
        told = self._by_groups(case, rows, events) if self.groups else rows
        fault = of_windows(
            case.rule, case.branch, rows, self.types_, self.min, found.reason, told=told, as_of=case.as_of
        )
        return replace(found, fault=fault)

    @property
    def _of_campaign(self) -> bool:
        return self.within is not None if self.campaign is None else self.campaign

    def _not_in_force(self, case: Case) -> str | None:
        return None  # each window for itself

    def _waived(self, case: Case) -> bool:
        return False

    def _in_sums(self, case: Case, found: Finding, events: Sequence[Event]) -> Finding:
        """The result of a rule of hours or talks, told by what they add up to and not by how many records there are."""
        by_id = {event.id: event for event in events}
        judged = [result for result in found.windows if result.status in JUDGED]
        missed = [result for result in judged if result.status in NOT_MET]
        if not judged:
            return found

        def sums(results: Sequence[WindowResult]) -> Phrase:
            said = [self._sum(case, each, [by_id[item] for item in each.evidence]) for each in results]
            return joined(said, "kinds.cadence.fault.and")

        fault = None
        if missed:
            figures = {"what": case.rule.term, "min": self.min, "windows": of_units(case.branch, missed, case.as_of)}
            fault = Fault(
                Phrase("kinds.cadence.fault.sums", {**figures, "sums": sums(missed)}),
                Phrase("kinds.cadence.fault.sums_bare", figures),
            )
        return replace(
            found, fault=fault, why=Phrase("kinds.cadence.why.sums", {"sums": sums(judged), "min": self.min})
        )

    def _sum(self, case: Case, result: WindowResult, events: Sequence[Event]) -> Phrase:
        figures = {"windows": of_units(case.branch, [result], case.as_of), "sum": decimal(self._measured(events))}
        return Phrase("kinds.cadence.fault.sum", figures)

    def _explained(self, case: Case, rows: Rows, counted: Collection[str]) -> Rows:
        """The rows; a window in which something was held that does not count says why it does not."""
        if not any(result.status is Status.FAIL for row in rows for result in row):
            return rows
        others = [event for event in case.book.events if event.id not in counted and self._is_held(case, event)]
        return [[self._with_reason(case, result, others) for result in row] for row in rows]

    def _is_held(self, case: Case, event: Event) -> bool:
        """Whether it took place, whatever it counts for."""
        held = not event.record.draft and issued(event.record, case.as_of)
        return held and not set(self.types_).isdisjoint(event.record.types)

    def _with_reason(self, case: Case, result: WindowResult, others: Sequence[Event]) -> WindowResult:
        if result.status is not Status.FAIL or result.reason:
            return result
        group = result.unit.partition("/")[2]
        found = [
            event
            for event in others
            if (not group or group in _groups(event) or (self.groups and not _groups(event)))
            and self._home(case, result.window, event)
        ]
        reasons = [_uncounted_reason(each, frozenset(self.types_).intersection(each.record.types)) for each in found]
        reason = next((each for each in UNCOUNTED if each in reasons), None)
        return replace(result, reason=reason, behind=tuple(each.id for each in found) if reason else ())

    def _by_groups(self, case: Case, rows: Rows, events: Sequence[Event]) -> Rows:
        """The rows; a window that only some groups missed is told by these groups."""
        return [[each for result in row for each in self._groups_of(case, result, events)] for row in rows]

    def _groups_of(self, case: Case, result: WindowResult, events: Sequence[Event]) -> list[WindowResult]:
        branch, window = case.branch, result.window
        groups = groups_in(branch, window) if branch and result.status in NOT_MET else ()
        found = []
        for group in groups:
            own = [event for event in events if not _groups(event) or group.id in _groups(event)]
            tally = self._tally(case, window, own, group)
            found.append(self._judged(case, window, f"{case.unit}/{group.id}", tally, None, group))
        missed = [each for each in found if each.status in NOT_MET]
        if len(missed) == len(found):
            return [result]
        counted = {event.id for event in events}
        return list(self._explained(case, [missed], counted)[0]) if missed else [result]

    def spared_by(self) -> Period | None:
        """Its own windows."""
        return self.period

    def catches_up(self, key: str, held: date) -> bool:
        """A window of this cadence that ended before the record was held."""
        window = None if self.year_field else self.period.window(key)
        return window is not None and window.end < held

    def _windows(self, case: Case) -> tuple[Window, ...]:
        found = case.pack.year.windows(self.period, case.year)
        if self.within is None:
            return found
        first, last = map(case.day, self.within)
        return tuple(window for window in found if first <= window.start and window.end <= last)

    def _right_form(self, event: Event) -> bool:
        """Not held only as a meeting of a body that does not count for it (`not_with`)."""
        forms = set(event.record.types) - set(self.types_)
        if not forms & set(self.not_with):
            return True
        bodies = registry().types
        other = self.unless_with or tuple(form for form in forms if bodies[form].body and form not in self.not_with)
        return bool(forms & set(other))

    def _row(self, case: Case, window: Window, events: Sequence[Event]) -> list[WindowResult]:
        branch = case.branch
        if branch is not None and self.unit == "group":
            return self._group_row(case, branch, window, events)
        not_in_force = case.not_in_force(window)
        if not_in_force:
            return [_outside(window, case.unit, not_in_force)]
        absent = absence_reason(case.span, window)
        if absent:
            return [_outside(window, case.unit, absent)]
        reason = None
        if branch is not None and self.needs == "committee":
            judged, reason = committee_reason(branch, window)
            if not judged:
                return [_outside(window, case.unit, reason or "")]
        return [self._judged(case, window, case.unit, self._fewest(case, window, events), reason)]

    def _group_row(self, case: Case, branch: Branch, window: Window, events: Sequence[Event]) -> list[WindowResult]:
        """Every group of the year, whether or not it is judged over the window."""
        year = case.year_window
        groups = [group for group in branch.groups if group.span.days_in(year.start, year.end)]
        not_in_force = case.not_in_force(window)
        if not groups:
            reason = absence_reason(case.span, window)
            if reason is None:
                reason = "no_groups"
            return [_outside(window, branch.id, not_in_force or reason)]
        row: list[WindowResult] = []
        for group in groups:
            unit = f"{branch.id}/{group.id}"
            outside = not_in_force or absence_reason(group.span, window) or absence_reason(case.span, window)
            if outside:
                row.append(_outside(window, unit, outside))
            else:
                own = [event for event in events if group.id in _groups(event)]
                row.append(self._judged(case, window, unit, self._tally(case, window, own, group), None, group))
        return row

    def _fewest(self, case: Case, window: Window, events: Sequence[Event]) -> Tally:
        """The tally of the branch; where groups may hold it (`groups: all`), that of the group with the fewest."""
        groups = groups_in(case.branch, window) if case.branch and self.groups == "all" else ()
        if not groups:
            return self._tally(case, window, events)
        tallies = [
            self._tally(
                case, window, [event for event in events if not _groups(event) or group.id in _groups(event)], group
            )
            for group in groups
        ]
        return Tally(
            held=_once(event for tally in tallies for event in tally.held),
            caught_up=_once(event for tally in tallies for event in tally.caught_up),
            count=min(tally.count for tally in tallies),
            reach=min(tally.reach for tally in tallies),
            on_target=all(tally.on_target for tally in tallies),
        )

    def _tally(self, case: Case, window: Window, events: Sequence[Event], group: Group | None = None) -> Tally:
        held: list[Event] = []
        caught_up: list[Event] = []
        for event in events:
            home = self._home(case, window, event)
            if home is not None:
                (held if home else caught_up).append(event)
        count = self._measured(held)
        on_target = self._on_target(case, window, held, count, group)
        return Tally(tuple(held), tuple(caught_up), count, count + self._measured(caught_up), on_target)

    def _measured(self, events: Sequence[Event]) -> Number:
        """How many events; with `measure` what their field adds up to (class hours, talks)."""
        if self.measure is None:
            return len(events)
        return sum((self.measure.number(event.values) or 0 for event in events), Fraction(0))

    def _home(self, case: Case, window: Window, event: Event) -> bool | None:
        """Whether the event was held in the window (True), caught up for it (False), or is none of its business."""
        if self.year_field:
            if case.about(event, self.year_field) != case.year or event.date < window.start:
                return None
            return event.date <= self._closes(case, window)
        key = event.values.text("make_up_for")
        if key and self._catches_up(case, key, event.date):
            return False if key == window.key else None
        return True if window.holds(event.date) else None

    def _catches_up(self, case: Case, key: str, held: date) -> bool:
        """As `catches_up`, by the windows of the pack's own years."""
        if self.period.spans or case.pack.year.first_month == 1:
            return self.catches_up(key, held)
        years = (case.year - 1, case.year, case.year + 1)
        found = [each for year in years for each in case.pack.year.windows(self.period, year) if each.key == key]
        return not self.year_field and any(window.end < held for window in found)

    def _closes(self, case: Case, window: Window) -> date:
        """The last day on which the window's event can be held in time; no earlier than a school year ends."""
        if self.open_until is None:
            return window.end
        last = case.day(self.open_until)
        return last if case.pack.year.first_month == 1 else max(last, window.end)

    def _judged(
        self, case: Case, window: Window, unit: str, tally: Tally, reason: str | None, group: Group | None = None
    ) -> WindowResult:
        count, evidence = floor(tally.count), tuple(event.id for event in tally.held)
        if case.waived(window, group.id if group else None):
            status, reason = Status.EXEMPT, "waived"
        elif tally.count >= self.min:
            status = Status.TARGET_MET if tally.on_target else Status.PASS
        elif tally.caught_up and tally.reach >= self.min:
            status, reason = Status.LATE, reason if self.year_field else "made_up"
            count, evidence = 0, tuple(event.id for event in tally.caught_up)
        else:
            status = Status.PENDING if self._open(case, window) else Status.FAIL
        return WindowResult(
            window, unit, status, count, evidence, reason, case.due(status, self._last_day(case, window, group))
        )

    def _last_day(self, case: Case, window: Window, group: Group | None) -> date | None:
        """The last day on which it can still be done; None where the unit is there no more."""
        ends = [span.end - ONE_DAY for span in (case.span, group and group.span) if span and span.end]
        last = min([self._closes(case, window), *ends])
        return last if last >= case.as_of else None

    def _open(self, case: Case, window: Window) -> bool:
        if self.open_until:
            return case.as_of <= self._closes(case, window)
        return window.end > case.as_of

    def _on_target(self, case: Case, window: Window, held: Sequence[Event], count: Number, group: Group | None) -> bool:
        """Held often enough, or in each inner window in which the unit existed for at least half of the days."""
        if self.target is not None:
            return count >= self.target
        if self.target_each is None:
            return False
        each_period, years = Period(self.target_each), sorted({case.year, window.start.year, window.end.year})
        found = [each for year in years for each in case.pack.year.windows(each_period, year)]
        spans = (case.span, group.span) if group else (case.span,)
        inner = [each for each in found if each.within(window) and all(existed(span, each) for span in spans)]
        return bool(inner) and all(any(each.holds(event.date) for event in held) for each in inner)


def _uncounted_reason(event: Event, types: frozenset[str]) -> str:
    """Why what was held does not count for the types."""
    if types & event.no_quorum:
        return "no_quorum"
    return "not_counted" if types & event.counted else "incomplete"


def _once(events: Iterable[Event]) -> tuple[Event, ...]:
    found = {event.id: event for event in events}
    return tuple(sorted(found.values(), key=in_time))


def _groups(event: Event) -> tuple[str, ...]:
    return event.values.names("groups")


def _outside(window: Window, unit: str, reason: str) -> WindowResult:
    return WindowResult(window, unit, Status.NOT_APPLICABLE, reason=reason)
