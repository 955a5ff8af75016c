"""The files of pages, and the ways from one to another: tabs, crumbs, links to what is listed on a page.

What the ways say comes from the entries of the pages themselves (`pages.contents`).
"""

from __future__ import annotations

from generator.publish.pages.view import Link
from generator.publish.pages.year_site import YearSite

HOME, BRANCHES, DUE, CAMPAIGN = "index.html", "branches.html", "due.html", "campaign.html"
NOTICES, BULLETINS, SUPERVISION = "notices.html", "bulletins.html", "supervision.html"
PROBLEMS, OFFICE, RECORD_TYPES, SCREEN = "problems.html", "office.html", "record-types.html", "screen.html"
"""Pages of the year."""
STEPS = f"{HOME}#steps"
"""Where the home page tells of the campaign."""
SCORECARD, LEDGER, MONTHS, TREND, BESIDE = "index.html", "ledger.html", "months.html", "trend.html", "beside.html"
"""Pages of a branch."""
RECTIFICATION, DISCLOSURE, WORKING_PAPER = "rectification.html", "disclosure.html", "working-paper.html"
EVALUATION, CONTRASTS_PAGE = "evaluation.html", "contrasts.html"
"""Pages of a branch, and of all of them."""
MOST_BRANCHES = 16


def unit_top(unit: str, page: str, site: YearSite, title: str) -> dict[str, object]:
    """What stands over a page of a branch: its title, by the code of it, the way to it, and the tabs."""
    return {
        "title": site.catalogue.text(title, unit=site.unit_name(unit), year=site.year),
        "crumbs": _crumbs(unit, page, site),
        "branches": _branch_tabs(unit, page, site),
        "pages": _page_tabs(page, site),
    }


def year_top(page: str, site: YearSite, title: str, **figures: object) -> dict[str, object]:
    """What stands over a page of the year: its title, by the code of it, and the way to it."""
    say, entry = site.catalogue.text, site.pages[page]
    above = dict.fromkeys((HOME, entry.above))
    way = (Link(say(site.pages[each].name), each) for each in above)
    return {"title": say(title, **{"year": site.year, **figures}), "crumbs": (*way, Link(say(entry.name)))}


def listed_on(place: str, site: YearSite) -> tuple[Link, ...]:
    """The pages of the year that are listed on a page, or at a place of it, in the order of the contents."""
    entries = ((file, each) for file, each in site.pages.items() if each.listed_on == place)
    return tuple(Link(site.catalogue.text(each.label, year=site.year), file) for file, each in entries)


def _branch_tabs(unit: str, page: str, site: YearSite) -> tuple[tuple[Link, bool], ...]:
    """The same page of every branch, where there are few enough to stand in a row; each with whether it is open."""
    if len(site.branches) > MOST_BRANCHES:
        return ()
    return tuple((Link(each.name, f"../{each.id}/{page}"), each.id == unit) for each in site.branches)


def _page_tabs(page: str, site: YearSite) -> tuple[tuple[Link, bool], ...]:
    """The pages of a branch: 得分卡, 台账, 逐月 and whatever else the year has."""
    return tuple((Link(site.catalogue.text(tab.label), file), file == page) for file, tab in site.tabs.items())


def _crumbs(unit: str, page: str, site: YearSite) -> tuple[Link, ...]:
    """The way to a page of a branch; its first page is called by the branch alone."""
    say = site.catalogue.text
    way = tuple(Link(say(site.pages[each].name), f"../{each}") for each in (HOME, BRANCHES))
    if page == SCORECARD:
        return (*way, Link(site.unit_name(unit)))
    return (*way, Link(site.unit_name(unit), SCORECARD), Link(say(site.tabs[page].name)))
