"""Values by key in one table of what a root remembers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from generator.cache.kept import packed, unpacked
from generator.cache.store import Store


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
