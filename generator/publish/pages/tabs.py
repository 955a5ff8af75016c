"""The tabs over a branch's pages: the other branches, and the pages of this one."""

from __future__ import annotations

from generator.publish.pages.site import Link, YearSite

MOST_BRANCHES = 16
SCORECARD, LEDGER, MONTHS, RECTIFICATION = "index.html", "ledger.html", "months.html", "rectification.html"

Tabs = tuple[tuple[Link, bool], ...]
"""Each with whether it is the open one."""


def branch_tabs(unit: str, page: str, site: YearSite) -> Tabs:
    """The same page of every branch, where there are few enough to stand in a row."""
    if len(site.branches) > MOST_BRANCHES:
        return ()
    return tuple((Link(each.name, f"../{each.id}/{page}"), each.id == unit) for each in site.branches)


def page_tabs(page: str, site: YearSite) -> Tabs:
    """得分卡, 台账, 逐月, and 整改 in years that keep the three lists."""
    names = {
        SCORECARD: site.catalogue.text("lists.tab.scorecard"),
        LEDGER: site.catalogue.text("lists.tab.ledger"),
        MONTHS: site.catalogue.text("lists.tab.months"),
        RECTIFICATION: site.catalogue.text("lists.tab.rectification"),
    }
    return tuple(
        (Link(name, file), file == page) for file, name in names.items() if file != RECTIFICATION or site.keeps_lists
    )


def crumbs(unit: str, name: str, site: YearSite) -> tuple[Link, ...]:
    """The way to a page of a branch."""
    return (
        Link(site.words.t("nav.home"), "../index.html"),
        Link(site.words.t("nav.branches"), "../branches.html"),
        Link(site.unit_name(unit), "index.html"),
        Link(name),
    )
