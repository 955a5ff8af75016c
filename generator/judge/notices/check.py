"""Checks of public notices (design §6, domain §3.1): their days by the calendar, their basis, whom they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.judge.known import known, seen
from generator.judge.notices.days import (
    CALENDAR_DAY,
    COUNTED,
    WORKING_DAY,
    Length,
    count_days,
    last_day,
    next_working_day,
    said_ends,
    said_first_day,
    said_length,
    stated,
)
from generator.judge.notices.objections import OBJECTION
from generator.judge.records.decisions import DECISION, latest_on, recommends
from generator.model.by_year import ByYear
from generator.model.calendar import Calendar, MissingYear
from generator.model.organization import Organization
from generator.model.pack import Pack
from generator.model.problem import Phrase, Problem
from generator.model.record import Record, in_time
from generator.model.values import Values
from generator.types import registry

NOTICE = "public_notice"
CONTACTS = ("phone", "email", "opinion_box", "address")
Unmet = Callable[[str, int, date], tuple[str, ...] | None]
"""The conditions a branch does not meet in a year as known at the end of a day; None where none are asked for."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What notices are checked against."""

    organization: Organization
    calendar: Calendar
    least: ByYear[int]
    """The least working days of a notice."""
    unmet: Unmet
    packs: ByYear[Pack]
    """Those whose conditions these are."""
    as_of: date
    """The end of the day they are checked on."""


def check_notices(records: Iterable[Record], grounds: Grounds) -> Iterator[Problem]:
    """Every problem of every notice that is not a draft."""
    everything = tuple(records)
    decisions = {
        record.id: record
        for record in everything
        if DECISION in record.types and not record.draft and DECISION not in record.incomplete
    }
    notices = {record.id: record for record in everything if NOTICE in record.types}
    for record in everything:
        if NOTICE in record.types and not record.draft:
            yield from _Check(record, grounds, decisions).problems()
            yield from _second(record, notices.values(), grounds.organization)
        if OBJECTION in record.types and not record.draft:
            yield from _objection(record, notices)


def period_of(values: Values) -> tuple[date, date] | None:
    """The first and last day of a notice; None where they are not both written."""
    period = values.parts("period")
    start, end = period.day("start"), period.day("end")
    return (start, end) if start and end else None


def _label(name: str) -> str:
    return registry().types[NOTICE].fields[name].zh[0]


@dataclass(frozen=True, slots=True)
class _Check:
    """One notice and what it is checked against."""

    record: Record
    grounds: Grounds
    decisions: Mapping[str, Record]

    def problems(self) -> Iterator[Problem]:
        values = self.record.values
        span = period_of(values)
        words = values.parts("period").words
        if words and span is None:
            yield self._relative(words)
        if span is not None:
            yield from self._period(*span)
            if not values.says("published_on") and span[0] <= self.grounds.as_of:
                yield self.record.warning("notice_unpublished", "period", start=span[0].isoformat())
        yield from self._basis()
        yield from self._branches()
        if span is not None and not any(name in values for name in CONTACTS):
            options = "、".join(_label(name) for name in CONTACTS)
            yield self.record.error("notice_contact", "departments", options=options)

    @property
    def _least(self) -> int:
        """The least working days of a notice of its year."""
        return self.grounds.least.of(self.record.date.year)

    @property
    def _first_day(self) -> str:
        return self.record.values.text("first_day") or COUNTED

    def _relative(self, words: str) -> Problem:
        """公示之日起一周内: refused, and the days it comes to are offered."""
        values = self.record.values
        length = said_length(words) or stated(values) or Length(self._least, WORKING_DAY)
        published = values.day("published_on") or values.day("signed_on") or self.record.date
        first_day = said_first_day(words, self._first_day)
        first, last = said_ends(words, published)
        try:
            start = first or next_working_day(published, self.grounds.calendar)
            end = last or last_day(start, length, self._least, first_day, self.grounds.calendar)
        except MissingYear as missing:
            return self.record.error("notice_no_calendar", "period", year=missing.year)
        days = {"start": start.isoformat(), "end": end.isoformat()}
        return self.record.error("notice_relative", "period", words=words, **days)

    def _period(self, start: date, end: date) -> Iterator[Problem]:
        if end < start:
            yield self._backwards(start, end)
            return
        for name in ("signed_on", "published_on"):
            day = self.record.values.day(name)
            if day is not None and day > start:
                figures = {"field": _label(name), "day": day.isoformat(), "start": start.isoformat()}
                yield self.record.error("notice_after_start", name, **figures)
        missing = [year for year in range(start.year, end.year + 1) if year not in self.grounds.calendar.years]
        if missing:
            yield self.record.error("notice_no_calendar", "period", year=missing[0])
            return
        yield from self._length(start, end)
        yield from self._days_off(start, end)

    def _backwards(self, start: date, end: date) -> Problem:
        days = {"start": start.isoformat(), "end": end.isoformat()}
        try:
            meant = end.replace(year=end.year + 1)
        except ValueError:
            meant = end
        if meant >= start:
            return self.record.error("notice_year_slip", "period.end", **days, meant=meant.isoformat())
        return self.record.error("notice_backwards", "period.end", **days)

    def _length(self, start: date, end: date) -> Iterator[Problem]:
        """Against the days it states, and the least there must be whatever it states."""
        calendar, least = self.grounds.calendar, self._least
        working = count_days(start, end, WORKING_DAY, self._first_day, calendar)
        length = stated(self.record.values)
        figures = {"start": start.isoformat(), "end": end.isoformat(), "working": working}
        counted = count_days(start, end, length.unit, self._first_day, calendar) if length else 0
        if length and counted != length.number:
            unit = Phrase(f"labels.notice_days.{length.unit}")
            right = self._right_end(start, length)
            said = {**figures, "stated": length.number, "unit": unit, "counted": counted, "right": right}
            if counted < length.number:
                yield self.record.error("notice_short", "period.end", **said)
            else:
                yield self.record.warning("notice_long", "period.end", **said)
        if working < least and not (length and length.unit == WORKING_DAY and counted < length.number):
            right = self._right_end(start, Length(least, WORKING_DAY))
            yield self.record.error("notice_minimum", "period.end", **figures, least=least, right=right)

    def _right_end(self, start: date, length: Length) -> str:
        """The day on which the period should end; a dash where its year is on no calendar."""
        least = self._least if length.unit == CALENDAR_DAY else 0
        try:
            return last_day(start, length, least, self._first_day, self.grounds.calendar).isoformat()
        except MissingYear:
            return "—"

    def _days_off(self, start: date, end: date) -> Iterator[Problem]:
        calendar = self.grounds.calendar
        if not calendar.is_working(start):
            yield self.record.warning("notice_starts_off", "period.start", day=start.isoformat())
        if not calendar.is_working(end):
            yield self.record.warning("notice_ends_off", "period.end", day=end.isoformat())
        inside = calendar.holidays(start, end)
        if inside and (inside[0][0], inside[-1][0]) != (start, end):
            called = "、".join(dict.fromkeys(name for _, name in inside))
            yield self.record.warning("notice_holiday", "period", names=called)

    def _basis(self) -> Iterator[Problem]:
        basis = self.record.values.text("basis")
        if basis and basis not in self.decisions:
            day = self.record.values.day("signed_on") or self.record.date
            there = [each.id for each in self.decisions.values() if seen(each, day)]
            yield self.record.error("notice_basis", "basis", basis=basis, known=max(there, default="—"))

    def _branches(self) -> Iterator[Problem]:
        """Each branch is there on the day, and recommended by the committee, or at least ready to be."""
        day = self.record.values.day("signed_on")
        if day is None:
            return
        decisions = [each for each in self.decisions.values() if seen(each, day)]
        for number, name in enumerate(self.record.values.names("branches")):
            branch = self.grounds.organization.by_id.get(name)
            field = f"branches.{number}"
            if branch is None:
                continue
            if not branch.span.covers(day):
                figures = {"branch": branch.name, "date": day.isoformat()}
                yield self.record.error("branch_not_then", field, **figures)
                continue
            if recommends(latest_on(name, decisions)):
                continue
            unmet = self.grounds.unmet(name, self._year(), day)
            if unmet:
                lacking = tuple(map(self.grounds.packs.of(self._year()).condition, unmet))
                said = {"branch": branch.name, "date": day.isoformat()}
                yield self.record.error("notice_not_recommended", field, **said, unmet=lacking)

    def _year(self) -> int:
        """The year whose campaign the recommendation is from: that of the decision it rests on."""
        decision = self.decisions.get(self.record.values.text("basis"))
        return (decision or self.record).year


def _second(record: Record, notices: Iterable[Record], organization: Organization) -> Iterator[Problem]:
    """The branches that an earlier notice names whose days are these too, unless it was withdrawn before."""
    span = period_of(record.values)
    earlier = [each for each in notices if not each.draft and in_time(each) < in_time(record)]
    for other in earlier if span else ():
        before = period_of(other.values)
        if span is None or before is None or before[1] < span[0] or span[1] < before[0]:
            continue
        if known(other, span[0]).values.says("withdrawn_on"):
            continue
        for number, name in enumerate(record.values.names("branches")):
            if name in other.values.names("branches") and name in organization.by_id:
                figures = {
                    "branch": organization.by_id[name].name,
                    "first": other.id,
                    "start": before[0].isoformat(),
                    "end": before[1].isoformat(),
                    "day": span[0].isoformat(),
                }
                yield record.warning("notice_second", f"branches.{number}", **figures)


def _objection(record: Record, notices: Mapping[str, Record]) -> Iterator[Problem]:
    """An objection is to a notice and its branches, and a conclusion has its day."""
    values = record.values
    named = values.text("notice")
    notice = notices.get(named)
    if notice is None and named:
        yield record.error("objection_notice", "notice", notice=named)
    branches = notice.values.names("branches") if notice else ()
    for number, name in enumerate(values.names("branches")):
        if branches and name not in branches:
            figures = {"branch": name, "known": "、".join(branches)}
            yield record.error("objection_branch", f"branches.{number}", **figures)
    if ("conclusion" in values) != ("concluded_on" in values):
        field = "conclusion" if "conclusion" in values else "concluded_on"
        yield record.error("objection_conclusion", field)
