"""Readers of rule parameters: each gives a typed value from a node, or raises Wrong at its place.

A kind is a frozen dataclass; a field made by `parameter(reader)` is one of its parameters, required unless it
has a default. The same readers give the JSON Schema of packs: each is `described` by the schema of what it reads,
and one that reads names of fields by the use its kind makes of them, so that the cut knows what a rule tells.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from typing import Any, Generic, TypeVar

from generator.model.expression import BadExpression, Condition, Sum, parse_condition, parse_sum
from generator.model.node import Listing, Mark, Node, Scalar
from generator.model.node import Mapping as Written
from generator.model.period import MONTHS_IN, Period, day_of
from generator.model.problem import Term
from generator.model.values import Values
from generator.types import registry

_FIGURE = re.compile(r"(\d{1,6})(?:/([1-9]\d{0,5})|\.(\d{1,6}))?", re.ASCII)
_SOME_LEAP_YEAR = 2000
_PLACE = re.compile(r"\{(?:met|of)\}")
FIGURE = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\d+(/\d+|\.\d+)?$"}]}
"""An exact figure as written: 4, 0.95 or "3/2"."""


class Wrong(ValueError):
    """A parameter that its kind cannot use; `code` names the sentence of the catalogue."""

    def __init__(self, code: str, mark: Mark, **args: object) -> None:
        super().__init__(code)
        self.code, self.mark, self.args_ = code, mark, args
        self.local = False
        """Whether it stands among the local figures of site_config.yml."""


class Use(Enum):
    """What a kind reads a record's field for."""

    FIGURES = auto()
    """Its figures and sentences are made of it: they have its class."""
    CHOICE = auto()
    """It chooses the records: who may not see it is not told which these are."""
    AID = auto()
    """What helps the reviewer is made of it."""
    DECIDES = auto()
    """It decides, and nothing is told of what it says."""


Reader = Callable[[Node], Any]
Schema = Mapping[str, Any]
Read = TypeVar("Read", covariant=True)


@dataclass(frozen=True)
class Described(Generic[Read]):
    """A reader with the JSON Schema of what it reads, and the use of the fields that are named in it."""

    read: Callable[[Node], Read]
    schema: Schema
    use: Use | None = None

    def __call__(self, node: Node) -> Read:
        """The value. Raises Wrong."""
        return self.read(node)


def described(schema: Schema, use: Use | None = None) -> Callable[[Callable[[Node], Read]], Described[Read]]:
    """Says of a reader what it reads."""
    return lambda read: Described(read, schema, use)


def schema_of(reader: Reader) -> Schema:
    """The schema of what a reader reads; one that says nothing may read anything."""
    return reader.schema if isinstance(reader, Described) else {}


SCALAR: Schema = {"type": ["string", "number", "boolean"]}


def parameter(
    reader: Reader, *, name: str | None = None, default: Any = dataclasses.MISSING, use: Use | None = None
) -> Any:
    """A dataclass field that is a parameter; `name` where YAML's word is a Python keyword.

    `use` is that of the fields it names, where its reader does not know.
    """
    use = use or (reader.use if isinstance(reader, Described) else None)
    return dataclasses.field(default=default, metadata={"reader": reader, "name": name, "use": use})


def parameters_of(kind: type) -> dict[str, dataclasses.Field[Any]]:
    """The parameters a kind takes, by the name written in packs."""
    return {
        found.metadata["name"] or found.name: found for found in dataclasses.fields(kind) if "reader" in found.metadata
    }


def names_in(value: Any) -> tuple[str, ...]:
    """The fields that a parameter names: it is one, some, a mapping to some, or knows which it speaks of."""
    if value is None or isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, tuple | Mapping):
        inner = value.values() if isinstance(value, Mapping) else value
        return tuple(name for each in inner for name in names_in(each))
    names: tuple[str, ...] = value.names
    return names


@described(SCALAR)
def scalar(node: Node) -> str:
    """Any one written value."""
    if not isinstance(node, Scalar) or node.empty:
        raise Wrong("parameter_text", node.mark)
    return node.text


@described(SCALAR, Use.FIGURES)
def field_name(node: Node) -> str:
    """A field of records, or a part of one by its own name."""
    text = scalar(node)
    registry()
    if text not in Values.declared:
        raise Wrong("parameter_field", node.mark, value=text)
    return text


year_field = dataclasses.replace(field_name, use=Use.DECIDES)
"""The field that says which year a record is about."""


def one_of(*options: str) -> Described[Any]:
    """One of these words."""

    @described({"enum": list(options)})
    def read(node: Node) -> str:
        text = scalar(node)
        if text not in options:
            raise Wrong("parameter_choice", node.mark, value=text, options="、".join(options))
        return text

    return read


_truth = one_of("true", "false")


@described({"type": "boolean"})
def flag(node: Node) -> bool:
    """true or false."""
    return bool(_truth(node) == "true")


@described({"type": "integer", "minimum": 0})
def whole(node: Node) -> int:
    """A whole number from 0."""
    text = scalar(node)
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise Wrong("parameter_whole", node.mark, value=text)
    return int(text)


@described({"$ref": "#/$defs/figure"})
def figure(node: Node) -> Fraction:
    """An exact figure: 4, 0.95 or 3/2."""
    text = scalar(node)
    if not _FIGURE.fullmatch(text):
        raise Wrong("parameter_figure", node.mark, value=text)
    return Fraction(text)


@described({"$ref": "#/$defs/type"})
def type_id(node: Node) -> str:
    """The identifier of a record type."""
    text = scalar(node)
    if text not in registry().types:
        raise Wrong("parameter_type", node.mark, value=text)
    return text


def list_of(reader: Reader) -> Described[Any]:
    """A list of such values."""

    @described({"type": "array", "items": schema_of(reader)}, getattr(reader, "use", None))
    def read(node: Node) -> tuple[Any, ...]:
        if not isinstance(node, Listing):
            raise Wrong("parameter_list", node.mark)
        return tuple(reader(item) for item in node.items)

    return read


def map_of(reader: Reader) -> Described[Any]:
    """A mapping from words to such values."""

    @described({"type": "object", "additionalProperties": schema_of(reader)})
    def read(node: Node) -> dict[str, Any]:
        if not isinstance(node, Written):
            raise Wrong("parameter_map", node.mark)
        return {key.text: reader(value) for key, value in node.pairs}

    return read


def shape(made: type, **readers: Reader) -> Described[Any]:
    """A mapping with exactly these keys, as one object; keys the dataclass gives a default may be left out."""
    without = {each.name for each in dataclasses.fields(made) if each.default is dataclasses.MISSING}

    @described(
        {
            "type": "object",
            "properties": {key: schema_of(reader) for key, reader in readers.items()},
            "required": [key for key in readers if key in without],
            "additionalProperties": False,
        }
    )
    def read(node: Node) -> Any:
        if not isinstance(node, Written):
            raise Wrong("parameter_map", node.mark)
        values: dict[str, Any] = {}
        for key, value in node.pairs:
            if key.text not in readers:
                raise Wrong("parameter_unknown", key.mark, parameter=key.text, known="、".join(readers))
            values[key.text.replace("class", "audience")] = readers[key.text](value)
        try:
            return made(**values)
        except TypeError:
            raise Wrong("parameter_map", node.mark) from None

    return read


@described({"type": "object", "additionalProperties": {"type": "string"}, "required": ["zh"]})
def words(node: Node) -> Term:
    """Words by language; Chinese is always there."""
    found = map_of(scalar)(node)
    if "zh" not in found:
        raise Wrong("parameter_words", node.mark)
    return Term(found)


@described(schema_of(words))
def figures_said(node: Node) -> Term:
    """Words by language that say two figures, at the places {met} and {of}."""
    found = words(node)
    if any(not _PLACE.search(text) or set("{}") & set(_PLACE.sub("", text)) for text in found.words.values()):
        raise Wrong("parameter_places", node.mark)
    return found


@described({"type": "string", "pattern": r"^(next-|previous-)?\d{2}-\d{2}$"})
def month_day(node: Node) -> str:
    """A day of the year: MM-DD, next-MM-DD or previous-MM-DD."""
    text = scalar(node)
    if day_of(text, _SOME_LEAP_YEAR) is None:
        raise Wrong("parameter_day", node.mark, value=text)
    return text


@described({"type": "array", "items": schema_of(month_day), "minItems": 2, "maxItems": 2})
def days(node: Node) -> tuple[str, str]:
    """Two days of the year, both included."""
    found = list_of(month_day)(node)
    if len(found) != 2:
        raise Wrong("parameter_days", node.mark)
    return found[0], found[1]


@described(
    {
        "anyOf": [
            {"enum": list(MONTHS_IN)},
            {"type": "array", "items": {"anyOf": [schema_of(month_day), schema_of(days)]}, "minItems": 1},
        ]
    }
)
def period(node: Node) -> Period:
    """month, quarter, half_year, year, or a list of spans (semesters) or single days of the year."""
    if isinstance(node, Listing):
        spans = tuple(
            days(item) if isinstance(item, Listing) else (month_day(item), month_day(item)) for item in node.items
        )
        if not spans:
            raise Wrong("parameter_period", node.mark, options="、".join(MONTHS_IN))
        return Period("spans", spans)
    text = scalar(node)
    if text not in MONTHS_IN:
        raise Wrong("parameter_period", node.mark, options="、".join(MONTHS_IN))
    return Period(text)


@described({"type": ["string", "integer"]}, Use.FIGURES)
def sum_of(node: Node) -> Sum:
    """A sum of fields."""
    try:
        return parse_sum(scalar(node))
    except BadExpression:
        raise Wrong("parameter_expression", node.mark) from None


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on an event: one comparison, or fields with the values they must have."""

    condition: Condition | None = None
    equal: tuple[tuple[str, str], ...] = ()
    marks: tuple[Mark, ...] = dataclasses.field(default=(), compare=False, repr=False)
    """Where each of `fields` stands."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it asks about."""
        if self.condition is not None:
            return tuple(name.split(".")[0] for name in self.condition.left.names)
        return tuple(name for name, _ in self.equal)

    @property
    def names(self) -> tuple[str, ...]:
        """The names it speaks of: fields, and the words they are compared with."""
        return tuple(name for name, _ in self.equal) if self.condition is None else self.condition.names

    def holds(self, values: Mapping[str, object]) -> bool:
        """Whether it holds for the event; what cannot be known does not. A list has each of its values."""
        if self.condition is not None:
            return self.condition.holds(values) is True
        return all(_is(values.get(name), wanted) for name, wanted in self.equal)


def _is(value: object, wanted: str) -> bool:
    return wanted in map(str, value) if isinstance(value, tuple) else str(value) == wanted


@described({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": SCALAR}]}, Use.CHOICE)
def where(node: Node) -> Where:
    """`checked_count = roster_count`, or {round: final}."""
    if isinstance(node, Written):
        equal = tuple((key.text, scalar(value)) for key, value in node.pairs)
        return Where(equal=equal, marks=tuple(key.mark for key, _ in node.pairs))
    try:
        found = Where(parse_condition(scalar(node)))
    except BadExpression:
        raise Wrong("parameter_expression", node.mark) from None
    return dataclasses.replace(found, marks=(node.mark,) * len(found.fields))


def wheres_in(value: object) -> Iterator[Where]:
    """Every condition in the value of a parameter, however deep."""
    if isinstance(value, Where):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for each in dataclasses.fields(value):
            yield from wheres_in(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from wheres_in(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from wheres_in(inner)
