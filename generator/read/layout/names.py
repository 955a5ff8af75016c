"""Lines with what they begin with: blanks, the dashes of a list, a name with its colon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.read.layout.flow import COLONS, FAR
from generator.read.layout.scalar import BLANKS
from generator.types import Field
from generator.types.spelling import folded

Names = Mapping[str, Field]
INVISIBLE = "\u200b\u2060\ufeff\u200e\u200f\u061c\u180e\u202a-\u202e\u2061-\u2064\u2066-\u206f\ufffe\uffff"
BROKEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
ODD = re.compile(f"[{INVISIBLE}{BROKEN}]")
"""What nobody sees, and what no text holds; to YAML some of it ends a line, some of it ends the reading."""
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Of these, what no program writes for people: the file may be damaged."""
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_NUMERALS = "一二三四五六七八九十"
NUMBER = rf"(?:\d{{1,2}}\s*[.．、)）]|[（(][{_NUMERALS}\d]{{1,3}}[)）]|[{_NUMERALS}]{{1,3}}\s*[、.．]|[①-⑳])(?!\d)"
"""How people number what they list: 1. （一） 二、 ③."""
_HEAD = re.compile(rf"(?P<indent>[{BLANKS}]*)(?P<dashes>(?:-(?:[{BLANKS}]+|$))*)(?P<rest>.*)", re.DOTALL)
_DECORATED = re.compile(rf"^(?:#+|[*_]+|[-·•●◆■]+|{NUMBER})?[{BLANKS}]*(.*?)[*_]*$", re.DOTALL)
_COLON = re.compile(f"[{COLONS}]")
_QUOTED_NAME = re.compile(r"([\"'])(.*?)\1[ \t]*:(?=[ \t]|$)")
_YAML_NAME = re.compile(r"[^\s\"'\[{#&*!|>%@`][^#]*?:(?=[ \t]|$)")
_TAB = 2
"""How many columns a tab or a full-width blank is taken for."""


@dataclass(slots=True)
class Line:
    """A line of the text."""

    start: int
    text: str
    indent: int
    """The column it begins in, from 0."""
    dashes: str
    rest: str
    at: int
    """The offset of the rest."""

    @property
    def end(self) -> int:
        """The offset of its end."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Level:
    """Lines that stand in one column: names, or the items of a list."""

    indent: int
    column: int
    """Where they stand once they are in form."""
    names: Names | None
    """None where any name may stand."""
    items: Field | None = None
    """Of a list, whose items these are."""
    list: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A name with its colon: from where to where the name stands, and where what follows the colon begins."""

    name: str
    start: int
    colon: int
    after: int

    @property
    def key(self) -> str:
        """The name without quotation marks."""
        return self.name.strip("\"'")


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text."""
    start = 0
    for said in text.split("\n"):
        match = _HEAD.match(said)
        assert match is not None
        indent = sum(1 if sign in " \u00a0" else _TAB for sign in match["indent"])
        yield Line(start, said, indent, match["dashes"], match["rest"], start + match.start("rest"))
        start += len(said) + 1


def head_of(line: Line, known: Iterable[Names | None], start: int | None = None) -> Head | None:
    """The known name the line begins with, or what stands at `start`."""
    at = line.at if start is None else start
    return known_head(line.text[at - line.start :], at, known)


def known_head(said: str, at: int, known: Iterable[Names | None]) -> Head | None:
    """The known name that what is said begins with, before its first colons."""
    quotation = _QUOTED_NAME.match(said)
    if quotation:
        name, colon = quotation[2], at + quotation[0].index(":", quotation.end(2))
        return Head(said[: colon - at], at, colon, colon + 1) if any(name in (each or {}) for each in known) else None
    found = _COLON.search(said, 0, FAR)
    if found is None:
        return None
    levels, before = [names for names in known if names], said[: found.start()]
    bare = _DECORATED.sub(r"\1", before.strip(BLANKS))
    for each in (closed_up(before), closed_up(bare).strip("【】[]<>《》")):
        if any(each in names for names in levels):
            return Head(each, at, at + found.start(), at + found.end())
    return None


def yaml_head(said: str, at: int) -> Head | None:
    """What YAML itself takes for a name."""
    match = _QUOTED_NAME.match(said) or _YAML_NAME.match(said)
    if match is None:
        return None
    return Head(match[0][:-1], at, at + match.end() - 1, at + match.end())


def closed_up(text: str) -> str:
    """The text without blanks, in plain letters."""
    return "".join(folded(clean(text)).split())


def clean(text: str) -> str:
    """The text without what nobody sees, and with a blank for what no text holds."""
    return ODD.sub(lambda match: "" if _UNSEEN.match(match[0]) else " ", text)
