"""The bulletins of the year and the decisions to confer the title."""

from __future__ import annotations

from generator.judge.bulletins.check import TYPE
from generator.model.record import COMMITTEE
from generator.publish.cut.records import PublicRecord
from generator.publish.formats.table import Table
from generator.publish.pages.parts.bulletins import CHANGED, CONFERRED, bulletin_rows, changed_figures
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.tabs import BULLETINS, year_top
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite

_Figure = tuple[PublicRecord, tuple[str, str, str | None]]


def bulletins_view(site: YearSite) -> View:
    """The page's data, the newest first."""
    return View(
        **year_top(BULLETINS, site, "bulletins.title"),
        as_of=site.as_of,
        bulletins=bulletin_rows(site, TYPE),
        conferred=bulletin_rows(site, CONFERRED),
        downloads=downloads(("bulletins", "conferred", CHANGED), site),
    )


def bulletins_table(unit: str, site: YearSite) -> Table:
    """The bulletins to download."""
    row = Head[View]
    heads = (
        *_named(row, site),
        row("kind", "bulletins.kind", lambda each: each.kind),
        row("as_of", "bulletins.figures_as_of", lambda each: each.as_of),
        row("doc_no", "bulletins.doc_no", lambda each: each.doc_no),
        row("changed", "bulletins.changes", lambda each: each.changed),
    )
    return table_of("bulletins", heads, bulletin_rows(site, TYPE), site)


def conferred_table(unit: str, site: YearSite) -> Table:
    """The decisions to confer the title to download."""
    row = Head[View]
    heads = (
        *_named(row, site),
        row("branches", "bulletins.branches", lambda each: site.words.join(to.text for to in each.branches)),
        row("doc_no", "bulletins.doc_no", lambda each: each.doc_no),
    )
    return table_of("conferred", heads, bulletin_rows(site, CONFERRED), site)


def changed_figures_table(unit: str, site: YearSite) -> Table:
    """Every figure of a bulletin that is another one by now, to download."""
    gone, row = site.catalogue.text("bulletins.gone"), Head[_Figure]
    heads = (
        row("bulletin", "bulletins.what", lambda each: site.record_title(each[0])),
        row("figure", "bulletins.figure", lambda each: each[1][0]),
        row("as_issued", "bulletins.as_issued", lambda each: each[1][1]),
        row("by_now", "bulletins.by_now", lambda each: each[1][2] or gone),
    )
    records = site.own_records(COMMITTEE, TYPE)
    rows = ((record, each) for record in records for each in changed_figures(record, site))
    return table_of(CHANGED, heads, rows, site)


def _named(row: type[Head[View]], site: YearSite) -> tuple[Head[View], ...]:
    unissued = site.catalogue.text("bulletins.unissued")
    return (
        row("day", "bulletins.day", lambda each: each.day),
        row("title", "bulletins.what", lambda each: each.record.text),
        row("state", "lists.table_head.state", lambda each: unissued if each.draft else ""),
    )
