"""Why a year cannot be put away."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.failure import Failure
from generator.model.problem import Phrase


class Refused(Failure):
    """Nothing was put away; each reason is a line of its own."""

    def __init__(self, code: str, reasons: Iterable[Phrase] = (), **figures: object) -> None:
        super().__init__(f"archive.refused.{code}", **figures)
        self.reasons = tuple(reasons)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What is said first, and then each reason."""
        return (self.phrase, *self.reasons)
