"""What must still happen in the next days, thing by thing and branch by branch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.judge.due import Due, rule_dues
from generator.judge.lists.states import State
from generator.model.pack import Rule
from generator.model.record import COMMITTEE
from generator.model.result import Result
from generator.publish.formats.ical import Event, to_ics
from generator.publish.formats.table import Column, Table
from generator.publish.pages.parts.attention import Attention, attention, can_be_made_good
from generator.publish.pages.parts.downloads import downloads, table_name
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import DUE, MONTHS, RECTIFICATION, year_crumbs
from generator.publish.pages.year_site import Link, YearSite

AHEAD = 30
"""Days that are looked ahead."""
MOST_NAMED = 20
"""Units that are named for one thing; of the others there is the number."""
MOST_BRANCHES = 30
"""Branches whose missed duties are listed; the scorecards have all."""
MOST_LISTED = 300
"""Tasks of the lists that the page of all branches lists one by one; beyond that, those of a day stand together."""
MOST_DOWNLOADED = 3000
"""Rows of the table of all branches; where there are more, each branch has its own."""
CALENDAR = "due.ics"


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing one unit still has to do."""

    thing: str
    """The same for everybody who has to do it."""
    by: date
    day: str
    what: str
    rule: Link
    """What the rule, or the line of the lists, is called, leading to it."""
    code: str
    """The rule's id; empty for a task."""
    period: str
    who: str
    """The group, where it is one's."""
    late: Chip | None


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that several units still have to do."""

    day: str
    what: str
    rule: Link
    period: str
    late: Chip | None
    units: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class BranchDue:
    """How much one branch still has to do, and by when at the earliest."""

    branch: Link
    count: int
    late: int
    first: str


@dataclass(frozen=True, slots=True)
class DueView:
    """What the template shows."""

    title: str
    crumbs: tuple[Link, ...]
    lead: str
    things: tuple[Thing, ...]
    branches: tuple[BranchDue, ...]
    missed: tuple[Attention, ...]
    """What is past its day and can still be made good, by branch."""
    missed_more: str
    count: int
    calendar: str
    downloads: tuple[Link, ...]


def due_view(site: YearSite) -> DueView:
    """The page's data."""
    words, say = site.words, site.catalogue.text
    found = _all_due(site, _last(site))
    units = (*(branch.id for branch in site.organization.branches), COMMITTEE)
    own: dict[str, list[DueRow]] = {}
    for unit, row in found:
        own.setdefault(unit, []).append(row)
    missed = list(_missed(site))
    return DueView(
        title=say("lists.due.title", days=AHEAD),
        crumbs=year_crumbs(DUE, site),
        lead=say("lists.due.lead", day=words.day(site.as_of), last=words.day(_last(site)), count=len(found)),
        things=tuple(_things(found, site)),
        branches=tuple(_branch(unit, own[unit], site) for unit in units if unit in own),
        missed=tuple(missed[:MOST_BRANCHES]),
        missed_more=words.t("home.attention_more", count=len(missed)) if len(missed) > MOST_BRANCHES else "",
        count=len(found),
        calendar=CALENDAR,
        downloads=downloads(("due",) if len(found) <= MOST_DOWNLOADED else (), site),
    )


def _missed(site: YearSite) -> Iterator[Attention]:
    """Of the branches that are still there: nobody can make good what one that has ended did not do."""
    for branch in site.branches:
        if branch.span.ended(site.as_of):
            continue
        result = site.public.result.branches[branch.id]
        found = attention(result, site, lambda each: can_be_made_good(each, site))
        if found.items:
            yield found


def due_count(site: YearSite) -> int:
    """How much the units still have to do in the next days."""
    return len(_all_due(site, _last(site)))


def due_rows(unit: str, site: YearSite) -> tuple[DueRow, ...]:
    """What one branch still has to do in the next days, for one of its own pages."""
    return tuple(row for row in coming(unit, site) if row.by <= _last(site))


def coming(unit: str, site: YearSite) -> tuple[DueRow, ...]:
    """Everything one branch still has to do by a day that is known, however far off."""
    return tuple(sorted(_rows(unit, site, 1, date.max), key=lambda row: (row.by, row.code, row.rule.text)))


def due_table(unit: str, site: YearSite) -> Table:
    """What one unit still has to do in the next days, to download."""
    say, rows = site.catalogue.text, [row for row in coming(unit, site) if row.by <= _last(site)]
    columns = ("by", "what", "rule", "period", "group", "overdue")
    return Table(
        "due",
        table_name("due", site),
        tuple(Column(each, say(f"lists.due.{each}")) for each in columns),
        tuple(
            (row.by, row.what, row.rule.text, row.period, row.who, row.late.text if row.late else "") for row in rows
        ),
    )


def due_calendar(unit: str, site: YearSite) -> bytes:
    """Everything that one branch still has to do, as a calendar to subscribe to."""
    events = [Event(f"{unit}/{row.thing}/{row.who}", row.by, _summary(row), _said(row)) for row in coming(unit, site)]
    name = site.catalogue.text("lists.due.calendar_of", unit=site.unit_name(unit))
    return to_ics(name, site.organization.name, events, site.as_of)


def year_calendar(site: YearSite) -> bytes:
    """The same of all units, each thing once with those who have to do it."""
    events = []
    for rows in _together(_all_due(site, date.max)):
        row = _said_once(rows, site)
        named = site.words.join(_unit(unit, each, site).text for unit, each in rows[:MOST_NAMED]) + _more(rows, site)
        said = "\n".join(text for text in (row.period, named) if text)
        events.append(Event(f"{row.thing}/{row.by}", row.by, _summary(row), said))
    name = site.catalogue.text("lists.due.calendar")
    return to_ics(name, site.organization.name, events, site.as_of)


def _summary(row: DueRow) -> str:
    text = f"{row.rule.text} {row.what}"
    return f"{row.late.text} {text}" if row.late else text


def _said(row: DueRow) -> str:
    return " ".join(filter(None, (row.period, row.who)))


def _all_due(site: YearSite, last: date) -> list[tuple[str, DueRow]]:
    """What every unit still has to do up to that day, in order of the day."""
    units = dict.fromkeys(unit for result in site.due_results for unit in (*result.branches, COMMITTEE))
    found = [(unit, row) for unit in dict.fromkeys((*units, *site.lists)) for row in _rows(unit, site, 0, last)]
    return sorted(found, key=lambda each: (each[1].by, each[1].code, each[1].rule.text))


def _rows(unit: str, site: YearSite, depth: int, last: date) -> Iterator[DueRow]:
    for result in site.due_results:
        yield from _duties(unit, result, site, depth, last)
    yield from _tasks(unit, site, depth, last)


def _last(site: YearSite) -> date:
    return site.as_of + timedelta(days=min(AHEAD, (date.max - site.as_of).days))


def _duties(unit: str, result: Result, site: YearSite, depth: int, last: date) -> Iterator[DueRow]:
    branch = result.branches.get(unit)
    rules = result.committee if unit == COMMITTEE else branch.rules if branch else {}
    for rule in rules.values():
        for each in rule_dues(rule, site.words.language):
            if each.by <= last:
                yield _duty(unit, each, rule.rule, result.year, site, depth)


def _duty(unit: str, due: Due, rule: Rule, year: int, site: YearSite, depth: int) -> DueRow:
    return DueRow(
        thing=f"{year}/{due.rule}/{due.window}",
        by=due.by,
        day=site.words.day(due.by),
        what=due.gloss,
        rule=Link(site.words.name(rule), site.unit_href(unit, depth, year, rule.id)),
        code=rule.id,
        period=site.words.period(due.window) if due.window[:1].isdigit() else "",
        who=site.unit_name(due.unit) if "/" in due.unit else "",
        late=None,
    )


def _tasks(unit: str, site: YearSite, depth: int, last: date) -> Iterator[DueRow]:
    """Tasks of the rectification lists that are due, or overdue."""
    lists, say = site.lists.get(unit), site.catalogue.text
    for task in lists.tasks if lists else ():
        standing = lists.standings[str(task["id"])] if lists else None
        if standing is None or standing.due is None or standing.state is State.VERIFIED or standing.due > last:
            continue
        late, line = standing.state is State.OVERDUE, f"{site.year}/{unit}/rectification#{task['id']}"
        yield DueRow(
            thing=line,
            by=standing.due,
            day=site.words.day(standing.due),
            what=str(task.get("goal") or say("lists.due.some_task")),
            rule=site.evidence(line, depth),
            code="",
            period=say(f"lists.state.{standing.stage}"),
            who="",
            late=Chip("fail", say("lists.state.overdue")) if late else None,
        )


def _things(found: list[tuple[str, DueRow]], site: YearSite) -> Iterator[Thing]:
    """The same thing of several units in one row; a task is one branch's, unless there are too many to list."""
    for rows in _together(found):
        first = _said_once(rows, site)
        yield Thing(
            day=first.day,
            what=first.what,
            rule=_pack_rule(first, site),
            period=first.period,
            late=first.late,
            units=tuple(_unit(unit, row, site) for unit, row in rows[:MOST_NAMED]),
            more=_more(rows, site),
        )


def _together(found: list[tuple[str, DueRow]]) -> list[list[tuple[str, DueRow]]]:
    """Rows that are the same thing on the same day."""
    tasks = sum(_is_task(row) for _, row in found)
    same: dict[tuple[object, ...], list[tuple[str, DueRow]]] = {}
    for unit, row in found:
        many = _is_task(row) and tasks > MOST_LISTED
        key = (row.by, row.period, row.late) if many else (row.by, row.thing)
        same.setdefault(key, []).append((unit, row))
    return list(same.values())


def _said_once(rows: list[tuple[str, DueRow]], site: YearSite) -> DueRow:
    """The row that stands for all; of different tasks one that says no more than that they are tasks."""
    first = rows[0][1]
    if all(row.thing == first.thing for _, row in rows):
        return first
    every = Link(site.words.t("rectification"), RECTIFICATION)
    return replace(first, what=site.catalogue.text("lists.due.some_task"), rule=every)


def _is_task(row: DueRow) -> bool:
    return "#" in row.thing


def _more(rows: list[tuple[str, DueRow]], site: YearSite) -> str:
    rest = len(rows) - MOST_NAMED
    return site.catalogue.text("lists.due.more", count=rest) if rest > 0 else ""


def _pack_rule(row: DueRow, site: YearSite) -> Link:
    """A rule as the pack states it; a task as it stands on its list."""
    known = site.pack.rule(row.code)
    return replace(row.rule, href=site.rule_href(known.id, 0)) if known else row.rule


def _unit(unit: str, row: DueRow, site: YearSite) -> Link:
    name = site.unit_name(unit)
    return Link(f"{name} {row.who}" if row.who else name, row.rule.href)


def _branch(unit: str, rows: list[DueRow], site: YearSite) -> BranchDue:
    listed = unit in site.public.result.branches
    href = f"{unit}/{MONTHS}#due" if listed else site.unit_href(unit, 0)
    return BranchDue(
        branch=Link(site.unit_name(unit), href),
        count=len(rows),
        late=sum(row.late is not None for row in rows),
        first=rows[0].day,
    )
