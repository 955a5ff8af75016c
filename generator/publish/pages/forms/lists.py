"""三清单 to print: the three lists of a branch, each across (plan 三 3, domain §3.3)."""

from __future__ import annotations

from dataclasses import replace

from generator.publish.forms import Row, Section
from generator.publish.pages.forms.boxes import largest, signed, table_grid, unit_line
from generator.publish.pages.parts.three_lists import PROBLEMS, RESPONSIBILITIES, TASKS, list_download
from generator.publish.pages.year_site import YearSite

_AROUND = 30
"""Millimetres: for the title and what stands above the list."""


def keeps_lists(unit: str, site: YearSite) -> bool:
    """Whether the branch keeps the three lists that year."""
    return unit in site.lists


def three_lists(unit: str, site: YearSite) -> tuple[Section, ...]:
    """A page, or more, for each list that the branch keeps."""
    say, sections = site.catalogue.text, []
    for name in (PROBLEMS, TASKS, RESPONSIBILITIES):
        table = list_download(name, unit, site)
        grid = table_grid(table, say("printed.lists.none"))
        rows: tuple[Row, ...] = (*grid.rows, signed([say("printed.score.sign.secretary")], len(grid.widths), 10))
        above = unit_line(
            say("printed.branch", name=site.unit_name(unit)), say("printed.lists.as_of", day=site.words.day(site.as_of))
        )
        page = Section(table.name, (), landscape=True, margin=15)
        sections.append(replace(page, blocks=(above, largest(replace(grid, rows=rows), page, _AROUND))))
    return tuple(sections)
