"""The folders of one year: a unit's scorecard and records, the standards, and the pages at the root."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from generator.judge.lists.states import tally
from generator.model.key import key_of
from generator.model.pack import Pack
from generator.model.reading import stamp_of
from generator.model.record import COMMITTEE, Record
from generator.publish.build import Build
from generator.publish.cut.audience import PublicRecord
from generator.publish.documents import official_docx, official_pdf
from generator.publish.engine import Page, Store, Stored, by_folder, shells, sitemap
from generator.publish.folder_index import Entry, FolderIndex, Piece
from generator.publish.formats.status import branch_document, canonical, joined_document
from generator.publish.formats.table import Table, to_csv, to_json
from generator.publish.formats.workbook import to_xlsx
from generator.publish.inputs import Inputs
from generator.publish.pages.contents import (
    BRANCHES,
    COMMITTEE_PAGE,
    HOME,
    UNIT_FILES,
    UNIT_PAGES,
    YEAR_FILES,
    YEAR_PAGES,
    UnitPage,
)
from generator.publish.pages.menu import frame
from generator.publish.pages.papers.official import official
from generator.publish.pages.parts.downloads import PLAIN, WORKBOOK, csv_name
from generator.publish.pages.tables import unit_tables, year_tables
from generator.publish.pages.unit.record import RecordView, record_view, with_minutes
from generator.publish.pages.unit.record import files as record_files
from generator.publish.pages.year.pack import pack_view
from generator.publish.scan.attachment import attachment_text
from generator.publish.scan.numbers import Hit, find, find_in_page
from generator.publish.search import SearchIndex

CACHE = ".wuhao/pages"
_SEARCH = ".wuhao/search"
STATUS = "status.json"
"""The result as data: each branch's in its folder, all together at the root (design §5)."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a unit: its folders, and what in them nobody may read."""

    folders: Mapping[str, Entry]
    hits: tuple[Hit, ...]


class YearBuild:
    """One year of a publication."""

    def __init__(self, build: Build, year: int, store: Store) -> None:
        self.build = build
        self.site = build.site(year)
        self.shells = shells(frame(self.site, build.content.people, build.renderer.style), build.content.root)
        self._store = store
        self.kept = FolderIndex(build.content.root / CACHE / f"{build.audience}-{year}.json", store)
        search = build.content.root / _SEARCH / f"{build.audience}-{year}"
        self._search = SearchIndex(self.site, store, search, build.program)
        self.folders: dict[str, Stored] = {}
        """What is to be published, by path from the audience's root."""
        self.hits: list[Hit] = []
        self._addresses: list[str] = []
        self._inputs = Inputs(build, self.site, self.shells)
        listed = [*(branch.id for branch in self.site.branches), COMMITTEE]
        self.units = (*listed, *sorted(set(build.records.units(year)) - set(listed)))

    @property
    def pages(self) -> int:
        """How many HTML pages the year has."""
        return len(self._addresses)

    def unchanged(self, unit: str) -> Made | None:
        """The unit's folders, where all its pages are made of is as before."""
        entry = self.kept.unchanged(unit, self._inputs.unit(unit))
        return None if entry is None else self._made(unit, entry)

    def judged(self, unit: str) -> None:
        """Has the unit judged here, where it is remembered, and not in each process that makes pages."""
        for found in self.build.results.values():
            found.result.branches.get(unit)

    def unit(self, unit: str) -> Made:
        """A branch's, or the committee's, folder and those of its records' attachments, in the store."""
        return self._made(unit, None)

    def _made(self, unit: str, entry: Entry | None) -> Made:
        told = len(self.hits)
        folders = {unit: entry or self.kept.folder(unit, dict(self._unit(unit)), self._inputs.unit(unit))}
        for record_id in self.site.records.units(self.site.year).get(unit, ()):
            if "attachments" in self.build.sources[record_id].values:
                folders |= self._attachments(self.site.records[record_id])
        hits = tuple(self.hits[told:])
        del self.hits[told:]
        return Made(folders, hits)

    def take(self, made: Made) -> None:
        """Publishes what was made of a unit."""
        for path, entry in made.folders.items():
            self._publish(path, entry)
        self.hits += made.hits

    def rest(self) -> None:
        """Everything that is no unit's; taken over whole where nothing it is made of has changed."""
        key = self._inputs.rest(self.units, self._addresses)
        before = self.kept.all_unchanged(key)
        for path, entry in (before if "" in before else self._rest(key)).items():
            self._publish(path, entry)
        if not self.hits:
            self._make_searchable()

    def _rest(self, key: str) -> dict[str, Entry]:
        standards = {f"{pack.id}.html": self._pack(pack) for pack in self.site.packs}
        folders = {"standards": self.kept.folder("standards", standards, key)}
        top = dict(self._top())
        for folder, found in by_folder({**self.shells.pages(), **self.shells.assets()}).items():
            pieces = {name: self._people(f"{folder}/{name}".lstrip("/"), data) for name, data in found.items()}
            if folder:
                folders[folder] = self.kept.folder(folder, pieces, key)
            else:
                top |= pieces
        pages = [*(f"{folder}/{name}" for folder, entry in folders.items() for name in entry.keys), *top]
        listing = sitemap([*self._addresses, *(each for each in pages if each.endswith(".html"))], str(self.site.year))
        return {
            **folders,
            "": self.kept.folder("", {**top, "sitemap.xml": Piece(key_of(listing), lambda: listing)}, key),
        }

    def _make_searchable(self) -> None:
        root = f"{self.site.year}/"
        published = {f"{path}/".removeprefix(root).rstrip("/"): stored for path, stored in self.folders.items()}
        self.folders |= {
            root + path: stored for path, stored in self._search.folders(published, self._addresses).items()
        }

    def _publish(self, path: str, entry: Entry) -> None:
        self.kept.take(path, entry)
        self.folders[f"{self.site.year}/{path}".rstrip("/")] = Stored(entry.stored)
        self._addresses += [f"{path}/{name}".lstrip("/") for name in entry.keys if name.endswith(".html")]

    def _unit(self, unit: str) -> Iterator[tuple[str, Piece]]:
        site = self.site
        if unit == COMMITTEE:
            yield COMMITTEE_PAGE.file, self._unit_page(COMMITTEE_PAGE, unit, HOME)
        elif unit in site.public.result.branches:
            shown = dict(site.tabs)
            for page in UNIT_PAGES:
                if page.file in shown:
                    yield page.file, self._unit_page(page, unit, BRANCHES)
            for file in UNIT_FILES:
                if file.shown(site):
                    yield file.name, self._data(f"{unit}/{file.name}", file.make(unit, site))
            yield from self._tables(unit, unit_tables(unit, site))
            yield STATUS, self._data(f"{unit}/{STATUS}", self._status(unit))
        for record in site.own_records(unit):
            yield f"{record.stem}.html", self._record(record)
            yield from self._official(record)

    def _status(self, unit: str) -> bytes:
        site, lists = self.site, self.site.lists.get(unit)
        tasks = tally(lists.standings.values()) if lists else None
        return canonical(branch_document(site.public.result.branches[unit], tasks, site.catalogue)).encode()

    def _unit_page(self, page: UnitPage, unit: str, section: str) -> Piece:
        view = page.view(unit, self.site)
        return self._piece(f"{unit}/{page.file}", view.title, page.template, view, section)

    def _record(self, record: PublicRecord) -> Piece:
        view = record_view(record, self.site)
        title = f"{view.title} {record.date.isoformat()}"
        section = HOME if record.branch == COMMITTEE else BRANCHES
        return self._piece(f"{record.branch}/{record.stem}.html", title, "record", view, section, record.id)

    def _official(self, record: PublicRecord) -> Iterator[tuple[str, Piece]]:
        """The record as an official document, where it is one; its page, which says the same, is scanned."""
        document = official(record, self.site)
        if document is None:
            return
        fonts, templates = self.build.fonts, self.build.templates
        key = key_of(self.build.program, repr(document), fonts.key)
        yield f"{record.stem}.pdf", Piece(key, lambda: official_pdf(document, fonts, templates))
        yield f"{record.stem}.docx", Piece(key, lambda: official_docx(document, fonts, templates))

    def _attachments(self, record: PublicRecord) -> dict[str, Entry]:
        folder = (self.build.content.root / self.build.sources[record.id].file).with_suffix("")
        pieces = {}
        for link in record_files(record):
            path = folder / link.text
            if path.is_file() and not path.is_symlink():
                key = key_of(stamp_of(path.stat()), sorted(self._released(record.id)))
                pieces[link.text] = Piece(key, partial(self._attachment, path, record))
        place = f"{record.branch}/{record.stem}"
        return {place: self.kept.folder(place, pieces)} if pieces else {}

    def _attachment(self, path: Path, record: PublicRecord) -> bytes:
        data = path.read_bytes()
        address = f"{self.site.year}/{record.branch}/{record.stem}/{path.name}"
        released = self._released(record.id)
        found = dict.fromkeys(find(attachment_text(path.name, data)))
        self.hits += [Hit(address, record.id, *each) for each in found if each[1] not in released]
        return data

    def _released(self, record: str) -> frozenset[str]:
        return _released(self.build.sources[record]) if record else frozenset()

    def _pack(self, pack: Pack) -> Piece:
        path = f"standards/{pack.id}.html"
        key = key_of(pack.canonical, pack.rules, self.site.year)
        return self._later(path, pack.title, "pack", key, lambda: pack_view(pack, self.site), path)

    def _top(self) -> Iterator[tuple[str, Piece]]:
        site = self.site
        for page in YEAR_PAGES:
            if page.shown(site):
                view = page.view(site)
                yield page.file, self._piece(page.file, view.title, page.template, view, page.section)
        for file in YEAR_FILES:
            if file.shown(site):
                yield file.name, self._data(file.name, file.make(site))
        yield from self._tables("", year_tables(site))
        result, version = site.public.result, site.settings.version
        branches = {unit: self.kept.stored(unit) for unit in result.branches}
        bare = joined_document(result, version, site.catalogue, {})
        self._scan(STATUS, "", bare)

        def whole() -> bytes:
            found = {unit: self._store.read(stored, STATUS) or self._status(unit) for unit, stored in branches.items()}
            texts = {unit: text.decode() for unit, text in found.items()}
            return joined_document(result, version, site.catalogue, texts).encode()

        yield STATUS, Piece(key_of(bare, branches), whole)

    def _people(self, address: str, data: bytes) -> Piece:
        if address.endswith(".html"):
            self._scan(address, "", data.decode())
        return Piece(sha256(data).hexdigest()[:32], lambda: data)

    def _piece(self, path: str, title: str, template: str, view: object, section: str, record: str = "") -> Piece:
        """A page made from a view that is there."""
        return self._later(path, title, template, repr(view), lambda: view, section, record)

    def _later(
        self, path: str, title: str, template: str, key: str, view: Callable[[], object], section: str, record: str = ""
    ) -> Piece:
        """A page made from a view; only if its key has changed."""
        shell = self.shells.shell(path.count("/"), section)

        def make() -> bytes:
            found = view()
            shown = with_minutes(found) if isinstance(found, RecordView) else found
            content = self.build.renderer.page(template, shown)
            self._scan(path, record, content)
            return shell.fill(Page(path, title, content, section=section)).encode()

        released = sorted(self._released(record))
        return Piece(key_of(self.build.program, shell.key, path, template, key, released), make)

    def _tables(self, folder: str, tables: list[Table]) -> Iterator[tuple[str, Piece]]:
        """Each as .csv, all as one workbook and as data; the workbook says what the data say, which are scanned."""
        data = to_json(tables)
        found = {**{csv_name(table.kind): to_csv(table) for table in tables}, PLAIN: data}
        for name, content in found.items():
            yield name, self._data(f"{folder}/{name}".lstrip("/"), content)
        yield WORKBOOK, Piece(key_of(self.build.program, data), lambda: to_xlsx(tables))

    def _data(self, path: str, data: bytes) -> Piece:
        """A file that is no page."""

        def make() -> bytes:
            self._scan(path, "", data.decode("utf-8-sig"))
            return data

        return Piece(key_of(data.decode("utf-8-sig")), make)

    def _scan(self, page: str, record: str, content: str) -> None:
        """Notes what nobody may read; on a page that is no record's, names the records that say it."""
        address = f"{self.site.year}/{page}"
        for hit in find_in_page(address, record, content, self._released(record)):
            if record:
                self.hits.append(hit)
                continue
            sources = self.build.sources.values()
            origins = [each for each in sources if hit.digits in repr((each.values, each.body))]
            unreleased = [each for each in origins if hit.digits not in _released(each)]
            self.hits += [Hit(address, each.id, hit.kind, hit.digits) for each in unreleased]
            if not origins:
                self.hits.append(hit)


def _released(record: Record) -> frozenset[str]:
    """The digits that the record itself releases as no personal number, each with its reason."""
    entries = record.values.get("released")
    found = entries if isinstance(entries, tuple) else ()
    return frozenset(
        re.sub(r"[^\dX]", "", str(entry["text"]).upper())
        for entry in found
        if entry.get("text") and entry.get("reason")
    )
