"""Which parts of an index there are, and what each was made of."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from generator.cache.store import Store as Memory
from generator.publish.engine import Store, Stored


@dataclass(frozen=True, slots=True)
class Made:
    """A part in the store, with a key of what it was made of."""

    key: str
    index: Mapping[str, Stored]
    """Its folders, by path from the year's root."""
    types: frozenset[str]
    """What its pages can be chosen by."""


class MadeParts:
    """Those of one year and audience, by name, as the root remembers them."""

    def __init__(self, memory: Memory, edition: str, store: Store) -> None:
        """`edition` names the audience and the year: `public-2017`."""
        self._memory, self._edition, self._store = memory, edition, store
        self._made = dict(self._read())

    def __getitem__(self, name: str) -> Made:
        return self._made[name]

    def has(self, name: str, key: str) -> bool:
        """Whether the part was made of just that, and all of it is still in the store."""
        made = self._made.get(name)
        return made is not None and made.key == key and all(each in self._store for each in made.index.values())

    def remember(self, new: Mapping[str, Made], parts: Collection[str]) -> None:
        """Writes down parts that were made, and forgets all that are not among the `parts`."""
        rows = []
        for name, made in new.items():
            said = {path: stored.key for path, stored in made.index.items()}, sorted(made.types)
            rows.append((self._edition, name, made.key, json.dumps(said, ensure_ascii=False)))
        gone = (self._made.keys() | new.keys()) - set(parts)
        self._made |= new
        self._memory.write(
            ("INSERT OR REPLACE INTO searched VALUES (?, ?, ?, ?)", rows),
            ("DELETE FROM searched WHERE edition = ? AND part = ?", [(self._edition, name) for name in gone]),
        )

    def _read(self) -> Iterator[tuple[str, Made]]:
        rows = self._memory.read("SELECT part, made_of, made FROM searched WHERE edition = ?", self._edition)
        for name, key, made in rows:
            try:
                index, types = json.loads(made)
                yield name, Made(key, {path: Stored(each) for path, each in index.items()}, frozenset(types))
            except (ValueError, TypeError, AttributeError):
                continue
