"""The whole school's disclosure column."""

from __future__ import annotations

from generator.publish.pages.parts.disclosure import column, disclosing
from generator.publish.pages.parts.tabs import DISCLOSURE, year_top
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite


def disclosure_view(site: YearSite) -> View:
    """The page's data."""
    top = year_top(DISCLOSURE, site, "disclosure.all_title")
    return column(disclosing(site), 0, {**top, "branches": (), "pages": ()}, site)
