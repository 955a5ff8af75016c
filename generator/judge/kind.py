"""What a rule kind is: parameters declared as a dataclass, and one method that judges a case."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import ClassVar

from generator.judge.combining import JUDGED, MET, combined
from generator.judge.faults import COMMITTEE_MISSING, Tally, many, of_windows, tally
from generator.judge.parameters import Where
from generator.judge.records.events import Book, Event
from generator.judge.scoring import PROPORTIONAL, Reached, Scoring
from generator.judge.units import committee_missing, existed
from generator.model.config import Config
from generator.model.figures import decimal
from generator.model.interval import ONE_DAY, Interval
from generator.model.organization import Branch, Organization
from generator.model.pack import Pack, Rule
from generator.model.period import Period, Window, day_of
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.model.rectification import Rectification
from generator.model.result import Fault, Part, RuleResult, Status, Value, WindowResult

NOT_STARTED, ENDED = "not_started", "ended"
"""Why a window is not judged: the rule was not yet, or no longer, in force for the whole of it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One rule, one unit, one year, as known at the end of a day."""

    rule: Rule
    organization: Organization
    branch: Branch | None
    """None where the rule is the committee's own."""
    year: int
    as_of: date
    book: Book
    all_books: Mapping[str, Book]
    rectification: Rectification | None
    config: Config
    rule_ids: frozenset[str]
    """Every rule of the pack."""
    pack: Pack
    late_entries: tuple[str, ...] = ()
    """The unit's records of the year that came in later than allowed."""
    similar: tuple[tuple[str, str], ...] = ()
    """Pairs of its records of the year whose minutes are near-identical."""

    @property
    def unit(self) -> str:
        """The id of the unit judged."""
        return COMMITTEE if self.branch is None else self.branch.id

    @property
    def at(self) -> date:
        """The day whose state is judged: the as-of date, or the last day if that is earlier."""
        return min(self.as_of, self.last_day)

    @property
    def seen_at(self) -> date:
        """The as-of day within the year, whether or not the unit still exists: what stands then is said as present."""
        return min(self.as_of, self.year_window.end)

    @property
    def last_day(self) -> date:
        """The year's last day, or the unit's own: what has ended is judged as of its end."""
        end = self.span.end
        return self.year_window.end if end is None else min(self.year_window.end, end - ONE_DAY)

    @property
    def year_window(self) -> Window:
        """The year as a window."""
        return self.pack.year.window(self.year)

    def windows(self, period: str) -> tuple[Window, ...]:
        """The year's months, quarters or half-years."""
        return self.pack.year.windows(Period(period), self.year)

    def not_in_force(self, window: Window) -> str | None:
        """Why the rule does not judge the window: not in force on all of its days; None where it was."""
        return self.not_in_force_on(window.start) or self.not_in_force_on(window.end)

    def not_in_force_on(self, day: date) -> str | None:
        """Why the rule does not judge the day."""
        if day < max(self.pack.valid_from, self.rule.valid_from or date.min):
            return NOT_STARTED
        end = self.pack.valid_to
        return ENDED if end is not None and day >= end else None

    @property
    def reporting_over(self) -> bool:
        """Whether what is not reported by now counts as not done."""
        deadline = day_of(self.config.reporting_deadline, self.year)
        if deadline is not None and self.pack.year.first_month != 1:
            deadline = max(deadline, self.year_window.end)
        return deadline is not None and self.as_of > deadline

    @property
    def span(self) -> Interval:
        """When the unit existed."""
        return self.branch.span if self.branch else Interval(date.min)

    @property
    def existed_in_year(self) -> bool:
        """The half rule for the year."""
        return existed(self.span, self.year_window)

    def in_year(self, events: Iterable[Event], year_field: str | None = None) -> tuple[Event, ...]:
        """The events of the year: by their date, or by the year they say they are about."""
        if year_field is None:
            return tuple(event for event in events if self.year_window.holds(event.date))
        return tuple(event for event in events if self.told_year(event, year_field) == self.year)

    def told_year(self, event: Event, year_field: str) -> object:
        """The year that the event says it is about; where it says nothing, the pack's year of its date."""
        told = event.values.get(year_field)
        if told is not None and year_field not in event.record.marks:
            return self.pack.year.of(event.date)
        return told

    def day(self, text: str) -> date:
        """The day written MM-DD as it falls within the pack's year."""
        found = self.pack.year.day(text, self.year)
        assert found is not None
        return found

    def waivers(self, group: str | None = None) -> Iterator[Interval]:
        """The spans for which the rule was waived, of the whole unit or of that group."""
        for event in self.book.counted(("waiver",)):
            span, groups = event.values.get("window"), event.values.get("groups")
            if event.values.get("rule") != self.rule.id or not isinstance(span, tuple):
                continue
            if not isinstance(groups, tuple) or group in groups:
                yield Interval(span[0], None if span[1] == date.max else after(span[1], 1))

    def waived(self, window: Window, group: str | None = None) -> bool:
        """Whether an approved exception covers the whole window."""
        return any(span.days_in(window.start, window.end) == window.days for span in self.waivers(group))

    def result(
        self,
        status: Status,
        why: Phrase,
        *,
        share: Fraction | None = None,
        reason: str | None = None,
        windows: Sequence[WindowResult] = (),
        evidence: Iterable[str] = (),
        value: Value | None = None,
        steps: Sequence[Phrase] = (),
        parts: Sequence[Part] = (),
        aid: Phrase | None = None,
        due: date | None = None,
        fault: Fault | None = None,
    ) -> RuleResult:
        """The rule's result; `share` of its points is earned, None takes the rule out of the score."""
        points = self.rule.points
        earned = None if share is None or points is None else points * share
        return RuleResult(
            rule=self.rule,
            unit=self.unit,
            status=status,
            earned=earned,
            why=why,
            reason=reason,
            windows=tuple(windows),
            evidence=tuple(evidence),
            value=value,
            steps=tuple(steps),
            parts=tuple(parts),
            aid=aid,
            due=due,
            fault=fault,
        )

    def set_aside(self) -> RuleResult | None:
        """The result of a rule on the whole year that is not in force or was waived; None where it is judged."""
        reason = self.not_in_force(self.year_window)
        if reason:
            return self.outside(Status.NOT_APPLICABLE, reason)
        return self.outside(Status.EXEMPT, "waived") if self.waived(self.year_window) else None

    def outside(self, status: Status, reason: str | None) -> RuleResult:
        """A rule out of the score for a stated reason."""
        return self.result(status, Phrase(f"judging.why.{status}"), reason=reason)

    def by_windows(
        self,
        rows: Sequence[Sequence[WindowResult]],
        scoring: Scoring = PROPORTIONAL,
        late_share: Fraction = Fraction(0),
        *,
        types: Iterable[str] = (),
        each: int = 1,
        value: Value | None = None,
        aid: Phrase | None = None,
    ) -> RuleResult:
        """A rule judged window by window; each row is one window, its units combined by precedence.

        `types` are the records that count for it, `each` is how many one window asks for.
        """
        types = tuple(types)
        statuses = [combined(result.status for result in row) for row in rows]
        counts = {status: sum(found is status for found in statuses) for status in Status}
        met, judged = (sum(counts[status] for status in group) for group in (MET, JUDGED))
        windows = [result for row in rows for result in row]
        status = combined(statuses)
        reason = self._reason(status, windows)
        figures: dict[str, object] = {"met": met, "judged": judged}
        steps = []
        if rows:
            step = {"judged": many(judged, rows), "met": many(met, rows)}
            step["pending"] = many(counts[Status.PENDING], rows)
            steps.append(Phrase(f"judging.step.{'windows_open' if counts[Status.PENDING] else 'windows'}", step))
        share = None
        if judged:
            partly = met + late_share * counts[Status.LATE]
            whole = Status.PASS if met == judged else Status.FAIL
            reached = Reached(whole, partly / judged, missing=judged - partly)
            share = self._window_share(rows, statuses, scoring) if scoring.per_window else None
            share = scoring.share(reached, self.rule.points) if share is None else share
            if self.rule.points is not None:
                steps.append(
                    _said(scoring, reached, self.rule.points, share, judged, {**figures, "met": decimal(partly)})
                )
        return self.result(
            status,
            _how_often(tally(rows, each), types) if judged else Phrase(f"judging.why.{status}"),
            share=share,
            reason=reason,
            windows=windows,
            steps=steps,
            value=value,
            aid=aid,
            fault=of_windows(self.rule, self.branch, rows, types, each, reason),
        )

    def _reason(self, status: Status, windows: Sequence[WindowResult]) -> str | None:
        """A committee is missing only where it still is; what is out of the score says why."""
        reasons = [result.reason for result in windows if result.reason]
        if COMMITTEE_MISSING in reasons and self.branch is not None and committee_missing(self.branch, self.seen_at):
            return COMMITTEE_MISSING
        if status is Status.NOT_APPLICABLE:
            return next((reason for reason in reasons if reason != "part_window"), reasons[0] if reasons else None)
        return None

    def _window_share(
        self, rows: Sequence[Sequence[WindowResult]], statuses: Sequence[Status], scoring: Scoring
    ) -> Fraction:
        """The mean of what each judged window earns; the count of a window is that of its unit with the fewest."""
        shares = []
        for row, status in zip(rows, statuses, strict=True):
            if status in JUDGED:
                count = min(result.count or 0 for result in row if result.status in JUDGED)
                shares.append(scoring.share(Reached(status, Fraction(status in MET), count=count), self.rule.points))
        return sum(shares, Fraction(0)) / len(shares)


def _said(
    scoring: Scoring, reached: Reached, points: Fraction, share: Fraction, judged: int, figures: Mapping[str, object]
) -> Phrase:
    """The arithmetic of a rule judged by windows as one step."""
    scored = {"points": decimal(points), "earned": decimal(points * share)}
    if scoring.per_window:
        return Phrase("packs.step.windows", {**scored, "sum": decimal(points * share * judged), "judged": judged})
    if scoring.name in ("proportional", "by_window"):
        return Phrase("judging.step.share", {**figures, **scored})
    return scoring.said(reached, points, share)


def _how_often(found: Tally, types: Sequence[str]) -> Phrase:
    """应开12次，实开10次, and what is still to come."""
    said = found.said(types)
    return Phrase("judging.why.windows_open", {"tally": said, "pending": found.pending}) if found.pending else said


def after(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days=days)


class Kind(ABC):
    """A kind of rule. Subclasses are frozen dataclasses whose fields are made by `parameters.parameter`."""

    name: ClassVar[str]

    @abstractmethod
    def judge(self, case: Case) -> RuleResult:
        """How the rule stands for the unit, with evidence and arithmetic."""

    def types(self) -> tuple[str, ...]:
        """The record types that count for it, so that a record's page can name the rule."""
        found = getattr(self, "types_", ())
        return found if isinstance(found, tuple) else ()

    def figures_from(self) -> tuple[str, ...]:
        """The fields of its records that its value, its counts and its sentences are made of.

        They have the narrowest class of these fields (design §7); none where they only count records or days.
        """
        return ()

    def aid_from(self) -> tuple[str, ...]:
        """The fields its aid is made of: it has their class, whatever the class of the other figures."""
        return ()

    def chosen_by(self) -> tuple[str, ...]:
        """The fields by which its records are chosen: who may not see them is not told which records these are."""
        where = getattr(self, "where", None)
        return where.names if isinstance(where, Where) else ()

    def systems_named(self) -> tuple[str, ...]:
        """The systems (制度) it asks for by name."""
        return ()

    def spared_by(self) -> Period | None:
        """The windows that an approved exception spares one by one; None where it needs to cover none of its own."""
        return Period("year")

    def catches_up(self, key: str, held: date) -> bool:
        """Whether a record held that day can make up for the window of that key."""
        return False
