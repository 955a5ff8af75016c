"""What was judged before, to be used again where it would come out the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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


class Minutes(Protocol):
    """Keeps which minutes were compared, by a place for each year and way to compare."""

    def known(self, place: str) -> Mapping[str, tuple[str, str]]:
        """By id the day and the fingerprint of each record that was looked at; nothing where that is not whole."""

    def sketches(self, place: str) -> Mapping[str, bytes]:
        """The sketches of their minutes, empty for those that are not compared."""

    def pairs(self, place: str) -> tuple[tuple[str, str], ...]:
        """What was found near-identical among them, the earlier first."""

    def keep(
        self,
        place: str,
        before: Mapping[str, tuple[str, str]],
        new: Iterable[tuple[str, str, str, bytes]],
        gone: Iterable[str],
        pairs: Iterable[tuple[str, str]],
    ) -> None:
        """Puts new ones (id, day, fingerprint, sketch) where those gone were, if all is still as it was `before`."""


class NoMinutes:
    """Keeps none."""

    def known(self, place: str) -> Mapping[str, tuple[str, str]]:
        """None."""
        return {}

    def sketches(self, place: str) -> Mapping[str, bytes]:
        """None."""
        return {}

    def pairs(self, place: str) -> tuple[tuple[str, str], ...]:
        """None."""
        return ()

    def keep(self, *_: object) -> None:
        """Does nothing."""
