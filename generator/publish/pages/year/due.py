"""What must still happen in the next days, thing by thing and branch by branch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.model.record import COMMITTEE
from generator.publish.formats.ical import Event, to_ics
from generator.publish.pages.parts.attention import missed
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.due import AHEAD, CALENDAR, DueRow, all_due, last_day, order
from generator.publish.pages.parts.tabs import DUE, MONTHS, RECTIFICATION, year_top
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite

MOST_NAMED = 20
"""Units that are named for one thing; of the others there is the number."""
MOST_BRANCHES = 30
"""Branches whose missed duties are listed; the scorecards have all."""
MOST_LISTED = 300
"""Tasks of the lists that the page of all branches lists one by one; beyond that, those of a day stand together."""
MOST_DOWNLOADED = 3000
"""Rows of the table of all branches; where there are more, each branch has its own."""

_Rows = list[tuple[str, DueRow]]
"""Each with its unit."""


def due_view(site: YearSite) -> View:
    """The page's data."""
    rows = _all_due(site, last_day(site))
    units = (*(branch.id for branch in site.organization.branches), COMMITTEE)
    by_unit: dict[str, list[DueRow]] = {}
    for unit, row in rows:
        by_unit.setdefault(unit, []).append(row)
    late = list(_missed(site))
    return View(
        **year_top(DUE, site, "lists.due.title", days=AHEAD),
        as_of=site.as_of,
        last=last_day(site),
        count=len(rows),
        things=tuple(_things(rows, site)),
        branches=tuple(_branch(unit, by_unit[unit], site) for unit in units if unit in by_unit),
        # What is past its day and can still be made good, by branch.
        missed=tuple(late[:MOST_BRANCHES]),
        missed_count=len(late) if len(late) > MOST_BRANCHES else 0,
        calendar=CALENDAR,
        downloads=downloads(("due",) if len(rows) <= MOST_DOWNLOADED else (), site),
    )


def due_until(last: date, site: YearSite) -> Iterator[View]:
    """What the units still have to do up to the day, each thing once with those who have to do it."""
    return _things(_all_due(site, last), site)


def due_count(site: YearSite) -> int:
    """How much the units still have to do in the next days."""
    return len(_all_due(site, last_day(site)))


def year_calendar(site: YearSite) -> bytes:
    """Everything that all units still have to do, each thing once with those who have to do it."""
    events = []
    for rows in _together(_all_due(site, date.max)):
        row, (units, rest) = _said_once(rows, site), _units(rows, site)
        named = site.words.join(unit.text for unit in units)
        named += site.catalogue.text("lists.due.more", count=rest) if rest else ""
        said = "\n".join(text for text in (row.period, named) if text)
        events.append(Event(f"{row.thing}/{row.by}", row.by, row.summary(site), said, int(row.late)))
    return to_ics(site.catalogue.text("lists.due.calendar"), site.organization.name, events, site.as_of)


def _missed(site: YearSite) -> Iterator[View]:
    """Of the branches that are still there: nobody can make good what one that has ended did not do."""
    for branch in site.branches:
        if not branch.span.ended(site.as_of):
            found = missed(branch.id, site)
            if found.items:
                yield found


def _all_due(site: YearSite, last: date) -> _Rows:
    """What every unit still has to do up to that day, in order of the day."""
    units = dict.fromkeys(unit for result in site.due_results for unit in (*result.branches, COMMITTEE))
    every = ((unit, row) for unit in dict.fromkeys((*units, *site.lists)) for row in all_due(unit, site))
    return sorted((each for each in every if each[1].by <= last), key=lambda each: order(each[1]))


def _things(found: _Rows, site: YearSite) -> Iterator[View]:
    """The same thing of several units in one row; a task is one branch's, unless there are too many to list."""
    for rows in _together(found):
        first, (units, rest) = _said_once(rows, site), _units(rows, site)
        rule = site.pack.rule(first.code)
        yield View(
            id=f"{rows[0][1].thing}/{first.by}",
            by=first.by,
            what=first.what,
            is_rule=rule is not None,
            # A rule as the pack states it; a task as it stands on its list.
            rule=replace(first.rule, href=site.rule_href(rule.id, 0)) if rule else first.rule,
            period=first.period,
            late=first.late,
            units=units,
            rest=rest,
        )


def _together(found: _Rows) -> list[_Rows]:
    """Rows that are the same thing on the same day."""
    tasks = sum(_is_task(row) for _, row in found)
    same: dict[tuple[object, ...], _Rows] = {}
    for unit, row in found:
        many = _is_task(row) and tasks > MOST_LISTED
        key = (row.by, row.period, row.late) if many else (row.by, row.thing)
        same.setdefault(key, []).append((unit, row))
    return list(same.values())


def _said_once(rows: _Rows, site: YearSite) -> DueRow:
    """The row that stands for all; of different tasks one that says no more than that they are tasks."""
    first = rows[0][1]
    if all(row.thing == first.thing for _, row in rows):
        return first
    every = Link(site.words.t("rectification"), RECTIFICATION)
    return replace(first, what=site.catalogue.text("lists.due.some_task"), rule=every)


def _is_task(row: DueRow) -> bool:
    return "#" in row.thing


def _units(rows: _Rows, site: YearSite) -> tuple[tuple[Link, ...], int]:
    """The units that have to do it, as far as they are named, and how many more there are."""
    named = tuple(Link(f"{site.unit_name(unit)} {row.who}".rstrip(), row.rule.href) for unit, row in rows[:MOST_NAMED])
    return named, max(0, len(rows) - MOST_NAMED)


def _branch(unit: str, rows: list[DueRow], site: YearSite) -> View:
    """How much one unit still has to do, and by when at the earliest."""
    listed = unit in site.public.result.branches
    return View(
        branch=Link(site.unit_name(unit), f"{unit}/{MONTHS}#due" if listed else site.unit_href(unit, 0)),
        count=len(rows),
        late=sum(row.late for row in rows),
        first=rows[0].by,
    )
