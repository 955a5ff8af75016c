"""What files held when they were read before: a file that has not changed since is not read again."""

from __future__ import annotations

import time
from collections.abc import Mapping
from hashlib import sha256

from generator.cache.program import program_key
from generator.cache.store import Store
from generator.cache.table import Table
from generator.model.config import RecordRoot
from generator.model.organization import Organization
from generator.model.reading import Reading, Stamp

FEW = 50
"""So few files are read again in no time: for them no cache is made."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file's time tells it apart from a later change, on the coarsest of file systems."""
TICK, SOON = 10_000_000, 100_000_000
"""A file system whose times are finer than this tells changes apart so soon: what was laid out is kept at once."""


def is_settled(stamp: Stamp, now: int) -> bool:
    """Whether a file of this stamp, read after `now`, would have another one if it had been changed since."""
    times = stamp[1:3]
    return now - max(times) > (SOON if all(each % TICK for each in times) else SETTLED)


class ReadingCache:
    """The readings of a root, one folder after the other: of one that is left and as it was, nothing is held."""

    def __init__(self, store: Store, organization: Organization, roots: tuple[RecordRoot, ...]) -> None:
        """What is read depends on the program, on the organization, and on which roots everyone reads."""
        program = program_key("read", "model", "types", "scan", "attached")
        context = sha256(f"{program}{organization.key}{roots!r}".encode()).hexdigest()
        self._store = store
        self._table = Table(store, "readings", context)
        self._now = time.time_ns()
        self._known = set(self._table.keys())
        self._folder = ""
        """The folder that is being read."""
        self._before: Mapping[str, Reading] = {}
        """What its files held by what is kept."""
        self._found: dict[str, Reading] = {}
        """What of that they hold now, and what else is to be kept of them."""
        self._differs = False
        self._same: set[str] = set()
        """The folders of which something is kept and that are as they were."""
        self._changed: dict[str, dict[str, Reading]] = {}
        """What is to be kept of the others."""
        self._unwritten: dict[str, Mapping[str, Reading]] = {}

    def knows(self, folder: str) -> bool:
        """Whether anything is kept of the folder."""
        return folder in self._known

    def of(self, folder: str) -> Mapping[str, Reading]:
        """By name, what the files of the folder held when they were read; `take` and `keep` are of this folder."""
        if folder != self._folder:
            self._leave()
            self._folder = folder
            unwritten = self._unwritten.pop(folder, None)
            found = self._table.get(folder) if unwritten is None else unwritten
            self._before = found if isinstance(found, dict) else {}
            self._found = dict(self._before) if folder in self._same else self._changed.get(folder, {})
            self._same.discard(folder)
            self._differs = unwritten is not None or folder in self._changed
        return self._before

    def take_all(self) -> None:
        """Keeps the folder as it was found good."""
        self._found = dict(self._before)

    def skip(self, folder: str) -> None:
        """Keeps what is kept of the folder, without a look at it."""
        self._same.add(folder)

    def take(self, name: str, reading: Reading) -> None:
        """Keeps a reading that was found good."""
        self._found[name] = reading

    def keep(self, name: str, reading: Reading) -> None:
        """Keeps a new reading, unless the file is so fresh that a later change could look the same."""
        if is_settled(reading.stamp, self._now):
            self._found[name] = reading
            self._differs = True

    def packed(self, readings: Mapping[str, Reading]) -> bytes:
        """What the files of a folder hold, as it is kept; without those too fresh to be kept."""
        return self._table.packed({name: each for name, each in readings.items() if is_settled(each.stamp, self._now)})

    def put(self, folder: str, packed: bytes) -> None:
        """Keeps what another process read of a folder of which nothing was known."""
        if not self._table.put_packed([(folder, packed)]):
            found = self._table.unpacked(packed)
            self._unwritten[folder] = found if isinstance(found, dict) else {}

    def _leave(self) -> None:
        if self._differs or len(self._found) < len(self._before):
            self._changed[self._folder] = self._found
        elif self._found:
            self._same.add(self._folder)

    def save(self) -> None:
        """Writes down what changed."""
        self._leave()
        worth_it = self._store.is_there or sum(map(len, self._changed.values())) >= FEW
        if self._changed and worth_it:
            found = {folder: readings for folder, readings in self._changed.items() if readings}
            self._table.put(found.items(), keep=[*found, *self._same])
