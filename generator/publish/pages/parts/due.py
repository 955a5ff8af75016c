"""What one unit must still do, by which day: rows for its own page and the page of all, its table and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.judge.due import rule_dues
from generator.judge.lists.states import State
from generator.model.record import COMMITTEE
from generator.model.rectification import granted
from generator.model.result import Result
from generator.publish.formats.ical import Event, to_ics
from generator.publish.formats.table import Column, Table
from generator.publish.pages.parts.downloads import table_name
from generator.publish.pages.summaries import of_unit
from generator.publish.pages.view import Link
from generator.publish.pages.year_site import YearSite

AHEAD = 30
"""Days that are looked ahead."""
CALENDAR = "due.ics"
CALENDARS = "calendar"
"""Below the audience's root; in it a file for each branch, the same year after year: `calendar/jichu.ics`."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One thing one unit still has to do."""

    thing: str
    """The same for everybody who has to do it."""
    by: date
    what: str
    rule: Link
    """What the rule, or the line of the lists, is called, leading to it."""
    code: str = ""
    """The rule's id; empty for a task."""
    period: str = ""
    who: str = ""
    """The group, where it is one's."""
    late: bool = False
    extended: int = 0
    """How often its day was put off."""

    @property
    def sequence(self) -> int:
        """Grows with each new day and as that day passes, and with nothing else: only that moves it in a calendar."""
        return 2 * self.extended + self.late

    def summary(self, site: YearSite) -> str:
        """It in one line of a calendar."""
        late = site.catalogue.text("lists.state.overdue") if self.late else ""
        return f"{late} {self.rule.text} {self.what}".lstrip()


def last_day(site: YearSite) -> date:
    """The last of the days that are looked ahead."""
    return site.as_of + timedelta(days=min(AHEAD, (date.max - site.as_of).days))


def due_rows(unit: str, site: YearSite) -> tuple[DueRow, ...]:
    """What one branch still has to do in the next days, for one of its own pages."""
    return tuple(row for row in _coming(unit, site) if row.by <= last_day(site))


def due_table(unit: str, site: YearSite) -> Table:
    """The same to download."""
    say = site.catalogue.text
    columns = tuple(
        Column(each, say(f"lists.due.{each}")) for each in ("by", "what", "rule", "period", "group", "overdue")
    )
    rows = tuple(
        (row.by, row.what, row.rule.text, row.period, row.who, say("lists.state.overdue") if row.late else "")
        for row in due_rows(unit, site)
    )
    return Table("due", table_name("due", site), columns, rows)


def due_calendar(unit: str, site: YearSite) -> bytes:
    """Everything that one branch still has to do, as a calendar to subscribe to."""
    events = [
        Event(
            f"{unit}/{row.thing}/{row.who}", row.by, row.summary(site), f"{row.period} {row.who}".strip(), row.sequence
        )
        for row in _coming(unit, site)
    ]
    name = site.catalogue.text("lists.due.calendar_of", unit=site.unit_name(unit))
    return to_ics(name, site.organization.name, events, site.as_of)


def calendar_of(unit: str, site: YearSite) -> str:
    """Where a page of the branch leads who subscribes: the address that stays, while there is the branch."""
    branch = site.organization.by_id.get(unit)
    return f"../../{CALENDARS}/{unit}.ics" if branch and branch.span.covers(site.as_of) else CALENDAR


def order(row: DueRow) -> tuple[date, str, str]:
    """By day, rule and name."""
    return row.by, row.code, row.rule.text


@of_unit
def all_due(unit: str, site: YearSite) -> tuple[DueRow, ...]:
    """Everything the unit still has to do, for a page of all units."""
    return tuple(rows_until(unit, site, 0, date.max))


def rows_until(unit: str, site: YearSite, depth: int, last: date) -> Iterator[DueRow]:
    """What the unit still has to do up to that day, for a page so many folders down."""
    for result in site.due_results:
        yield from _duties(unit, result, site, depth, last)
    yield from _tasks(unit, site, depth, last)


def _coming(unit: str, site: YearSite) -> list[DueRow]:
    """Everything one branch still has to do by a day that is known, however far off."""
    return sorted(rows_until(unit, site, 1, date.max), key=order)


def _duties(unit: str, result: Result, site: YearSite, depth: int, last: date) -> Iterator[DueRow]:
    branch, year = result.branches.get(unit), result.year
    rules = result.committee if unit == COMMITTEE else branch.rules if branch else {}
    for rule_id, rule in rules.items():
        for due in rule_dues(rule, site.words.language):
            if due.by <= last:
                yield DueRow(
                    thing=f"{year}/{due.rule}/{due.window}",
                    by=due.by,
                    what=due.gloss,
                    rule=Link(site.words.name(rule.rule), site.unit_href(unit, depth, year, rule_id)),
                    code=rule_id,
                    period=site.words.period(due.window) if due.window[:1].isdigit() else "",
                    who=site.unit_name(due.unit) if "/" in due.unit else "",
                )


def _tasks(unit: str, site: YearSite, depth: int, last: date) -> Iterator[DueRow]:
    """Tasks of the rectification lists that are due, or overdue."""
    lists, say = site.lists.get(unit), site.catalogue.text
    for task in lists.tasks if lists else ():
        standing = lists.standings[task.text("id")] if lists else None
        if standing is None or standing.due is None or standing.state is State.VERIFIED or standing.due > last:
            continue
        line = f"{site.year}/{unit}/rectification#{task.text('id')}"
        yield DueRow(
            thing=line,
            by=standing.due,
            what=task.text("goal") or say("lists.due.some_task"),
            rule=site.evidence(line, depth),
            period=say(f"lists.state.{standing.stage}"),
            late=standing.state is State.OVERDUE,
            extended=sum(granted(each) for each in task.rows("extensions")),
        )
