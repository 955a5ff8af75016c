"""All branches' working papers of the review: how many figures differ from the records, and by how much."""

from __future__ import annotations

from dataclasses import dataclass

from generator.judge.grading.differences import Difference, chosen, reviewed, widest
from generator.model.result import BranchResult
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import WORKING_PAPER, year_crumbs
from generator.publish.pages.unit.working_paper import anchor_of, chip, named
from generator.publish.pages.year_site import Link, YearSite

TABLE = "review_differences"


@dataclass(frozen=True, slots=True)
class BranchRow:
    """One branch."""

    branch: Link
    round: str
    review: Link | None
    """The review group's sheet."""
    count: int
    widest: tuple[Link, Chip] | None


@dataclass(frozen=True, slots=True)
class AllWorkingPapersView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    lead: str
    summary: str
    rows: tuple[BranchRow, ...]
    """Those with most differences first."""
    downloads: tuple[Link, ...]


def all_working_papers_view(site: YearSite) -> AllWorkingPapersView:
    """The page's data."""
    say = site.catalogue.text
    rows = [_row(site.public.result.branches[branch.id], site) for branch in site.branches]
    affected = [each.count for each in rows if each.count]
    return AllWorkingPapersView(
        title=say("working_paper.all_title", year=site.year),
        crumbs=year_crumbs(WORKING_PAPER, site),
        lead=say("working_paper.all_lead", day=site.words.day(site.as_of)),
        summary=say("working_paper.summary", branches=len(affected), count=sum(affected)),
        rows=tuple(sorted(rows, key=lambda each: -each.count)),
        downloads=downloads((TABLE,), site),
    )


def differing(site: YearSite) -> int:
    """How many figures of the review group differ from the records, over all branches."""
    return sum(len(reviewed(site.public.result.branches[branch.id], site.pack)) for branch in site.branches)


def _row(found: BranchResult, site: YearSite) -> BranchRow:
    apart = reviewed(found, site.pack)
    of = chosen(found.rounds)
    review = found.rounds[of].organization_review
    return BranchRow(
        branch=Link(site.unit_name(found.branch), f"{found.branch}/{WORKING_PAPER}"),
        round=site.catalogue.text(f"evaluation.round.{of}"),
        review=site.evidence(review.record, 0) if review else None,
        count=len(apart),
        widest=_widest(widest(apart), of, found, site),
    )


def _widest(apart: Difference | None, of: str, found: BranchResult, site: YearSite) -> tuple[Link, Chip] | None:
    if apart is None:
        return None
    anchor = anchor_of(of, apart.of, found)
    return Link(named(apart.of, found, site), f"{found.branch}/{WORKING_PAPER}#{anchor}"), chip(apart, site)
