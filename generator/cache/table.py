"""Values by key in one table of what a root remembers."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from generator.cache.store import Store

_SAFE = {
    "builtins": {"frozenset", "set", "complex", "range", "slice"},
    "datetime": {"date"},
    "fractions": {"Fraction"},
    "decimal": {"Decimal"},
}
_OWN = "generator.model."


class Table:
    """Values of this program's own model by key. All of them go where the context is another than before."""

    def __init__(
        self, store: Store, name: str, context: str, named: Mapping[str, object] | None = None, held: bool = False
    ) -> None:
        """`named` are things that values refer to by name instead of holding them.

        With `held`, a process that goes on keeps the values: for what nobody changes, and whoever asks can tell by the
        value itself whether it is still good, for another process may have put another there.
        """
        self._store, self._name, self._context = store, name, context
        self._held = held
        self._named = dict(named or {})
        self._names = {id(each): name for name, each in self._named.items()}
        store.table(name, context, "key TEXT PRIMARY KEY, value BLOB")

    def get(self, key: str) -> Any | None:
        """The value, or None where there is none that can be read."""
        place = self._place(key)
        if self._holding is not None and place in self._holding:
            return self._holding[place]
        found = self._store.read(f"SELECT value FROM {self._name} WHERE key = ?", key)
        value = self.unpacked(found[0][0]) if found else None
        if self._holding is not None:
            self._holding[place] = value
        return value

    def keys(self) -> list[str]:
        """Those of which there is a value."""
        return [key for (key,) in self._store.read(f"SELECT key FROM {self._name}")]

    def _place(self, key: str) -> tuple[str, str]:
        return f"{self._name} {self._context}", key

    @property
    def _holding(self) -> dict[tuple[str, str], Any] | None:
        return self._store.held if self._held else None

    def packed(self, value: object) -> bytes:
        """The value as it is kept."""
        return packed(value, self._names)

    def unpacked(self, data: bytes) -> Any | None:
        """The value that was packed; None for anything else."""
        return unpacked(data, self._named)

    def put(self, values: Iterable[tuple[str, object]], keep: Iterable[str] | None = None) -> None:
        """Keeps the values; with `keep`, forgets every key that is not among these."""
        new = list(values)
        self.put_packed(((key, self.packed(value)) for key, value in new), keep)
        if self._holding is not None:
            self._holding.update((self._place(key), value) for key, value in new)

    def put_packed(self, values: Iterable[tuple[str, bytes]], keep: Iterable[str] | None = None) -> bool:
        """The same of what is packed already; whether it could be written."""
        rows = list(values)
        if (held := self._holding) is not None:
            for key, _ in rows:
                held.pop(self._place(key), None)
        gone: list[tuple[str]] = []
        if keep is not None:
            gone = [(key,) for key in set(self.keys()).difference(keep)]
        return self._store.write(
            (f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?)", rows),
            (f"DELETE FROM {self._name} WHERE key = ?", gone),
        )

    def forget(self, start: str) -> None:
        """Forgets every key that starts so."""
        for place in [each for each in self._holding or () if each[1].startswith(start)]:
            if self._holding is not None and place[0] == f"{self._name} {self._context}":
                del self._holding[place]
        self._store.write((f"DELETE FROM {self._name} WHERE substr(key, 1, ?) = ?", [(len(start), start)]))


class _Writer(pickle.Pickler):
    dispatch_table: Mapping[type, Any] = {
        **copyreg.dispatch_table,
        Fraction: lambda each: (Fraction, each.as_integer_ratio()),
    }
    """A fraction as its two numbers: written out as words, as it comes, it takes four times as long to read."""


class _NamingWriter(_Writer):
    def __init__(self, file: io.BytesIO, names: Mapping[int, str]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, obj: object) -> str | None:
        return self._names.get(id(obj))


def packed(value: object, names: Mapping[int, str]) -> bytes:
    """The value as it is kept; `names` are of things that are kept by their name, by their identity."""
    file = io.BytesIO()
    writer = _NamingWriter(file, names) if names else _Writer(file, pickle.HIGHEST_PROTOCOL)
    writer.dump(value)
    return file.getvalue()


def unpacked(data: bytes, named: Mapping[str, object], classes: Collection[type] = ()) -> Any | None:
    """The value that was kept; None for anything else, whoever wrote it. `classes` may be in it beside the model's."""
    try:
        return _Reader(data, named, classes).load()
    except Exception:  # whatever a damaged value makes of itself
        return None


@cache
def _by_slots(model: Any) -> Any:
    """The class, put together again by its slots: as dataclasses do it, that is half of what reading takes."""
    if is_dataclass(model) and "__slots__" in model.__dict__ and "__setstate__" in model.__dict__:
        setters = [model.__dict__[each.name].__set__ for each in fields(model)]

        def put_together(made: object, state: Sequence[object]) -> None:
            for put, value in zip(setters, state, strict=True):
                put(made, value)

        setattr(model, "__setstate__", put_together)  # noqa: B010
    return model


class _Reader(pickle.Unpickler):
    """Reads plain values and the program's own model, and calls nothing else, whoever wrote the file."""

    def __init__(self, data: bytes, named: Mapping[str, object], classes: Collection[type]) -> None:
        super().__init__(io.BytesIO(data))
        self._named, self._classes = named, classes

    def persistent_load(self, pid: Any) -> object:
        return self._named[pid]

    def find_class(self, module: str, name: str) -> Any:
        if name in _SAFE.get(module, ()):
            return super().find_class(module, name)
        if module.startswith(_OWN) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:  # and nothing that a module merely imports
                return _by_slots(found)
        for each in self._classes:
            if (each.__module__, each.__qualname__) == (module, name):
                return _by_slots(each)
        raise pickle.UnpicklingError(f"{module}.{name}")
