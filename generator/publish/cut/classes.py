"""The class of a value: which audience may see a field, a record, and what a record says below its fields."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.judge.known import goes_its_course
from generator.model.record import Record
from generator.types import Audience, Field, registry
from generator.types.audience import UNSAID, narrowest

MINUTES = Audience.MEMBERS
"""The class of minutes."""


@cache
def declared_field(name: str, types: tuple[str, ...]) -> Field | None:
    """The declaration of a record's field."""
    return registry().field(name, types)


def field_class(declared: Field | None) -> Audience:
    """What is not declared is as narrow as what gives no class."""
    return declared.audience if declared else UNSAID


def path_classes(path: str, types: tuple[str, ...]) -> Iterator[Audience]:
    """The classes of a field and of its part (`ballots.good`), in records of these types."""
    name, _, part = path.partition(".")
    declared = declared_field(name, types)
    yield field_class(declared)
    if part:
        yield field_class(declared.fields.get(part) if declared else None)


def record_class(record: Record) -> Audience | None:
    """The narrowest of what its types, its choices and the record itself say; None for a type without pages."""
    declared = [registry().types[each] for each in record.types]
    if any(each.restricted for each in declared):
        return None
    chosen_by_hand = [_named(record.values.text("audience"), UNSAID)] if record.values.says("audience") else []
    return narrowest([*(each.audience for each in declared), *_chosen(record), *chosen_by_hand])


def text_class(record: Record) -> Audience:
    """Who may read what the record says below its fields: a disclosure says itself to whom it is made."""
    if goes_its_course(record):
        return _named(record.values.text("shown_to"), MINUTES)
    return narrowest(registry().types[each].text for each in record.types)


def _chosen(record: Record) -> Iterator[Audience]:
    """The classes of what is chosen in it: a decision not to recommend is of another class than one to recommend."""
    for name, value in record.values.items():
        declared = declared_field(name, record.types)
        yield from (each.audience for each in declared.choices if each.id == value) if declared else ()


def _named(name: str, otherwise: Audience) -> Audience:
    return next((each for each in Audience if each == name), otherwise)
