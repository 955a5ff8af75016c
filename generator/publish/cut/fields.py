"""The cut of values: of fields, rows and parts only what one audience may see, and no record that is closed to it."""

from __future__ import annotations

from collections.abc import Container, Mapping

from generator.model.record import RECORD_ID
from generator.model.values import Values
from generator.publish.cut.classes import type_of_slug
from generator.types import Audience, Field


def cut_field(
    declared: Field, name: str, values: Values, audience: Audience, closed: Container[str] = ()
) -> object | None:
    """What is left of the value of that name, None where nothing is; `closed` are ids of records it is not told of."""
    if not audience.sees(declared.audience):
        return None
    match declared.kind:
        case "parts":
            return cut_parts(declared.fields, values.parts(name), audience, closed) or None
        case "entries":
            rows = (cut_parts(declared.fields, row, audience, closed) for row in values.rows(name))
            return tuple(row for row in rows if row) or None
        case "record" | "text" if names_closed(values.text(name), closed, audience):
            return None
        case "records" | "lines" if any(names_closed(each, closed, audience) for each in values.names(name)):
            return tuple(each for each in values.names(name) if not names_closed(each, closed, audience)) or None
        case "frame" if any(names_closed(each, closed, audience) for each in values.names(name)):
            # A draw can be drawn again of its whole frame alone.
            return None
    return values.of(name)


def cut_parts(fields: Mapping[str, Field], values: Values, audience: Audience, closed: Container[str] = ()) -> Values:
    """Only what is declared inside, each by its own class."""
    cut = ((name, cut_field(declared, name, values, audience, closed)) for name, declared in fields.items())
    return Values({name: left for name, left in cut if left is not None})


def names_closed(text: str, closed: Container[str], audience: Audience) -> bool:
    """Whether it names a record that is closed, or one that could not be read of a type that is."""
    return "/" in text and any(each in closed or _of_closed_type(each, audience) for each in RECORD_ID.findall(text))


def _of_closed_type(record: str, audience: Audience) -> bool:
    declared = type_of_slug(record)
    return declared is not None and (declared.restricted or not audience.sees(declared.audience))
