"""The three lists (三清单) of a branch, and of all branches: what was found, what is done about it, who answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor

from generator.judge.lists.states import Standing, State, Tally, tally
from generator.model.figures import percent
from generator.publish.cut.lists import PublicLists
from generator.publish.pages.parts.burndown import burndown
from generator.publish.pages.parts.chart import Chart
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import RECTIFICATION, Tabs, branch_tabs, crumbs, page_tabs, year_crumbs
from generator.publish.pages.parts.three_lists import (
    LIST_TABLES,
    MOST_LISTED,
    PROBLEMS,
    RESPONSIBILITIES,
    TASKS,
    ListsOfBranch,
    ListTable,
    list_table,
    state_chip,
)
from generator.publish.pages.parts.values import Place
from generator.publish.pages.year_site import Link, YearSite


@dataclass(frozen=True, slots=True)
class Summary:
    """How many tasks, and how far they are."""

    tally: Tally
    rate: str
    percent: int


@dataclass(frozen=True, slots=True)
class ListsView:
    """What the template shows of one branch."""

    title: str
    crumbs: tuple[Link, ...]
    branches: Tabs
    pages: Tabs
    as_of: str
    unit: str
    year: str
    summary: Summary | None
    """None where the branch has no lists."""
    problems: int
    states: tuple[Chip, ...]
    course: Chart | None
    tables: tuple[ListTable, ...]
    downloads: tuple[Link, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class BranchLists:
    """One branch among all."""

    branch: Link
    problems: int
    summary: Summary | None


@dataclass(frozen=True, slots=True)
class AllListsView:
    """What the template shows of all branches."""

    title: str
    crumbs: tuple[Link, ...]
    as_of: str
    summary: Summary
    problems: int
    states: tuple[Chip, ...]
    course: Chart | None
    rows: tuple[BranchLists, ...]
    categories: tuple[tuple[str, Summary], ...]
    tables: tuple[ListTable, ...]
    downloads: tuple[Link, ...]
    more: str
    notice: str


def lists_view(unit: str, site: YearSite) -> ListsView:
    """The page of one branch."""
    say, lists = site.catalogue.text, site.lists.get(unit)
    lists_of = [ListsOfBranch(lists, Place(site, unit, 1), "")] if lists else []
    return ListsView(
        title=say("lists.rectification.title", unit=site.unit_name(unit), year=site.year),
        crumbs=crumbs(unit, RECTIFICATION, site),
        branches=branch_tabs(unit, RECTIFICATION, site),
        pages=page_tabs(RECTIFICATION, site),
        as_of=site.words.day(site.as_of),
        unit=site.unit_name(unit),
        year=site.words.period(str(site.year)),
        summary=summary_of(lists.standings.values()) if lists else None,
        problems=len(lists.problems) if lists else 0,
        states=_states(lists.standings.values() if lists else (), site),
        course=burndown([lists], site) if lists else None,
        tables=tuple(list_table(name, lists_of, site) for name in (PROBLEMS, TASKS, RESPONSIBILITIES))
        if lists_of
        else (),
        downloads=downloads(LIST_TABLES.values(), site),
        notice=_notice(site),
    )


def all_lists_view(site: YearSite) -> AllListsView:
    """The page of all branches."""
    say = site.catalogue.text
    lists_of = [ListsOfBranch(lists, Place(site, unit, 0), f"{unit}-") for unit, lists in _in_order(site).items()]
    found = [each for one in lists_of for each in one.lists.standings.values()]
    all_listed = len(found) <= MOST_LISTED
    names = (PROBLEMS, TASKS, RESPONSIBILITIES) if all_listed else (TASKS,)
    listed = lists_of if all_listed else [_only_overdue(each) for each in lists_of]
    return AllListsView(
        title=say("lists.rectification.all_title", year=site.year),
        crumbs=year_crumbs(RECTIFICATION, site),
        as_of=site.words.day(site.as_of),
        summary=summary_of(found),
        problems=sum(len(each.lists.problems) for each in lists_of),
        states=_states(found, site),
        course=burndown([each.lists for each in lists_of], site),
        rows=tuple(_branch(branch.id, site) for branch in site.branches),
        categories=_categories(lists_of, site),
        tables=tuple(list_table(name, listed, site) for name in names),
        downloads=downloads(LIST_TABLES.values() if all_listed else (), site),
        more="" if all_listed else say("lists.rectification.more", count=len(found)),
        notice=_notice(site),
    )


def summary(site: YearSite) -> Summary:
    """All tasks of the year."""
    return summary_of(each for lists in site.lists.values() for each in lists.standings.values())


def _in_order(site: YearSite) -> Mapping[str, PublicLists]:
    return {branch.id: site.lists[branch.id] for branch in site.branches if branch.id in site.lists}


def _only_overdue(lists_of: ListsOfBranch) -> ListsOfBranch:
    lists = lists_of.lists
    tasks = tuple(task for task in lists.tasks if lists.standings[str(task["id"])].state is State.OVERDUE)
    left = PublicLists(lists.branch, lists.problems, tasks, lists.responsibilities, lists.standings)
    return ListsOfBranch(left, lists_of.place, lists_of.prefix)


def summary_of(found: Iterable[Standing]) -> Summary:
    """These tasks, counted."""
    counts = tally(found)
    rate = counts.rate
    return Summary(counts, "—" if rate is None else percent(rate), floor((rate or 0) * 100))


def _states(found: Iterable[Standing], site: YearSite) -> tuple[Chip, ...]:
    counts = Counter(each.state for each in found)
    return tuple(state_chip(state, site, counts[state]) for state in State if counts[state])


def _branch(unit: str, site: YearSite) -> BranchLists:
    lists = site.lists.get(unit)
    return BranchLists(
        branch=Link(site.unit_name(unit), f"{unit}/{RECTIFICATION}"),
        problems=len(lists.problems) if lists else 0,
        summary=summary_of(lists.standings.values()) if lists else None,
    )


def _categories(lists_of: Iterable[ListsOfBranch], site: YearSite) -> tuple[tuple[str, Summary], ...]:
    """The tasks by the standard of their problem; those without one come last."""
    found: dict[str, list[Standing]] = {}
    for each in lists_of:
        standards = {row.get("id"): str(row.get("standard") or "") for row in each.lists.problems}
        for task in each.lists.tasks:
            standing = each.standing(task.get("id"))
            if standing:
                found.setdefault(standards.get(task.get("problem"), ""), []).append(standing)
    names = {standard.id: site.words.t("standard_name", number=standard.id, name=standard.name)
             for standard in site.pack.standards}  # fmt: skip
    order = [*names, *sorted(set(found) - set(names))]
    other = site.catalogue.text("lists.rectification.no_standard")
    return tuple((names.get(key, key) or other, summary_of(found[key])) for key in order if key in found)


def _notice(site: YearSite) -> str:
    return site.catalogue.text(f"lists.rectification.shown_to.{site.audience}")
