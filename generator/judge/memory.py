"""What was judged before, to be used again where it would come out the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

Judged = TypeVar("Judged")


class Memory(Protocol):
    """Keeps one thing at each place, with a key of all it was made from."""

    def recall(self, place: str, key: str) -> Any | None:
        """What is kept there, if it was made from the same."""

    def keep(self, place: str, key: str, value: object) -> None:
        """Keeps it instead of what was there."""


class Forgetful:
    """Remembers nothing."""

    def recall(self, place: str, key: str) -> None:
        """Nothing."""

    def keep(self, place: str, key: str, value: object) -> None:
        """Does nothing."""


def recalled(memory: Memory, place: str, key: str, judge: Callable[[], Judged]) -> Judged:
    """What is kept at the place, where it was judged from the same; else judged now, and kept."""
    before: Judged | None = memory.recall(place, key)
    if before is not None:
        return before
    judged = judge()
    memory.keep(place, key, judged)
    return judged
