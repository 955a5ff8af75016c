"""The class of a value: which audience may see a field, a record, and what a record says below its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from generator.judge.by_unit import ByUnit
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
    of_types, choices = _of_types(record.types)
    if of_types is None or not ("audience" in record.filled or not choices.keys().isdisjoint(record.filled)):
        return of_types
    chosen_by_hand = [_named(record.values.text("audience"), UNSAID)] if record.values.says("audience") else []
    # A decision not to recommend is of another class than one to recommend.
    chosen = (each[said] for name, each in choices.items() if (said := str(record.values.get(name))) in each)
    return narrowest([of_types, *chosen, *chosen_by_hand])


@cache
def _of_types(types: tuple[str, ...]) -> tuple[Audience | None, Mapping[str, Mapping[str, Audience]]]:
    """What the types say of the class, and by field that of each choice that narrows it."""
    if any(registry().types[each].restricted for each in types):
        return None, {}
    widest = type_class(types)
    choices = {
        name: {each.id: each.audience for each in declared.choices if narrowest((widest, each.audience)) != widest}
        for name, declared in registry().fields_by_name(types).items()
    }
    return widest, {name: each for name, each in choices.items() if each}


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


def closed(units: ByUnit, audience: Audience, as_of: date) -> dict[str, Closed]:
    """The records that no page may name to the audience at the end of the day, by id.

    What is disclosed no more was open to everybody once: that it was is no secret.
    """

    def of(records: Iterable[Record]) -> dict[str, Closed]:
        hidden = (record for record in records if not named_to(record, audience, as_of))
        return {record.id: Closed(record.types, audience.sees(type_class(record.types))) for record in hidden}

    found = (own.fact(("closed", audience, as_of), partial(of, own.records)) for own in units.values())
    return {record: each for unit in found for record, each in unit.items()}


def named_to(record: Record, audience: Audience, as_of: date) -> bool:
    """Whether the audience may be told at the end of the day that there is the record."""
    wanted, may = record_class(record), audience.may
    if wanted is None or not audience.sees(wanted) or not seen(record, as_of):
        return False
    return (may.drafts or not record.draft) and (may.unissued or issued(record, as_of))


def _named(name: str, otherwise: Audience) -> Audience:
    return next((each for each in Audience if each == name), otherwise)
