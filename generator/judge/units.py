"""Whether a unit is judged over a window: the half rule, committees, groups (design §4, Windows)."""

from __future__ import annotations

from datetime import date

from generator.model.interval import Interval, covered_days
from generator.model.organization import Branch, Group
from generator.model.period import Window
from generator.types import registry

_A_MONTH = 28
"""Days: a body that was there for less had no full month to meet in."""
NEEDS_COMMITTEE_FROM = 7
"""Full members from which a branch must have a committee (domain §0.1)."""


def existed(span: Interval, window: Window) -> bool:
    """Whether it existed for at least half of the window's days."""
    return span.days_in(window.start, window.end) * 2 >= window.days


def absence_reason(span: Interval, window: Window) -> str | None:
    """Why what existed over the span is not judged over the window; None where it is."""
    if span.end is not None and span.end <= window.start:
        return "closed"
    return None if existed(span, window) else "part_window"


def committee_missing(branch: Branch, day: date) -> bool:
    """Whether the branch should have a committee on the day and has none."""
    lacks = branch.span.covers(day) and branch.committee_on(day) is None
    return lacks and branch.full_on(day) >= NEEDS_COMMITTEE_FROM


def committee_reason(branch: Branch, window: Window) -> tuple[bool, str | None]:
    """Whether a rule about the branch committee is judged over the window, and why (not).

    The first committee counts from its first full window; at an end, and in a gap between two, the half rule.
    Where none counts, a branch of NEEDS_COMMITTEE_FROM full members on the window's first day is judged all the same,
    but for the window in which the branch or a committee of it began.
    """
    spans = [term.span for term in branch.committee]
    first = min((span.start for span in spans), default=None)
    counts = first is not None and first <= window.start
    counts = counts and covered_days(spans, window.start, window.end) * 2 >= window.days
    if not counts and branch.full_on(max(window.start, branch.span.start)) < NEEDS_COMMITTEE_FROM:
        return False, "no_committee"
    if _begins(branch.span, window) or (not counts and any(_begins(span, window) for span in spans)):
        return False, "part_window"
    if counts:
        return True, None
    return True, "committee_missing"


def _begins(span: Interval, window: Window) -> bool:
    """Whether it began within the window; a start on its first day makes the window a whole one."""
    return window.start < span.start <= window.end


def groups_in(branch: Branch, window: Window) -> tuple[Group, ...]:
    """The groups that are judged over the window."""
    return tuple(group for group in branch.groups if existed(group.span, window))


def applies(type_name: str, branch: Branch | None, year: Window) -> bool:
    """Whether meetings of the type can be held: a committee's or a group's only where there is one in the year."""
    body = registry().types[type_name].body
    if branch is None or body not in ("committee", "group"):
        return True
    spans = [term.span for term in branch.committee] if body == "committee" else [each.span for each in branch.groups]
    return covered_days(spans, year.start, year.end) >= _A_MONTH
