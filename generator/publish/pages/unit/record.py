"""The page of one record: its fields, its minutes, and the rules it counted for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from generator.judge.kinds.cadence import Cadence
from generator.judge.known import stage
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.papers.official import FORMS, official
from generator.publish.pages.parts.values import Place, Shown, shown
from generator.publish.pages.year.bulletins import CONFERRED, ChangedFigure, changed_figures, unissued
from generator.publish.pages.year.notices import TOLD_BY_COURSE, NoticeView, notice_view
from generator.publish.pages.year_site import Link, YearSite
from generator.publish.render.markdown import file_address, minutes
from generator.types import Audience, registry

DEPTH = 1
_ELSEWHERE = ("type", "title", "date", "draft", "audience", "attachments", "related", "leave_list", "absent_list")
"""Fields that have a place of their own on the page, or come last."""
_LAST = ("leave_list", "absent_list")


@dataclass(frozen=True, slots=True)
class Use:
    """One rule it counted for."""

    rule: Link
    gloss: str
    where: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """What the template shows."""

    title: str
    kinds: str
    day: str
    crumbs: tuple[Link, ...]
    fields: tuple[tuple[str, Shown], ...]
    files: tuple[Link, ...]
    related: tuple[Link, ...]
    uses: tuple[Use, ...]
    instead: Link | None
    """Another of its kind that counts, where it counts for nothing."""
    entered: str
    late: str
    draft: bool
    narrowed: str
    incomplete: str
    uncounted: tuple[tuple[str, str], ...]
    """Why it does not count, and what would make it count."""
    notice: str
    body: str
    """Minutes as written."""
    heading: str = ""
    """What the text below the fields is called."""
    printed: tuple[Link, ...] = ()
    """The official document to print."""
    state: str = ""
    """How far it is on its way out, where it is not out yet or no longer."""
    changed: tuple[ChangedFigure, ...] = ()
    """Figures that are other ones by now."""
    course: NoticeView | None = None
    """How it stands, where it is a public notice."""
    titles: tuple[str, ...] = ()
    """Titles that are not final, because an objection is open."""
    minutes: Markup = Markup("")


def record_view(record: PublicRecord, site: YearSite) -> RecordView:
    """The page's data without the minutes' HTML, so that it can be compared before the dear part is done."""
    words, place = site.words, Place(site, record.branch, DEPTH)
    day = site.words.day(record.date)
    end = record.values.get("end_date")
    if isinstance(end, date):
        day = words.span(record.date, end)
    title = site.record_title(record)
    return RecordView(
        title=title,
        kinds=site.types(record.types),
        day=words.t("day_and_weekday", day=day, weekday=words.weekday(record.date)),
        crumbs=_crumbs(record, site, title),
        fields=_fields(record, place),
        files=files(record),
        related=_related(record, place),
        uses=_uses(record, site),
        instead=_instead(record, site),
        entered=_entered(record, site),
        late=_late(record, site),
        draft=record.draft,
        narrowed=_narrowed(record, site),
        incomplete=site.types(each for each in record.types if each in record.incomplete),
        uncounted=_uncounted(record, site),
        notice=words.t(f"shown_to.{site.audience}"),
        body=record.body,
        heading=words.t("record.minutes" if _is_meeting(record) else "record.text"),
        printed=_printed(record, site),
        state=_state(record, site),
        changed=changed_figures(record, site),
        course=notice_view(record, site, DEPTH, fonts=True) if record.id in site.courses else None,
        titles=_titles(record, site),
    )


def with_minutes(view: RecordView) -> RecordView:
    """The same with the minutes as HTML."""
    if not view.body:
        return view
    return replace(view, minutes=minutes(view.body, {link.text: link.href or "" for link in view.files}))


def files(record: PublicRecord) -> tuple[Link, ...]:
    """The attachments the audience may have, with their addresses from the record's page."""
    found = record.values.get("attachments")
    names = found if isinstance(found, tuple) else ()
    return tuple(Link(str(name), file_address(record.stem, str(name))) for name in names)


def _narrowed(record: PublicRecord, site: YearSite) -> str:
    """To which audience the record itself narrows its readers."""
    audience = record.values.text("audience")
    return site.words.label("audience", audience) if audience and not Audience(audience).is_everybody else ""


def _crumbs(record: PublicRecord, site: YearSite, title: str) -> tuple[Link, ...]:
    unit = Link(site.unit_name(record.branch), site.unit_href(record.branch, DEPTH))
    parents = () if record.branch == COMMITTEE else (Link(site.words.t("nav.branches"), "../branches.html"),)
    return (Link(site.words.t("nav.home"), "../index.html"), *parents, unit, Link(title))


def _fields(record: PublicRecord, place: Place) -> tuple[tuple[str, Shown], ...]:
    """In the order people fill them in: those its types show, their own, the rest, lists of names last."""
    types = [registry().types[each] for each in record.types]
    order = [name for each in types for name in (*each.shows, *each.fields)]
    rest = [name for name in record.values if name not in order]
    told = (*_ELSEWHERE, *(TOLD_BY_COURSE if record.id in place.site.courses else ()))
    names = dict.fromkeys(name for name in (*order, *rest) if name in record.values and name not in told)
    language = place.site.words.language
    found: list[tuple[str, Shown]] = []
    for name in (*names, *(last for last in _LAST if last in record.values)):
        declared = declared_field(name, record.types)
        value = record.values[name]
        if declared is None:
            found.append((name, Shown(str(value))))
        elif name != "end_date":
            found.append((declared.label(language), shown(declared, value, place)))
    return tuple(found)


def _related(record: PublicRecord, place: Place) -> tuple[Link, ...]:
    declared = declared_field("related", record.types)
    value = record.values.get("related")
    return shown(declared, value, place).links if declared and value else ()


def _uses(record: PublicRecord, site: YearSite) -> tuple[Use, ...]:
    """The rules of each year it counts for, with the branches where it is the committee's."""
    found: dict[tuple[int, str], list[str]] = {}
    for counted in site.counted.anywhere(record.id):
        units = found.setdefault((counted.year, counted.rule), [])
        if counted.unit not in units:
            units.append(counted.unit)
    uses = []
    for (year, rule_id), units in found.items():
        rule = site.pack.rule(rule_id)
        gloss = rule.gloss.get(site.words.language, "") if rule else ""
        text = rule_id if year == site.year else site.words.t("rule_of_year", rule=rule_id, year=year)
        where = tuple(
            Link(site.words.t("scorecard_of", unit=site.unit_name(unit)), site.unit_href(unit, DEPTH, year, rule_id))
            for unit in units
        )
        uses.append(Use(Link(text, site.rule_href(rule_id, DEPTH)), gloss, where))
    return tuple(uses)


def _uncounted(record: PublicRecord, site: YearSite) -> tuple[tuple[str, str], ...]:
    found, say = site.uncounted.get(record.id), site.catalogue.say
    return tuple((say(why), say(how) if how else "") for why, how in found.reasons) if found else ()


def _instead(record: PublicRecord, site: YearSite) -> Link | None:
    # Of what is wanted again and again each one counts for itself: there another says nothing of why this one does not.
    often = any(isinstance(kind, Cadence) and set(kind.types()) & set(record.types) for kind in site.kinds.values())
    if often or record.draft or record.incomplete or record.id in site.uncounted or site.counted.anywhere(record.id):
        return None
    found = site.counted.instead_of(record, site.records.of(record.year, record.branch))
    return site.evidence(found.id, DEPTH) if found else None


def _titles(record: PublicRecord, site: YearSite) -> tuple[str, ...]:
    """On what confers a title: the branches whose title is not final."""
    confers = CONFERRED in record.types or record.values.get("subject") == "confer"
    branches = record.values.get("branches")
    named = map(str, branches if isinstance(branches, tuple) and confers else ())
    open_ones = (each for each in named if each in site.open_titles)
    return tuple(site.catalogue.text("notices.title_open", branch=site.unit_name(each)) for each in open_ones)


def _is_meeting(record: PublicRecord) -> bool:
    return any("agenda" in registry().types[each].content for each in record.types)


def _printed(record: PublicRecord, site: YearSite) -> tuple[Link, ...]:
    if official(record, site) is None:
        return ()
    return tuple(
        Link(site.catalogue.text(f"bulletins.print_{form.removeprefix('.')}"), f"{record.stem}{form}") for form in FORMS
    )


def _state(record: PublicRecord, site: YearSite) -> str:
    reached = stage(record, site.as_of)
    if reached is not None:
        return site.catalogue.text(f"disclosure.stage.{reached}")
    return site.catalogue.text("bulletins.unissued") if unissued(record) and not record.draft else ""


def _entered(record: PublicRecord, site: YearSite) -> str:
    entered = site.entered_on.get(record.id)
    return site.words.t("entered_unknown") if entered is None else site.words.day(entered)


def _late(record: PublicRecord, site: YearSite) -> str:
    """How late it came in; empty where it came in time or nobody knows."""
    entered, limit = site.entered_on.get(record.id), site.settings.late_entry_days
    days = (entered - record.date).days if entered else 0
    return site.words.t("late_entry", days=days, limit=limit) if days > limit else ""
