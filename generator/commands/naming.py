"""What people name on a command line, found by any usual way of writing it: an id, a name, a part of a name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_LEAST = 2
"""Characters a part of a name must have: nearly every name has any single one."""
_MARKS = re.compile(r"[\s\-_—–·.,、，。:：/\"'“”‘’「」『』《》〈〉()（）\[\]【】]+")
_ZEROS = re.compile(r"(?<=[a-z])0+(?=\d)")


def plain(text: str) -> str:
    """What is left of a name when its case, width, blanks, marks and leading zeros are taken away: Ｏ-02 is o2."""
    return _ZEROS.sub("", _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold()))


def named(text: str, names: Mapping[str, Sequence[str]], tails: Iterable[str] = ()) -> tuple[str, ...]:
    """Those that the text can name: one if it is clear, several if not, none if nothing is like it.

    Whole names go before parts of them, so that a name that is a part of another one can be used. `tails` are ends
    that people add to a name or leave away (党支部 in 内科党支部).
    """
    asked, ends = plain(text), tuple(map(plain, tails))
    ways = {key: {plain(each) for each in every} for key, every in names.items()}
    bare = _bare(asked, ends)
    found = (
        [key for key, every in names.items() if text.strip() in every],
        [key for key, every in ways.items() if asked in every],
        [key for key, every in ways.items() if bare in {_bare(each, ends) for each in every}],
        [key for key, every in ways.items() if len(bare) >= _LEAST and any(bare in each for each in every)],
        _longest_within(asked, ways),
    )
    return next((tuple(each) for each in found if each), ()) if asked else ()


def near(text: str, names: Mapping[str, Sequence[str]], most: int) -> list[str]:
    """Those with a name most like the text, the likest first."""
    asked = plain(text)
    by_name = {plain(each): key for key, every in names.items() for each in reversed(every)}
    return list(dict.fromkeys(by_name[each] for each in difflib.get_close_matches(asked, by_name, most, 0.4)))


def _bare(text: str, tails: Sequence[str]) -> str:
    """The text without the end that says nothing, unless it is nothing else."""
    return text if text in tails else next((text[: -len(tail)] for tail in tails if text.endswith(tail)), text)


def _longest_within(text: str, ways: Mapping[str, set[str]]) -> list[str]:
    """Those with the longest name that stands in the text."""
    within = {key: max((len(each) for each in every if each in text), default=0) for key, every in ways.items()}
    longest = max(within.values(), default=0)
    return [key for key, length in within.items() if length == longest >= _LEAST]
