"""The tabs over a branch's pages: the other branches, and the pages of this one."""

from __future__ import annotations

from generator.publish.pages.year_site import Link, YearSite

MOST_BRANCHES = 16
BESIDE = "beside.html"
TREND = "trend.html"
DISCLOSURE = "disclosure.html"
SCORECARD, LEDGER, MONTHS, RECTIFICATION = "index.html", "ledger.html", "months.html", "rectification.html"
EVALUATION, CONTRASTS_PAGE = "evaluation.html", "contrasts.html"
WORKING_PAPER = "working-paper.html"

Tabs = tuple[tuple[Link, bool], ...]
"""Each with whether it is the open one."""


def branch_tabs(unit: str, page: str, site: YearSite) -> Tabs:
    """The same page of every branch, where there are few enough to stand in a row."""
    if len(site.branches) > MOST_BRANCHES:
        return ()
    return tuple((Link(each.name, f"../{each.id}/{page}"), each.id == unit) for each in site.branches)


def page_tabs(page: str, site: YearSite) -> Tabs:
    """The pages of a branch: 得分卡, 台账, 逐月 and whatever else the year has."""
    return tuple((Link(site.catalogue.text(name), file), file == page) for file, name in site.tabs)


def crumbs(unit: str, name: str, site: YearSite) -> tuple[Link, ...]:
    """The way to a page of a branch."""
    return (
        Link(site.words.t("nav.home"), "../index.html"),
        Link(site.words.t("nav.branches"), "../branches.html"),
        Link(site.unit_name(unit), "index.html"),
        Link(name),
    )
