"""Public notices: where each is on its way, its days, whom to tell, and how objections went — by counts alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.judge.notices.check import CONTACTS
from generator.judge.records.decisions import DECISION, WITHHOLD
from generator.model.notice import Course, Objections, Outcome, Standing, State
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.documents import Fonts
from generator.publish.pages.parts.conditions import short_name
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import NOTICES, year_crumbs
from generator.publish.pages.year_site import Link, YearSite

GROUPS = ("current", "ahead", "over")
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
TOLD_BY_COURSE = ("branches", "period", "days", "first_day", "result")
"""Fields of a notice that its course says better: the result only once there is one."""
OVER, NOW, AHEAD = "over", "running", "before"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the course; `state` is over, running or before."""

    name: str
    when: str
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NoticeBranch:
    """One branch of the notice; `unmet` says which computed conditions do not hold now."""

    name: Link
    chip: Chip
    unmet: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice as the audience may see it."""

    title: Link
    chip: Chip
    group: str
    outcome: str
    left: str
    """Days left, while it runs."""
    period: str
    steps: tuple[Step, ...]
    branches: tuple[NoticeBranch, ...]
    contact: tuple[tuple[str, str], ...]
    objections: tuple[str, ...]
    open: bool
    """Whether an objection is being checked or a recommendation suspended: nothing is final."""
    result: str
    decisions: tuple[Link, ...]
    changed: bool
    """Whether some condition does not hold now, though it was published."""
    fonts: tuple[str, ...] = ()
    fonts_complete: bool = False


@dataclass(frozen=True, slots=True)
class Withheld:
    """A branch the committee decided not to recommend yet."""

    branch: Link
    decision: Link
    day: str
    unmet: str | None
    """None where the audience does not see it."""


@dataclass(frozen=True, slots=True)
class NoticesView:
    """What the template shows."""

    title: str
    as_of: str
    crumbs: tuple[Link, ...]
    groups: tuple[tuple[str, tuple[NoticeView, ...]], ...]
    withheld: tuple[Withheld, ...]


def notices_view(site: YearSite) -> NoticesView:
    """The page's data: notices that run first, then those to come, then those that are over, the newest first."""
    words, say = site.words, site.catalogue.text
    found = notice_views(site, 0)
    return NoticesView(
        title=say("notices.title", year=site.year),
        as_of=words.day(site.as_of),
        crumbs=year_crumbs(NOTICES, site),
        groups=tuple((say(f"notices.group.{name}"), own) for name in GROUPS if (own := _of(found, name))),
        withheld=tuple(_withheld(site)),
    )


def current_notices(site: YearSite) -> tuple[NoticeView, ...]:
    """The notices that run, or are held up by an objection."""
    return _of(notice_views(site, 0), GROUPS[0])


def notice_views(site: YearSite, depth: int) -> tuple[NoticeView, ...]:
    """The year's notices that the audience may open, the newest first."""
    records = [record for record in site.own_records(COMMITTEE) if record.id in site.courses]
    return tuple(notice_view(record, site, depth) for record in reversed(records))


def notice_view(record: PublicRecord, site: YearSite, depth: int, fonts: bool = False) -> NoticeView:
    """One notice; with the fonts it is printed in, where the page says so."""
    course = site.courses[record.id]
    used = site.fonts() if fonts and site.fonts else None
    label = site.words.label
    return NoticeView(
        title=Link(site.record_title(record), site.record_href(record, depth)),
        chip=Chip(_CHIPS[course.state], label("notice_state", course.state)),
        group=_GROUP_OF[course.state],
        outcome=label("notice_outcome", course.outcome) if course.outcome else "",
        left=_left(course, site),
        period=_period(course, site),
        steps=tuple(_steps(record, course, site)),
        branches=tuple(_branch(name, standing, course, site, depth) for name, standing in course.branches.items()),
        contact=tuple(_contact(record, site)),
        objections=tuple(_objections(course.objections, site)),
        open=course.state is State.OBJECTED,
        result=str(record.values.get("result") or "") if course.closed else "",
        decisions=tuple(site.evidence(each, depth) for each in course.decisions),
        changed=course.state is not State.DRAFTED and any(_lacking(course, name) for name in course.branches),
        fonts=tuple(_fonts(used, site)) if used else (),
        fonts_complete=used.complete if used else False,
    )


def _fonts(used: Fonts, site: YearSite) -> Iterator[str]:
    """Font by font, the parts that are set in it."""
    families = dict.fromkeys(family for _, family in used.used)
    for family in families:
        parts = site.words.join(part for part, own in used.used if own == family)
        yield site.catalogue.text("notices.font", parts=parts, font=family)


def _of(found: tuple[NoticeView, ...], group: str) -> tuple[NoticeView, ...]:
    return tuple(each for each in found if each.group == group)


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


def _steps(record: PublicRecord, course: Course, site: YearSite) -> Iterator[Step]:
    """From signing to the decision; a step that does not come is not there."""
    words, say, as_of = site.words, site.catalogue.text, site.as_of

    def day(when: date | None) -> str:
        return words.day(when) if when else ""

    def step(name: str, when: str, state: str, note: str = "") -> Step:
        return Step(say(f"notices.step.{name}"), when, state, note)

    signed = record.values.get("signed_on")
    yield step("signed", day(signed if isinstance(signed, date) else record.date), OVER)
    is_out = course.state is not State.DRAFTED
    yield step("published", day(course.published_on), OVER if is_out else AHEAD)
    begun = is_out and course.start is not None and course.start <= as_of
    ended = begun and course.end is not None and course.end < as_of
    withdrawn = course.outcome is Outcome.WITHDRAWN
    running = OVER if ended or withdrawn else NOW if begun else AHEAD
    span = words.span(course.start, course.end) if course.start and course.end else ""
    yield step("running", span, running, _left(course, site))
    if course.objections.to_check:
        open_ones = course.objections.open
        note = say("notices.checking", count=open_ones) if open_ones else say("notices.checked")
        yield step("checking", "", NOW if course.state is State.OBJECTED else OVER, note)
    outcome = words.label("notice_outcome", course.outcome) if course.outcome else ""
    yield step("closed", "", OVER if course.closed else AHEAD, outcome)
    if withdrawn:
        return
    records = [site.records[each] for each in course.decisions if each in site.records]
    first = min((each.date for each in records), default=None)
    yield step("decided", day(first), OVER if course.state is State.DECIDED else AHEAD)


def _branch(name: str, standing: Standing, course: Course, site: YearSite, depth: int) -> NoticeBranch:
    link = Link(site.unit_name(name), site.unit_href(name, depth))
    chip = Chip(_STANDING_CHIPS[standing], site.words.label("notice_standing", standing))
    return NoticeBranch(link, chip, _named(_lacking(course, name), site) if course.state is not State.DRAFTED else "")


def _lacking(course: Course, branch: str) -> tuple[str, ...]:
    return course.unmet.get(branch, ())


def _named(codes: tuple[str, ...], site: YearSite) -> str:
    return site.words.join(short_name(code, site.pack, site.catalogue) for code in codes)


def _contact(record: PublicRecord, site: YearSite) -> Iterator[tuple[str, str]]:
    """Whom to tell and how, by the fields' own names."""
    language = site.words.language
    for name in _TOLD:
        declared, value = declared_field(name, record.types), record.values.get(name)
        if declared is None or value is None:
            continue
        chosen = next((each for each in declared.choices if each.id == value), None)
        text = (chosen.zh[0] if language == "zh" else chosen.en) if chosen else str(value)
        yield declared.label(language), site.words.join(map(str, value)) if isinstance(value, tuple) else text
    if rule := record.values.get("letter_rule"):
        yield site.catalogue.text("notices.letter"), site.catalogue.text(f"notices.letter_by.{rule}")


def _objections(found: Objections, site: YearSite) -> Iterator[str]:
    say = site.catalogue.text
    if not found.received:
        yield say("notices.objections.none")
        return
    yield say("notices.objections.received", count=found.received)
    for name in ("to_check", "registered", "open", "unfounded", "withdraw", "suspend"):
        if count := getattr(found, name):
            yield say(f"notices.objections.{name}", count=count)


def _withheld(site: YearSite) -> Iterator[Withheld]:
    """What the committee decided not to recommend yet, and which computed conditions do not hold now."""
    results = site.public.result.branches
    for record in site.own_records(COMMITTEE):
        if DECISION not in record.types or record.values.get("subject") != WITHHOLD or record.draft:
            continue
        branches = record.values.get("branches")
        for name in map(str, branches if isinstance(branches, tuple) else ()):
            card = results.get(name)
            conditions = card.recommendable if card else None
            lacking = (code for code in conditions.unmet if code != "decision") if conditions else ()
            yield Withheld(
                branch=Link(site.unit_name(name), site.unit_href(name, 0)),
                decision=Link(site.record_title(record), site.record_href(record, 0)),
                day=site.words.day(record.date),
                unmet=_named(tuple(lacking), site) if conditions else None,
            )
