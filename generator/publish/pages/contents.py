"""Which pages a year has: each one function that gives its data, and one template of the same name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from generator.publish.pages.parts.grades import grades
from generator.publish.pages.parts.tabs import (
    BESIDE,
    CONTRASTS_PAGE,
    DISCLOSURE,
    EVALUATION,
    LEDGER,
    MONTHS,
    RECTIFICATION,
    SCORECARD,
    TREND,
    WORKING_PAPER,
)
from generator.publish.pages.unit.beside import beside_view, has_beside
from generator.publish.pages.unit.committee import committee_view
from generator.publish.pages.unit.contrasts import all_contrasts_view, contrasts_view, searches
from generator.publish.pages.unit.disclosure import branch_disclosure_view, disclosure_view
from generator.publish.pages.unit.due import CALENDAR, due_calendar, due_view, year_calendar
from generator.publish.pages.unit.evaluation import evaluation_view
from generator.publish.pages.unit.ledger import ledger_view
from generator.publish.pages.unit.months import months_view
from generator.publish.pages.unit.rectification import all_lists_view, lists_view
from generator.publish.pages.unit.scorecard import scorecard_view
from generator.publish.pages.unit.trend import trend_view
from generator.publish.pages.unit.working_paper import for_reviewers, working_paper_view
from generator.publish.pages.year.branches import branches_view
from generator.publish.pages.year.bulletins import bulletins_view
from generator.publish.pages.year.campaign import FILE as CAMPAIGN
from generator.publish.pages.year.campaign import campaign_view, has_campaign
from generator.publish.pages.year.evaluations import all_evaluations_view
from generator.publish.pages.year.feed import FEED, feed
from generator.publish.pages.year.home import home_view
from generator.publish.pages.year.notices import notices_view
from generator.publish.pages.year.office import office_view
from generator.publish.pages.year.problems import for_office, for_writers, problems_view
from generator.publish.pages.year.supervision import supervision_view
from generator.publish.pages.year.working_papers import all_working_papers_view
from generator.publish.pages.year_site import YearSite

NOTICES = "notices.html"
OPEN, BULLETINS, SUPERVISION = "disclosure.html", "bulletins.html", "supervision.html"
"""The pages of what is disclosed, and their entries of the menu."""
HOME, BRANCHES, PROBLEMS, DUE = "index.html", "branches.html", "problems.html", "due.html"
OFFICE = "office.html"


class View(Protocol):
    """What a template shows."""

    @property
    def title(self) -> str:
        """The page's title."""


def _always(site: YearSite) -> bool:
    return True


def _keeps_lists(site: YearSite) -> bool:
    return site.keeps_lists


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A page of every branch; `tab` is the code of its name on the tabs."""

    file: str
    template: str
    view: Callable[[str, YearSite], View]
    tab: str
    shown: Callable[[YearSite], bool] = _always


@dataclass(frozen=True, slots=True)
class UnitFile:
    """A file of every branch that is no page."""

    name: str
    make: Callable[[str, YearSite], bytes]
    shown: Callable[[YearSite], bool] = _always


@dataclass(frozen=True, slots=True)
class YearPage:
    """A page at the year's root; `section` is the entry of the menu it belongs to."""

    file: str
    template: str
    view: Callable[[YearSite], View]
    section: str = BRANCHES
    shown: Callable[[YearSite], bool] = _always


@dataclass(frozen=True, slots=True)
class YearFile:
    """A file at the year's root that is no page."""

    name: str
    make: Callable[[YearSite], bytes]
    shown: Callable[[YearSite], bool] = _always


COMMITTEE_PAGE = UnitPage(HOME, "committee", committee_view, "")
UNIT_PAGES = (
    UnitPage(SCORECARD, "scorecard", scorecard_view, "lists.tab.scorecard"),
    UnitPage(LEDGER, "ledger", ledger_view, "lists.tab.ledger"),
    UnitPage(MONTHS, "heatmap", months_view, "lists.tab.months"),
    UnitPage(TREND, "trend", trend_view, "trend.tab"),
    UnitPage(RECTIFICATION, "rectification", lists_view, "lists.tab.rectification", _keeps_lists),
    UnitPage(DISCLOSURE, "disclosure", branch_disclosure_view, "disclosure.name"),
    UnitPage(EVALUATION, "evaluation", evaluation_view, "evaluation.tab", grades),
    UnitPage(CONTRASTS_PAGE, "contrasts", contrasts_view, "evaluation.contrasts.tab", searches),
    UnitPage(BESIDE, "beside", beside_view, "beside.tab", has_beside),
    UnitPage(WORKING_PAPER, "working_paper", working_paper_view, "working_paper.tab", for_reviewers),
)
"""In the order of the tabs."""
UNIT_FILES = (UnitFile(CALENDAR, due_calendar),)
YEAR_PAGES = (
    YearPage(DUE, "due", due_view),
    YearPage(CAMPAIGN, "campaign", campaign_view, HOME, has_campaign),
    YearPage(RECTIFICATION, "all_lists", all_lists_view, shown=_keeps_lists),
    YearPage(EVALUATION, "all_evaluations", all_evaluations_view, shown=grades),
    YearPage(CONTRASTS_PAGE, "all_contrasts", all_contrasts_view, shown=searches),
    YearPage(HOME, "home", home_view, HOME),
    YearPage(BRANCHES, "branches", branches_view),
    YearPage(NOTICES, "notices", notices_view, NOTICES),
    YearPage(DISCLOSURE, "disclosure", disclosure_view, OPEN),
    YearPage(BULLETINS, "bulletins", bulletins_view, BULLETINS),
    YearPage(SUPERVISION, "supervision", supervision_view, SUPERVISION),
    YearPage(PROBLEMS, "problems", problems_view, PROBLEMS, for_writers),
    YearPage(OFFICE, "office", office_view, PROBLEMS, for_office),
    YearPage(WORKING_PAPER, "all_working_papers", all_working_papers_view, WORKING_PAPER, for_reviewers),
)
YEAR_FILES: tuple[YearFile, ...] = (YearFile(CALENDAR, year_calendar), YearFile(FEED, feed))
