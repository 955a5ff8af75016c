"""The course of a public notice: drafted, published, running, under objection, closed, decided (design §6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.judge.notices.check import DECISION, NOTICE, names, period_of
from generator.judge.notices.days import A_DAY, COUNTED, WORKING_DAY, count_days
from generator.judge.notices.objections import OBJECTION, UNFOUNDED, checkable, concerns, conclusion
from generator.model.calendar import Calendar, MissingYear
from generator.model.notice import Course, Objections, Outcome, Standing, State
from generator.model.organization import Organization
from generator.model.problem import Phrase, Problem, Severity
from generator.model.record import Record
from generator.model.result import Result

COMMENDATION, CONFER = "commendation", "confer"
_STANDINGS = {None: Standing.CHECKED, "withdraw": Standing.WITHDRAWN, "suspend": Standing.SUSPENDED}
"""What the conclusion of an objection makes of a branch; without one it is being checked."""


def courses(
    records: Iterable[Record], calendar: Calendar, as_of: date, results: Mapping[int, Result]
) -> dict[str, Course]:
    """Every notice's course as known at the end of the day, by record id. `results` are of that day, by year."""
    seen = [record for record in records if record.date <= as_of and not record.draft]
    objections = [record for record in seen if OBJECTION in record.types and OBJECTION not in record.incomplete]
    conferring = [record for record in seen if _confers(record)]
    found = {}
    for record in seen:
        if NOTICE in record.types:
            own = [each for each in objections if each.values.get("notice") == record.id and _received(each, as_of)]
            found[record.id] = _course(record, own, conferring, calendar, as_of, results)
    return found


def check_titles(records: Iterable[Record], organization: Organization, calendar: Calendar) -> Iterator[Problem]:
    """A title that is conferred while the branch's notice runs, or an objection to it is open (plan 三 4)."""
    everything = tuple(records)
    for record in everything:
        if record.draft or not _confers(record):
            continue
        for notice, course in courses(everything, calendar, record.date, {}).items():
            early = not course.closed and course.outcome is not Outcome.WITHDRAWN
            for number, name in enumerate(names(record.values.get("branches"))):
                if early and name in course.branches and course.branches[name] is not Standing.WITHDRAWN:
                    branch = organization.by_id.get(name)
                    figures = {
                        "branch": branch.name if branch else name,
                        "notice": notice,
                        "state": Phrase(f"labels.notice_state.{course.state}"),
                    }
                    mark = record.marks.get(f"branches.{number}") or record.mark("branches")
                    yield Problem(record.file, mark, Severity.WARNING, "title_too_early", figures)


def open_titles(all_courses: Mapping[str, Course]) -> frozenset[str]:
    """Branches whose title nothing may show as final: an objection to them is being checked, or it is suspended."""
    return frozenset(
        branch
        for course in all_courses.values()
        for branch, standing in course.branches.items()
        if standing in (Standing.CHECKED, Standing.SUSPENDED)
    )


def _confers(record: Record) -> bool:
    return COMMENDATION in record.types or (DECISION in record.types and record.values.get("subject") == CONFER)


def _received(record: Record, as_of: date) -> bool:
    day = record.values.get("received_on")
    return isinstance(day, date) and day <= as_of


def _course(
    notice: Record,
    objections: Sequence[Record],
    conferring: Sequence[Record],
    calendar: Calendar,
    as_of: date,
    results: Mapping[int, Result],
) -> Course:
    values = notice.values
    listed = names(values.get("branches"))
    span = period_of(values)
    published = values.get("published_on")
    published_on = published if isinstance(published, date) else span[0] if span else None
    withdrawn = values.get("withdrawn_on")
    is_withdrawn = isinstance(withdrawn, date) and withdrawn <= as_of
    over = span is not None and span[1] < as_of
    decisions = tuple(record for record in conferring if span and record.date > span[1] and _of(record, listed))
    branches = {
        branch: Standing.WITHDRAWN if is_withdrawn else _standing(branch, objections, decisions, over, as_of)
        for branch in listed
    }
    state, outcome = _state(published_on, span, objections, branches, as_of)
    first_day = str(values.get("first_day", COUNTED))
    return Course(
        state=State.DECIDED if state is State.CLOSED and Standing.CONFERRED in branches.values() else state,
        outcome=outcome,
        published_on=published_on,
        start=span[0] if span else None,
        end=span[1] if span else None,
        working_days=_working(span, first_day, calendar),
        calendar_days=(span[1] - span[0]).days + 1 if span else None,
        days_left=_working((as_of + A_DAY, span[1]), COUNTED, calendar) if span and state is State.RUNNING else None,
        objections=_counts(objections, as_of),
        branches=branches,
        decisions=tuple(record.id for record in decisions),
        unmet=_unmet(notice, listed, results),
    )


def _of(record: Record, branches: Sequence[str]) -> bool:
    return not set(names(record.values.get("branches"))).isdisjoint(branches)


def _standing(
    branch: str, objections: Sequence[Record], decisions: Sequence[Record], over: bool, as_of: date
) -> Standing:
    """The gravest of what its objections make of it; else whether its period is over, and the title conferred."""
    about = [each.values for each in objections if checkable(each.values) and concerns(each.values, branch)]
    conclusions = {conclusion(each, as_of) for each in about}
    for gravest in ("withdraw", None, "suspend"):
        if gravest in conclusions:
            return _STANDINGS[gravest]
    if not over:
        return Standing.LISTED
    conferred = any(branch in names(record.values.get("branches")) for record in decisions)
    return Standing.CONFERRED if conferred else Standing.UNOPPOSED


def _state(
    published_on: date | None,
    span: tuple[date, date] | None,
    objections: Sequence[Record],
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
    checked = any(checkable(each.values) for each in objections)
    return State.CLOSED, Outcome.UNFOUNDED if checked else Outcome.NO_OBJECTION


def _counts(objections: Sequence[Record], as_of: date) -> Objections:
    checked = [conclusion(each.values, as_of) for each in objections if checkable(each.values)]
    return Objections(
        received=len(objections),
        to_check=len(checked),
        registered=len(objections) - len(checked),
        open=checked.count(None),
        unfounded=checked.count(UNFOUNDED),
        withdraw=checked.count("withdraw"),
        suspend=checked.count("suspend"),
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
        card = result.branches.get(branch) if result else None
        if card and card.recommendable and card.recommendable.unmet:
            found[branch] = card.recommendable.unmet
    return found
