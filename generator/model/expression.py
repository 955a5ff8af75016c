"""The small language of checks and rules: sums of fields, one comparison, `list have field`.

    expected = present + on_leave + absent      floating > 0      for = members      resolutions have for

A name is a field or a dotted part of one. What rests on an absent field is unknown (None), never false.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

Number = int | Fraction
_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z_][A-Za-z_0-9.]*)|(?P<number>\d+)|(?P<sign>[+-])|(?P<compare><=|>=|!=|=|<|>))"
)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class BadExpression(ValueError):
    """The text is not of the language."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Fields and whole numbers, each with its sign."""

    terms: tuple[tuple[int, str | int], ...]

    def value(self, values: Mapping[str, object]) -> object:
        """The sum, or the one field's own value; None where a field is absent."""
        if len(self.terms) == 1 and self.terms[0][0] == 1:
            term = self.terms[0][1]
            return term if isinstance(term, int) else lookup(values, term)
        total: Number = 0
        for sign, term in self.terms:
            part = term if isinstance(term, int) else lookup(values, term)
            if isinstance(part, bool) or not isinstance(part, int | Fraction):
                return None
            total += sign * part
        return total

    def number(self, values: Mapping[str, object]) -> Number | None:
        """The sum where it is a number."""
        found = self.value(values)
        return found if isinstance(found, int | Fraction) and not isinstance(found, bool) else None

    @property
    def names(self) -> tuple[str, ...]:
        """The fields it speaks of."""
        return tuple(term for _, term in self.terms if isinstance(term, str))


@dataclass(frozen=True, slots=True)
class Condition:
    """A comparison, or a field that must be there (`have`), or one that must be true."""

    text: str
    left: Sum
    compare: str | None = None
    right: Sum | None = None

    def holds(self, values: Mapping[str, object]) -> bool | None:
        """Whether it holds; None where it cannot be known."""
        left = self.left.value(values)
        if self.compare is None:
            return None if left is None else bool(left)
        assert self.right is not None
        if self.compare == "have":
            entries = left if isinstance(left, tuple) else ()
            wanted = self.right.names[0]
            return any(isinstance(entry, Mapping) and entry.get(wanted) is not None for entry in entries)
        right: object = self.right.value(values)
        if isinstance(left, str) and len(self.right.names) == 1:
            right = self.right.names[0]
        if left is None or right is None:
            return None
        try:
            return _COMPARE[self.compare](left, right)
        except TypeError:
            return None

    @property
    def names(self) -> tuple[str, ...]:
        """The fields it speaks of, left side first."""
        return self.left.names + (self.right.names if self.right else ())


def lookup(values: Mapping[str, object], name: str) -> object:
    """The value of a field or of a dotted part of one; None where absent."""
    current: object = values
    for part in name.split("."):
        if not isinstance(current, Mapping):
            return None
        current = current.get(part)
    return current


def parse_sum(text: str) -> Sum:
    """`ballots.returned - ballots.invalid`. Raises BadExpression."""
    condition = parse_condition(text)
    if condition.compare is not None:
        raise BadExpression(text)
    return condition.left


@cache
def parse_condition(text: str) -> Condition:
    """A comparison, `list have field`, or a single field. Raises BadExpression."""
    if match := re.fullmatch(r"\s*([\w.]+)\s+have\s+(\w+)\s*", text):
        return Condition(text, Sum(((1, match[1]),)), "have", Sum(((1, match[2]),)))
    sides: list[list[tuple[int, str | int]]] = [[]]
    compare, sign, position = None, 1, 0
    expect_term = True
    while position < len(text.rstrip()):
        token = _TOKEN.match(text, position)
        if token is None:
            raise BadExpression(text)
        position = token.end()
        if token["name"] or token["number"]:
            if not expect_term:
                raise BadExpression(text)
            sides[-1].append((sign, token["name"] or int(token["number"])))
            sign, expect_term = 1, False
        elif expect_term:
            raise BadExpression(text)
        elif token["sign"]:
            sign, expect_term = (1 if token["sign"] == "+" else -1), True
        else:
            if compare is not None:
                raise BadExpression(text)
            compare, expect_term = token["compare"], True
            sides.append([])
    if expect_term:
        raise BadExpression(text)
    sums = [Sum(tuple(side)) for side in sides]
    return Condition(text, sums[0], compare, sums[1] if compare else None)
