"""Which minutes were compared with each other, kept from run to run as tables of plain columns."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress

from generator.cache.program import program_key
from generator.cache.store import Store
from generator.judge.memory import Compared
from generator.judge.sketches import Among, Text
from generator.model.record import unit_of

FEW = 50
"""So few are compared again in no time: for them no cache is made."""


class MinutesCache:
    """The sketches of a root's minutes, and the pairs that were found near-identical.

    A process that goes on keeps it, and need not read it again; what it has is its own, whatever others write.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._compared: dict[str, Compared] = {}
        self._among: dict[str, Among] = {}
        made_by = program_key("judge", "read")
        columns = "place TEXT, record TEXT, day TEXT, fingerprint TEXT, sketch BLOB, PRIMARY KEY (place, record)"
        store.table("sketches", made_by, columns)
        store.table("compared", made_by, "place TEXT PRIMARY KEY, units TEXT, pairs TEXT")

    def __reduce__(self) -> tuple[type[MinutesCache], tuple[Store]]:
        """On another machine nothing is known."""
        return MinutesCache, (self._store,)

    def compared(self, place: str) -> Compared:
        """What was compared there; of nothing where that is not known."""
        if place not in self._compared:
            rows = self._store.read("SELECT units, pairs FROM compared WHERE place = ?", place)
            self._compared[place] = _read(*rows[0]) if rows else Compared()
        return self._compared[place]

    def among(self, place: str) -> Among | None:
        """All that were compared there, for whoever keeps them again after; None where that is not known whole."""
        held = self._among.pop(place, None)
        if held is not None:
            return held
        units = self.compared(place).units
        if not self._store.read("SELECT 1 FROM compared WHERE place = ? AND units = ?", place, _written(units)):
            return None
        rows = self._store.read("SELECT day, record, fingerprint, sketch FROM sketches WHERE place = ?", place)
        found = Among(Text(*row) for row in rows)
        there = Counter(unit_of(each) for each in found.by_id)
        return found if there == {unit: number for unit, (_, number) in units.items()} else None

    def keep(
        self,
        place: str,
        before: Compared,
        now: Compared,
        new: Iterable[Text],
        gone: Iterable[str],
        among: Among | None,
    ) -> None:
        """Puts new ones where those gone were, if all is still as it was `before`; all of them without `among`."""
        self._compared[place] = now
        if among is not None:
            self._among[place] = among
        if sum(number for _, number in now.units.values()) < FEW and not self._store.is_there:
            return
        others = ("SELECT 1 FROM compared WHERE place = ? AND units <> ?", (place, _written(before.units)))
        rows = [(place, each.id, each.day, each.fingerprint, each.sketch) for each in new]
        self._store.write(
            ("DELETE FROM sketches WHERE place = ? AND record = ?", [(place, name) for name in gone]),
            ("DELETE FROM sketches WHERE place = ?", [] if among else [(place,)]),
            ("INSERT OR REPLACE INTO sketches VALUES (?, ?, ?, ?, ?)", rows),
            ("INSERT OR REPLACE INTO compared VALUES (?, ?, ?)", [(place, _written(now.units), json.dumps(now.pairs))]),
            unless=others if among else None,
        )


def _written(units: Mapping[str, tuple[str, int]]) -> str:
    return json.dumps(units, sort_keys=True)


def _read(units: str, pairs: str) -> Compared:
    """What was written; nothing of what is damaged."""
    with suppress(ValueError, TypeError):
        compared = {unit: (key, number) for unit, (key, number) in json.loads(units).items()}
        return Compared(compared, tuple((first, second) for first, second in json.loads(pairs)))
    return Compared()
