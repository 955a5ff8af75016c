"""The words for a unit in the program's own texts: a hospital reads of its hospital, not of a school."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.model.organization import Organization
from generator.shipped import shipped

_MARKED = re.compile("‹([^‹›]+)›")
_YEAR = re.compile("[0-9]{4}")
_NAME = re.compile(r"(?:中国共产党|中共)?(.+?)(工作|总支部|)委员会")
_SHORT = {"工作": "党工委", "总支部": "党总支", "": "党委"}


def worded(text: str, organization: Organization | None, later: int = 0) -> str:
    """The text of whatever language with its marked words as the unit has them; without a unit as they fit any.

    Marked years are so many years later than written. Anything else between such marks is somebody's own.
    """
    if "‹" not in text:
        return text
    words = _words(organization)

    def said(found: re.Match[str]) -> str:
        mark = found[1]
        return str(int(mark) + later) if _YEAR.fullmatch(mark) else words.get(mark, found[0])

    return _MARKED.sub(said, text)


def of_other_units(name: str, organization: Organization) -> bool:
    """Whether a name is what only units of another kind call something: 全校活动 in a hospital."""
    *kinds, any_unit = (set(kind["zh"].values()) for kind in _kinds())
    own = set(_words(organization).values()) | any_unit
    return any(len(word) > 1 and word in name for word in set().union(*kinds) - own)


def short_name_of(name: str) -> str:
    """What a committee is commonly called, where it does not say: 中共仁和医院委员会 is 仁和医院党委."""
    match = _NAME.fullmatch(name)
    return f"{match[1]}{_SHORT[match[2]]}" if match else name


def _words(organization: Organization | None) -> Mapping[str, str]:
    name = organization.name if organization else ""
    match = _NAME.fullmatch(name)
    kind = _kind(match[1] if match else name)
    said = dict(organization.words) if organization else {}
    committees = {
        "学校党委": organization.short_name if organization else "党委",
        "school committee": f"{kind['en']} committee",
    }
    return {**kind["zh"], **said, "school": kind["en"], **committees}


def _kind(name: str) -> Mapping[str, Any]:
    return next(each for each in _kinds() if name.endswith(tuple(each["ends"])))


def _kinds() -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = shipped(Path(__file__).with_name("units.yml"))
    return found
