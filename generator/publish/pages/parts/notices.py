"""One public notice: its days, whom to tell, where it is on its way, how objections went — by counts alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.judge.notices.check import CONTACTS
from generator.model.notice import Course, Objections, Outcome, Standing, State
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.parts.conditions import short_name
from generator.publish.pages.parts.values import Place, shown
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year_site import YearSite

_GROUP_OF = {
    State.RUNNING: "current",
    State.OBJECTED: "current",
    State.PUBLISHED: "ahead",
    State.DRAFTED: "ahead",
    State.CLOSED: "over",
    State.DECIDED: "over",
}
_CHIPS = {
    State.DRAFTED: "not_applicable",
    State.PUBLISHED: "pending",
    State.RUNNING: "pending",
    State.OBJECTED: "needs_review",
    State.CLOSED: "pass",
    State.DECIDED: "target_met",
}
_STANDING_CHIPS = {
    Standing.LISTED: "pending",
    Standing.CHECKED: "needs_review",
    Standing.SUSPENDED: "needs_review",
    Standing.WITHDRAWN: "not_applicable",
    Standing.UNOPPOSED: "pass",
    Standing.CONFERRED: "target_met",
}
"""Which colour and shape stands for it."""
_TOLD = ("departments", *CONTACTS, "office_hours")
TOLD_BY_COURSE = ("branches", "period", "days", "first_day", "result", "letter_rule", *_TOLD)
"""Fields of a notice that its page says in words of its own: the result only once there is one."""
OVER, NOW, AHEAD = "over", "running", "before"
Span = tuple[date, date]


def notice_views(site: YearSite, depth: int) -> tuple[View, ...]:
    """The year's notices that the audience may open, the newest first."""
    records = [record for record in site.own_records(COMMITTEE) if record.id in site.courses]
    return tuple(notice_view(record, site, depth) for record in reversed(records))


def notice_view(record: PublicRecord, site: YearSite, depth: int) -> View:
    """One notice."""
    course = site.courses[record.id]
    label = site.words.label
    return View(
        title=Link(site.record_title(record), site.record_href(record, depth)),
        chip=Chip(_CHIPS[course.state], label("notice_state", course.state)),
        group=_GROUP_OF[course.state],
        outcome=course.outcome,
        left=_left(course, site),
        period=_period(course, site),
        steps=tuple(_steps(record, course, site)),
        branches=tuple(_branch(name, standing, course, site, depth) for name, standing in course.branches.items()),
        contact=tuple(_contact(record, site)),
        objections=tuple(_objections(course.objections)),
        # Nothing is final while an objection is being checked or a recommendation suspended.
        open=course.state is State.OBJECTED,
        result=record.values.text("result") if course.closed else "",
        decisions=tuple(site.evidence(each, depth) for each in course.decisions),
        # Whether some condition does not hold now, though it was published.
        changed=course.state is not State.DRAFTED and any(course.unmet.get(name) for name in course.branches),
        issuer=record.values.text("issuer") or site.organization.name,
        signed=record.values.day("signed_on") or record.date,
    )


def _left(course: Course, site: YearSite) -> str:
    """How long it still runs, after the day."""
    if course.days_left is None:
        return ""
    say = site.catalogue.text
    return say("notices.left", days=course.days_left) if course.days_left else say("notices.last_day")


def _period(course: Course, site: YearSite) -> str:
    if course.start is None or course.end is None:
        return ""
    span = site.words.span(course.start, course.end)
    if course.working_days is None:
        return site.catalogue.text("notices.period_plain", span=span, days=course.calendar_days)
    figures = {"working": course.working_days, "days": course.calendar_days}
    return site.catalogue.text("notices.period", span=span, **figures)


def _steps(record: PublicRecord, course: Course, site: YearSite) -> Iterator[View]:
    """From signing to the decision; a step that does not come is not there."""
    say, as_of = site.catalogue.text, site.as_of

    def step(name: str, state: str, day: date | None = None, span: Span | None = None, note: str = "") -> View:
        return View(name=name, state=state, day=day, span=span, note=note)

    yield step("signed", OVER, record.values.day("signed_on") or record.date)
    is_out, start, end = course.state is not State.DRAFTED, course.start, course.end
    yield step("published", OVER if is_out else AHEAD, course.published_on)
    begun = is_out and start is not None and start <= as_of
    ended = begun and end is not None and end < as_of
    withdrawn = course.outcome is Outcome.WITHDRAWN
    running = OVER if ended or withdrawn else NOW if begun else AHEAD
    yield step("running", running, span=(start, end) if start and end else None, note=_left(course, site))
    if course.objections.to_check:
        open_ones = course.objections.open
        note = say("notices.checking", count=open_ones) if open_ones else say("notices.checked")
        yield step("checking", NOW if course.state is State.OBJECTED else OVER, note=note)
    outcome = site.words.label("notice_outcome", course.outcome) if course.outcome else ""
    yield step("closed", OVER if course.closed else AHEAD, note=outcome)
    if withdrawn:
        return
    records = [site.records[each] for each in course.decisions if each in site.records]
    first = min((each.date for each in records), default=None)
    yield step("decided", OVER if course.state is State.DECIDED else AHEAD, first)


def _branch(name: str, standing: Standing, course: Course, site: YearSite, depth: int) -> View:
    """One branch of the notice, with the computed conditions that do not hold now."""
    return View(
        name=Link(site.unit_name(name), site.unit_href(name, depth)),
        chip=Chip(_STANDING_CHIPS[standing], site.words.label("notice_standing", standing)),
        unmet=named(course.unmet.get(name, ()), site) if course.state is not State.DRAFTED else "",
    )


def named(codes: tuple[str, ...], site: YearSite) -> str:
    """The conditions of a recommendation in a list."""
    return site.words.join(short_name(code, site.pack, site.catalogue) for code in codes)


def _contact(record: PublicRecord, site: YearSite) -> Iterator[tuple[str, str]]:
    """Whom to tell and how, by the fields' own names."""
    place = Place(site, record.branch, 0)
    for name in _TOLD:
        declared = declared_field(name, record.types)
        if declared is not None and record.values.says(name):
            value = shown(declared, record.values.of(name), place)
            text = value.text or site.words.join(each.text for each in value.links)
            yield declared.label(site.words.language), text
    if rule := record.values.text("letter_rule"):
        yield site.catalogue.text("notices.letter"), site.catalogue.text(f"notices.letter_by.{rule}")


def _objections(found: Objections) -> Iterator[tuple[str, int]]:
    """What came in and how it went, each by its number; nothing but that none came, where none came."""
    if not found.received:
        yield "none", 0
    for name in ("received", "to_check", "registered", "open", "unfounded", "withdraw", "suspend"):
        if found.received and (count := getattr(found, name)):
            yield name, count
