"""The cut of a branch's three lists: rows by the classes of their fields; states and counts are for everybody."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date

from generator.judge.known import known_lists
from generator.judge.lists.states import Standing, Tally, course, standings
from generator.model.rectification import Rectification, Row
from generator.publish.cut.fields import cut_parts
from generator.types import Audience, registry


@dataclass(frozen=True, slots=True)
class PublicLists:
    """The three lists of a branch, of which only what one audience may see is left, with the state of each task."""

    branch: str
    problems: tuple[Row, ...]
    tasks: tuple[Row, ...]
    responsibilities: tuple[Row, ...]
    standings: Mapping[str, Standing]
    """By the task's id; every audience sees them."""
    course: tuple[tuple[date, Tally], ...] = ()
    """The counts week by week up to the day, which every audience sees as well."""


def cut_lists(lists: Rectification, audience: Audience, as_of: date, closed: Container[str]) -> PublicLists:
    """The lists as they stood at the end of the day; evidence of which the audience is not told is left out."""
    declared = registry().documents["rectification"].fields
    then = known_lists(lists, as_of)

    def rows(name: str, whole: tuple[Row, ...]) -> tuple[Row, ...]:
        fields = declared[name].fields
        return tuple(cut_parts(fields, row, audience, closed) for row in whole)

    return PublicLists(
        lists.branch,
        rows("problems", then.problems),
        rows("tasks", then.tasks),
        rows("responsibilities", then.responsibilities),
        standings(lists, as_of),
        course(lists, as_of),
    )
