"""The scorecard of a branch: what people gave, what was computed, and every rule behind it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.publish.pages.parts.basis import basis
from generator.publish.pages.parts.grades import Official, officials
from generator.publish.pages.parts.standing import DEPTH, Chip, MonthRecords, StandardSection, counts, months, sections
from generator.publish.pages.parts.tabs import EVALUATION, SCORECARD, Tabs, branch_tabs, page_tabs
from generator.publish.pages.words import brief, exact
from generator.publish.pages.year_site import Link, YearSite


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    unit: str
    year: int
    scores_shown: bool
    official: tuple[Official, ...]
    """What people gave, which comes first."""
    score: str
    score_shown: str
    basis: str
    basis_shown: str
    counts: tuple[Chip, ...]
    as_of: str
    version: str
    sections: tuple[StandardSection, ...]
    months: tuple[MonthRecords, ...]
    record_count: int
    late_entries: tuple[Link, ...]
    similar: tuple[tuple[Link, Link], ...]


def scorecard_view(unit: str, site: YearSite) -> ScorecardView:
    """The page's data."""
    words, branch = site.words, site.public.result.branches[unit]
    name = site.unit_name(branch.branch)
    records = site.own_records(branch.branch)
    return ScorecardView(
        title=words.t("scorecard.title", unit=name, year=site.year),
        crumbs=(
            Link(words.t("nav.home"), "../index.html"),
            Link(words.t("nav.branches"), "../branches.html"),
            Link(name),
        ),
        branches=branch_tabs(branch.branch, SCORECARD, site),
        pages=page_tabs(SCORECARD, site),
        unit=branch.branch,
        year=site.year,
        scores_shown=site.public.scores_shown,
        official=officials(branch, site, EVALUATION),
        score=exact(branch.computed_score),
        score_shown=brief(branch.computed_score),
        basis=exact(branch.computed_basis),
        basis_shown=basis(branch, site),
        counts=counts(branch.rules.values(), site),
        as_of=words.day(site.as_of),
        version=site.settings.version,
        sections=sections(branch, site),
        months=months(records, site),
        record_count=len(records),
        late_entries=tuple(site.evidence(each, DEPTH) for each in branch.late_entries),
        similar=tuple((site.evidence(a, DEPTH), site.evidence(b, DEPTH)) for a, b in branch.similar),
    )
