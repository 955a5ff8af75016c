"""The course of a public notice: drafted, published, running, under objection, closed, decided (design §6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.judge.known import known, seen
from generator.judge.notices.check import NOTICE, period_of
from generator.judge.notices.days import A_DAY, COUNTED, WORKING_DAY, count_days
from generator.judge.notices.objections import OBJECTION, SUSPEND, UNFOUNDED, WITHDRAW, Objection, objections
from generator.judge.records.decisions import COMMENDATION, DECISION, confers
from generator.judge.summary import summary_of
from generator.model.calendar import Calendar, MissingYear
from generator.model.notice import Course, Objections, Outcome, Standing, State
from generator.model.organization import Organization
from generator.model.problem import Phrase, Problem
from generator.model.record import Record
from generator.model.result import Result

_STANDINGS = {None: Standing.CHECKED, WITHDRAW: Standing.WITHDRAWN, SUSPEND: Standing.SUSPENDED}
"""What the conclusion of an objection makes of a branch; without one it is being checked."""
CONCERNED = frozenset((NOTICE, OBJECTION, DECISION, COMMENDATION))
"""The types of records that have a part in the course of a notice."""


def courses(
    records: Iterable[Record], calendar: Calendar, as_of: date, results: Mapping[int, Result]
) -> dict[str, Course]:
    """Every notice's course as known at the end of the day, by record id. `results` are of that day, by year."""
    there = [each for each in _concerned(records) if seen(each, as_of) and not each.draft]
    said = [known(each, as_of).values for each in there if OBJECTION in each.types and OBJECTION not in each.incomplete]
    conferring = [record for record in there if confers(record)]
    found = {}
    for record in there:
        if NOTICE in record.types:
            of_it = [each for each in objections(said) if each.notice == record.id]
            found[record.id] = _course(record, of_it, conferring, calendar, as_of, results)
    return found


def _concerned(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records that have a part in the course of a notice: a few of very many."""
    return tuple(record for record in records if not CONCERNED.isdisjoint(record.types))


def check_titles(records: Iterable[Record], organization: Organization, calendar: Calendar) -> Iterator[Problem]:
    """A title that is conferred while the branch's notice runs, or an objection to it is open (plan 三 4)."""
    everything = _concerned(records)
    for record in everything:
        if record.draft or not confers(record):
            continue
        for notice, course in courses(everything, calendar, record.date, {}).items():
            early = not course.closed and course.outcome is not Outcome.WITHDRAWN
            for number, name in enumerate(record.values.names("branches")):
                if early and name in course.branches and course.branches[name] is not Standing.WITHDRAWN:
                    branch = organization.by_id.get(name)
                    figures = {
                        "branch": branch.name if branch else name,
                        "notice": notice,
                        "state": Phrase(f"labels.notice_state.{course.state}"),
                    }
                    yield record.warning("title_too_early", f"branches.{number}", **figures)


def open_titles(all_courses: Mapping[str, Course]) -> frozenset[str]:
    """Branches whose title nothing may show as final: an objection to them is being checked, or it is suspended."""
    return frozenset(
        branch
        for course in all_courses.values()
        for branch, standing in course.branches.items()
        if standing in (Standing.CHECKED, Standing.SUSPENDED)
    )


def _course(
    notice: Record,
    received: Sequence[Objection],
    conferring: Sequence[Record],
    calendar: Calendar,
    as_of: date,
    results: Mapping[int, Result],
) -> Course:
    values = notice.values
    branches = values.names("branches")
    span = period_of(values)
    published_on = values.day("published_on")
    withdrawn = known(notice, as_of).values.says("withdrawn_on")
    over = span is not None and span[1] < as_of
    decisions = tuple(record for record in conferring if span and record.date > span[1] and _of(record, branches))
    standings = {
        branch: Standing.WITHDRAWN if withdrawn else _standing(branch, received, decisions, over) for branch in branches
    }
    state, outcome = _state(published_on, span, received, standings, as_of)
    return Course(
        state=State.DECIDED if state is State.CLOSED and Standing.CONFERRED in standings.values() else state,
        outcome=outcome,
        published_on=published_on,
        start=span[0] if span else None,
        end=span[1] if span else None,
        working_days=_working(span, values.text("first_day") or COUNTED, calendar),
        calendar_days=(span[1] - span[0]).days + 1 if span else None,
        days_left=_working((as_of + A_DAY, span[1]), COUNTED, calendar) if span and state is State.RUNNING else None,
        objections=_counts(received),
        branches=standings,
        decisions=tuple(record.id for record in decisions),
        unmet=_unmet(notice, branches, results),
    )


def _of(record: Record, branches: Sequence[str]) -> bool:
    return not set(record.values.names("branches")).isdisjoint(branches)


def _standing(branch: str, received: Iterable[Objection], decisions: Iterable[Record], over: bool) -> Standing:
    """The gravest of what its objections make of it; else whether its period is over, and the title conferred."""
    conclusions = {each.conclusion for each in received if each.about(branch)}
    for gravest in (WITHDRAW, None, SUSPEND):
        if gravest in conclusions:
            return _STANDINGS[gravest]
    if not over:
        return Standing.LISTED
    return Standing.CONFERRED if any(_of(record, (branch,)) for record in decisions) else Standing.UNOPPOSED


def _state(
    published_on: date | None,
    span: tuple[date, date] | None,
    received: Iterable[Objection],
    branches: Mapping[str, Standing],
    as_of: date,
) -> tuple[State, Outcome | None]:
    standings = set(branches.values())
    if standings == {Standing.WITHDRAWN}:
        return State.CLOSED, Outcome.WITHDRAWN
    if published_on is None or span is None or published_on > as_of:
        return State.DRAFTED, None
    if Standing.CHECKED in standings:
        return State.OBJECTED, None
    if as_of < span[0]:
        return State.PUBLISHED, None
    if as_of <= span[1]:
        return State.RUNNING, None
    if Standing.SUSPENDED in standings:
        return State.OBJECTED, Outcome.SUSPENDED
    checked = any(each.to_check for each in received)
    return State.CLOSED, Outcome.UNFOUNDED if checked else Outcome.NO_OBJECTION


def _counts(received: Sequence[Objection]) -> Objections:
    conclusions = Counter(each.conclusion for each in received if each.to_check)
    return Objections(
        received=len(received),
        to_check=conclusions.total(),
        registered=len(received) - conclusions.total(),
        open=conclusions[None],
        unfounded=conclusions[UNFOUNDED],
        withdraw=conclusions[WITHDRAW],
        suspend=conclusions[SUSPEND],
    )


def _working(span: tuple[date, date] | None, first_day: str, calendar: Calendar) -> int | None:
    try:
        return count_days(*span, WORKING_DAY, first_day, calendar) if span else None
    except MissingYear:
        return None


def _unmet(notice: Record, branches: Sequence[str], results: Mapping[int, Result]) -> dict[str, tuple[str, ...]]:
    """The conditions that do not hold now, of the year whose campaign it is."""
    result = results.get(notice.year)
    found = {}
    for branch in branches if result else ():
        unmet = summary_of(branch, result.branches).unmet if result and branch in result.branches else None
        if unmet:
            found[branch] = unmet
    return found
