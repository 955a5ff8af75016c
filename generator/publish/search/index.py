"""The index of one year's pages for one audience, made of the pages as they are published.

What is indexed is the text of finished pages, so whatever an audience may not read is not in its index either.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.cache.program import program_key
from generator.cache.whole import write_whole
from generator.model.key import key_of
from generator.publish.cut.records import PublicRecord
from generator.publish.engine import Files, Store, Stored
from generator.publish.pages.year_site import YearSite
from generator.publish.search.disk import FOLDER as DISK
from generator.publish.search.disk import MENU, PART, disk_menu, disk_part
from generator.publish.search.pagefind import Entry, made_by, prepared, run
from generator.publish.search.text import article
from generator.types import registry

FOLDER = "pagefind"
"""Where the index lies below the year's root."""
MENU_FILE = "menu.json"
"""What can be chosen in the search box, and which parts the index has."""
_STANDARDS = "standards"
_WORDS = ("empty", "none", "count", "more", "any_unit", "any_type", "any_year", "unit", "type", "year", "order")
_ORDERS = ("relevance", "date")
_MOST_RANKED = 4000
"""Up to so many pages a browser can tell in a moment which are the most relevant; of more it shows the newest first."""
_LEAST_PAGES = 500
_MOST_PARTS = 24
"""The index is in parts that the browser puts together: of so many pages at least, and no more parts than this. One
changed page makes one part anew, and making a part takes memory for its pages alone."""


@dataclass(frozen=True)
class _Prepared:
    """A folder whose pages lie ready to be indexed."""

    part: str
    stored: str
    texts: str
    pages: int
    size: int
    types: list[str]


class SearchIndex:
    """Prepares what changed, and indexes where any text did.

    `cache` is a folder of its own: below `pages/` lie the prepared pages, `made.json` says of what they were made.
    """

    def __init__(self, site: YearSite, store: Store, cache: Path, program: str) -> None:
        """`program` is a key that changes with the program and the names of units."""
        self._site = site
        self._store = store
        self._cache = cache
        self._program = key_of(program, made_by())
        self._units = {branch.id: site.unit_name(branch.id) for branch in site.branches}

    def folders(self, published: Mapping[str, Stored], pages: Iterable[str]) -> dict[str, Stored]:
        """The folders of the index, by path from the year's root.

        `published` are the year's folders by the same, `pages` the addresses of all its pages. Raises SearchError.
        """
        names: dict[str, list[str]] = {}
        for address in sorted(pages):
            folder, _, name = address.rpartition("/")
            names.setdefault(folder, []).append(name)
        with self._alone():
            made = self._last_index()
            ready = self._prepare(made, {folder: published[folder] for folder in names}, names)
            stored: dict[str, Stored] = {}
            parts: dict[str, dict[str, Any]] = {}
            for part in dict.fromkeys(each.part for each in ready.values()):
                texts = (f"{folder}:{each.texts}" for folder, each in sorted(ready.items()) if each.part == part)
                key = key_of(program_key("publish/search"), made_by(), *texts)
                before = made["parts"].get(part)
                if not self._is_made(before, key):
                    ready |= self._mended(part, ready, published, names)
                    before = {"key": key, "index": self._index(part)}
                parts[part] = before
                stored |= {path: Stored(key) for path, key in parts[part]["index"].items()}
            menu = self._menu(ready, parts)
            stored[FOLDER] = self._store.put({MENU_FILE: menu})
            stored[DISK] = self._store.put({MENU: disk_menu(menu)})
            folders = {folder: asdict(each) for folder, each in ready.items()}
            self._save({"program": self._program, "parts": parts, "folders": folders})
        return stored

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Builds of the same year to different places take turns."""
        self._cache.mkdir(parents=True, exist_ok=True)
        with (self._cache / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _last_index(self) -> dict[str, Any]:
        """What was made last time; nothing where the program has changed or a build was cut short."""
        try:
            found: dict[str, Any] = json.loads((self._cache / "made.json").read_text("utf-8"))
            folders = found["folders"] if found["program"] == self._program else {}
            before = {folder: _Prepared(**each) for folder, each in folders.items()}
            return {"parts": dict(found["parts"]), "folders": before}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {"parts": {}, "folders": {}}

    def _save(self, made: Mapping[str, Any]) -> None:
        write_whole(self._cache / "made.json", json.dumps(made, ensure_ascii=False))

    def _prepare(
        self, made: Mapping[str, Any], folders: Mapping[str, Stored], names: Mapping[str, list[str]]
    ) -> dict[str, _Prepared]:
        """Writes the pages of changed folders for Pagefind and removes those of folders that are gone."""
        before = made["folders"]
        parts = _parts({folder: len(names[folder]) for folder in self._in_order(folders)})
        ready = {
            folder: before[folder]
            for folder, stored in folders.items()
            if folder in before and (before[folder].stored, before[folder].part) == (stored.key, parts[folder])
        }
        if ready.keys() == before.keys() and ready.keys() == folders.keys():
            return ready
        (self._cache / "made.json").unlink(missing_ok=True)  # until all is written again, nothing is known
        root = self._cache / "pages"
        if not before:
            shutil.rmtree(root, ignore_errors=True)
        for folder in before.keys() - ready.keys():
            if before[folder].part != parts.get(folder):
                for path in (root / before[folder].part / folder).glob("*.html"):
                    path.unlink()
        for folder in folders.keys() - ready.keys():
            was = before[folder] if folder in before and before[folder].part == parts[folder] else None
            ready[folder] = self._prepare_folder(folder, folders[folder], names[folder], parts[folder], was)
        return ready

    def _in_order(self, folders: Iterable[str]) -> list[str]:
        """The folders as the organization has its branches; pages of the whole year first."""
        places = {unit: place for place, unit in enumerate(self._units)}
        return sorted(folders, key=lambda folder: (places.get(folder, -1), folder))

    def _prepare_folder(
        self, folder: str, stored: Stored, names: list[str], part: str, was: _Prepared | None = None
    ) -> _Prepared:
        """Prepares the folder's pages; of those that are as they `was`, what lies there is kept."""
        target = self._cache / "pages" / part / folder
        target.mkdir(parents=True, exist_ok=True)
        if was is not None and was.size != _size(target):
            was = None
        for path in target.glob("*.html"):
            if was is None or path.name not in names:
                path.unlink()
        texts: list[str] = []
        types: set[str] = set()
        for name in names:
            html = (self._store.folder(stored) / name).read_bytes()
            types.update(self._types(folder, name))
            if was is not None and (target / name).is_file() and self._store.read(Stored(was.stored), name) == html:
                page = (target / name).read_bytes()
            else:
                page = prepared(self._entry(folder, name, html.decode()))
                (target / name).write_bytes(page)
            texts.append(f"{name}:{page.decode()}")
        return _Prepared(part, stored.key, key_of(*texts), len(names), _size(target), sorted(types))

    def _mended(
        self, part: str, ready: Mapping[str, _Prepared], folders: Mapping[str, Stored], names: Mapping[str, list[str]]
    ) -> dict[str, _Prepared]:
        """The folders of the part whose prepared pages are not all there any more, prepared again."""
        root = self._cache / "pages" / part
        return {
            folder: self._prepare_folder(folder, folders[folder], names[folder], part)
            for folder, each in ready.items()
            if each.part == part and each.size != _size(root / folder)
        }

    def _entry(self, folder: str, name: str, html: str) -> Entry:
        """A page with what is known of it: for a record its unit, types and date, for another its unit or kind."""
        site = self._site
        title, text = article(html)
        record = self._record(folder, name)
        unit = self._unit(folder) if record or folder in self._units else ""
        types = self._types(folder, name)
        filters = {"unit": [unit] if unit else [], "type": types, "year": [str(site.year)]}
        return Entry(title, text, filters, unit, record.date.isoformat() if record else "")

    def _record(self, folder: str, name: str) -> PublicRecord | None:
        return self._site.records.get(f"{self._site.year}/{folder}/{name.removesuffix('.html')}")

    def _types(self, folder: str, name: str) -> list[str]:
        """What a page may be chosen by: a record's types, the kind of any other page."""
        record = self._record(folder, name)
        if record:
            return [registry().types[each].label(self._site.words.language) for each in record.types]
        kind = "unit" if folder in self._units else "standard" if folder == _STANDARDS else "page"
        return [self._word(f"kind.{kind}")]

    def _unit(self, folder: str) -> str:
        return self._units.get(folder) or self._site.unit_name(folder)

    def _menu(self, ready: Mapping[str, _Prepared], parts: Iterable[str]) -> bytes:
        """The words of the box and what can be chosen in it, in the order of the organization and the declarations."""
        used = {each for folder in ready.values() for each in folder.types}
        years = sorted(self._site.years, reverse=True)
        known = [declared.label(self._site.words.language) for declared in registry().types.values()]
        kinds = [self._word(f"kind.{kind}") for kind in ("unit", "standard", "page")]
        units = [*self._units.values(), *(self._unit(folder) for folder in sorted(ready) if self._is_other(folder))]
        orders = _ORDERS if sum(each.pages for each in ready.values()) <= _MOST_RANKED else _ORDERS[1:]
        menu = {
            "words": {word: self._word(word) for word in _WORDS},
            "unit": list(dict.fromkeys(units)),
            "type": [each for each in dict.fromkeys((*known, *kinds)) if each in used],
            "parts": list(parts),
            "this_year": str(self._site.year),
            "year": [[str(year), self._site.catalogue.text("search.of_year", year=year)] for year in years],
            "order": [[order, self._word(f"order_by.{order}")] for order in orders],
        }
        return json.dumps(menu, ensure_ascii=False).encode()

    def _is_other(self, folder: str) -> bool:
        """Whether records of the year lie there though no branch of the year's list has that name."""
        return folder not in self._units and folder in self._site.records.units(self._site.year)

    def _word(self, key: str) -> str:
        """A sentence whose figure the browser fills in."""
        return self._site.catalogue.text(f"search.{key}", count="{count}")

    def _is_made(self, part: Any, key: str) -> bool:
        """Whether the part was made of the same, and all of it is still in the store."""
        try:
            return part["key"] == key and all(Stored(each) in self._store for each in part["index"].values())
        except (KeyError, TypeError, AttributeError, ValueError):
            return False

    def _index(self, part: str) -> dict[str, str]:
        """The keys of the part's folders, indexed from what lies prepared."""
        pages = self._cache / "pages" / part
        with tempfile.TemporaryDirectory(prefix=".new-", dir=self._cache) as work:
            found = index_folders(part, run(pages, Path(work)))
        found[f"{DISK}/{part}"] = {PART: disk_part(pages, self._site.year)}
        return {path: self._store.put(files).key for path, files in found.items()}


def index_folders(part: str, found: Mapping[str, Files]) -> dict[str, Files]:
    """The folders of a part of the index as Pagefind gives them, by path from the year's root."""
    return {f"{FOLDER}/{part}/{folder}".rstrip("/"): files for folder, files in found.items()}


def _size(folder: Path) -> int:
    """Bytes of the pages in the folder."""
    try:
        with os.scandir(folder) as found:
            return sum(each.stat().st_size for each in found if each.name.endswith(".html"))
    except OSError:
        return 0


def _parts(pages: Mapping[str, int]) -> dict[str, str]:
    """Which part each folder, of so many pages, belongs to: neighbours together until a part has enough."""
    enough = _LEAST_PAGES
    while sum(pages.values()) > enough * _MOST_PARTS:
        enough *= 2
    found: dict[str, str] = {}
    part, held = 0, 0
    for folder, count in pages.items():
        if held >= enough:
            part, held = part + 1, 0
        found[folder] = str(part)
        held += count
    return found
