"""六对照六查摆: what every branch found under each head, and what the records say to that (plan 三 1)."""

from __future__ import annotations

from generator.publish.pages.parts.contrasts import all_taken, contrasts, numbers, search, texts_shown, warnings
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.tabs import CONTRASTS_PAGE, year_top
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite


def all_contrasts_view(site: YearSite) -> View:
    """The page's data."""
    return View(
        **year_top(CONTRASTS_PAGE, site, "evaluation.contrasts.all_title"),
        texts_shown=texts_shown(site),
        numbers=tuple(numbers()),
        rows=tuple(_branch(branch.id, site) for branch in site.branches),
        downloads=downloads(("contrasts",) if all_taken(site) else (), site),
    )


@of_unit
def _branch(unit: str, site: YearSite) -> View:
    record = search(unit, site)
    return View(
        branch=Link(site.unit_name(unit), f"{unit}/{CONTRASTS_PAGE}"),
        record=site.evidence(record.id, 0) if record else None,
        contrasts=contrasts(unit, site),
        warnings=warnings(unit, site, 0),
    )
