"""The bulletins of the year and the decisions to confer the title."""

from __future__ import annotations

from generator.judge.bulletins.check import TYPE
from generator.publish.pages.parts.bulletins import CONFERRED, bulletin_rows
from generator.publish.pages.parts.tabs import BULLETINS, year_top
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite


def bulletins_view(site: YearSite) -> View:
    """The page's data, the newest first."""
    return View(
        **year_top(BULLETINS, site, "bulletins.title"),
        as_of=site.as_of,
        bulletins=bulletin_rows(site, TYPE),
        conferred=bulletin_rows(site, CONFERRED),
    )
