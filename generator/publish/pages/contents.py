"""Which pages a year has: each one function that gives its data, and one template of the same name."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from enum import Enum

from generator.publish.engine import html_path
from generator.publish.pages.parts.contrasts import searches
from generator.publish.pages.parts.due import CALENDAR, due_calendar
from generator.publish.pages.parts.grades import grades
from generator.publish.pages.parts.review import for_reviewers
from generator.publish.pages.parts.tabs import (
    BESIDE,
    BRANCHES,
    BULLETINS,
    CAMPAIGN,
    CONTRASTS_PAGE,
    DISCLOSURE,
    DUE,
    EVALUATION,
    HOME,
    LEDGER,
    MONTHS,
    NOTICES,
    OFFICE,
    PROBLEMS,
    RECORD_TYPES,
    RECTIFICATION,
    SCORECARD,
    SCREEN,
    STEPS,
    SUPERVISION,
    TREND,
    WORKING_PAPER,
)
from generator.publish.pages.unit.beside import beside_view, has_beside
from generator.publish.pages.unit.committee import committee_view
from generator.publish.pages.unit.contrasts import contrasts_view
from generator.publish.pages.unit.disclosure import branch_disclosure_view
from generator.publish.pages.unit.evaluation import evaluation_view
from generator.publish.pages.unit.ledger import ledger_view
from generator.publish.pages.unit.months import months_view
from generator.publish.pages.unit.rectification import lists_view
from generator.publish.pages.unit.scorecard import scorecard_view
from generator.publish.pages.unit.trend import trend_view
from generator.publish.pages.unit.working_paper import working_paper_view
from generator.publish.pages.view import View
from generator.publish.pages.year.branches import branches_view
from generator.publish.pages.year.bulletins import bulletins_view
from generator.publish.pages.year.campaign import campaign_view, has_campaign
from generator.publish.pages.year.contrasts import all_contrasts_view
from generator.publish.pages.year.disclosure import disclosure_view
from generator.publish.pages.year.due import due_view, year_calendar
from generator.publish.pages.year.evaluations import all_evaluations_view
from generator.publish.pages.year.feed import FEED, feed
from generator.publish.pages.year.home import home_view
from generator.publish.pages.year.notices import notices_view
from generator.publish.pages.year.office import office_view
from generator.publish.pages.year.problems import for_office, for_writers, problems_view
from generator.publish.pages.year.record_types import record_types_view
from generator.publish.pages.year.rectification import all_lists_view
from generator.publish.pages.year.screen import screen_view
from generator.publish.pages.year.supervision import supervision_view
from generator.publish.pages.year.working_papers import all_working_papers_view
from generator.publish.pages.year_site import PageEntry, YearSite


class Menu(Enum):
    """The parts of the menu that pages stand in, in their order; the packs stand behind the first."""

    RECORDS = "records"
    OPEN = "open"
    """What is disclosed to the school, in one tab."""
    PLAN = "plan"
    GUIDE = "guide"
    """In one tab."""
    WORK = "work"


def _always(site: YearSite) -> bool:
    return True


def _keeps_lists(site: YearSite) -> bool:
    return site.keeps_lists


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A page of every branch, on a tab of its own."""

    file: str
    template: str
    view: Callable[[str, YearSite], View]
    tab: str
    """The code of what its tab says."""
    name: str = ""
    """The code of its name in the crumbs, where that is another."""
    shown: Callable[[YearSite], bool] = _always

    @property
    def entry(self) -> PageEntry:
        """How others name it."""
        return PageEntry(self.name or self.tab, self.tab)


@dataclass(frozen=True, slots=True)
class YearPage:
    """A page at the year's root: it has an entry of the menu, or is listed on another page, or both.

    Raises ValueError for one that nothing would lead to.
    """

    file: str
    template: str
    view: Callable[[YearSite], View]
    name: str
    """The code of its name in the menu and the crumbs."""
    listed_on: str = ""
    """The place that lists it, one of LISTING."""
    menu: Menu | None = None
    label: str = ""
    """The code of what that page calls it, where it is not its name."""
    above: str = HOME
    """The page before it in the crumbs."""
    shown: Callable[[YearSite], bool] = _always
    """For whom, and in which years, it is there."""

    def __post_init__(self) -> None:
        if self.menu is None and self.listed_on not in LISTING:
            raise ValueError(f"nothing leads to {self.file}")

    @property
    def section(self) -> str:
        """The entry of the menu it belongs to."""
        return self.listed_on.partition("#")[0] if self.menu is None else self.file

    @property
    def entry(self) -> PageEntry:
        """How others name it."""
        return PageEntry(self.name, self.label or self.name, self.listed_on, self.above)


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that people may have written; any other that they write they link to themselves."""

    path: str
    """Of its Markdown, below `content`."""
    name: str
    menu: Menu
    listed_on: str = ""

    @property
    def file(self) -> str:
        """The page's address."""
        return html_path(self.path)

    @property
    def entry(self) -> PageEntry:
        """How others name it."""
        return PageEntry(self.name, self.name, self.listed_on)


LISTING = (HOME, STEPS, BRANCHES, PROBLEMS)
"""The places whose pages ask for what is `listed_on` them."""
COMMITTEE_PAGE = UnitPage(HOME, "committee", committee_view, "")
UNIT_PAGES = (
    UnitPage(SCORECARD, "scorecard", scorecard_view, "lists.tab.scorecard"),
    UnitPage(LEDGER, "ledger", ledger_view, "lists.tab.ledger"),
    UnitPage(MONTHS, "heatmap", months_view, "lists.tab.months"),
    UnitPage(TREND, "trend", trend_view, "trend.tab"),
    UnitPage(RECTIFICATION, "rectification", lists_view, "lists.tab.rectification", shown=_keeps_lists),
    UnitPage(DISCLOSURE, "disclosure", branch_disclosure_view, "disclosure.name"),
    UnitPage(EVALUATION, "evaluation", evaluation_view, "evaluation.tab", "evaluation.name", grades),
    UnitPage(
        CONTRASTS_PAGE, "contrasts", contrasts_view, "evaluation.contrasts.tab", "evaluation.contrasts.name", searches
    ),
    UnitPage(BESIDE, "beside", beside_view, "beside.tab", "beside.name", has_beside),
    UnitPage(
        WORKING_PAPER, "working_paper", working_paper_view, "working_paper.tab", "working_paper.name", for_reviewers
    ),
)
"""In the order of the tabs."""
UNIT_FILES = {CALENDAR: due_calendar}
"""Files of a branch that are no pages; pages link to them that show the same."""
YEAR_PAGES = (
    YearPage(HOME, "home", home_view, "pages.nav.home", menu=Menu.RECORDS),
    YearPage(BRANCHES, "branches", branches_view, "pages.nav.branches", menu=Menu.RECORDS),
    YearPage(DUE, "due", due_view, "lists.due.name", BRANCHES),
    YearPage(RECTIFICATION, "all_lists", all_lists_view, "lists.rectification.name", BRANCHES, shown=_keeps_lists),
    YearPage(EVALUATION, "all_evaluations", all_evaluations_view, "evaluation.name", BRANCHES, shown=grades),
    YearPage(
        CONTRASTS_PAGE, "all_contrasts", all_contrasts_view, "evaluation.contrasts.name", BRANCHES, shown=searches
    ),
    YearPage(
        CAMPAIGN, "campaign", campaign_view, "campaign.name", STEPS, None, "campaign.more_here", HOME, has_campaign
    ),
    YearPage(NOTICES, "notices", notices_view, "notices.name", menu=Menu.OPEN),
    YearPage(DISCLOSURE, "disclosure", disclosure_view, "disclosure.name", HOME, Menu.OPEN),
    YearPage(BULLETINS, "bulletins", bulletins_view, "bulletins.name", HOME, Menu.OPEN, "bulletins.title"),
    YearPage(SUPERVISION, "supervision", supervision_view, "supervision.name", HOME, Menu.OPEN, "supervision.title"),
    YearPage(SCREEN, "screen", screen_view, "pages.screen.name", HOME),
    YearPage(RECORD_TYPES, "record_types", record_types_view, "guide.name", menu=Menu.GUIDE),
    YearPage(PROBLEMS, "problems", problems_view, "pages.nav.problems", menu=Menu.WORK, shown=for_writers),
    YearPage(OFFICE, "office", office_view, "office.title", PROBLEMS, above=PROBLEMS, shown=for_office),
    YearPage(
        WORKING_PAPER,
        "all_working_papers",
        all_working_papers_view,
        "working_paper.name",
        "",
        Menu.WORK,
        shown=for_reviewers,
    ),
)
"""In the order of the menu, and of the pages that list them."""
WRITTEN_PAGES = (
    WrittenPage("plan.md", "pages.nav.plan", Menu.PLAN, CAMPAIGN),
    WrittenPage("guide/recorder.md", "pages.nav.recorder", Menu.GUIDE),
    WrittenPage("guide/office.md", "pages.nav.office", Menu.GUIDE),
    WrittenPage("guide/gate.md", "pages.nav.gate", Menu.GUIDE),
    WrittenPage("guide/server.md", "pages.nav.server", Menu.GUIDE),
)
YEAR_FILES = {CALENDAR: year_calendar, FEED: feed}
"""Files of the year that are no pages."""
_LISTED_FILES = {FEED: PageEntry("feed.name", "feed.name", HOME)}
"""Those that a page lists; to the others pages link that show the same."""


def with_contents(site: YearSite, written: Container[str]) -> YearSite:
    """The site with the entries of the pages that the year has for its audience; `written` are those of people."""
    tabs = {page.file: page.entry for page in UNIT_PAGES if page.shown(site)}
    pages = {page.file: page.entry for page in YEAR_PAGES if page.shown(site)}
    pages |= {page.file: page.entry for page in WRITTEN_PAGES if page.path in written}
    return replace(site, tabs=tabs, pages=pages | _LISTED_FILES)
