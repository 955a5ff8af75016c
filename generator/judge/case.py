"""One rule, one unit, one year, as known at the end of a day: the facts a kind judges by, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.judge.records.events import Book, Books, Event
from generator.judge.units import existed
from generator.model.config import YearConfig
from generator.model.interval import ONE_DAY, Interval
from generator.model.organization import Branch, Organization
from generator.model.pack import Pack, Rule
from generator.model.period import Period, Window, day_of
from generator.model.record import COMMITTEE
from generator.model.rectification import Rectification
from generator.model.result import Status

NOT_STARTED, ENDED = "not_started", "ended"
"""Why a window is not judged: the rule was not yet, or no longer, in force for the whole of it."""
BEFORE_START = "before_start"
"""Why it is not: it began before records were kept here at all."""


def after(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days=days)


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
    all_books: Books
    rectification: Rectification | None
    config: YearConfig
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
        if self.before_start(day):
            return BEFORE_START
        if day < max(self.pack.valid_from, self.rule.valid_from or date.min):
            return NOT_STARTED
        end = self.pack.valid_to
        return ENDED if end is not None and day >= end else None

    def before_start(self, day: date) -> bool:
        """Whether what began on the day began before records were kept here (design §4, start_on)."""
        return self.config.start_on is not None and day < self.config.start_on

    def due(self, status: Status, last: date | None) -> date | None:
        """The day by which it has to be done, for whoever still can: while pending, and on that very day.

        As-of means the end of the day, so that on its last day what is not done has failed; until it is over, people
        are told that it is due today, not that it is late.
        """
        return last if status is Status.PENDING or (status is Status.FAIL and last == self.as_of) else None

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
    def absent(self) -> str | None:
        """Why the unit is not judged over the year, by the half rule; None where it is."""
        return None if existed(self.span, self.year_window) else "part_window"

    def in_year(self, events: Iterable[Event], year_field: str | None = None) -> tuple[Event, ...]:
        """The events of the year: by their date, or by the year they say they are about."""
        if year_field is None:
            return tuple(event for event in events if self.year_window.holds(event.date))
        return tuple(event for event in events if self.about(event, year_field) == self.year)

    def about(self, event: Event, year_field: str) -> int | None:
        """The year that the event says it is about; where nobody wrote it, the pack's year of its date."""
        year = event.values.count(year_field)
        return year if year is None or year_field in event.record.marks else self.pack.year.of(event.date)

    def day(self, text: str) -> date:
        """The day written MM-DD as it falls within the pack's year."""
        found = self.pack.year.day(text, self.year)
        assert found is not None
        return found

    def waivers(self, group: str | None = None) -> Iterator[Interval]:
        """The spans for which the rule was waived, of the whole unit or of that group."""
        for event in self.book.counted(("waiver",)):
            values, span = event.values, event.values.span("window")
            if span is None or values.text("rule") != self.rule.id:
                continue
            if not values.says("groups") or group in values.names("groups"):
                yield Interval(span[0], None if span[1] == date.max else after(span[1], 1))

    def waived(self, window: Window, group: str | None = None) -> bool:
        """Whether an approved exception covers the whole window."""
        return any(span.days_in(window.start, window.end) == window.days for span in self.waivers(group))
