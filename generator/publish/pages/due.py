"""What must still happen in the next days, thing by thing and branch by branch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.judge.due import Due, rule_dues
from generator.judge.rectify import State
from generator.model.record import COMMITTEE
from generator.model.result import Result
from generator.publish.pages.scorecard import Chip
from generator.publish.pages.site import Link, YearSite
from generator.publish.pages.tabs import MONTHS, RECTIFICATION

AHEAD = 30
"""Days that are looked ahead."""
MOST_NAMED = 20
"""Units that are named for one thing; of the others there is the number."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing one unit still has to do."""

    by: date
    day: str
    what: str
    rule: Link
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
    count: int


def due_view(site: YearSite) -> DueView:
    """The page's data."""
    words, say = site.words, site.catalogue.text
    found = _all_due(site)
    units = (*(branch.id for branch in site.organization.branches), COMMITTEE)
    own: dict[str, list[DueRow]] = {}
    for unit, row in found:
        own.setdefault(unit, []).append(row)
    return DueView(
        title=say("lists.due.title", days=AHEAD),
        crumbs=(Link(words.t("nav.home"), "index.html"), Link(say("lists.due.name"))),
        lead=say("lists.due.lead", day=words.day(site.as_of), last=words.day(_last(site)), count=len(found)),
        things=tuple(_things(found, site)),
        branches=tuple(_branch(unit, own[unit], site) for unit in units if unit in own),
        count=len(found),
    )


def due_count(site: YearSite) -> int:
    """How much the units still have to do in the next days."""
    return len(_all_due(site))


def due_rows(unit: str, site: YearSite) -> tuple[DueRow, ...]:
    """What one branch still has to do, for one of its own pages."""
    rows = [row for result in site.due_results for row in _duties(unit, result, site, 1)]
    rows += _tasks(unit, site, 1)
    return tuple(sorted(rows, key=lambda row: (row.by, row.rule.text)))


def _all_due(site: YearSite) -> list[tuple[str, DueRow]]:
    """What every unit still has to do, in order of the day."""
    found: list[tuple[str, DueRow]] = []
    for result in site.due_results:
        for unit in (*result.branches, COMMITTEE):
            found += [(unit, row) for row in _duties(unit, result, site, 0)]
    for unit in site.lists:
        found += [(unit, row) for row in _tasks(unit, site, 0)]
    return sorted(found, key=lambda each: (each[1].by, each[1].rule.text))


def _last(site: YearSite) -> date:
    return site.as_of + timedelta(days=min(AHEAD, (date.max - site.as_of).days))


def _duties(unit: str, result: Result, site: YearSite, depth: int) -> Iterator[DueRow]:
    branch = result.branches.get(unit)
    rules = result.committee if unit == COMMITTEE else branch.rules if branch else {}
    for rule in rules.values():
        for each in rule_dues(rule, site.words.language):
            if each.by <= _last(site):
                yield _duty(unit, each, result.year, site, depth)


def _duty(unit: str, due: Due, year: int, site: YearSite, depth: int) -> DueRow:
    return DueRow(
        by=due.by,
        day=site.words.day(due.by),
        what=due.gloss,
        rule=Link(due.rule, site.unit_href(unit, depth, year, due.rule)),
        period=site.words.period(due.window) if due.window[:1].isdigit() else "",
        who=site.unit_name(due.unit) if "/" in due.unit else "",
        late=None,
    )


def _tasks(unit: str, site: YearSite, depth: int) -> Iterator[DueRow]:
    """Tasks of the rectification lists that are due, or overdue."""
    lists, say = site.lists.get(unit), site.catalogue.text
    for task in lists.tasks if lists else ():
        standing = lists.standings[str(task["id"])] if lists else None
        if standing is None or standing.due is None or standing.state is State.VERIFIED or standing.due > _last(site):
            continue
        late = standing.state is State.OVERDUE
        yield DueRow(
            by=standing.due,
            day=site.words.day(standing.due),
            what=str(task.get("goal") or say("lists.due.some_task")),
            rule=site.evidence(f"{site.year}/{unit}/rectification#{task['id']}", depth),
            period=say(f"lists.state.{standing.stage}"),
            who="",
            late=Chip("fail", say("lists.state.overdue")) if late else None,
        )


def _things(found: Iterable[tuple[str, DueRow]], site: YearSite) -> Iterator[Thing]:
    """The same thing of several units in one row; a task is always one branch's."""
    same: dict[tuple[object, ...], list[tuple[str, DueRow]]] = {}
    for unit, row in found:
        task = unit if row.rule.href and RECTIFICATION in row.rule.href else ""
        key = (row.by, row.rule.text, row.period, row.what, task)
        same.setdefault(key, []).append((unit, row))
    for rows in same.values():
        first = rows[0][1]
        units = [_unit(unit, row, site) for unit, row in rows]
        rest = len(units) - MOST_NAMED
        yield Thing(
            day=first.day,
            what=first.what,
            rule=_pack_rule(first, site),
            period=first.period,
            late=first.late,
            units=tuple(units[:MOST_NAMED]),
            more=site.catalogue.text("lists.due.more", count=rest) if rest > 0 else "",
        )


def _pack_rule(row: DueRow, site: YearSite) -> Link:
    """A rule as the pack states it; a task as it stands on its list."""
    known = site.pack.rule(row.rule.text)
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
