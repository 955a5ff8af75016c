"""All branches' working papers of the review: how many figures differ from the records, and by how much."""

from __future__ import annotations

from generator.judge.grading.differences import chosen, reviewed, widest
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.review import anchor_of, chip, named
from generator.publish.pages.parts.tabs import WORKING_PAPER, year_top
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

TABLE = "review_differences"


def all_working_papers_view(site: YearSite) -> View:
    """The page's data, the branches with most differences first."""
    rows = [_row(branch.id, site) for branch in site.branches]
    return View(
        **year_top(WORKING_PAPER, site, "working_paper.all_title"),
        as_of=site.as_of,
        branches=sum(each.count > 0 for each in rows),
        count=sum(each.count for each in rows),
        rows=tuple(sorted(rows, key=lambda each: -each.count)),
        downloads=downloads((TABLE,), site),
    )


def differing(site: YearSite) -> int:
    """How many figures of the review group differ from the records, over all branches."""
    return sum(_row(branch.id, site).count for branch in site.branches)


@of_unit
def _row(unit: str, site: YearSite) -> View:
    """One branch: how many differences there are in the review group's sheet, and the widest."""
    found = site.public.result.branches[unit]
    apart, of = reviewed(found, site.pack), chosen(found.rounds)
    review, most, page = found.rounds[of].organization_review, widest(apart), f"{found.branch}/{WORKING_PAPER}"
    return View(
        branch=Link(site.unit_name(found.branch), page),
        round=of,
        review=site.evidence(review.record, 0) if review else None,
        count=len(apart),
        widest=(Link(named(most.of, found, site), f"{page}#{anchor_of(of, most.of, found)}"), chip(most, site))
        if most
        else None,
    )
