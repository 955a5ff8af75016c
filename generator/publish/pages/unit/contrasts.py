"""六对照六查摆: what the branch found under each head, and what the records say to that (plan 三 1)."""

from __future__ import annotations

from generator.publish.pages.parts.contrasts import contrasts, search, texts_shown, warnings
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.tabs import CONTRASTS_PAGE, unit_top
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite


def contrasts_view(unit: str, site: YearSite) -> View:
    """The page's data."""
    record = search(unit, site)
    return View(
        **unit_top(unit, CONTRASTS_PAGE, site, "evaluation.contrasts.title"),
        texts_shown=texts_shown(site),
        record=site.evidence(record.id, 1) if record else None,
        rows=contrasts(unit, site),
        warnings=warnings(unit, site, 1),
        downloads=downloads(("contrasts",), site),
    )
