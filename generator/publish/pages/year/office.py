"""What the committee's office has to see to: files, entries and branches that are not as they should be (design §3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.judge.records.counting import codes
from generator.model.record import COMMITTEE
from generator.model.result import RuleResult, Status
from generator.publish.pages.parts.tabs import OFFICE, WORKING_PAPER, year_crumbs
from generator.publish.pages.year.problems import FileFindings, file_findings
from generator.publish.pages.year.working_papers import differing
from generator.publish.pages.year_site import Link, YearSite

MOST_ROWS = 100
"""How many rows of a table are shown."""
MOST_NAMED = 5
"""How many records of a branch are named."""
_STRUCTURAL = ("committee_missing",)
"""Reasons of a result that are faults of the branch itself, not of what it did."""


@dataclass(frozen=True, slots=True)
class Late:
    """One record that came in late."""

    record: Link
    days: int


@dataclass(frozen=True, slots=True)
class LateBranch:
    """The late entries of a branch, the latest first."""

    branch: Link
    count: int
    most_days: int
    named: tuple[Late, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A branch and a number of its records."""

    branch: Link
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A branch that is not set up as it should be."""

    branch: Link
    reason: str
    rules: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Bare:
    """A rule for which no branch has a record."""

    rule: Link
    gloss: str
    state: str
    branches: int


@dataclass(frozen=True, slots=True)
class OfficeView:
    """What the template shows; each table is cut to MOST_ROWS, each `_count` is the whole."""

    title: str
    crumbs: tuple[Link, ...]
    checks: Link
    as_of: str
    late_days: int
    rejected_count: int
    rejected: tuple[FileFindings, ...]
    left_out_count: int
    left_out: tuple[FileFindings, ...]
    """Files of which rows are left out."""
    incomplete_count: int
    incomplete: tuple[FileFindings, ...]
    late_count: int
    late_branches: int
    late: tuple[LateBranch, ...]
    similar_count: int
    similar: tuple[tuple[Link, Link], ...]
    faults_count: int
    faults: tuple[Fault, ...]
    bare: tuple[Bare, ...]
    unknown_count: int
    unknown_branches: int
    unknown: tuple[Counted, ...]
    differences: int | None
    """Figures of the review group that are others than the records give; None in a year without a review."""


def office_view(site: YearSite) -> OfficeView:
    """The page's data."""
    words, result = site.words, site.public.result
    unmet = codes()
    problems = file_findings(site, (each for each in site.problems.problems if each.code in unmet))
    errors = file_findings(site, (each for each in site.problems.problems if each.code not in unmet))
    incomplete = [each for each in problems if not each.rejected]
    rejected = [each for each in errors if each.rejected]
    left_out = [each for each in errors if each.lacks_rows]
    late = sorted(_late(site), key=lambda each: (-each.count, -each.most_days, each.branch.text))
    pairs = sorted({pair for branch in result.branches.values() for pair in branch.similar})
    faults = list(_faults(site))
    unknown = sorted(_unknown(site), key=lambda each: (-each.count, each.branch.text))
    return OfficeView(
        title=words.catalogue.text("office.title"),
        crumbs=year_crumbs(OFFICE, site),
        checks=Link(words.t("problems.title"), "problems.html"),
        as_of=words.day(site.as_of),
        late_days=site.settings.late_entry_days,
        rejected_count=len(rejected),
        rejected=tuple(rejected[:MOST_ROWS]),
        left_out_count=len(left_out),
        left_out=tuple(left_out[:MOST_ROWS]),
        incomplete_count=len(incomplete),
        incomplete=tuple(incomplete[:MOST_ROWS]),
        late_count=sum(each.count for each in late),
        late_branches=len(late),
        late=tuple(late[:MOST_ROWS]),
        similar_count=len(pairs),
        similar=tuple((_named(one, site), _named(other, site)) for one, other in pairs[:MOST_ROWS]),
        faults_count=len(faults),
        faults=tuple(faults[:MOST_ROWS]),
        bare=tuple(_bare(site)),
        unknown_count=sum(each.count for each in unknown),
        unknown_branches=len(unknown),
        unknown=tuple(unknown[:MOST_ROWS]),
        differences=differing(site) if WORKING_PAPER in site.tabs else None,
    )


def _unit(unit: str, site: YearSite) -> Link:
    return Link(site.unit_name(unit), site.unit_href(unit, 0))


def _named(record: str, site: YearSite) -> Link:
    """A record with the name of its unit."""
    link = site.evidence(record, 0)
    return replace(link, text=f"{site.unit_name(record.split('/')[1])} {link.text}")


def _late(site: YearSite) -> Iterator[LateBranch]:
    for unit, branch in site.public.result.branches.items():
        known = [record for record in branch.late_entries if record in site.records]
        days = {record: (site.entered_on[record] - site.records[record].date).days for record in known}
        if days:
            worst = sorted(days, key=lambda record: (-days[record], record))[:MOST_NAMED]
            named = tuple(Late(site.evidence(record, 0), days[record]) for record in worst)
            yield LateBranch(_unit(unit, site), len(days), max(days.values()), named)


def _faults(site: YearSite) -> Iterator[Fault]:
    for unit, branch in site.public.result.branches.items():
        by_reason: dict[str, list[str]] = {}
        for rule in branch.rules.values():
            for reason in dict.fromkeys(_reasons(rule)):
                by_reason.setdefault(reason, []).append(rule.rule.id)
        for reason, rules in by_reason.items():
            links = tuple(Link(rule, site.rule_href(rule, 0)) for rule in rules)
            yield Fault(_unit(unit, site), site.words.label("reason", reason), links)


def _reasons(rule: RuleResult) -> Iterator[str]:
    found = (rule.reason, *(window.reason for window in rule.windows))
    return (reason for reason in found if reason in _STRUCTURAL)


def _bare(site: YearSite) -> Iterator[Bare]:
    """Rules that apply to some branch and for which no branch has shown anything in the whole year."""
    for rule in site.pack.rules:
        found = [each for branch in site.public.result.branches.values() if (each := branch.rules.get(rule.id))]
        applying = [each for each in found if each.status is not Status.NOT_APPLICABLE]
        if applying and not any(each.all_evidence for each in found):
            asked = rule.asks(site.words.language)
            yield Bare(Link(rule.id, site.rule_href(rule.id, 0)), asked, _states(applying, site), len(applying))


def _states(found: Iterable[RuleResult], site: YearSite) -> str:
    """The statuses met with, each once."""
    statuses = {each.status for each in found}
    return site.words.join(site.words.label("status", str(status)) for status in Status if status in statuses)


def _unknown(site: YearSite) -> Iterator[Counted]:
    """Units with records of which nobody can tell when they came in."""
    for unit, ids in site.records.units(site.year).items():
        count = sum(record not in site.entered_on for record in ids)
        if count:
            yield Counted(_unit(unit, site) if unit != COMMITTEE else Link(site.unit_name(unit)), count, len(ids))
