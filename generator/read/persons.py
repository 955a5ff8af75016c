"""Names of persons and offices as people write them: several in one line, spaced as they like."""

from __future__ import annotations

import re
from unicodedata import normalize

_BETWEEN = re.compile(r"[、,;/|&+\n]+")
_PERHAPS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])|以及|和|与|及")
"""What separates two names, or stands inside one: 王甲 李乙 and 王 甲, 王甲和李乙 and 李和平."""
_SHORTEST = 2
"""No name has fewer characters: what is shorter was cut out of one."""


def names(written: object) -> frozenset[str]:
    """The persons or offices named, whatever stands between them, however they are spaced, in any width of letters."""
    found: set[str] = set()
    for piece in _BETWEEN.split(normalize("NFKC", str(written or "")).casefold()):
        parts = (_closed_up(part) for part in _PERHAPS.split(piece))
        found |= {_closed_up(piece), *(part for part in parts if len(part) >= _SHORTEST)}
    return frozenset(found - {""})


def _closed_up(text: str) -> str:
    return "".join(text.split())
