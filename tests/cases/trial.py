"""A school judged by one rule, and what it lacks by that rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.school import School, written

END = "2018-02-05"
"""A day on which every window of 2017 is closed."""
HEAD = {
    "id": "five-good",
    "title": "试行",
    "valid_from": "2016-01-01",
    "standards": {1: {"name": "甲", "points": None}},
}


def trial(root: Path, rule: Mapping[str, Any], *branches: Mapping[str, Any], **head: Any) -> School:
    """A school judged by one rule, R1, of the name 甲."""
    whole = {"id": "R1", "name": {"zh": "甲", "en": "A"}, "standard": 1, "points": None, "clause": "甲", **rule}
    return School(root, *branches, pack=written({**HEAD, **head, "rules": [whole]}))


def fault(school: School, rule: str, as_of: str = END, **more: Any) -> str | None:
    found: str | None = school.rule(rule, as_of=as_of, **more)["fault"]
    return found
