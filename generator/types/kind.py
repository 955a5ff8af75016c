"""What a kind of value is: it reads a node, fails with a sentence at its place, has a name, and describes itself.

The types of click's parameters are the model: the reader of a value, its error and its JSON Schema are one object.
Here are the forms kinds can have; the kinds themselves stand in one table, `kinds.KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from sys import intern
from typing import Any

from generator.model.node import START, Listing, Mark, Node, Scalar, places
from generator.model.node import Mapping as Written
from generator.model.values import IN_WORDS, Values
from generator.types import prose, spelling
from generator.types.field import Field, Kind, Schema, or_nothing
from generator.types.findings import Findings
from generator.types.near import near, some

TEXT: Schema = {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True)
class One(Kind):
    """One written value."""

    convert: Callable[[Field, str], tuple[Any, bool] | None]
    """The value, and whether it is written in the agreed form; None where it is none. Raises Impossible."""
    describe: Callable[[Field], Schema]
    form: Callable[[Any], str] = str
    """The agreed form of a value, which the warning about another form shows."""
    in_year: Callable[[str, int], tuple[Any, bool] | None] | None = None
    """The value where its year is left to the folder. Raises Impossible and Doubtful."""
    offered: Callable[[str], str] | None = None
    """What to write instead of words that are none, taken from them; empty where they do not say."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The value, with a warning where it is understood and not written in the agreed form."""
        if not isinstance(node, Scalar):
            return self.wrong(field, node, findings)
        said = {"field": field.zh[0], "value": node.text}
        try:
            found = self.convert(field, node.text)
            if found is None and self.in_year and findings.year:
                found = self.in_year(node.text, findings.year)
        except spelling.Impossible:
            findings.error("impossible", node.mark, **said)
            return None
        except spelling.Doubtful as doubt:
            findings.error(doubt.code, node.mark, **said, **doubt.said)
            return None
        if found is None:
            return self.wrong(field, node, findings)
        value, agreed = found
        if not agreed:
            findings.warning("unnormalised", node.mark, **said, form=self.form(value))
        if field.between and not field.between[0] <= value <= field.between[1]:
            least, most = field.between
            findings.error("out_of_range", node.mark, field=field.zh[0], value=value, least=least, most=most)
            return None
        return value

    def example(self, field: Field, written: str) -> str:
        """What to write: what the words say in the agreed form, where they say it, else the field's example."""
        return (self.offered(written) if self.offered else "") or field.example

    def schema(self, field: Field) -> Schema:
        """As `describe` says."""
        return self.describe(field)


@dataclass(frozen=True)
class Some(Kind):
    """One value, or a list of them."""

    item: One

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The values, empty ones left out; None where there are none. Several in one text are told apart."""
        items = node.items if isinstance(node, Listing) else (node,)
        if isinstance(node, Scalar):
            items = tuple(prose.items(field, node, findings))
        written = (item for item in items if not _is_open(item))
        found = [self.item.read(field, item, findings) for item in written]
        return tuple(value for value in found if value is not None) or None

    def schema(self, field: Field) -> Schema:
        """One, or a list in which nothing may stand."""
        one = self.item.schema(field)
        return {"anyOf": [one, {"type": "array", "items": or_nothing(one)}]}


@dataclass(frozen=True)
class Span(Kind):
    """The first and the last day, as a list of two."""

    day: One

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """Both days, in their order."""
        if isinstance(node, Scalar):
            node = prose.span(field, node, findings)
        if not isinstance(node, Listing) or len(node.items) != 2:
            return self.wrong(field, node, findings)
        first = self.day.read(field, node.items[0], findings)
        last = first and self.day.read(field, node.items[1], findings)
        if first is None or last is None:
            return None
        if last < first:
            findings.error("span_backwards", node.items[1].mark, field=field.zh[0])
            return None
        return first, last

    def schema(self, field: Field) -> Schema:
        """Two dates."""
        return {"type": "array", "items": self.day.schema(field), "minItems": 2, "maxItems": 2}


@dataclass(frozen=True)
class Parts(Kind):
    """Named parts; or, where the declaration allows it, words in their place."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The parts, which know where they stand."""
        if isinstance(node, Scalar):
            node = prose.parts(field, node, findings) or node
        if field.in_words and isinstance(node, Scalar):
            return Values({IN_WORDS: node.text.strip()})
        if not isinstance(node, Written):
            return self.wrong(field, node, findings)
        return read_fields(node, field.by_name, findings, node.mark)

    def schema(self, field: Field) -> Schema:
        """An object of them, under any of their names."""
        parts = object_of(field.fields.values())
        return {"anyOf": [parts, TEXT]} if field.in_words else parts


@dataclass(frozen=True)
class Entries(Kind):
    """A list of rows."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The rows; one without a part that it needs is an error."""
        if isinstance(node, Scalar):
            node = prose.rows(field, node, findings)
        if not isinstance(node, Listing):
            return self.wrong(field, node, findings)
        rows: list[Values] = []
        for item in node.items:
            if isinstance(item, Scalar):
                item = prose.row(field, item, findings) or item
            if not isinstance(item, Written):
                return self.wrong(field, item, findings)
            before = len(findings.problems)
            row = read_fields(item, field.by_name, findings, item.mark)
            faulty = {problem.mark for problem in findings.problems[before:]}
            for name in field.needs:
                if name not in row and row.marks.get(name) not in faulty:
                    needs = field.fields[name].zh[0]
                    findings.error("entry_incomplete", item.mark, field=field.zh[0], needs=needs)
            rows.append(row)
        return tuple(rows)

    def schema(self, field: Field) -> Schema:
        """An array of objects."""
        needed = [{"anyOf": [{"required": [name]} for name in field.fields[each].names]} for each in field.needs]
        row = object_of(field.fields.values()) | ({"allOf": needed} if needed else {})
        return {"type": "array", "items": row}


@dataclass(frozen=True)
class Keyed(Kind):
    """Figures by names that no declaration knows."""

    item: One
    gaps: bool = True
    """Whether a name may stand there before its figure is known."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The figures by name, each with its place."""
        if not isinstance(node, Written):
            return self.wrong(field, node, findings)
        written = [(key, item) for key, item in node.pairs if not (self.gaps and _is_open(item))]
        found = {key.text: self.item.read(field, item, findings) for key, item in written}
        marks = {key.text: item.mark for key, item in written if found[key.text] is not None}
        return Values({name: each for name, each in found.items() if each is not None}, node.mark, marks)

    def schema(self, field: Field) -> Schema:
        """An object of them."""
        return {"type": "object", "additionalProperties": self.item.schema(field)}


def _near(word: str, names: Mapping[str, Field], first: Iterable[Iterable[Field]]) -> list[str]:
    called = {name: each.zh[0] for each in names.values() for name in each.called}
    return near(word, names, called, 0.5, ([name for each in group for name in each.names] for group in first))


def read_fields(
    mapping: Written,
    names: Mapping[str, Field],
    findings: Findings,
    mark: Mark = START,
    first: Iterable[Iterable[Field]] = (),
) -> Values:
    """The values of every pair; unknown names, doubles across languages and wrong values become problems.

    `names` gives the field a name means. The values know where they stand: each by its field's id, of lists each
    item (`branches.0`), and each part of a part (`period.end`). Who writes a name that nobody knows is told one of the
    fields that are likely to be meant: of `first`, before any other.
    """
    values = Values(mark=mark)
    marks: dict[str, Mark] = {}
    for key, node in mapping.pairs:
        field = names[key.text].meant(node) if key.text in names else None
        if field is None:
            meant = _near(key.text, names, first) if findings.may_guess() else some(names)
            findings.error("unknown_field", key.mark, field=key.text, near="、".join(meant))
        elif field.id in marks:
            findings.error("field_twice", key.mark, field=key.text, line=marks[field.id].line)
        else:
            marks[field.id] = node.mark
            value = field.read(node, findings)
            if value is not None:
                values[field.id] = value
                marks |= _marks_within(field, node, value)
    values.marks = places(tuple(marks.items()))
    return values


def _marks_within(field: Field, node: Node, value: object) -> dict[str, Mark]:
    """Where the items of a list stand, and the parts of a part, that checks across records point at."""
    if isinstance(node, Listing):
        items = (item for item in node.items if isinstance(item, Scalar) and _stands(item))
        return {intern(f"{field.id}.{number}"): item.mark for number, item in enumerate(items)}
    parts = value.marks if field.fields and isinstance(value, Values) else {}
    return {intern(f"{field.id}.{part}"): mark for part, mark in parts.items()}


def _is_open(item: Node) -> bool:
    return isinstance(item, Scalar) and not _stands(item)


def _stands(item: Scalar) -> bool:
    return not item.empty and bool(item.text.strip())


def object_of(fields: Iterable[Field]) -> Schema:
    """The schema of a mapping of these fields, under any of their names."""
    properties = {name: field.schema() for field in fields for name in field.names}
    return {"type": "object", "properties": properties, "additionalProperties": False}
