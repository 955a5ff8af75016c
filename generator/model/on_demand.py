"""Mappings whose values are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")
_NOT_MADE: Any = object()


class OnDemand(Mapping[str, Value]):
    """A value for each key, made when it is first asked for, and once where not more than `most` are held."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], Value], most: int | None = None) -> None:
        self._keys = dict.fromkeys(keys)
        self._make, self._most = make, most
        self._made: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        found = self._made.get(key, _NOT_MADE)
        if found is not _NOT_MADE:
            there: Value = found
            return there
        if key not in self._keys:
            raise KeyError(key)
        made = self._make(key)
        if self._most and len(self._made) >= self._most:
            self._made.pop(next(iter(self._made)), None)
        self._made[key] = made
        return made

    @property
    def made(self) -> Mapping[str, Value]:
        """Those that were asked for already, and are held."""
        return self._made

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
