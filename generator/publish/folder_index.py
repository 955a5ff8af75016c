"""What was made last time: a page whose inputs are the same is not made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.engine import Store, Stored


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to publish: a key of everything it is made of, and how to make it."""

    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder: where it is kept, the key of each of its files, a key of all it is made of."""

    stored: str
    keys: Mapping[str, str]
    whole: str
    made: int = 0
    """How many of its files were made just now."""


class FolderIndex:
    """The folders of one audience and year as published before, in a file of the cache."""

    def __init__(self, file: Path, store: Store) -> None:
        self._file = file
        self._store = store
        self._before = _read(file)
        self._after: dict[str, Entry] = {}
        self.made = 0
        """How many files were made, not taken over."""

    def unchanged(self, path: str, key: str) -> Entry | None:
        """The folder where all it is made of is as before: then it is taken over whole."""
        entry = self._before.get(path)
        if entry is None or not key or entry.whole != key or Stored(entry.stored) not in self._store:
            return None
        return entry

    def all_unchanged(self, key: str) -> dict[str, Entry]:
        """The folders made of just that, where each is still in the store; else none."""
        found = {path: entry for path, entry in self._before.items() if entry.whole == key}
        return found if all(Stored(entry.stored) in self._store for entry in found.values()) else {}

    def stored(self, path: str) -> Stored:
        """The folder as it is to be published now."""
        return Stored(self._after[path].stored)

    def folder(self, path: str, pieces: Mapping[str, Piece], whole: str = "") -> Entry:
        """The folder with these files, put in the store; only what changed is made.

        `whole` is a key of all the folder is made of, by which `unchanged` knows it next time.
        """
        keys = {name: piece.key for name, piece in pieces.items()}
        before, stored = self._known(path)
        if stored is not None and before == keys:
            return Entry(stored.key, keys, whole)
        files: dict[str, bytes] = {}
        made = 0
        for name, piece in pieces.items():
            same = stored is not None and before.get(name) == piece.key
            data = self._store.read(stored, name) if stored is not None and same else None
            if data is None:
                data = piece.make()
                made += 1
            files[name] = data
        return Entry(self._store.put(files).key, keys, whole, made)

    def take(self, path: str, entry: Entry) -> None:
        """Publishes the folder."""
        self._after[path] = entry
        self.made += entry.made

    def save(self) -> None:
        """Writes down what is published now."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_name(f".new-{self._file.name}")
        new.write_text(
            json.dumps({path: (each.stored, each.keys, each.whole) for path, each in self._after.items()}), "utf-8"
        )
        new.replace(self._file)

    def _known(self, path: str) -> tuple[Mapping[str, str], Stored | None]:
        entry = self._before.get(path)
        if entry is None or Stored(entry.stored) not in self._store:
            return {}, None
        return entry.keys, Stored(entry.stored)


def _read(file: Path) -> dict[str, Entry]:
    """What is on file; nothing where there is none, or what is there cannot be read."""
    try:
        found = json.loads(file.read_text("utf-8"))
        return {
            path: Entry(Stored(stored).key, dict(keys), str(whole)) for path, (stored, keys, whole) in found.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
