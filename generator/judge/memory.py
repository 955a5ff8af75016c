"""What was judged before, to be used again where it would come out the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from generator.judge.sketches import Among, Text

Judged = TypeVar("Judged")
Wanted = tuple[str, str, str]
"""A unit, a place where something judged of it is kept, and a key of all it is made from."""
Places = Mapping[str, object]
"""What was judged of a unit, by place."""


class Memory(Protocol):
    """Keeps one thing at each place, with a key of all it was made from."""

    def recall(self, place: str, key: str) -> Any | None:
        """What is kept there, if it was made from the same."""

    def keep(self, place: str, key: str, value: object) -> None:
        """Keeps it instead of what was there."""

    def ahead(self, wanted: Sequence[Wanted], judge: Callable[[str], Places]) -> None:
        """Keeps all that `judge` gives of what is wanted and not kept yet, where it is much to judge: all at once."""


class Forgetful:
    """Remembers nothing."""

    def recall(self, place: str, key: str) -> None:
        """Nothing."""

    def keep(self, place: str, key: str, value: object) -> None:
        """Does nothing."""

    def ahead(self, wanted: Sequence[Wanted], judge: Callable[[str], Places]) -> None:
        """Does nothing."""


def recalled(memory: Memory, place: str, key: str, judge: Callable[[], Judged]) -> Judged:
    """What is kept at the place, where it was judged from the same; else judged now, and kept."""
    before: Judged | None = memory.recall(place, key)
    if before is not None:
        return before
    judged = judge()
    memory.keep(place, key, judged)
    return judged


@dataclass(frozen=True, slots=True)
class Compared:
    """Which minutes were compared with each other, and what was found."""

    units: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    """By unit a key that changes with any byte of its records, and their number."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Those near-identical, the earlier first."""


class Minutes(Protocol):
    """Keeps which minutes were compared, by a place for each year and way to compare."""

    def compared(self, place: str) -> Compared:
        """What was compared there; of nothing where that is not known."""

    def among(self, place: str) -> Among | None:
        """All that were compared there, for whoever keeps them again after; None where that is not known whole."""

    def keep(
        self,
        place: str,
        before: Compared,
        now: Compared,
        new: Iterable[Text],
        gone: Iterable[str],
        among: Among | None,
    ) -> None:
        """Puts new ones where those gone were, if all is still as it was `before`; all of them without `among`."""


class NoMinutes:
    """Keeps none."""

    def compared(self, place: str) -> Compared:
        """Nothing."""
        return Compared()

    def among(self, place: str) -> None:
        """Nothing."""

    def keep(self, *_: object) -> None:
        """Does nothing."""
