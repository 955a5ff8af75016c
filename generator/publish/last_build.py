"""What was made last time: a file whose inputs are the same is not made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cache.whole import write_whole
from generator.publish.engine import Store, Stored
from generator.publish.scan.numbers import Hit


@dataclass(frozen=True, slots=True)
class Finished:
    """A file that was made, and what in it nobody may read."""

    data: bytes
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One file to publish: a key of everything it is made of, and how to make it."""

    key: str
    make: Callable[[], Finished]
    hits: tuple[Hit, ...] = ()
    """What nobody may read, of a file that is looked at whether it is made again or not."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder: where it is stored, the key of each of its files, a key of all it is made of."""

    stored: str
    keys: Mapping[str, str]
    whole: str
    written: int = 0
    """How many of its files were made just now, not taken over."""
    hits: tuple[Hit, ...] = ()


class LastBuild:
    """The folders of one audience and year as published before, in a file of the cache."""

    def __init__(self, file: Path, store: Store) -> None:
        self._file = file
        self._store = store
        self._folders = _read(file)

    def unchanged(self, path: str, key: str) -> Folder | None:
        """The folder where all it is made of is as before: then it is taken over whole."""
        folder = self._folders.get(path)
        return folder if folder is not None and key and folder.whole == key and self._has(folder) else None

    def all_unchanged(self, key: str) -> dict[str, Folder]:
        """The folders made of just that, where each is still in the store; else none."""
        folders = {path: folder for path, folder in self._folders.items() if folder.whole == key}
        return folders if all(map(self._has, folders.values())) else {}

    def folder(self, path: str, pieces: Mapping[str, Piece], whole: str = "") -> Folder:
        """The folder with these files, put in the store; only what changed is made.

        `whole` is a key of all the folder is made of, by which `unchanged` knows it next time.
        """
        keys = {name: piece.key for name, piece in pieces.items()}
        hits = tuple(hit for piece in pieces.values() for hit in piece.hits)
        before = self._folders.get(path)
        if before is not None and not self._has(before):
            before = None
        if before is not None and before.keys == keys:
            return Folder(before.stored, keys, whole, hits=hits)
        files: dict[str, bytes] = {}
        written = 0
        for name, piece in pieces.items():
            same = before is not None and before.keys.get(name) == piece.key
            data = self._store.read(Stored(before.stored), name) if before is not None and same else None
            if data is None:
                finished = piece.make()
                data, hits, written = finished.data, hits + finished.hits, written + 1
            files[name] = data
        return Folder(self._store.put(files).key, keys, whole, written, hits)

    def replace(self, folders: Mapping[str, Folder]) -> None:
        """Writes down what is published now."""
        known = {path: (folder.stored, folder.keys, folder.whole) for path, folder in folders.items()}
        write_whole(self._file, json.dumps(known))

    def _has(self, folder: Folder) -> bool:
        return Stored(folder.stored) in self._store


def _read(file: Path) -> dict[str, Folder]:
    """What is on file; nothing where there is none, or what is there cannot be read."""
    try:
        return {
            path: Folder(Stored(stored).key, dict(keys), str(whole))
            for path, (stored, keys, whole) in json.loads(file.read_text("utf-8")).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
