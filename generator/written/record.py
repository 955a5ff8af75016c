"""The text of a record and of a document of lists, and the name of a record's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from generator.types import Field, RecordType, registry
from generator.written.plain import in_line, pair
from generator.written.value import in_form

FENCE = "---"


def record_text(
    types: Sequence[str], day: date | str, fields: Mapping[str, object], body: str = "\n", fenced: bool = True
) -> str:
    """A record of these types and that day, its fields in the order given, by ids or names; those of None left out.

    A day that cannot be understood stands as it was typed.
    `fenced`: with room for minutes below, as a file .md has them; else the fields alone, for .yml. Raises KeyError for
    a name no field has.
    """
    shared = registry().shared
    labels = [registry().types[each].zh[0] for each in types]
    lines = [f"{shared['type'].zh[0]}: {in_line(labels[0] if len(labels) == 1 else labels)}"]
    lines += lines_of(_declared(tuple(types), "date"), day)
    for name, value in fields.items():
        lines += lines_of(_declared(tuple(types), name), value)
    written = "\n".join(lines) + "\n"
    return f"{FENCE}\n{written}{FENCE}\n{body}" if fenced else written


def document_text(name: str, entries: Mapping[str, Sequence[Mapping[str, object]]]) -> str:
    """A document of lists, such as the three lists, with every row's columns one below the other."""
    parts = registry().documents[name].fields
    lines: list[str] = []
    for key, rows in entries.items():
        lines.append(f"{parts[key].zh[0]}:" + ("" if rows else " []"))
        for row in rows:
            inner = [line for field, value in row.items() for line in lines_of(parts[key].by_name[field], value)]
            lines += [("    " if number else "  - ") + line for number, line in enumerate(inner)]
    return "\n".join(lines) + "\n"


def lines_of(declared: Field, value: object) -> list[str]:
    """The lines of one field; none where its value is None."""
    return [] if value is None else pair(declared.zh[0], in_form(declared, value))


def free_stem(day: date, kind: RecordType, taken: Callable[[str], bool]) -> str:
    """The name, without suffix, of a new record of that day: the first, by its number, that is not taken."""
    number, stem = 1, f"{day:%m-%d}-{kind.slug}"
    while taken(stem):
        number += 1
        stem = f"{day:%m-%d}-{kind.slug}-{number}"
    return stem


@cache
def _declared(types: tuple[str, ...], name: str) -> Field:
    found = registry().field(name, types)
    if found is None:
        raise KeyError(f"{types}: {name}")
    return found
