"""Texts with room for variety: `{a|b}` picks one, `{3~8}` is a number, `{word}` a word of the branch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

_HOLE = re.compile(r"\{([^{}]*)\}")
_RANGE = re.compile(r"(\d+)~(\d+)")
T = TypeVar("T")
Words = Mapping[str, str | Sequence[str]]


def pick(random: Random, choices: Sequence[T]) -> T:
    """One of them."""
    return choices[int(random.random() * len(choices))]


def some(random: Random, choices: Sequence[T], count: int) -> list[T]:
    """So many different ones in any order, or all where there are fewer."""
    return random.sample(choices, min(count, len(choices)))


@dataclass(frozen=True, slots=True)
class Hole:
    """A place that a word of the branch fills."""

    word: str


class Wording:
    """A text, ready to be said in many ways."""

    __slots__ = ("_parts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._parts: list[str | tuple[str, ...] | range | Hole] = []
        for index, piece in enumerate(_HOLE.split(text)):
            if index % 2 == 0:
                if piece:
                    self._parts.append(piece)
            elif between := _RANGE.fullmatch(piece):
                self._parts.append(range(int(between[1]), int(between[2]) + 1))
            elif "|" in piece:
                self._parts.append(tuple(piece.split("|")))
            else:
                self._parts.append(Hole(piece))

    def say(self, random: Random, words: Words) -> str:
        """The text with everything filled in; KeyError where the branch lacks a word."""
        said = []
        for part in self._parts:
            if isinstance(part, str):
                said.append(part)
            elif isinstance(part, Hole):
                word = words[part.word]
                said.append(word if isinstance(word, str) else pick(random, word))
            else:
                said.append(str(pick(random, part)))
        return "".join(said)

    @property
    def words(self) -> frozenset[str]:
        """The words of the branch it needs."""
        return frozenset(part.word for part in self._parts if isinstance(part, Hole))


def wordings(texts: Sequence[str]) -> tuple[Wording, ...]:
    """Each text as a wording."""
    return tuple(Wording(str(text)) for text in texts)
