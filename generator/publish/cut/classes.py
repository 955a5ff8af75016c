"""The class of a value: which audience may see a field, a record, and what a record says below its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.judge.known import goes_its_course, issued, seen
from generator.model.record import Record
from generator.types import Audience, Field, RecordType, registry
from generator.types.audience import UNSAID, narrowest

_PROBLEMS = registry().documents["rectification"].fields["problems"].fields
"""What a rule that counts no records chooses by."""
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
    """The classes of a field and its part (`ballots.good`), in records of these types; of none, in problem lists."""
    name, _, part = path.partition(".")
    declared = declared_field(name, types) if types else _PROBLEMS.get(name)
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


def type_class(types: Iterable[str]) -> Audience:
    """The narrowest class of the types themselves."""
    return narrowest(registry().types[each].audience for each in types)


def type_of_slug(record: str) -> RecordType | None:
    """The type by which a record's id, or its file, is named."""
    stem = record.rpartition("/")[2].partition(".")[0]
    return registry().types.get(stem[6:].rstrip("0123456789-").replace("-", "_"))


@dataclass(frozen=True, slots=True)
class Closed:
    """A record of which an audience is not told that there is one."""

    types: tuple[str, ...]
    narrowed: bool
    """Whether it says so itself; else all of its types are closed to the audience."""


def closed(records: Iterable[Record], audience: Audience, as_of: date) -> dict[str, Closed]:
    """The records that no page may name to the audience at the end of the day, by id.

    What is disclosed no more was open to everybody once: that it was is no secret.
    """
    return {
        record.id: Closed(record.types, audience.sees(type_class(record.types)))
        for record in records
        if not _named_to(record, audience, as_of)
    }


def _named_to(record: Record, audience: Audience, as_of: date) -> bool:
    wanted, may = record_class(record), audience.may
    if wanted is None or not audience.sees(wanted) or not seen(record, as_of):
        return False
    return (may.drafts or not record.draft) and (may.unissued or issued(record, as_of))


def _chosen(record: Record) -> Iterator[Audience]:
    """The classes of what is chosen in it: a decision not to recommend is of another class than one to recommend."""
    for name, value in record.values.items():
        declared = declared_field(name, record.types)
        yield from (each.audience for each in declared.choices if each.id == value) if declared else ()


def _named(name: str, otherwise: Audience) -> Audience:
    return next((each for each in Audience if each == name), otherwise)
