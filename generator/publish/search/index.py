"""The index of one year's pages for one audience, made of the pages as they are published.

What is indexed is the text of finished pages, so whatever an audience may not read is not in its index either. The
index is in parts that the browser puts together: one of the pages of the whole year, the others of some branches each.
One changed page makes its part anew, and making a part takes memory for its pages alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.cache.program import program_key
from generator.cache.store import Store as Memory
from generator.model.key import key_of
from generator.publish.engine import Moved, Store, Stored, digest_of
from generator.publish.pages.year_site import YearSite
from generator.publish.search.changes import FRAGMENTS, changed, results_of
from generator.publish.search.disk import FOLDER as DISK
from generator.publish.search.disk import MENU, PART, disk_menu, disk_part
from generator.publish.search.pagefind import Entry, made_by, run
from generator.publish.search.text import article
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
_YEAR_PART = "0"
_MOST_PARTS = 24
"""A browser asks each part: a hundred pages in a part of their own cost it 20 KB at the first query, a thousand in one
part 35. So up to so many branches have a part each, and more of them share."""
_CHANGED = "changed"
"""The part of the pages that changed; the browser begins with another."""
_WORTH_HURRY = 3
"""So many times the pages that changed is what has to be indexed, for the changed ones to be indexed first."""
_FOR_ALL = ("pagefind.js", "pagefind-worker.js", ".pagefind")
"""What a browser loads once, from the part that it begins with."""


@dataclass(frozen=True)
class _Part:
    """What is to be indexed together, and a key of it."""

    key: str
    pages: Mapping[str, Stored]
    """The folder of each page, by the page's address."""


Parts = Mapping[str, _Part]
"""By name."""


@dataclass(frozen=True)
class _Made:
    """A part in the store, with a key of what it was made of."""

    key: str
    index: Mapping[str, Stored]
    """Its folders, by path from the year's root."""
    types: frozenset[str]
    """What its pages can be chosen by."""


class SearchIndex:
    """Indexes the parts that changed."""

    def __init__(self, site: YearSite, store: Store, memory: Memory, edition: str) -> None:
        """`memory` tells of what each part was made last time, by the name of the `edition`."""
        self._site, self._store, self._memory, self._edition = site, store, memory, edition
        self._units = {branch.id: site.unit_name(branch.id) for branch in site.branches}
        self._program = key_of(program_key("publish/search", "language", "types"), made_by(), site.words.language)
        self._made = dict(self._read())

    def folders(self, parts: Parts, jobs: int | None = None) -> dict[str, Stored]:
        """The folders of the index, by path from the year's root. Raises SearchError."""
        stale = [name for name, part in parts.items() if not self._is_made(name, part)]
        if stale:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(jobs or os.cpu_count()) as workers:  # each waits for Pagefind most of the time
                made = workers.map(lambda name: self._index(name, parts[name]), stale)
                self._made |= dict(zip(stale, made, strict=True))
            self._remember(stale, self._made.keys() - parts.keys())
        return self._whole(parts)

    def hurried(self, parts: Parts, earlier: Parts) -> dict[str, Stored] | None:
        """What makes of the index as it is one of the same parts and of the pages that changed, in a part of their own.

        It serves until `folders` has made it anew. None where it was made of others than the `earlier` parts, where
        nobody can tell what has changed, and where so much has that it takes as long. Raises SearchError.
        """
        stale = [name for name, part in parts.items() if not self._is_made(name, part)]
        if parts.keys() != earlier.keys() or not all(self._is_made(name, earlier[name]) for name in parts):
            return None
        now, then = ({k: v for name in stale for k, v in each[name].pages.items()} for each in (parts, earlier))
        try:
            found = sorted(changed(then, now, self._store))
            hidden = sorted(each for name in stale for each in self._results_of(found, name))
        except (OSError, ValueError, LookupError):  # something was taken away, or another Pagefind writes otherwise
            return None
        if len(now) < _WORTH_HURRY * max(1, len(found)) or not now.keys() & set(found):
            return None
        entries = {address: self._entry(address, now[address]) for address in found if address in now}
        index = indexed(_CHANGED, entries, self._store, first=False)
        used = _types(entries).union(*(self._made[name].types for name in parts))
        return {FOLDER: self._store.put({MENU_FILE: self._menu(parts, used, hidden)}), **index}

    def _results_of(self, addresses: Collection[str], part: str) -> Iterator[str]:
        fragments = self._made[part].index[f"{FOLDER}/{part}/{FRAGMENTS}"]
        return results_of(addresses, self._store.folder(fragments))

    def unchanged(self, parts: Parts) -> dict[str, Stored] | None:
        """The folders where no part has to be made; else None."""
        return self._whole(parts) if all(self._is_made(*each) for each in parts.items()) else None

    def parts(self, published: Mapping[str, Stored], pages: Iterable[str]) -> Parts:
        """The pages of the whole year, then those of the units, neighbours together; by name.

        `published` are the year's folders by path from its root, `pages` the addresses of all its pages.
        """
        by_folder: dict[str, list[str]] = {}
        for address in sorted(pages):
            by_folder.setdefault(address.rpartition("/")[0], []).append(address)
        units = [*self._units, *(folder for folder in by_folder if self._is_other(folder))]
        found = {}
        for name, within in by_part(units, by_folder).items():
            stored = {folder: published[folder] for folder in within}
            named = [(folder, self._unit(folder), each.key) for folder, each in stored.items()]
            pages_of = {address: stored[folder] for folder in within for address in by_folder[folder]}
            found[name] = _Part(key_of(self._program, self._site.year, named, list(pages_of)), pages_of)
        return found

    def _is_made(self, name: str, part: _Part) -> bool:
        """Whether the part was made of the same, and all of it is still in the store."""
        made = self._made.get(name)
        return made is not None and made.key == part.key and all(each in self._store for each in made.index.values())

    def _index(self, name: str, part: _Part) -> _Made:
        entries = {address: self._entry(address, stored) for address, stored in part.pages.items()}
        found = indexed(name, entries, self._store, first=name == _YEAR_PART)
        found[f"{DISK}/{name}"] = self._store.put({PART: disk_part(entries, self._site.year)})
        return _Made(part.key, found, _types(entries))

    def _whole(self, parts: Parts) -> dict[str, Stored]:
        """All folders of the index."""
        made = [self._made[name] for name in parts]
        folders = {path: stored for each in made for path, stored in each.index.items()}
        menu = self._menu(parts, frozenset().union(*(each.types for each in made)))
        folders[FOLDER] = self._store.put({MENU_FILE: menu})
        folders[DISK] = self._store.put({MENU: disk_menu(menu)})
        return folders

    def _read(self) -> Iterator[tuple[str, _Made]]:
        rows = self._memory.read("SELECT part, made_of, made FROM searched WHERE edition = ?", self._edition)
        for name, key, made in rows:
            try:
                index, types = json.loads(made)
                yield name, _Made(key, {path: Stored(each) for path, each in index.items()}, frozenset(types))
            except (ValueError, TypeError, AttributeError):
                continue

    def _remember(self, parts: Iterable[str], gone: Iterable[str]) -> None:
        rows = []
        for name in parts:
            made = self._made[name]
            said = {path: stored.key for path, stored in made.index.items()}, sorted(made.types)
            rows.append((self._edition, name, made.key, json.dumps(said, ensure_ascii=False)))
        self._memory.write(
            ("INSERT OR REPLACE INTO searched VALUES (?, ?, ?, ?)", rows),
            ("DELETE FROM searched WHERE edition = ? AND part = ?", [(self._edition, name) for name in gone]),
        )

    def _entry(self, address: str, stored: Stored) -> Entry:
        """A page with what is known of it: for a record its unit, types and date, for another its unit or kind."""
        site, (folder, _, name) = self._site, address.rpartition("/")
        title, text = article((self._store.folder(stored) / name).read_text("utf-8"))
        record = site.records.kinds(f"{site.year}/{folder}/{name.removesuffix('.html')}")
        unit = self._unit(folder) if record or folder in self._units else ""
        if record:
            types = [registry().types[each].label(site.words.language) for each in record[0]]
        else:
            kind = "unit" if folder in self._units else "standard" if folder == _STANDARDS else "page"
            types = [self._word(f"kind.{kind}")]
        filters = {"unit": [unit] if unit else [], "type": types, "year": [str(site.year)]}
        return Entry(title, text, filters, unit, record[1].isoformat() if record else "")

    def _unit(self, folder: str) -> str:
        return self._units.get(folder) or self._site.unit_name(folder)

    def _menu(self, parts: Parts, used: frozenset[str], hidden: Sequence[str] = ()) -> bytes:
        """The words of the box and what can be chosen in it, in the order of the organization and the declarations.

        `hidden` are results that the parts have of pages that changed, which are in a part of their own.
        """
        years = sorted(self._site.years, reverse=True)
        known = [declared.label(self._site.words.language) for declared in registry().types.values()]
        kinds = [self._word(f"kind.{kind}") for kind in ("unit", "standard", "page")]
        folders = {address.rpartition("/")[0] for part in parts.values() for address in part.pages}
        units = [*self._units.values(), *(self._unit(folder) for folder in sorted(folders) if self._is_other(folder))]
        orders = _ORDERS if sum(len(part.pages) for part in parts.values()) <= _MOST_RANKED else _ORDERS[1:]
        menu = {
            "words": {word: self._word(word) for word in _WORDS},
            "unit": list(dict.fromkeys(units)),
            "type": [each for each in dict.fromkeys((*known, *kinds)) if each in used],
            "parts": list(parts),
            "this_year": str(self._site.year),
            "year": [[str(year), self._site.catalogue.text("search.of_year", year=year)] for year in years],
            "order": [[order, self._word(f"order_by.{order}")] for order in orders],
        }
        if hidden:
            menu |= {"changed": [_CHANGED], "hidden": list(hidden)}
        return json.dumps(menu, ensure_ascii=False).encode()

    def _is_other(self, folder: str) -> bool:
        """Whether records of the year lie there though no branch of the year's list has that name."""
        return folder not in self._units and folder in self._site.records.units(self._site.year)

    def _word(self, key: str) -> str:
        """A sentence whose figure the browser fills in."""
        return self._site.catalogue.text(f"search.{key}", count="{count}")


def _types(entries: Mapping[str, Entry]) -> frozenset[str]:
    return frozenset(each for entry in entries.values() for each in entry.filters["type"])


def by_part(units: Sequence[str], folders: Iterable[str]) -> dict[str, list[str]]:
    """The folders of each part: those of the whole year, then those of the units in order, neighbours together."""
    size = max(1, -(-len(units) // _MOST_PARTS))
    places = {unit: place for place, unit in enumerate(units)}
    found: dict[str, list[str]] = {_YEAR_PART: []}
    for folder in sorted(folders, key=lambda folder: (places.get(folder, -1), folder)):
        name = str(1 + places[folder] // size) if folder in places else _YEAR_PART
        found.setdefault(name, []).append(folder)
    return found


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
