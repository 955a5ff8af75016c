"""What was made last time, and of what: a file whose inputs are the same is not made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.cache.store import FILE
from generator.cache.store import Store as Memory
from generator.publish.engine import Kept, Store, Stored, digest_of
from generator.publish.scan.numbers import Hit

_COLUMNS = (
    "edition TEXT, folder TEXT, stored TEXT, made_of TEXT, shown TEXT, files TEXT, summary BLOB,"
    " PRIMARY KEY (edition, folder)",
    "edition TEXT, part TEXT, made_of TEXT, made TEXT, PRIMARY KEY (edition, part)",
)
_FORMAT = "1"
JUDGED = "judged"
"""The input that is all a unit was judged from."""


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
    """A folder: where it is stored, of what each of its files and all of it was made."""

    stored: str
    files: Mapping[str, tuple[str, str]]
    """By name: a key of all the file is made of, and the digest of its bytes."""
    made_of: Mapping[str, str] = field(default_factory=dict)
    """A key of each input, by its name."""
    shown: str = ""
    """A key of what it shows of results, where that is far less than what they are judged from."""
    summary: bytes = b""
    """Of a unit: what pages across branches asked of it (pages.summaries)."""
    written: int = 0
    """How many of its files were made just now, not taken over."""
    hits: tuple[Hit, ...] = ()


class LastBuild:
    """The folders of one audience and year as published before, in a table of what the root remembers."""

    def __init__(self, memory: Memory, edition: str, store: Store) -> None:
        """`edition` names the audience and the year: `public-2017`."""
        self._memory, self._edition, self._store = memory, edition, store
        self._folders = dict(self._read())

    def __getitem__(self, path: str) -> Folder | None:
        """The folder as it was."""
        return self._folders.get(path)

    @property
    def folders(self) -> Mapping[str, Folder]:
        """All of them."""
        return self._folders

    def unchanged(self, path: str, made_of: Mapping[str, str], shown: Callable[[], str] | None = None) -> Folder | None:
        """The folder where all it is made of is as before: then it is taken over whole.

        So it is where only what it was judged from is another, and what is `shown` of that is not.
        """
        folder = self._folders.get(path)
        if folder is None or not self._has(folder):
            return None
        if folder.made_of == made_of:
            return folder
        judged_anew = {**folder.made_of, JUDGED: made_of.get(JUDGED, "")} == made_of
        same = shown is not None and judged_anew and folder.shown == shown()
        return replace(folder, made_of=made_of) if same else None

    def all_unchanged(self, made_of: Mapping[str, str]) -> dict[str, Folder]:
        """The folders made of just that, where each is still in the store; else none."""
        folders = {path: folder for path, folder in self._folders.items() if folder.made_of == made_of}
        return folders if all(map(self._has, folders.values())) else {}

    def folder(
        self,
        path: str,
        pieces: Iterable[tuple[str, Piece]],
        made_of: Mapping[str, str] | None = None,
        shown: str = "",
    ) -> Folder:
        """The folder with these files, put in the store; only what changed is made, the rest is linked.

        Where nothing was there before, each is made, and let go, before the next is asked for.

        `made_of` has a key of each of its inputs, by which `unchanged` knows it next time, and `shown` one of what it
        shows of results.
        """
        made_of = made_of or {}
        before = self._folders.get(path)
        if before is not None and not self._has(before):
            before = None
        was = before.files if before else {}
        if before is not None:
            pieces = list(pieces)
            if {name: key for name, (key, _) in was.items()} == {name: piece.key for name, piece in pieces}:
                hits = tuple(hit for _, piece in pieces for hit in piece.hits)
                return Folder(before.stored, was, made_of, shown, hits=hits)
        put: dict[str, bytes | Kept] = {}
        files: dict[str, tuple[str, str]] = {}
        found: list[Hit] = []
        written = 0
        for name, piece in pieces:
            found += piece.hits
            key, digest = was.get(name, ("", ""))
            if before is not None and key == piece.key and self._store.holds(Stored(before.stored), name):
                put[name] = Kept(Stored(before.stored), digest)
            else:
                finished = piece.make()
                put[name], digest = finished.data, digest_of(finished.data)
                found += finished.hits
                written += 1
            files[name] = piece.key, digest
        return Folder(self._store.put(put).key, files, made_of, shown, written=written, hits=tuple(found))

    def replace(self, folders: Mapping[str, Folder]) -> None:
        """Writes down what is published now."""
        changed = [
            (
                self._edition,
                path,
                folder.stored,
                json.dumps(folder.made_of),
                folder.shown,
                json.dumps(folder.files),
                folder.summary,
            )
            for path, folder in folders.items()
            if (was := self._folders.get(path)) is None or _kept(was) != _kept(folder)
        ]
        gone = [(self._edition, path) for path in self._folders.keys() - folders.keys()]
        self._memory.write(
            ("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", changed),
            ("DELETE FROM pages WHERE edition = ? AND folder = ?", gone),
        )

    def _has(self, folder: Folder) -> bool:
        return Stored(folder.stored) in self._store

    def _read(self) -> Iterator[tuple[str, Folder]]:
        rows = self._memory.read(
            "SELECT folder, stored, made_of, shown, files, summary FROM pages WHERE edition = ?", self._edition
        )
        for path, stored, made_of, shown, files, summary in rows:
            try:
                found = {name: (str(key), str(digest)) for name, (key, digest) in json.loads(files).items()}
                yield path, Folder(Stored(stored).key, found, dict(json.loads(made_of)), str(shown), bytes(summary))
            except (ValueError, TypeError, AttributeError):
                continue


def _kept(folder: Folder) -> tuple[object, ...]:
    """What of the folder is written down."""
    return folder.stored, folder.made_of, folder.shown, folder.files, folder.summary


def memory_of(root: Path) -> Memory:
    """What the root remembers, with the tables of what was published: `pages`, and `searched` of the search index."""
    memory = Memory(root / FILE)
    for name, columns in zip(("pages", "searched"), _COLUMNS, strict=True):
        memory.table(name, _FORMAT, columns)
    return memory


def forget_others(memory: Memory, audience: str, names: Collection[str]) -> None:
    """Forgets the pages of years that are not among these: those are published no more."""
    for table in ("pages", "searched"):
        editions = [each for (each,) in memory.read(f"SELECT DISTINCT edition FROM {table}")]
        gone = {each for each in editions if each.startswith(f"{audience}-")} - {f"{audience}-{each}" for each in names}
        if gone:
            memory.write((f"DELETE FROM {table} WHERE edition = ?", [(each,) for each in gone]))
