"""One branch's disclosure column."""

from __future__ import annotations

from generator.publish.pages.parts.disclosure import column
from generator.publish.pages.parts.tabs import DISCLOSURE, unit_top
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite


def branch_disclosure_view(unit: str, site: YearSite) -> View:
    """The page's data."""
    return column((unit,), 1, unit_top(unit, DISCLOSURE, site, "disclosure.title"), site)
