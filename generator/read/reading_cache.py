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
    """The readings of a root, folder by folder."""

    def __init__(self, store: Store, organization: Organization, roots: tuple[RecordRoot, ...]) -> None:
        """What is read depends on the program, on the organization, and on which roots everyone reads."""
        program = program_key("read", "model", "types", "scan", "attached")
        context = sha256(f"{program}{organization.key}{roots!r}".encode()).hexdigest()
        self._store = store
        self._table = Table(store, "readings", context, held=True)
        self._now = time.time_ns()
        self._folders: dict[str, dict[str, Reading]] = {}
        self._before: dict[str, Mapping[str, Reading]] = {}
        self._changed: set[str] = set()

    def take(self, folder: str, name: str, reading: Reading) -> None:
        """Keeps a reading that was found good."""
        self._folders.setdefault(folder, {})[name] = reading

    def of(self, folder: str) -> Mapping[str, Reading]:
        """By name, what the files of the folder held when they were read."""
        before = self._before.get(folder)
        if before is None:
            found = self._table.get(folder)
            before = self._before[folder] = found if isinstance(found, dict) else {}
        return before

    def packed(self, readings: Mapping[str, Reading]) -> bytes:
        """What the files of a folder hold, as it is kept; without those too fresh to be kept."""
        return self._table.packed({name: each for name, each in readings.items() if is_settled(each.stamp, self._now)})

    def put(self, folder: str, packed: bytes) -> None:
        """Keeps what another process read of a folder of which nothing was known."""
        if not self._table.put_packed([(folder, packed)]) or self._store.held is not None:
            self._changed.add(folder)
        found = self._table.unpacked(packed)
        self._before[folder] = found if isinstance(found, dict) else {}

    def keep(self, folder: str, name: str, reading: Reading) -> None:
        """Keeps a reading, unless the file is so fresh that a later change could look the same."""
        if is_settled(reading.stamp, self._now):
            self._folders.setdefault(folder, {})[name] = reading
            self._changed.add(folder)

    def save(self) -> None:
        """Writes down what changed."""
        self._changed |= {
            folder for folder, before in self._before.items() if len(self._folders.get(folder, ())) < len(before)
        }
        worth_it = self._store.is_there or sum(map(len, self._folders.values())) >= FEW
        if self._changed and worth_it:
            found = ((folder, self._folders[folder]) for folder in self._changed & self._folders.keys())
            self._table.put(found, keep=self._folders)
