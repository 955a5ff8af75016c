"""The school committee's own page: its duties, and its records."""

from __future__ import annotations

from generator.publish.pages.parts.standing import months, rule_rows
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite


def committee_view(unit: str, site: YearSite) -> View:
    """The page's data."""
    records, name = site.own_records(unit), site.organization.short_name
    return View(
        title=site.words.t("committee.title", name=name, year=site.year),
        crumbs=(Link(site.words.t("nav.home"), "../index.html"), Link(name)),
        as_of=site.as_of,
        version=site.settings.version,
        rules=rule_rows(site.public.result.committee.values(), site),
        months=months(records, site),
        record_count=len(records),
        restricted=tuple(
            (site.unit_name(each.branch), site.types((each.type,)), each.count) for each in site.restricted
        ),
    )
