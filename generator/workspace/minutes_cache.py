"""Which minutes were compared with each other, kept from run to run as tables of plain columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from generator.cache.program import program_key
from generator.cache.store import Store

FEW = 50
"""So few are compared again in no time: for them no cache is made."""
_Compared = Mapping[str, tuple[str, str]]


class MinutesCache:
    """The sketches of a root's minutes, and the pairs that were found near-identical."""

    def __init__(self, store: Store) -> None:
        self._store = store
        made_by = program_key("judge")
        columns = "place TEXT, record TEXT, day TEXT, fingerprint TEXT, sketch BLOB, PRIMARY KEY (place, record)"
        store.table("sketches", made_by, columns)
        store.table("pairs", made_by, "place TEXT, first TEXT, second TEXT, PRIMARY KEY (place, first, second)")
        store.table("compared", made_by, "place TEXT PRIMARY KEY, state TEXT")

    def known(self, place: str) -> _Compared:
        """By id the day and the fingerprint of each record that was looked at; nothing where that is not whole."""
        rows = self._store.read("SELECT record, day, fingerprint FROM sketches WHERE place = ?", place)
        found = {record: (day, fingerprint) for record, day, fingerprint in rows}
        state = self._store.read("SELECT state FROM compared WHERE place = ?", place)
        return found if state == [(_state(found),)] else {}

    def sketches(self, place: str) -> Mapping[str, bytes]:
        """The sketches of their minutes, empty for those that are not compared."""
        return dict(self._store.read("SELECT record, sketch FROM sketches WHERE place = ?", place))

    def pairs(self, place: str) -> tuple[tuple[str, str], ...]:
        """What was found near-identical among them, the earlier first."""
        found = self._store.read("SELECT first, second FROM pairs WHERE place = ? ORDER BY first, second", place)
        return tuple((first, second) for first, second in found)

    def keep(
        self,
        place: str,
        before: _Compared,
        new: Iterable[tuple[str, str, str, bytes]],
        gone: Iterable[str],
        pairs: Iterable[tuple[str, str]],
    ) -> None:
        """Puts new ones (id, day, fingerprint, sketch) where those gone were, if all is still as it was `before`."""
        rows, old = list(new), set(gone)
        now = {name: each for name, each in before.items() if name not in old}
        now |= {name: (day, fingerprint) for name, day, fingerprint, _ in rows}
        if len(now) < FEW and not self._store.is_there:
            return
        others = ("SELECT 1 FROM compared WHERE place = ? AND state <> ?", (place, _state(before)))
        self._store.write(
            ("DELETE FROM sketches WHERE place = ? AND record = ?", [(place, name) for name in old]),
            ("DELETE FROM sketches WHERE place = ?", [] if before else [(place,)]),
            ("INSERT OR REPLACE INTO sketches VALUES (?, ?, ?, ?, ?)", [(place, *row) for row in rows]),
            ("DELETE FROM pairs WHERE place = ?", [(place,)]),
            ("INSERT INTO pairs VALUES (?, ?, ?)", [(place, *pair) for pair in pairs]),
            ("INSERT OR REPLACE INTO compared VALUES (?, ?)", [(place, _state(now))]),
            unless=others if before else None,
        )


def _state(compared: _Compared) -> str:
    """A key of all that was compared, by which another run's is told apart, and a file that lost some of it."""
    digest = sha256()
    for name in sorted(compared):
        digest.update(f"{name} {' '.join(compared[name])}\n".encode())
    return digest.hexdigest()[:32]
