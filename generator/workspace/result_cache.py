"""Results kept from run to run: a branch is judged again only if something it is judged from has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from generator.cache.program import program_key
from generator.cache.store import Store
from generator.cache.table import Table
from generator.judge.memory import Forgetful, Places, Wanted
from generator.judge.rules import Compiled
from generator.model.by_year import ByYear
from generator.model.key import key_of
from generator.parallel import in_parallel

MOST_PLACES = 8
"""How many days, years and packs are kept beside each other: a bulletin, a notice, the site of each year."""
FEW = 6
"""So few results are judged again in no time: for them no cache is made."""
MANY = 16
"""So many are worth several processes."""
_PLACES = "places"


class ResultCache:
    """The results of a root, by pack, year, day and unit."""

    def __init__(self, store: Store, packs: ByYear[tuple[Compiled, ...]]) -> None:
        # Of a pack with other local figures the rules are others: what it says is part of their names.
        every = {id(each.pack): each.pack for of_year in packs.each for each in of_year}.values()
        named = ((f"{pack.id}-{key_of(pack.canonical)}", pack) for pack in every)
        rules = {f"{name}#{rule.id}": rule for name, pack in named for rule in pack.rules}
        self._table = Table(store, "units", program_key("judge", "model", "types"), rules, held=True)
        self._store = store
        self._found: dict[str, tuple[str, object]] = {}
        """What was looked for ahead."""
        self._new: dict[str, tuple[str, object]] = {}
        self._unwritten: dict[str, bytes] = {}
        """What other processes judged, where it could not be written down."""
        self._used: dict[str, None] = {}

    def __reduce__(self) -> tuple[type[Forgetful], tuple[()]]:
        """On another machine nothing is known, and nothing kept."""
        return Forgetful, ()

    def recall(self, place: str, key: str) -> Any | None:
        """What is kept at the place, if it was made from the same."""
        self._used[place.rpartition("/")[0]] = None
        found = self._new.get(place) or self._found.get(place)
        if found is None:
            packed = self._unwritten.get(place)
            found = self._table.unpacked(packed) if packed else self._table.get(place)
        return found[1] if isinstance(found, tuple) and found[0] == key else None

    def keep(self, place: str, key: str, value: object) -> None:
        """Keeps it instead of what was there, once it is saved."""
        self._new[place] = key, value

    def ahead(self, wanted: Sequence[Wanted], judge: Callable[[str], Places]) -> None:
        """Judges what is not kept yet. Of many none is held here: several processes judge, and it is written down."""

        def judged(each: Wanted) -> list[tuple[str, bytes]]:
            unit, _, key = each
            return [(place, self._table.packed((key, value))) for place, value in judge(unit).items()]

        unknown = []
        for each in wanted:
            _, place, key = each
            found = self.recall(place, key)
            if found is None:
                unknown.append(each)
            else:
                self._found[place] = key, found
        if len(unknown) >= MANY:
            self._table.put([(_PLACES, self._places())])  # or what is written would never be forgotten after a kill
            for rows in in_parallel(judged, unknown):
                if not self._table.put_packed(rows):
                    self._unwritten |= rows
                for place, _ in rows:
                    self._new.pop(place, None)
                    self._found.pop(place, None)
        else:
            for unit, _, key in unknown:
                for place, value in judge(unit).items():
                    self.keep(place, key, value)

    def save(self) -> None:
        """Writes down what is new, and forgets the days not asked for the longest."""
        if not self._new or (len(self._new) < FEW and not self._store.is_there):
            return
        known = self._places()
        self._table.put([*self._new.items(), (_PLACES, known[:MOST_PLACES])])
        for gone in known[MOST_PLACES:]:
            self._table.forget(f"{gone}/")
        self._new = {}

    def _places(self) -> list[str]:
        """Days, years and packs, the one asked for last at the front."""
        before = self._table.get(_PLACES)
        return list(dict.fromkeys([*self._used, *(before if isinstance(before, list) else ())]))
