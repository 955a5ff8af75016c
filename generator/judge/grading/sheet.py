"""What a score sheet holds: every rule of a branch that people give a figure, by standard, and the gates last."""

from __future__ import annotations

from collections.abc import Iterator

from generator.judge.kinds.qualitative import Qualitative
from generator.judge.rules import Compiled
from generator.model.pack import Rule, Standard


def sheet_rules(compiled: Compiled) -> Iterator[tuple[Standard | None, tuple[Rule, ...]]]:
    """Each standard with its rules that take points; at the end, of no standard, those that are met or not."""
    pack = compiled.pack
    rules = [each for each in pack.rules if not each.of_committee]
    for standard in pack.standards:
        if scored := tuple(each for each in rules if each.standard == standard.id and each.points):
            yield standard, scored
    gates = (each for each in rules if not each.points and isinstance(compiled.kinds.get(each.id), Qualitative))
    if found := tuple(gates):
        yield None, found
