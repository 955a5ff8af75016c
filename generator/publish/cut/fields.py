"""The cut of values: of fields, rows and parts only what one audience may see."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.values import Values
from generator.types import Audience, Field


def cut_field(declared: Field, name: str, values: Values, audience: Audience) -> object | None:
    """What is left of the value of that name; None where nothing is."""
    if not audience.sees(declared.audience):
        return None
    if declared.kind == "parts":
        return cut_parts(declared.fields, values.parts(name), audience) or None
    if declared.kind == "entries":
        rows = (cut_parts(declared.fields, row, audience) for row in values.rows(name))
        return tuple(row for row in rows if row) or None
    return values.of(name)


def cut_parts(fields: Mapping[str, Field], values: Values, audience: Audience) -> Values:
    """Only what is declared inside, each by its own class."""
    cut = ((name, cut_field(declared, name, values, audience)) for name, declared in fields.items())
    return Values({name: left for name, left in cut if left is not None})
