"""The year's feed (Atom, RFC 4287): notices, bulletins, decisions and disclosures, by date; nothing of a clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.judge.known import DISCLOSURES, disclosed_on
from generator.publish.cut.records import PublicRecord
from generator.publish.formats.characters import holdable
from generator.publish.pages.parts.bulletins import unissued
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.year_site import YearSite
from generator.types import registry

FEED = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_ISSUED = {"public_notice": ("published_on", "signed_on"), "bulletin": ("issued_on",), "commendation": ()}
"""Types beside disclosures, and the fields that say when they came out; else the record's date."""
_CHANGED = ("withdrawn_on",)
"""Fields that change what has come out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that came out."""

    record: str
    """The id of what says it."""
    unit: str
    types: tuple[str, ...]
    title: str
    published: date
    updated: date


def feed(site: YearSite) -> bytes:
    """The feed of what the audience may see at the as-of day, the newest first.

    Identifiers are tag URIs (RFC 4151) of record ids, so they stay when the site moves; times are the beginning of
    a day in Asia/Shanghai, taken from the records.
    """
    entries = sorted(entries_of(site), key=lambda each: (each.published, each.record), reverse=True)
    say = site.catalogue.text
    authority, base = site.settings.feed_authority, site.address
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "en" if site.words.language == "en" else "zh-CN"})
    place = f"{base}{site.year}/" if base else ""
    _text(root, "id", f"tag:{authority},{site.year}:{site.audience}/{site.year}/feed")
    _text(root, "title", say("feed.title", name=site.organization.name, year=site.year))
    _text(root, "subtitle", say(f"feed.shown_to.{site.audience}"))
    latest = max((*(each.updated for each in entries), *taken_away(site)), default=date(site.year, 1, 1))
    _text(root, "updated", _time(latest))
    _author(root, site.organization.name)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{place}{FEED}"})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{place}index.html"})
    for each in entries:
        _entry(root, each, place, site)
    indent(root)
    written: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def entries_of(site: YearSite) -> Iterator[Entry]:
    """What came out in the year, as the audience may see it."""
    for unit in site.records.units(site.year):
        yield from _of(unit, site)


@of_unit
def _of(unit: str, site: YearSite) -> tuple[Entry, ...]:
    """What came out of one unit."""
    found = []
    for record in site.own_records(unit, *_ISSUED, *DISCLOSURES):
        day = _published(record, site.as_of)
        if day is not None and not unissued(record):
            changes = [changed for name in _CHANGED if (changed := record.values.day(name))]
            corrected = site.changed_on.get(record.id)
            changes += [corrected] if corrected and corrected <= site.as_of else []
            title = site.record_title(record)
            found.append(Entry(record.id, unit, record.types, title, day, max((day, *changes))))
    return tuple(found)


def taken_away(site: YearSite) -> Iterator[date]:
    """When something of the year that had come out was taken away: without this the feed would go back in time."""
    for record, day in site.changed_on.items():
        year, _, place = record.partition("/")
        slug = place.rpartition("/")[2][6:].rstrip("0123456789-").replace("-", "_")
        came_out = year == str(site.year) and slug in (*_ISSUED, *DISCLOSURES) and day <= site.as_of
        if came_out and record not in site.records and site.audience.sees(registry().types[slug].audience):
            yield day


def _published(record: PublicRecord, as_of: date) -> date | None:
    """When it came out; None for what has not, or is nothing of the kind."""
    if any(each in DISCLOSURES for each in record.types):
        return disclosed_on(record, as_of)
    kind = next((each for each in record.types if each in _ISSUED), None)
    if kind is None:
        return None
    return next((day for name in _ISSUED[kind] if (day := record.values.day(name))), record.date)


def _entry(root: Element, each: Entry, place: str, site: YearSite) -> None:
    entry, page = SubElement(root, "entry"), each.record.partition("/")[2]
    unit, kinds = site.unit_name(each.unit), site.types(each.types)
    _text(entry, "id", f"tag:{site.settings.feed_authority},{site.year}:{each.record}")
    _text(entry, "title", each.title)
    _text(entry, "published", _time(each.published))
    _text(entry, "updated", _time(each.updated))
    _author(entry, unit)
    SubElement(entry, "category", {"term": each.types[0], "label": kinds})
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{place}{page}.html"})
    summary = site.catalogue.text("feed.summary", unit=unit, kind=kinds, day=site.words.day(each.published))
    _text(entry, "summary", summary)


def _author(parent: Element, name: str) -> None:
    _text(SubElement(parent, "author"), "name", name)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = "".join(each for each in holdable(text) if each >= " ")


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"
