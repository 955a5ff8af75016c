"""The words for a unit in the program's own texts: a hospital reads of its hospital, not of a school."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from generator.model.organization import Organization

_MARKED = re.compile("‹([^›]+)›")
_NAME = re.compile(r"(?:中国共产党|中共)?(.+?)(工作|总支部|)委员会")
_SHORT = {"工作": "党工委", "总支部": "党总支", "": "党委"}


def worded(text: str, organization: Organization | None) -> str:
    """The text of whatever language with its marked words as the unit has them; without a unit as they fit any."""
    if "‹" not in text:
        return text
    words = _words(organization)
    return _MARKED.sub(lambda found: words.get(found[1], found[1]), text)


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


@cache
def _kinds() -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = yaml.safe_load((files(__package__) / "units.yml").read_text("utf-8"))
    return found
