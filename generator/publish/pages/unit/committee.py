"""The school committee's own page: its duties, and its records."""

from __future__ import annotations

from dataclasses import dataclass

from generator.publish.pages.parts.standing import Chip, MonthRecords, RuleRow, counts, months, rule_rows
from generator.publish.pages.year_site import Link, YearSite


@dataclass(frozen=True, slots=True)
class CommitteeView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    as_of: str
    version: str
    counts: tuple[Chip, ...]
    rules: tuple[RuleRow, ...]
    months: tuple[MonthRecords, ...]
    record_count: int
    restricted: tuple[tuple[str, str, int], ...]
    scores_shown: bool = False


def committee_view(unit: str, site: YearSite) -> CommitteeView:
    """The page's data."""
    words = site.words
    rules = site.public.result.committee.values()
    records = site.own_records(unit)
    return CommitteeView(
        title=words.t("committee.title", name=site.organization.short_name, year=site.year),
        crumbs=(Link(words.t("nav.home"), "../index.html"), Link(site.organization.short_name)),
        as_of=words.day(site.as_of),
        version=site.settings.version,
        counts=counts(rules, site),
        rules=rule_rows(rules, site),
        months=months(records, site),
        record_count=len(records),
        restricted=tuple(
            (site.unit_name(each.branch), site.types((each.type,)), each.count) for each in site.restricted
        ),
    )
