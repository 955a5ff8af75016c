"""Values of the model as bytes, and back again, whoever wrote the bytes."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any
from zlib import crc32

_SAFE = {
    "builtins": {"frozenset", "set", "complex", "range", "slice"},
    "datetime": {"date"},
    "fractions": {"Fraction"},
    "decimal": {"Decimal"},
}
_OWN = "generator.model."
_SUM = 4
"""So many bytes before the others tell whether these are as they were written."""


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
    file.seek(_SUM)
    writer.dump(value)
    with file.getbuffer() as written:
        written[:_SUM] = crc32(written[_SUM:]).to_bytes(_SUM, "big")
    return file.getvalue()


def unpacked(data: bytes, named: Mapping[str, object], classes: Collection[type] = ()) -> Any | None:
    """The value that was kept; None for anything else, whoever wrote it. `classes` may be in it beside the model's."""
    try:
        if crc32(memoryview(data)[_SUM:]) != int.from_bytes(data[:_SUM], "big"):
            return None
        return _Reader(data, named, classes).load()
    except Exception:  # whatever somebody else's value makes of itself
        return None


@cache
def _by_slots(model: Any) -> Any:
    """The class, put together again by its slots: as dataclasses do it, that is half of what reading takes."""
    if is_dataclass(model) and getattr(model.__dict__.get("__setstate__"), "__module__", "") == "dataclasses":
        setters = [model.__dict__[each.name].__set__ for each in fields(model)]

        def put_together(made: object, state: Sequence[object]) -> None:
            for put, value in zip(setters, state, strict=True):
                put(made, value)

        setattr(model, "__setstate__", put_together)  # noqa: B010
    return model


class _Reader(pickle.Unpickler):
    """Reads plain values and the program's own model, and calls nothing else, whoever wrote the file."""

    def __init__(self, data: bytes, named: Mapping[str, object], classes: Collection[type]) -> None:
        file = io.BytesIO(data)
        file.seek(_SUM)
        super().__init__(file)
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
