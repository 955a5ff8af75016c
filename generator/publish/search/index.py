"""The index of one year's pages for one audience, made of the pages as they are published.

What is indexed is the text of finished pages, so whatever an audience may not read is not in its index either.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.publish.engine import Store, Stored
from generator.publish.kept import key_of
from generator.publish.pages.site import YearSite
from generator.publish.search.pagefind import Entry, made_by, prepared, run
from generator.publish.search.text import article
from generator.types import registry

FOLDER = "pagefind"
"""Where the index lies below the year's root."""
_MENU = "menu.json"
_STANDARDS = "standards"
_WORDS = ("empty", "none", "count", "more", "any_unit", "any_type", "unit", "type", "order")
_ORDERS = ("relevance", "date")
_MOST_RANKED = 4000
"""Up to so many pages a browser can tell in a moment which are the most relevant; of more it shows the newest first."""


@dataclass(frozen=True)
class _Prepared:
    """A folder whose pages lie ready to be indexed."""

    stored: str
    texts: str
    pages: int
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
            made = self._made()
            ready = self._prepare(made, {folder: published[folder] for folder in names}, names)
            menu = self._menu(ready)
            key = key_of(made_by(), menu, *(f"{folder}:{each.texts}" for folder, each in sorted(ready.items())))
            stored = {path: Stored(found) for path, found in made["index"].items()} if made["key"] == key else {}
            if not stored or any(each not in self._store for each in stored.values()):
                stored = self._index(menu)
            index = {path: each.key for path, each in stored.items()}
            folders = {folder: asdict(each) for folder, each in ready.items()}
            self._save({"program": self._program, "key": key, "index": index, "folders": folders})
        return stored

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Builds of the same year to different places take turns."""
        self._cache.mkdir(parents=True, exist_ok=True)
        with (self._cache / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _made(self) -> dict[str, Any]:
        """What was made last time; nothing where the program has changed or a build was cut short."""
        try:
            found: dict[str, Any] = json.loads((self._cache / "made.json").read_text("utf-8"))
            return found if found["program"] == self._program else {**found, "folders": {}}
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return {"key": "", "index": {}, "folders": {}}

    def _save(self, made: Mapping[str, Any]) -> None:
        new = self._cache / ".new-made.json"
        new.write_text(json.dumps(made, ensure_ascii=False), "utf-8")
        new.replace(self._cache / "made.json")

    def _prepare(
        self, made: Mapping[str, Any], folders: Mapping[str, Stored], names: Mapping[str, list[str]]
    ) -> dict[str, _Prepared]:
        """Writes the pages of changed folders for Pagefind and removes those of folders that are gone."""
        before = {folder: _Prepared(**each) for folder, each in made["folders"].items()}
        ready = {
            folder: before[folder]
            for folder, stored in folders.items()
            if folder in before and before[folder].stored == stored.key
        }
        if ready.keys() == before.keys() and ready.keys() == folders.keys():
            return ready
        (self._cache / "made.json").unlink(missing_ok=True)  # until all is written again, nothing is known
        root = self._cache / "pages"
        if not before:
            shutil.rmtree(root, ignore_errors=True)
        for folder in before.keys() - ready.keys():
            for path in (root / folder).glob("*.html"):
                path.unlink()
        for folder in folders.keys() - ready.keys():
            ready[folder] = self._prepare_folder(folder, folders[folder], names[folder], root / folder)
        return ready

    def _prepare_folder(self, folder: str, stored: Stored, names: list[str], target: Path) -> _Prepared:
        target.mkdir(parents=True, exist_ok=True)
        texts: list[str] = []
        types: set[str] = set()
        for name in names:
            entry = self._entry(folder, name, (self._store.folder(stored) / name).read_text("utf-8"))
            types.update(entry.filters["type"])
            page = prepared(entry)
            texts.append(f"{name}:{page.decode()}")
            (target / name).write_bytes(page)
        return _Prepared(stored.key, key_of(*texts), len(names), sorted(types))

    def _entry(self, folder: str, name: str, html: str) -> Entry:
        """A page with what is known of it: for a record its unit, types and date, for another its unit or kind."""
        site = self._site
        title, text = article(html)
        record = site.records.get(f"{site.year}/{folder}/{name.removesuffix('.html')}")
        unit = self._unit(folder) if record or folder in self._units else ""
        if record:
            language = site.words.language
            types = [registry().types[each].label(language) for each in record.types]
        else:
            kind = "unit" if unit else "standard" if folder == _STANDARDS else "page"
            types = [self._word(f"kind.{kind}")]
        filters = {"unit": [unit] if unit else [], "type": types, "year": [str(site.year)]}
        return Entry(title, text, filters, unit, record.date.isoformat() if record else "")

    def _unit(self, folder: str) -> str:
        return self._units.get(folder) or self._site.unit_name(folder)

    def _menu(self, ready: Mapping[str, _Prepared]) -> bytes:
        """The words of the box and what can be chosen in it, in the order of the organization and the declarations."""
        used = {each for folder in ready.values() for each in folder.types}
        known = [declared.label(self._site.words.language) for declared in registry().types.values()]
        kinds = [self._word(f"kind.{kind}") for kind in ("unit", "standard", "page")]
        units = [*self._units.values(), *(self._unit(folder) for folder in sorted(ready) if self._is_other(folder))]
        orders = _ORDERS if sum(each.pages for each in ready.values()) <= _MOST_RANKED else _ORDERS[1:]
        menu = {
            "words": {word: self._word(word) for word in _WORDS},
            "unit": list(dict.fromkeys(units)),
            "type": [each for each in dict.fromkeys((*known, *kinds)) if each in used],
            "order": [[order, self._word(f"order_by.{order}")] for order in orders],
        }
        return json.dumps(menu, ensure_ascii=False).encode()

    def _is_other(self, folder: str) -> bool:
        """Whether records of the year lie there though no branch of the year's list has that name."""
        return folder not in self._units and folder in self._site.records.units(self._site.year)

    def _word(self, key: str) -> str:
        """A sentence whose figure the browser fills in."""
        return self._site.catalogue.text(f"search.{key}", count="{count}")

    def _index(self, menu: bytes) -> dict[str, Stored]:
        with tempfile.TemporaryDirectory(prefix=".new-", dir=self._cache) as work:
            found = run(self._cache / "pages", Path(work))
        found[""][_MENU] = menu
        return {f"{FOLDER}/{folder}".rstrip("/"): self._store.put(files) for folder, files in found.items()}
