"""Values by key in one file of the cache."""

from __future__ import annotations

import io
import os
import pickle
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

_SAFE = {
    "builtins": {"frozenset", "set", "complex", "range", "slice"},
    "datetime": {"date"},
    "fractions": {"Fraction"},
    "decimal": {"Decimal"},
}
_OWN = "generator.model."


class Table:
    """Values of this program's own model by key. All of them go where the context is another than before.

    A file that cannot be used, or is in use, is as good as none: then nothing is known and nothing is kept.
    """

    def __init__(self, file: Path, context: str, named: Mapping[str, object] | None = None) -> None:
        """`named` are things that values refer to by name instead of holding them."""
        self._file = file
        self._named = dict(named or {})
        self._names = {id(each): name for name, each in self._named.items()}
        self._context = context
        self._rows: sqlite3.Connection | None = None
        self._process = os.getpid()
        if file.is_file():
            self._try_to_open()

    @property
    def is_there(self) -> bool:
        """Whether there is a file that can be used; without one, the first that is put makes it."""
        return self._rows is not None

    def _try_to_open(self) -> None:
        for attempt in (0, 1):
            try:
                self._open(self._context)
                return
            except (sqlite3.Error, OSError) as error:
                self.close()
                if attempt or _in_use(error) or not _removed(self._file):
                    return

    def _open(self, context: str) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._rows = rows = sqlite3.connect(self._file, timeout=0.5, isolation_level=None)
        rows.execute("PRAGMA synchronous = OFF")  # a power failure may cost the cache, and nothing else
        known = rows.execute("SELECT name FROM sqlite_master WHERE name = 'about'").fetchone()
        if not known or rows.execute("SELECT context FROM about").fetchall() != [(context,)]:
            rows.execute("BEGIN IMMEDIATE")
            for table in ("about", "kept"):
                rows.execute(f"DROP TABLE IF EXISTS {table}")
            rows.execute("CREATE TABLE about (context TEXT)")
            rows.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
            rows.execute("INSERT INTO about VALUES (?)", (context,))
            rows.execute("COMMIT")

    def get(self, key: str) -> Any | None:
        """The value, or None where there is none that can be read; a child of the process that opened it knows none."""
        if self._rows is None or os.getpid() != self._process:
            return None
        try:
            found = self._rows.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            return None if found is None else _Reader(found[0], self._named).load()
        except Exception:  # whatever a damaged value makes of itself
            return None

    def put(self, values: Iterable[tuple[str, object]], keep: Iterable[str] | None = None) -> None:
        """Keeps the values; with `keep`, forgets every key that is not among these."""
        if self._rows is None and not self._file.is_file():
            self._try_to_open()
        if self._rows is None:
            return
        with suppress(sqlite3.Error):
            self._rows.execute("BEGIN IMMEDIATE")
            packed = ((key, _packed(value, self._names)) for key, value in values)
            self._rows.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", packed)
            if keep is not None:
                known = {key for (key,) in self._rows.execute("SELECT key FROM kept")}
                self._rows.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in known.difference(keep)])
            self._rows.execute("COMMIT")

    def forget(self, start: str) -> None:
        """Forgets every key that starts so."""
        if self._rows is not None:
            with suppress(sqlite3.Error):
                self._rows.execute("DELETE FROM kept WHERE substr(key, 1, ?) = ?", (len(start), start))

    def close(self) -> None:
        """Gives the file back."""
        if self._rows is not None:
            with suppress(sqlite3.Error):
                self._rows.close()
            self._rows = None


class _Writer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, names: Mapping[int, str]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, obj: object) -> str | None:
        return self._names.get(id(obj))


def _packed(value: object, names: Mapping[int, str]) -> bytes:
    if not names:
        return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    file = io.BytesIO()
    _Writer(file, names).dump(value)
    return file.getvalue()


class _Reader(pickle.Unpickler):
    """Reads plain values and the program's own model, and calls nothing else, whoever wrote the file."""

    def __init__(self, data: bytes, named: Mapping[str, object]) -> None:
        super().__init__(io.BytesIO(data))
        self._named = named

    def persistent_load(self, pid: Any) -> object:
        return self._named[pid]

    def find_class(self, module: str, name: str) -> Any:
        if name in _SAFE.get(module, ()) or (module.startswith(_OWN) and name[:1].isupper() and "." not in name):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _in_use(error: Exception) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _removed(file: Path) -> bool:
    with suppress(OSError):
        file.unlink()
        return True
    return False
