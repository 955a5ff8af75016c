"""Which of the known names a word that nobody knows may mean."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

_OFFERED = 8
_SHORTEST = 2


def near(
    word: str, names: Iterable[str], called: Mapping[str, str], cutoff: float, first: Iterable[Iterable[str]] = ()
) -> list[str]:
    """The name people mean by the word, the shortest that holds it, the longest it holds, or the most like it.

    `called` gives names by other words for them; of `first`, names that are more likely to be meant, those of each
    group before the next. A few names to choose from where none is near.
    """
    if word in called:
        return [called[word]]
    groups = [*map(list, first)]
    likely, every = [*chain(*groups)], list(names)
    for group in groups:
        if found := _holding(word, group):
            return [found]
    found = _most_like(word, likely, cutoff) or _holding(word, every) or _most_like(word, every, cutoff)
    return [found] if found else some(likely or every)


def _holding(word: str, names: Iterable[str]) -> str:
    """The shortest of the names that hold the word, else the longest that it holds."""
    holding = [name for name in names if len(word) >= _SHORTEST and word in name]
    held = [name for name in names if len(name) >= _SHORTEST and name in word]
    return min(holding, key=len) if holding else max(held, key=len, default="")


def _most_like(word: str, names: Sequence[str], cutoff: float) -> str:
    return next(iter(difflib.get_close_matches(word, names, n=1, cutoff=cutoff)), "")


def some(names: Iterable[str]) -> list[str]:
    """A few of many names, to offer where none is near: those in Chinese, where there are any."""
    every = list(names)
    return ([name for name in every if not name.isascii()] or every)[:_OFFERED]
