"""The index of one year's pages for one audience, made of the pages as they are published.

What is indexed is the text of finished pages, so whatever an audience may not read is not in its index either.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.publish.engine import Moved, Store, Stored, digest_of
from generator.publish.search.changes import FRAGMENTS, changed, results_of
from generator.publish.search.disk import FOLDER as DISK
from generator.publish.search.disk import MENU, PART, disk_menu, disk_part
from generator.publish.search.indexable import YEAR_PART, Indexable
from generator.publish.search.made import Made, MadeParts
from generator.publish.search.pagefind import Entry, run
from generator.publish.search.text import article, spaced
from generator.types import registry

FOLDER = "pagefind"
"""Where the index lies below the year's root."""
INDEX_FOLDERS = (FOLDER, DISK)
"""What of a year is its index."""
MENU_FILE = "menu.json"
"""What can be chosen in the search box, and which parts the index has."""
_STANDARDS = "standards"
_WORDS = (
    "empty",
    "none",
    "count",
    "more",
    "renewed",
    "again",
    "any_unit",
    "any_type",
    "any_year",
    "unit",
    "type",
    "year",
    "order",
)
_ORDERS = ("relevance", "date")
_MOST_RANKED = 4000
"""Up to so many pages a browser can tell in a moment which are the most relevant; of more it shows the newest first."""
_CHANGED = "changed"
"""The part of the pages that changed; the browser begins with another."""
_WORTH_HURRY = 3
"""So many times the pages that changed is what has to be indexed, for the changed ones to be indexed first."""
_FOR_ALL = ("pagefind.js", "pagefind-worker.js", ".pagefind")
"""What a browser loads once, from the part that it begins with."""


class SearchIndex:
    """Indexes the parts that changed."""

    def __init__(self, what: Indexable, made: MadeParts, store: Store) -> None:
        self._what, self._made, self._store = what, made, store

    def unchanged(self) -> dict[str, Stored] | None:
        """The folders where no part has to be made; else None."""
        return None if self._what.stale else self._whole()

    def hurried(self) -> dict[str, Stored] | None:
        """What makes of the index as it is one of the same parts and of the pages that changed, in a part of their own.

        It serves until `folders` has made it anew. None where nobody can tell what has changed, and where so much has
        that it takes as long. Raises SearchError.
        """
        what, before = self._what, self._what.before
        if before is None:
            return None
        now = {address: stored for part in what.stale.values() for address, stored in part.pages.items()}
        try:
            found = sorted(changed(before, now, self._store))
            hidden = sorted(each for name in what.stale for each in self._results_of(found, name))
        except (OSError, ValueError, LookupError):  # something was taken away, or another Pagefind writes otherwise
            return None
        if len(now) < _WORTH_HURRY * max(1, len(found)) or not now.keys() & set(found):
            return None
        entries = {address: self._entry(address, now[address]) for address in found if address in now}
        index = indexed(_CHANGED, entries, self._store, first=False)
        used = _types(entries).union(*(self._made[name].types for name in what.keys))
        return {FOLDER: self._store.put({MENU_FILE: self._menu(used, hidden)}), **index}

    def _results_of(self, addresses: Collection[str], part: str) -> Iterator[str]:
        fragments = self._made[part].index[f"{FOLDER}/{part}/{FRAGMENTS}"]
        return results_of(addresses, self._store.folder(fragments))

    def folders(self, jobs: int | None = None) -> dict[str, Stored]:
        """The folders of the index, by path from the year's root. Raises SearchError."""
        from concurrent.futures import ThreadPoolExecutor

        stale = self._what.stale
        with ThreadPoolExecutor(jobs or os.cpu_count()) as workers:  # each waits for Pagefind most of the time
            made = workers.map(self._index, stale)
            self._made.remember(dict(zip(stale, made, strict=True)), self._what.keys)
        return self._whole()

    def _index(self, name: str) -> Made:
        part = self._what.stale[name]
        entries = {address: self._entry(address, stored) for address, stored in part.pages.items()}
        found = indexed(name, entries, self._store, first=name == YEAR_PART)
        found[f"{DISK}/{name}"] = self._store.put({PART: disk_part(entries, self._what.year)})
        return Made(part.key, found, _types(entries))

    def _whole(self) -> dict[str, Stored]:
        """All folders of the index."""
        made = [self._made[name] for name in self._what.keys]
        folders = {path: stored for each in made for path, stored in each.index.items()}
        menu = self._menu(frozenset().union(*(each.types for each in made)))
        folders[FOLDER] = self._store.put({MENU_FILE: menu})
        folders[DISK] = self._store.put({MENU: disk_menu(menu)})
        return folders

    def _entry(self, address: str, stored: Stored) -> Entry:
        """A page with what is known of it: for a record its unit, types and date, for another its unit or kind."""
        what, (folder, _, name) = self._what, address.rpartition("/")
        title, text = article((self._store.folder(stored) / name).read_text("utf-8"))
        record = what.records.get(address)
        unit = what.names.get(folder, folder) if record or folder in what.listed else ""
        if record:
            types = [registry().types[each].label(what.catalogue.language) for each in record[0]]
        else:
            kind = "unit" if folder in what.listed else "standard" if folder == _STANDARDS else "page"
            types = [self._word(f"kind.{kind}")]
        filters = {"unit": [unit] if unit else [], "type": types, "year": [str(what.year)]}
        return Entry(title, spaced(text), filters, unit, record[1].isoformat() if record else "")

    def _menu(self, used: frozenset[str], hidden: Sequence[str] = ()) -> bytes:
        """The words of the box and what can be chosen in it, in the order of the organization and the declarations.

        `hidden` are results that the parts have of pages that changed, which are in a part of their own.
        """
        what = self._what
        known = [declared.label(what.catalogue.language) for declared in registry().types.values()]
        kinds = [self._word(f"kind.{kind}") for kind in ("unit", "standard", "page")]
        orders = _ORDERS if what.pages <= _MOST_RANKED else _ORDERS[1:]
        menu = {
            "words": {word: self._word(word) for word in _WORDS},
            "unit": list(dict.fromkeys(what.names.values())),
            "type": [each for each in dict.fromkeys((*known, *kinds)) if each in used],
            "parts": list(what.keys),
            "this_year": str(what.year),
            "year": [[str(year), what.catalogue.text("search.of_year", year=year)] for year in what.years],
            "order": [[order, self._word(f"order_by.{order}")] for order in orders],
        }
        if hidden:
            menu |= {"changed": [_CHANGED], "hidden": list(hidden)}
        return json.dumps(menu, ensure_ascii=False).encode()

    def _word(self, key: str) -> str:
        """A sentence whose figure the browser fills in."""
        return self._what.catalogue.text(f"search.{key}", count="{count}")


def _types(entries: Mapping[str, Entry]) -> frozenset[str]:
    return frozenset(each for entry in entries.values() for each in entry.filters["type"])


def indexed(part: str, entries: Mapping[str, Entry], store: Store, first: bool) -> dict[str, Stored]:
    """The folders of a part of Pagefind's index, by path from the year's root. Raises what `run` raises.

    The `first` part holds the program that reads all of them.
    """
    found = {}
    with run(entries, store.workplace()) as made:
        for folder, files in made.items():
            wanted = (path for path in files if first or not path.name.endswith(_FOR_ALL))
            own = {path.name: Moved(path, digest_of(path.read_bytes())) for path in wanted}
            found[f"{FOLDER}/{part}/{folder}".rstrip("/")] = store.put(own)
    return found
