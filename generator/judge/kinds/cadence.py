"""cadence: something happens at least so often (plan 二 3: 每季度至少, 每月至少, 每年至少)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from generator.judge.events import Event
from generator.judge.kind import Case, Kind
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
    scalar,
    sum_of,
    type_id,
    where,
    whole,
)
from generator.judge.scoring import PROPORTIONAL, Scoring, scoring
from generator.judge.units import committee_reason, existed, groups_in
from generator.model.expression import Number, Sum
from generator.model.organization import Branch
from generator.model.period import Period, Window, day_of
from generator.model.result import RuleResult, Status, WindowResult
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
    year_field: str | None = parameter(scalar, default=None)
    open_until: str | None = parameter(month_day, default=None)
    within: tuple[str, str] | None = parameter(days, default=None)
    campaign: bool | None = parameter(flag, default=None)
    measure: Sum | None = parameter(sum_of, default=None)
    scoring: Scoring = parameter(
        scoring("proportional", "all_or_nothing", "half_below", windows=True), default=PROPORTIONAL
    )
    late_share: Fraction = parameter(figure, default=Fraction(0))

    def judge(self, case: Case) -> RuleResult:
        """Window by window; a cadence never gives no_evidence."""
        bound_to_campaign = self.within is not None if self.campaign is None else self.campaign
        if bound_to_campaign and case.config.campaign_year != case.year:
            return case.outside(Status.NOT_APPLICABLE, "no_campaign")
        events = [event for event in case.book.counted(self.types_, self.where) if self._right_form(event)]
        rows = [self._row(case, window, events) for window in self._windows(case)]
        return case.by_windows(rows, self.scoring, self.late_share, types=self.types_, each=self.min)

    def figures_from(self) -> tuple[str, ...]:
        """The fields added up, where it does not count the records themselves."""
        return self.measure.names if self.measure else ()

    def catches_up(self, key: str, held: date) -> bool:
        """A window of this cadence that ended before the record was held."""
        window = None if self.year_field else self.period.window(key)
        return window is not None and window.end < held

    def _windows(self, case: Case) -> tuple[Window, ...]:
        found = case.pack.year.windows(self.period, case.year)
        if self.within is None:
            return found
        first, last = (day_of(text, case.year) for text in self.within)
        return tuple(window for window in found if first and last and first <= window.start and window.end <= last)

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
        if not existed(case.span, window):
            return [_outside(window, case.unit, "part_window")]
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
            reason = "no_groups" if existed(case.span, window) else "part_window"
            return [_outside(window, branch.id, not_in_force or reason)]
        row: list[WindowResult] = []
        for group in groups:
            unit = f"{branch.id}/{group.id}"
            if not_in_force:
                row.append(_outside(window, unit, not_in_force))
            elif existed(group.span, window) and existed(case.span, window):
                own = [event for event in events if group.id in _groups(event)]
                row.append(self._judged(case, window, unit, self._tally(case, window, own), None, group.id))
            else:
                row.append(_outside(window, unit, "part_window"))
        return row

    def _fewest(self, case: Case, window: Window, events: Sequence[Event]) -> Tally:
        """The tally of the branch; where groups may hold it (`groups: all`), that of the group with the fewest."""
        groups = groups_in(case.branch, window) if case.branch and self.groups == "all" else ()
        if not groups:
            return self._tally(case, window, events)
        tallies = [
            self._tally(case, window, [event for event in events if not _groups(event) or group.id in _groups(event)])
            for group in groups
        ]
        return Tally(
            held=_once(event for tally in tallies for event in tally.held),
            caught_up=_once(event for tally in tallies for event in tally.caught_up),
            count=min(tally.count for tally in tallies),
            reach=min(tally.reach for tally in tallies),
            on_target=all(tally.on_target for tally in tallies),
        )

    def _tally(self, case: Case, window: Window, events: Sequence[Event]) -> Tally:
        held: list[Event] = []
        caught_up: list[Event] = []
        for event in events:
            home = self._home(case, window, event)
            if home is not None:
                (held if home else caught_up).append(event)
        count = self._measured(held)
        on_target = self._on_target(case, window, held, count)
        return Tally(tuple(held), tuple(caught_up), count, count + self._measured(caught_up), on_target)

    def _measured(self, events: Sequence[Event]) -> Number:
        """How many events; with `measure` what their field adds up to (class hours, talks)."""
        if self.measure is None:
            return len(events)
        return sum((self.measure.number(event.values) or 0 for event in events), Fraction(0))

    def _home(self, case: Case, window: Window, event: Event) -> bool | None:
        """Whether the event was held in the window (True), caught up for it (False), or is none of its business."""
        if self.year_field:
            if event.values.get(self.year_field) != window.start.year or event.date < window.start:
                return None
            return event.date <= self._closes(window)
        key = event.values.get("make_up_for")
        if isinstance(key, str) and self._catches_up(case, key, event.date):
            return False if key == window.key else None
        return True if window.holds(event.date) else None

    def _catches_up(self, case: Case, key: str, held: date) -> bool:
        """As `catches_up`, by the windows of the pack's own years."""
        if self.period.spans or case.pack.year.first_month == 1:
            return self.catches_up(key, held)
        years = (case.year - 1, case.year, case.year + 1)
        found = [each for year in years for each in case.pack.year.windows(self.period, year) if each.key == key]
        return not self.year_field and any(window.end < held for window in found)

    def _closes(self, window: Window) -> date:
        """The last day on which the window's event can be held in time."""
        last = day_of(self.open_until, window.start.year) if self.open_until else None
        return last or window.end

    def _judged(
        self, case: Case, window: Window, unit: str, tally: Tally, reason: str | None, group: str | None = None
    ) -> WindowResult:
        count, evidence = floor(tally.count), tuple(event.id for event in tally.held)
        if case.waived(window, group):
            status, reason = Status.EXEMPT, "waived"
        elif tally.count >= self.min:
            status = Status.TARGET_MET if tally.on_target else Status.PASS
        elif tally.caught_up and tally.reach >= self.min:
            status, reason = Status.LATE, reason if self.year_field else "made_up"
            count, evidence = 0, tuple(event.id for event in tally.caught_up)
        else:
            status = Status.PENDING if self._open(case, window) else Status.FAIL
        due = self._closes(window) if status is Status.PENDING else None
        return WindowResult(window, unit, status, count, evidence, reason, due)

    def _open(self, case: Case, window: Window) -> bool:
        if self.open_until:
            return case.as_of <= self._closes(window)
        return window.end > case.as_of

    def _on_target(self, case: Case, window: Window, held: Sequence[Event], count: Number) -> bool:
        if self.target is not None:
            return count >= self.target
        if self.target_each is None:
            return False
        each_period, years = Period(self.target_each), sorted({case.year, window.start.year, window.end.year})
        found = [each for year in years for each in case.pack.year.windows(each_period, year)]
        inner = [each for each in found if each.within(window)]
        return bool(inner) and all(any(each.holds(event.date) for event in held) for each in inner)


def _once(events: Iterable[Event]) -> tuple[Event, ...]:
    found = {event.id: event for event in events}
    return tuple(sorted(found.values(), key=lambda event: (event.date, event.id)))


def _groups(event: Event) -> tuple[str, ...]:
    found = event.values.get("groups")
    return found if isinstance(found, tuple) else ()


def _outside(window: Window, unit: str, reason: str) -> WindowResult:
    return WindowResult(window, unit, Status.NOT_APPLICABLE, reason=reason)
