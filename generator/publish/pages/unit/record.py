"""The page of one record: what it says, how it came about, and the rules it counted for."""

from __future__ import annotations

from generator.judge.kinds.cadence import Cadence
from generator.judge.known import stage
from generator.model.record import COMMITTEE
from generator.publish.cut.classes import declared_field
from generator.publish.cut.records import PublicRecord
from generator.publish.pages.papers.notice import notice_text
from generator.publish.pages.papers.official import FORMS, official
from generator.publish.pages.parts.bulletins import CHANGED, CONFERRED, changed_figures, unissued
from generator.publish.pages.parts.history import history_rows
from generator.publish.pages.parts.notices import TOLD_BY_COURSE, notice_view
from generator.publish.pages.parts.record_tables import HISTORY, USES, record_downloads, uses
from generator.publish.pages.parts.values import Place, Shown, shown
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite
from generator.publish.render.markdown import file_address
from generator.types import Audience, registry

DEPTH = 1
_LAST = ("leave_list", "absent_list")
_ELSEWHERE = ("type", "title", "date", "end_date", "draft", "audience", "attachments", "related", *_LAST)
"""Fields that have a place of their own on the page, or come last."""
_SAID = ("lecturer", "topic", "agenda", "topics", "resolutions", "findings", "subject", "branches")
"""Fields that tell what it was about: they stand above its text, as readers come for them, not for how it was held."""


def record_view(record: PublicRecord, site: YearSite) -> View:
    """The page's data."""
    values, place = record.values, Place(site, record.branch, DEPTH)
    entered = site.entered_on.get(record.id)
    days = (entered - record.date).days if entered else 0
    uncounted = site.uncounted.get(record.id)
    course = notice_view(record, site, DEPTH) if record.id in site.courses else None
    said, rest = _fields(record, place)
    rows = {CHANGED: changed_figures(record, site), USES: uses(record, site), HISTORY: history_rows(record.id, place)}
    return View(
        title=site.record_title(record),
        unit=site.unit_name(record.branch),
        where=values.text("place"),
        kinds=site.types(record.types),
        first=record.date,
        last=values.day("end_date"),
        weekday=record.date.isoweekday(),
        crumbs=_crumbs(record, site),
        said=said,
        fields=rest,
        files=(*files(record), *_held(record, site)),
        related=_related(record, place),
        uses=rows[USES],
        downloads=record_downloads(record, [kind for kind, each in rows.items() if each], site),
        # Another of its kind that counts, where it counts for nothing.
        instead=_instead(record, site),
        entered=entered,
        late=days if days > site.settings.late_entry_days else 0,
        limit=site.settings.late_entry_days,
        draft=record.draft,
        narrowed=_narrowed(record),
        incomplete=site.types(each for each in record.types if each in record.incomplete),
        # Why it does not count, and what would make it count.
        uncounted=uncounted.reasons if uncounted else (),
        audience=site.audience,
        # A notice without a text of its own says what its printed form says.
        body=record.body if record.body.strip() or not course else notice_text(site.organization, values),
        is_meeting=any("agenda" in registry().types[each].content for each in record.types),
        printed=tuple((form, f"{record.stem}{form}") for form in FORMS) if official(record, site) else (),
        state=_state(record, site),
        changed=rows[CHANGED],
        course=course,
        open_titles=_open_titles(record, site),
        history=rows[HISTORY],
    )


def files(record: PublicRecord) -> tuple[Link, ...]:
    """The attachments the audience may have, with their addresses from the record's page."""
    named = record.values.names("attachments")
    return tuple(Link(name, file_address(record.stem, name)) for name in named if name not in record.held)


def _held(record: PublicRecord, site: YearSite) -> tuple[Link, ...]:
    """The attachments that are not published, as words that lead nowhere."""
    say = site.catalogue.text
    return tuple(
        Link(say("attached.not_published", name=name, why=say(f"attached.why.{record.held[name]}")))
        for name in record.values.names("attachments")
        if name in record.held
    )


def _narrowed(record: PublicRecord) -> str:
    """To which audience the record itself narrows its readers."""
    audience = record.values.text("audience")
    return audience if audience and not Audience(audience).is_everybody else ""


def _crumbs(record: PublicRecord, site: YearSite) -> tuple[Link, ...]:
    unit = Link(site.unit_name(record.branch), site.unit_href(record.branch, DEPTH))
    parents = () if record.branch == COMMITTEE else (Link(site.words.t("nav.branches"), "../branches.html"),)
    return (Link(site.words.t("nav.home"), "../index.html"), *parents, unit, Link(site.record_title(record)))


_Fields = tuple[tuple[str, Shown], ...]


def _fields(record: PublicRecord, place: Place) -> tuple[_Fields, _Fields]:
    """What it was about, and the rest in the order people fill it in: fields its types show, their own, others."""
    types, values = [registry().types[each] for each in record.types], record.values
    order = [name for each in types for name in (*each.shows, *each.fields)]
    rest = [name for name in values if name not in order]
    elsewhere = (*_ELSEWHERE, *(TOLD_BY_COURSE if record.id in place.site.courses else ()))
    names = [name for name in dict.fromkeys((*order, *rest)) if name in values and name not in elsewhere]
    said = [name for name in _SAID if name in names]
    last = [name for name in _LAST if name in values]

    def view(name: str) -> tuple[str, Shown]:
        declared = declared_field(name, record.types)
        if declared is None:
            return name, Shown(str(values[name]))
        return declared.label(place.site.words.language), shown(declared, values[name], place)

    return tuple(map(view, said)), tuple(view(name) for name in (*names, *last) if name not in said)


def _related(record: PublicRecord, place: Place) -> tuple[Link, ...]:
    declared, value = declared_field("related", record.types), record.values.of("related")
    return shown(declared, value, place).links if declared and value else ()


def _instead(record: PublicRecord, site: YearSite) -> Link | None:
    if record.draft or record.incomplete or record.id in site.uncounted or site.counted.anywhere(record.id):
        return None
    # Of what is wanted again and again each one counts for itself: there another says nothing of why this one does not.
    if any(isinstance(kind, Cadence) and set(kind.types()) & set(record.types) for kind in site.kinds.values()):
        return None
    found = site.counted.instead_of(record, site.records.of(record.year, record.branch))
    return site.evidence(found.id, DEPTH) if found else None


def _open_titles(record: PublicRecord, site: YearSite) -> tuple[str, ...]:
    """On what confers a title: the branches whose title is not final, because an objection is open."""
    confers = CONFERRED in record.types or record.values.text("subject") == "confer"
    named = record.values.names("branches") if confers else ()
    return tuple(site.unit_name(each) for each in named if each in site.open_titles)


def _state(record: PublicRecord, site: YearSite) -> str:
    """How far it is on its way out, where it is not out yet or no longer."""
    reached = stage(record, site.as_of)
    if reached is not None:
        return f"disclosure.stage.{reached}"
    return "bulletins.unissued" if unissued(record) and not record.draft else ""
