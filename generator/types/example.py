"""A record of each type as a recorder might write it, made of the examples of its fields.

The examples of all declarations fit together: they are of a branch of twelve full members and a probationary one, in
the year of the campaign, and every one of these records stands and counts as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.types.declaration import RecordType
from generator.types.offered import offered
from generator.types.registry import Registry

BODY = "body"
_YEAR = re.compile(r"(?<!\d)20\d\d(?=[01]\d[0-3]\d(?!\d)|(?!\d))")
"""Alone, or before a month and a day."""


@dataclass(frozen=True, slots=True)
class Example:
    """A record to copy."""

    path: str
    """Below a folder of records, with the year and the branch."""
    fields: tuple[tuple[str, str], ...]
    """Names and values in the order in which they are written, type and date first."""
    needs_text: bool
    """Whether it counts only with a text below its fields."""

    def later(self, years: int) -> Example:
        """The same record so many years later."""
        fields = tuple((name, later(value, years)) for name, value in self.fields)
        return Example(later(self.path, years), fields, self.needs_text)

    def text(self, body: str) -> str:
        """The file, with the text below the fields where it needs one."""
        head = (f"{name}:{_written(value)}" for name, value in self.fields)
        return "\n".join(["---", *head, "---", *([body] if self.needs_text else []), ""])


def example(kind: RecordType, registry: Registry) -> Example:
    """The example of a type."""
    shared, branch = registry.shared, "_committee" if kind.folder == "committee" else registry.shared["branch"].example
    day = kind.day or date.fromisoformat(shared["date"].example)
    told = (each.field for each in offered(kind, registry) if each.asked or each.field.id in kind.tells)
    fields = [(each.zh[0], each.example) for each in told]
    head = ((shared["type"].zh[0], kind.zh[0]), (shared["date"].zh[0], day.isoformat()))
    path = f"{day.year}/{branch}/{day:%m-%d}-{kind.slug}.md"
    return Example(path, (*head, *fields), BODY in kind.content)


def examples_year(registry: Registry) -> int:
    """The year of which all examples are, those of the guides too."""
    return date.fromisoformat(registry.shared["date"].example).year


def later(text: str, years: int) -> str:
    """An example, or what explains one, with every year in it so many years later."""
    return _YEAR.sub(lambda found: str(int(found[0]) + years), text)


def _written(value: str) -> str:
    """The value behind its name; rows each in a line of their own."""
    rows = re.findall(r"\{[^{}]*\}", value) if value.startswith("[{") else []
    return "".join(f"\n  - {row}" for row in rows) if len(rows) > 1 else f" {value}"
