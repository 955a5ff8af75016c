"""Which of the known names a word that nobody knows may mean."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

_OFFERED = 8
_SHORTEST = 2


def near(word: str, names: Iterable[str], called: Mapping[str, str], cutoff: float) -> list[str]:
    """The name people mean by the word, the shortest that holds it, the longest it holds, or the most like it.

    `called` gives names by other words for them. A few names to choose from where none is near.
    """
    every = list(names)
    if word in called:
        return [called[word]]
    holding = [name for name in every if len(word) >= _SHORTEST and word in name]
    held = [name for name in every if len(name) >= _SHORTEST and name in word]
    if holding or held:
        return [min(holding, key=len) if holding else max(held, key=len)]
    return difflib.get_close_matches(word, every, n=1, cutoff=cutoff) or some(every)


def some(names: Iterable[str]) -> list[str]:
    """A few of many names, to offer where none is near: those in Chinese, where there are any."""
    every = list(names)
    return ([name for name in every if not name.isascii()] or every)[:_OFFERED]
