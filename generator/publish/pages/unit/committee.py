"""The school committee's own page: its duties, and its records."""

from __future__ import annotations

from generator.publish.formats.table import Table
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.standing import months, rule_rows
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

RESTRICTED = "restricted"


def committee_view(unit: str, site: YearSite) -> View:
    """The page's data."""
    records, name = site.own_records(unit), site.organization.short_name
    kinds = ["committee_rules", "ledger"] + ([RESTRICTED] if site.audience.may.restricted else [])
    return View(
        title=site.words.t("committee.title", name=name, year=site.year),
        crumbs=(Link(site.words.t("nav.home"), "../index.html"), Link(name)),
        as_of=site.as_of,
        version=site.settings.version,
        rules=rule_rows(site.public.result.committee.values(), site),
        months=months(records, site),
        record_count=len(records),
        restricted=_restricted(site),
        downloads=downloads(kinds, site),
    )


def restricted_table(unit: str, site: YearSite) -> Table:
    """How many records there are of types without pages, to download."""
    row = Head[tuple[str, str, int]]
    heads = (
        row("branch", "pages.committee.branch", lambda each: each[0]),
        row("type", "pages.committee.type", lambda each: each[1]),
        row("count", "pages.committee.count", lambda each: each[2]),
    )
    return table_of(RESTRICTED, heads, _restricted(site), site)


def _restricted(site: YearSite) -> tuple[tuple[str, str, int], ...]:
    return tuple((site.unit_name(each.branch), site.types((each.type,)), each.count) for each in site.restricted)
