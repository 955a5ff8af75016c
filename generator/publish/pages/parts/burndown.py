"""How the tasks that are not closed become fewer, week by week of the campaign (未销号数)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from generator.judge.lists.states import State, Tally, tally
from generator.publish.cut.lists import PublicLists
from generator.publish.pages.parts.chart import Chart, Series, Tone, chart
from generator.publish.pages.parts.findings import tasks_finding
from generator.publish.pages.year_site import YearSite

_MOST_PLACES = 26
"""Where there are more weeks, only every second is shown, or third."""
_NONE = Tally(0, 0, 0, 0)
Course = tuple[tuple[date, Tally], ...]


def burndown(found: Sequence[PublicLists], site: YearSite) -> Chart | None:
    """The chart of one branch's lists, or of several together, up to the last day a task is due."""
    courses = [lists.course for lists in found if lists.course]
    if not courses:
        return None
    say, last = site.catalogue.text, max(course[-1][0] for course in courses)
    sundays = {day for course in courses for day, _ in course if day.isoweekday() == 7 and day < last}
    days = [*_thinned(sorted(sundays)), last]
    due = max((day for lists in found for day in _due(lists) if day > last), default=None)
    ahead = [*_sundays(last, due), due] if due else []
    tallies = [[_at(course, day) for course in courses] for day in days]

    def series(name: str, count: Callable[[Tally], int], tone: Tone) -> Series:
        figures = [sum(count(each) for each in at) for at in tallies]
        return Series(say(f"lists.chart.{name}"), (*figures, *(None for _ in ahead)), tone is Tone.ALERT, tone)

    return chart(
        say("lists.chart.burndown", day=site.words.day(last)),
        say("lists.chart.week"),
        [f"{day:%m-%d}" for day in (*days, *ahead)],
        (
            series("not_closed", lambda each: each.unclosed, Tone.MAIN),
            series("overdue", lambda each: each.overdue, Tone.ALERT),
            series("tasks", lambda each: each.total, Tone.QUIET),
        ),
        marks=[(len(days) + len(ahead) - 1, say("lists.chart.last_due"))] if due else (),
        finding=tasks_finding(tally(each for lists in found for each in lists.standings.values()), site),
    )


def _at(course: Course, day: date) -> Tally:
    """How it stood at the end of the day."""
    return next((counts for known, counts in reversed(course) if known <= day), _NONE)


def _due(lists: PublicLists) -> Iterable[date]:
    """The days on which tasks are due; that of a review is none."""
    return (each.due for each in lists.standings.values() if each.due and each.stage is not State.STANDING)


def _sundays(after: date, before: date) -> list[date]:
    """The ends of weeks between two days, every so many where there are more than fit."""
    first = after + timedelta(days=min(7 - after.isoweekday() % 7, (before - after).days))
    weeks = -(-(before - first).days // 7)
    return [first + timedelta(days=7 * week) for week in range(0, weeks, -(-weeks // _MOST_PLACES) or 1)]


def _thinned(days: list[date]) -> list[date]:
    return days[:: -(-len(days) // _MOST_PLACES) or 1]
