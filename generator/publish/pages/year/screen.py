"""The page for a screen on a wall: how branches stand, what is under notice, what is due this week.

Its parts are no longer than what a screen shows; a script turns them, without it they stand one below another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from generator.publish.pages.parts.tabs import SCREEN, year_top
from generator.publish.pages.view import View
from generator.publish.pages.year.due import due_until
from generator.publish.pages.year.home import branch_row
from generator.publish.pages.year.notices import current_notices
from generator.publish.pages.year_site import YearSite

DAYS = 7
"""Ahead, in which something is due."""
ROWS, NOTICES, MOST_PARTS = 8, 3, 4
"""Rows and notices that a screen shows at once; parts of what is due, which may be of a thousand branches."""
MOST_NAMED = 3
"""Units that are named beside what they have to do."""


def screen_view(site: YearSite) -> View:
    """The page's data."""
    rows = [branch_row(branch.id, site) for branch in site.branches]
    last = min(site.as_of, site.as_of.max - timedelta(days=DAYS)) + timedelta(days=DAYS)
    things = [_thing(each) for each in due_until(last, site)]
    shown = things[: ROWS * MOST_PARTS]
    return View(
        **year_top(SCREEN, site, "pages.screen.title"),
        as_of=site.as_of,
        days=DAYS,
        standards=tuple((each.id, each.said(site.words.language)) for each in site.pack.standards),
        lights=tuple(_parts(rows, ROWS)),
        notices=tuple(_parts(current_notices(site), NOTICES)),
        due=tuple(_parts(shown, ROWS)),
        rest=len(things) - len(shown),
    )


def _parts(rows: Sequence[View], size: int) -> Iterator[tuple[View, ...]]:
    """What one screen shows after another."""
    for start in range(0, len(rows), size):
        yield tuple(rows[start : start + size])


def _thing(each: View) -> View:
    """What is due, with few names of those who have to do it, or how many they are."""
    count = len(each.units) + each.rest
    return View(
        id=each.id,
        by=each.by,
        late=each.late,
        name=each.rule.text,
        # A rule's name says it; a task is called by a number.
        what="" if each.is_rule else each.what,
        units=each.units if count <= MOST_NAMED else (),
        count=count,
    )
