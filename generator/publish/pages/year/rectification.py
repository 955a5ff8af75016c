"""The three lists (三清单) of all branches: how far they are, branch by branch and standard by standard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.judge.lists.states import Standing, State, Tally, tally
from generator.publish.cut.lists import PublicLists
from generator.publish.pages.parts.burndown import burndown
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.tabs import RECTIFICATION, year_top
from generator.publish.pages.parts.three_lists import (
    LIST_TABLES,
    MOST_LISTED,
    TASKS,
    ListsOfBranch,
    Rows,
    list_rows,
    list_table,
    states,
)
from generator.publish.pages.parts.values import Place
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite


def all_lists_view(site: YearSite) -> View:
    """The page's data."""
    units = [branch.id for branch in site.branches if branch.id in site.lists]
    lists_of = [site.lists[unit] for unit in units]
    tasks = [each for lists in lists_of for each in lists.standings.values()]
    all_listed = len(tasks) <= MOST_LISTED
    return View(
        **year_top(RECTIFICATION, site, "lists.rectification.all_title"),
        as_of=site.as_of,
        summary=tally(tasks),
        problems=sum(len(lists.problems) for lists in lists_of),
        states=states(tasks, site),
        course=burndown(lists_of, site),
        rows=tuple(_branch(branch.id, site) for branch in site.branches),
        categories=_categories(lists_of, site),
        tables=tuple(
            list_table(name, tuple(row for unit in units for row in _rows(unit, site, name, all_listed)), site, True)
            for name in (LIST_TABLES if all_listed else (TASKS,))
        ),
        downloads=downloads(LIST_TABLES.values() if all_listed else (), site),
        unlisted=0 if all_listed else len(tasks),
        audience=site.audience,
    )


def all_tasks(site: YearSite) -> Tally:
    """All tasks of the year, counted."""
    return tally(each for lists in site.lists.values() for each in lists.standings.values())


@of_unit
def _rows(unit: str, site: YearSite, name: str, all_listed: bool) -> Rows:
    """A branch's rows of one of the lists; of its tasks those that are overdue, where not all branches' are listed."""
    lists = site.lists[unit]
    tasks = [each for each in lists.tasks if all_listed or lists.standings[each.text("id")].state is State.OVERDUE]
    shown = replace(lists, tasks=tuple(tasks))
    return list_rows(name, ListsOfBranch(shown, Place(site, unit, 0), f"{unit}-", all_listed))


def _branch(unit: str, site: YearSite) -> tuple[Link, int, Tally | None]:
    """A branch, its problems, and its tasks counted; nothing where it has no lists."""
    lists, link = site.lists.get(unit), Link(site.unit_name(unit), f"{unit}/{RECTIFICATION}")
    return (link, len(lists.problems), tally(lists.standings.values())) if lists else (link, 0, None)


def _categories(lists_of: Iterable[PublicLists], site: YearSite) -> tuple[tuple[str, Tally], ...]:
    """The tasks by the standard of their problem; those without one come last."""
    tasks: dict[str, list[Standing]] = {}
    for lists in lists_of:
        standards = {row.text("id"): row.text("standard") for row in lists.problems}
        for task in lists.tasks:
            if standing := lists.standings.get(task.text("id")):
                tasks.setdefault(standards.get(task.text("problem"), ""), []).append(standing)
    names = {
        each.id: site.words.t("standard_name", number=each.id, name=each.said(site.words.language))
        for each in site.pack.standards
    }
    order = [*names, *sorted(set(tasks) - set(names))]
    other = site.catalogue.text("lists.rectification.no_standard")
    return tuple((names.get(key, key) or other, tally(tasks[key])) for key in order if key in tasks)
