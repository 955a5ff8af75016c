"""Local figures of rules, and the years in which they hold (design §4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.node import Mapping as Written
from generator.model.node import Node, Scalar


@dataclass(frozen=True, slots=True)
class Override:
    """Parameters of a rule, in the pack's own terms, from one year to another, both included."""

    parameters: Written
    first: int | None = None
    last: int | None = None

    def holds(self, year: int) -> bool:
        """Whether it is in force in the year."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)


Overrides = Mapping[str, tuple[Override, ...]]
"""By rule id, in the order written: the later goes over the earlier."""


def in_force(overrides: Overrides, year: int) -> dict[str, Written]:
    """The parameters of each rule in the year."""
    found: dict[str, Written] = {}
    for rule, every in overrides.items():
        holding = [each.parameters for each in every if each.holds(year)]
        if holding:
            pairs: dict[str, tuple[Scalar, Node]] = {}
            for parameters in holding:
                pairs |= {pair[0].text: pair for pair in parameters.pairs}
            found[rule] = Written(tuple(pairs.values()), holding[-1].mark)
    return found
