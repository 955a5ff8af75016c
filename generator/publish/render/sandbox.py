"""Where a root's own templates are filled: they have the values of their page, and no more.

Jinja2's sandbox keeps templates from what is not theirs to ask of an object. It bounds neither loops nor lengths, which
`bounds` does, and hands over what a value happens to hold, which is kept from them here.
"""

from __future__ import annotations

from collections.abc import Iterable
from numbers import Number
from pathlib import PurePath
from types import BuiltinMethodType, MethodType, ModuleType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, pass_environment
from jinja2.filters import make_attrgetter
from jinja2.sandbox import ImmutableSandboxedEnvironment

_LARGEST = 1 << 4096
_MOST_ASKED = 10_000
"""A template that makes names up is not remembered without end."""
_METHODS = (MethodType, BuiltinMethodType)
_UNREACHABLE = (PurePath, ModuleType, Environment, BaseLoader)


@pass_environment
def _sum(environment: Environment, values: Iterable[Any], attribute: str | int | None = None, start: Any = 0) -> Any:
    """The sum of numbers. Jinja's adds lists, too, and copies at every step all there is, where nothing can stop it."""
    numbers = values if attribute is None else map(make_attrgetter(environment, attribute), values)
    total: Any = 0
    for each in (start, *numbers):
        if not isinstance(each, Number):
            raise TypeError(f"sum: {type(each).__name__}")
        total += each
    return total


class Sandbox(ImmutableSandboxedEnvironment):
    """Fills templates that may have come from anybody who may push them."""

    intercepted_binops = frozenset(("*", "**", "+", "-", "%"))

    def __init__(self, loader: BaseLoader, compiled: BytecodeCache | None = None) -> None:
        super().__init__(
            loader=loader,
            bytecode_cache=compiled,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters["sum"] = _sum
        self._asked: dict[tuple[type, str, type], bool] = {}
        """What was found safe, or not: nothing decides that but classes and a name, and pages ask for the same ones."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What was found safe is handed over at once, but for methods: a text's may fill in whatever it is told."""
        try:
            value = getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)
        kind = type(value)
        if kind not in _METHODS and self._asked.get((type(obj), attribute, kind)):
            return value
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nothing of a path, a module or of templates themselves, by whatever value they are come upon."""
        asked = type(obj), attr, type(value)
        safe = self._asked.get(asked)
        if safe is None:
            reachable = not isinstance(obj, _UNREACHABLE) and not isinstance(value, _UNREACHABLE)
            safe = reachable and super().is_safe_attribute(obj, attr, value)
            if len(self._asked) < _MOST_ASKED:
                self._asked[asked] = safe
        return safe

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Numbers stay such as a processor is soon done with. Raises OverflowError."""
        if operator == "**" and isinstance(left, int) and isinstance(right, int) and abs(right) > 64:
            raise OverflowError(f"** {right}")
        found = super().call_binop(context, operator, left, right)
        if isinstance(found, int) and abs(found) > _LARGEST:
            raise OverflowError(operator)
        return found
