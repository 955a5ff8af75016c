"""Which fields a new record of a type offers, and which of them it asks for.

Asked for is more than what a record needs to count: also what its type asks for, what must add up with that, and whose
year it is where that is easily mistaken. What `new` writes and what the guide tells are both taken from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.expression import parse_condition
from generator.types.declaration import RecordType
from generator.types.field import Field
from generator.types.registry import Registry


@dataclass(frozen=True, slots=True)
class Offered:
    """A field of a new record."""

    field: Field
    needed: bool
    """Whether the record does not count without it."""
    asked: bool
    """Whether it should be there in any case."""


def offered(kind: RecordType, registry: Registry) -> tuple[Offered, ...]:
    """The fields in the order in which they are written: those asked for, then what may be added."""
    needed = dict.fromkeys(name for need in kind.needs for name in need.split("|"))
    own_year = (each.id for each in kind.fields.values() if each.looks_back)
    asked = dict.fromkeys((*needed, *own_year, *kind.asks))
    names = list(dict.fromkeys((*kind.shows, *kind.fields, *asked)))
    for total, parts in _sums(kind, registry):
        if total in names:
            last = max(names.index(each) for each in (total, *parts) if each in names)
            names[last + 1 : last + 1] = [each for each in parts if each not in names]
        if total in asked:
            asked |= dict.fromkeys(parts)
    names.sort(key=lambda name: name not in asked)
    fields = ((name, registry.field(name, (kind.id,))) for name in names)
    return tuple(Offered(field, name in needed, name in asked) for name, field in fields if field is not None)


def _sums(kind: RecordType, registry: Registry) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whole fields that others must add up to, with those others."""
    for check in (*registry.shared_checks, *kind.checks):
        condition = parse_condition(check.holds)
        if condition.compare == "=" and condition.right and not any("." in name for name in condition.names):
            yield condition.left.names[0], condition.right.names
