"""Values for records and rows that tests make by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.values import Values


def values(given: Mapping[str, Any] | None = None, **more: Any) -> Values:
    """The values, those of parts and entries among them, as reading gives them."""
    return Values({name: _value(each) for name, each in {**(given or {}), **more}.items()})


def rows(*given: Mapping[str, Any]) -> tuple[Values, ...]:
    """Rows of a list."""
    return tuple(map(values, given))


def _value(given: Any) -> Any:
    if isinstance(given, Mapping):
        return values(given)
    return tuple(map(_value, given)) if isinstance(given, tuple) else given
