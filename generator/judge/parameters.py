"""Readers of rule parameters: each gives a typed value from a node, or raises Wrong at its place.

A kind is a frozen dataclass; a field made by `parameter(reader)` is one of its parameters, required unless it
has a default. The same readers give the JSON Schema of packs.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from generator.model.expression import BadExpression, Condition, Sum, parse_condition, parse_sum
from generator.model.node import Listing, Mark, Node, Scalar
from generator.model.node import Mapping as Written
from generator.model.period import MONTHS_IN, Period, day_of
from generator.types import registry

_FIGURE = re.compile(r"(\d{1,6})(?:/([1-9]\d{0,5})|\.(\d{1,6}))?", re.ASCII)
_SOME_LEAP_YEAR = 2000


class Wrong(ValueError):
    """A parameter that its kind cannot use; `code` names the sentence of the catalogue."""

    def __init__(self, code: str, mark: Mark, **args: object) -> None:
        super().__init__(code)
        self.code, self.mark, self.args_ = code, mark, args


Reader = Callable[[Node], Any]


def parameter(reader: Reader, *, name: str | None = None, default: Any = dataclasses.MISSING) -> Any:
    """A dataclass field that is a parameter; `name` where YAML's word is a Python keyword."""
    return dataclasses.field(default=default, metadata={"reader": reader, "name": name})


def parameters_of(kind: type) -> dict[str, dataclasses.Field[Any]]:
    """The parameters a kind takes, by the name written in packs."""
    return {
        found.metadata["name"] or found.name: found for found in dataclasses.fields(kind) if "reader" in found.metadata
    }


def scalar(node: Node) -> str:
    """Any one written value."""
    if not isinstance(node, Scalar) or node.empty:
        raise Wrong("parameter_text", node.mark)
    return node.text


def one_of(*options: str) -> Reader:
    """One of these words."""

    def read(node: Node) -> str:
        text = scalar(node)
        if text not in options:
            raise Wrong("parameter_choice", node.mark, value=text, options="、".join(options))
        return text

    return read


def flag(node: Node) -> bool:
    """true or false."""
    return bool(one_of("true", "false")(node) == "true")


def whole(node: Node) -> int:
    """A whole number from 0."""
    text = scalar(node)
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise Wrong("parameter_whole", node.mark, value=text)
    return int(text)


def figure(node: Node) -> Fraction:
    """An exact figure: 4, 0.95 or 3/2."""
    text = scalar(node)
    if not _FIGURE.fullmatch(text):
        raise Wrong("parameter_figure", node.mark, value=text)
    return Fraction(text)


def type_id(node: Node) -> str:
    """The identifier of a record type."""
    text = scalar(node)
    if text not in registry().types:
        raise Wrong("parameter_type", node.mark, value=text)
    return text


def list_of(reader: Reader) -> Reader:
    """A list of such values."""

    def read(node: Node) -> tuple[Any, ...]:
        if not isinstance(node, Listing):
            raise Wrong("parameter_list", node.mark)
        return tuple(reader(item) for item in node.items)

    return read


def map_of(reader: Reader) -> Reader:
    """A mapping from words to such values."""

    def read(node: Node) -> dict[str, Any]:
        if not isinstance(node, Written):
            raise Wrong("parameter_map", node.mark)
        return {key.text: reader(value) for key, value in node.pairs}

    return read


def shape(made: type, **readers: Reader) -> Reader:
    """A mapping with exactly these keys, as one object; keys the dataclass gives a default may be left out."""

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


def month_day(node: Node) -> str:
    """A day of the year: MM-DD, next-MM-DD or previous-MM-DD."""
    text = scalar(node)
    if day_of(text, _SOME_LEAP_YEAR) is None:
        raise Wrong("parameter_day", node.mark, value=text)
    return text


def days(node: Node) -> tuple[str, str]:
    """Two days of the year, both included."""
    found = list_of(month_day)(node)
    if len(found) != 2:
        raise Wrong("parameter_days", node.mark)
    return found[0], found[1]


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

    def holds(self, values: Mapping[str, object]) -> bool:
        """Whether it holds for the event; what cannot be known does not."""
        if self.condition is not None:
            return self.condition.holds(values) is True
        return all(str(values.get(name)) == wanted for name, wanted in self.equal)


def where(node: Node) -> Where:
    """`checked_count = roster_count`, or {round: final}."""
    if isinstance(node, Written):
        return Where(equal=tuple((key.text, scalar(value)) for key, value in node.pairs))
    try:
        return Where(parse_condition(scalar(node)))
    except BadExpression:
        raise Wrong("parameter_expression", node.mark) from None
