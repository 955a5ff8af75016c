"""The three lists (三清单) of a branch: what was found, what is done about it, who answers."""

from __future__ import annotations

from generator.judge.lists.states import tally
from generator.publish.pages.parts.burndown import burndown
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.tabs import RECTIFICATION, unit_top
from generator.publish.pages.parts.three_lists import LIST_TABLES, list_rows, list_table, lists_on_page, states
from generator.publish.pages.view import View
from generator.publish.pages.year_site import YearSite


def lists_view(unit: str, site: YearSite) -> View:
    """The page's data; without a summary where the branch has no lists."""
    lists_of = lists_on_page(unit, site)
    lists = [each.lists for each in lists_of]
    tasks = [each for one in lists for each in one.standings.values()]
    return View(
        **unit_top(unit, RECTIFICATION, site, "lists.rectification.title"),
        as_of=site.as_of,
        unit=site.unit_name(unit),
        year=str(site.year),
        summary=tally(tasks) if lists else None,
        problems=sum(len(each.problems) for each in lists),
        states=states(tasks, site),
        course=burndown(lists, site),
        tables=tuple(list_table(name, list_rows(name, each), site) for each in lists_of for name in LIST_TABLES),
        downloads=downloads(LIST_TABLES.values(), site),
        audience=site.audience,
    )
