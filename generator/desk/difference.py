"""What is another in one text than in the other, line by line, for somebody whom another editor overtook."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

MOST = 2000
"""Lines beyond which texts are not compared: difflib takes the square of it."""


class Kind(StrEnum):
    """Whose a line is."""

    BOTH = "both"
    MINE = "mine"
    THEIRS = "theirs"


class Line(NamedTuple):
    """A line of either text."""

    kind: Kind
    text: str


def difference(mine: bytes | None, theirs: bytes | None) -> tuple[Line, ...]:
    """The lines of both, those that only one has marked; a file that is no text says nothing."""
    one, other = _lines(mine), _lines(theirs)
    if len(one) + len(other) > MOST:
        return (*(Line(Kind.THEIRS, each) for each in other), *(Line(Kind.MINE, each) for each in one))
    return tuple(_compared(other, one))


def _compared(theirs: list[str], mine: list[str]) -> Iterator[Line]:
    for line in difflib.ndiff(theirs, mine, charjunk=None):
        kind = {"- ": Kind.THEIRS, "+ ": Kind.MINE, "  ": Kind.BOTH}.get(line[:2])
        if kind is not None:
            yield Line(kind, line[2:])


def _lines(text: bytes | None) -> list[str]:
    try:
        return (text or b"").decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return []
