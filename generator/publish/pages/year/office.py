"""What the committee's office has to see to: files, entries and branches that are not as they should be (design §3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.judge.records.counting import codes
from generator.model.record import COMMITTEE
from generator.model.result import Status
from generator.publish.pages.parts.printing import printed_in
from generator.publish.pages.parts.tabs import OFFICE, WORKING_PAPER, year_top
from generator.publish.pages.view import Link, View
from generator.publish.pages.year.problems import file_findings
from generator.publish.pages.year.working_papers import differing
from generator.publish.pages.year_site import YearSite

MOST_ROWS = 100
"""How many rows of a table are shown."""
MOST_NAMED = 5
"""How many records of a branch are named."""
_STRUCTURAL = ("committee_missing",)
"""Reasons of a result that are faults of the branch itself, not of what it did."""


def office_view(site: YearSite) -> View:
    """The page's data; each table is cut to MOST_ROWS, and told how many rows there are in all."""
    branches, unmet = site.public.result.branches, codes()
    problems = file_findings(site, (each for each in site.problems.problems if each.code in unmet))
    errors = file_findings(site, (each for each in site.problems.problems if each.code not in unmet))
    late = sorted(_late(site), key=lambda each: (-each.count, -each.most_days, each.branch.text))
    pairs = sorted({pair for branch in branches.values() for pair in branch.similar})
    unknown = sorted(_unknown(site), key=lambda each: (-each.count, each.branch.text))
    return View(
        **year_top(OFFICE, site, "office.title"),
        as_of=site.as_of,
        late_days=site.settings.late_entry_days,
        rejected=_cut([each for each in errors if each.rejected]),
        left_out=_cut([each for each in errors if each.lacks_rows]),
        incomplete=_cut([each for each in problems if not each.rejected]),
        late=_cut(late, sum(each.count for each in late)),
        similar=_cut([(_named(one, site), _named(other, site)) for one, other in pairs]),
        faults=_cut(list(_faults(site))),
        bare=tuple(_bare(site)),
        why_unknown=site.entry_unknown,
        unknown=_cut(unknown, sum(each.count for each in unknown)),
        # Figures of the review group that are others than the records give; None in a year without a review.
        differences=differing(site) if WORKING_PAPER in site.tabs else None,
        printed=printed_in(site),
    )


def _cut(rows: Sequence[object], number: int | None = None) -> View:
    """As many rows as are shown, how many there are, and how much they come to together."""
    return View(rows=tuple(rows[:MOST_ROWS]), all=len(rows), number=len(rows) if number is None else number)


def _unit(unit: str, site: YearSite) -> Link:
    return Link(site.unit_name(unit), site.unit_href(unit, 0))


def _named(record: str, site: YearSite) -> Link:
    """A record with the name of its unit."""
    link = site.evidence(record, 0)
    return replace(link, text=f"{site.unit_name(record.split('/')[1])} {link.text}")


def _late(site: YearSite) -> Iterator[View]:
    """The late entries of each branch, the latest first."""
    for unit, branch in site.public.result.branches.items():
        known = [record for record in branch.late_entries if record in site.records]
        days = {record: (site.entered_on[record] - site.records[record].date).days for record in known}
        if days:
            worst = sorted(days, key=lambda record: (-days[record], record))[:MOST_NAMED]
            named = tuple((site.evidence(record, 0), days[record]) for record in worst)
            yield View(branch=_unit(unit, site), count=len(days), most_days=max(days.values()), named=named)


def _faults(site: YearSite) -> Iterator[View]:
    """The branches that are not set up as they should be, with the rules that say so."""
    for unit, branch in site.public.result.branches.items():
        by_reason: dict[str, list[str]] = {}
        for rule in branch.rules.values():
            for reason in dict.fromkeys((rule.reason, *(window.reason for window in rule.windows))):
                if reason in _STRUCTURAL:
                    by_reason.setdefault(reason, []).append(rule.rule.id)
        for reason, rules in by_reason.items():
            links = tuple(Link(rule, site.rule_href(rule, 0)) for rule in rules)
            yield View(branch=_unit(unit, site), reason=reason, rules=links)


def _bare(site: YearSite) -> Iterator[View]:
    """Rules that apply to some branch and for which no branch has shown anything in the whole year."""
    for rule in site.pack.rules:
        results = [each for branch in site.public.result.branches.values() if (each := branch.rules.get(rule.id))]
        statuses = [each.status for each in results if each.status is not Status.NOT_APPLICABLE]
        if statuses and not any(each.all_evidence for each in results):
            yield View(
                rule=Link(rule.id, site.rule_href(rule.id, 0)),
                asks=rule.asks(site.words.language),
                statuses=tuple(status for status in Status if status in statuses),
                branches=len(statuses),
            )


def _unknown(site: YearSite) -> Iterator[View]:
    """Units with records of which nobody can tell when they came in."""
    for unit, ids in site.records.units(site.year).items():
        count = sum(record not in site.entered_on for record in ids)
        if count:
            link = _unit(unit, site) if unit != COMMITTEE else Link(site.unit_name(unit))
            yield View(branch=link, count=count, of=len(ids))
