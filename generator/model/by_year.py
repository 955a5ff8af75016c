"""What holds from one year on until another takes its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Held = TypeVar("Held")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class ByYear(Generic[Held]):
    """A step function of the year; years before the first step have what the first has."""

    steps: tuple[tuple[int, Held], ...]
    """From which year on, in order; at least one."""

    def of(self, year: int) -> Held:
        """What holds in the year."""
        return next((held for first, held in reversed(self.steps) if first <= year), self.steps[0][1])

    def map(self, make: Callable[[Held], Made]) -> ByYear[Made]:
        """The same steps of something made of each."""
        return ByYear(tuple((first, make(held)) for first, held in self.steps))

    @property
    def each(self) -> tuple[Held, ...]:
        """What holds in one year or another."""
        return tuple(held for _, held in self.steps)
