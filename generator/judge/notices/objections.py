"""Objections to a notice: which must be checked, whom they concern, and what came of it (plan 三 4, domain §3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

OBJECTION = "objection"
UNFOUNDED = "unfounded"
_VAGUE = "anonymous_vague"


def checkable(values: Mapping[str, object]) -> bool:
    """Whether it must be checked: all but an anonymous one without a clue."""
    return values.get("kind") != _VAGUE


def concerns(values: Mapping[str, object], branch: str) -> bool:
    """Whether it is about the branch: one it names, or any where it names none."""
    named = values.get("branches")
    return not isinstance(named, tuple) or not named or branch in named


def conclusion(values: Mapping[str, object], as_of: date) -> str | None:
    """What checking it had found by the end of the day; None while it is checked."""
    day, found = values.get("concluded_on"), values.get("conclusion")
    return str(found) if found and isinstance(day, date) and day <= as_of else None


def stands_against(values: Mapping[str, object], branch: str, as_of: date) -> bool:
    """Whether it keeps the branch's notice from being done: being checked, or found to hold."""
    return checkable(values) and concerns(values, branch) and conclusion(values, as_of) != UNFOUNDED
