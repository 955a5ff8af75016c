"""The files of one year, each with a key of all it is made of and how it is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from generator.attached import Cleaning, Held, made_by
from generator.judge.lists.states import tally
from generator.model.failure import Failure
from generator.model.key import key_of
from generator.model.pack import Pack
from generator.model.reading import stamp_of
from generator.model.record import COMMITTEE, Record
from generator.publish.cut.records import PublicRecord
from generator.publish.documents import official_docx, official_pdf
from generator.publish.edition import Edition
from generator.publish.engine import Page, Shells, Store, Stored
from generator.publish.formats.status import branch_document, canonical, joined_document
from generator.publish.formats.table import Table
from generator.publish.formats.table_formats import FORMATS, TableFormat
from generator.publish.last_build import Finished, Folder, Piece
from generator.publish.pages.contents import COMMITTEE_PAGE, UNIT_FILES, UNIT_PAGES, YEAR_FILES, YEAR_PAGES, UnitPage
from generator.publish.pages.papers.official import official
from generator.publish.pages.parts.tabs import BRANCHES, HOME
from generator.publish.pages.summaries import Question, Rehearsal
from generator.publish.pages.tables import unit_tables, year_tables
from generator.publish.pages.unit.record import files as record_files
from generator.publish.pages.unit.record import record_view
from generator.publish.pages.year.pack import pack_view
from generator.publish.pages.year_site import YearSite
from generator.publish.scan.files import FileScan

STATUS = "status.json"
"""The result as data: each branch's in its folder, all together at the root (design §5)."""


class Changed(Failure):
    """An attachment is not what it was when its record was read; nothing was published."""

    def __init__(self, file: str) -> None:
        super().__init__("commands.build.changed", file=file)


class YearPieces:
    """What there is to publish of a year, nothing of it made yet."""

    def __init__(self, edition: Edition, site: YearSite, shells: Shells) -> None:
        self._edition, self._site, self._shells = edition, site, shells
        self._scan = FileScan(edition.content.facts, site.year)
        self._cleaning = Cleaning(edition.content.root)

    def unit(self, unit: str) -> Iterator[tuple[str, Piece]]:
        """A branch's, or the committee's, folder."""
        site = self._site
        if unit == COMMITTEE:
            yield COMMITTEE_PAGE.file, self._unit_page(COMMITTEE_PAGE, unit, HOME)
            yield from self._tables(unit, unit_tables(unit, site))
        elif unit in site.public.result.branches:
            for page in UNIT_PAGES:
                if page.file in site.tabs:
                    yield page.file, self._unit_page(page, unit, BRANCHES)
            for name, file in UNIT_FILES.items():
                yield name, self._data(f"{unit}/{name}", file(unit, site))
            yield from self._tables(unit, unit_tables(unit, site))
            yield STATUS, self._data(f"{unit}/{STATUS}", self._status(unit))
        for record in site.own_records(unit):
            yield f"{record.stem}.html", self._record(record)
            yield from self._official(record)

    def questions(self, store: Store) -> tuple[Question, ...]:
        """What pages across branches are going to ask of each, as far as that shows where one answers for all."""
        rehearsal = Rehearsal()
        with suppress(Exception):  # what one answers need not fit another; what is wrong is met again in earnest
            for _ in YearPieces(self._edition, replace(self._site, summaries=rehearsal), self._shells).top({}, store):
                pass
        return rehearsal.questions

    def answers(self, unit: str, questions: Collection[Question]) -> bytes:
        """What the unit answers, as it is kept; nothing where nothing is asked."""
        return self._site.summaries.answer(unit, questions, self._site) if questions else b""

    def prints(self, unit: str) -> bool:
        """Whether any record of the unit is set as an official document."""
        return any(official(record, self._site) for record in self._site.own_records(unit))

    def attachments(self, unit: str) -> Iterator[tuple[str, dict[str, Piece]]]:
        """The folders, with their paths, of what lies beside the unit's records."""
        for source in self._site.records.fact(self._site.year, unit, "attachments", _with_attachments):
            record = self._site.records[source.id]
            path, beside = f"{record.branch}/{record.stem}", Path(source.file).with_suffix("")
            pieces = dict(self._attachments(record, path, self._edition.content.root / beside))
            if pieces:
                yield path, pieces

    def standards(self) -> dict[str, Piece]:
        """The page of each pack."""
        return {f"{pack.id}.html": self._pack(pack) for pack in self._site.packs}

    def shell_file(self, address: str, data: bytes) -> Piece:
        """A page that people wrote, or what every page needs."""
        hits = self._scan.page(address, "", data.decode()) if address.endswith(".html") else ()
        return Piece(sha256(data).hexdigest()[:32], lambda: Finished(data), hits)

    def top(self, branches: Mapping[str, Folder], store: Store) -> Iterator[tuple[str, Piece]]:
        """The year's root; `branches` are the folders of those on its list as they are to be published."""
        site = self._site
        for page in YEAR_PAGES:
            if page.file in site.pages:
                view = page.view(site)
                yield page.file, self._page(page.file, view.title, page.template, view, page.section)
        for name, file in YEAR_FILES.items():
            yield name, self._data(name, file(site))
        yield from self._tables("", year_tables(site))
        result, version = site.public.result, site.settings.version
        bare = joined_document(result, version, site.catalogue, ()).decode()

        def whole() -> Finished:
            stored = ((unit, store.read(Stored(folder.stored), STATUS)) for unit, folder in sorted(branches.items()))
            documents = ((unit, document or self._status(unit)) for unit, document in stored)
            return Finished(bytes(joined_document(result, version, site.catalogue, documents)))

        said = [(unit, folder.files[STATUS]) for unit, folder in branches.items()]
        yield STATUS, Piece(key_of(bare, said), whole, self._scan.page(STATUS, "", bare))

    def _status(self, unit: str) -> bytes:
        site, lists = self._site, self._site.lists.get(unit)
        tasks = tally(lists.standings.values()) if lists else None
        return canonical(branch_document(site.public.result.branches[unit], tasks, site.catalogue)).encode()

    def _unit_page(self, page: UnitPage, unit: str, section: str) -> Piece:
        view = page.view(unit, self._site)
        return self._page(f"{unit}/{page.file}", view.title, page.template, view, section)

    def _record(self, record: PublicRecord) -> Piece:
        view = record_view(record, self._site)
        title = f"{view.title} {record.date.isoformat()}"
        section = HOME if record.branch == COMMITTEE else BRANCHES
        return self._page(f"{record.branch}/{record.stem}.html", title, "record", view, section, record.id)

    def _official(self, record: PublicRecord) -> Iterator[tuple[str, Piece]]:
        """The record as an official document, where it is one; its page, which says the same, is scanned."""
        document = official(record, self._site)
        if document is None:
            return
        fonts, templates = self._edition.fonts, self._edition.templates
        key = key_of(self._edition.program(self._site.year), repr(document), fonts.key)
        yield f"{record.stem}.pdf", Piece(key, lambda: Finished(official_pdf(document, fonts, templates)))
        yield f"{record.stem}.docx", Piece(key, lambda: Finished(official_docx(document, fonts, templates)))

    def _attachments(self, record: PublicRecord, path: str, folder: Path) -> Iterator[tuple[str, Piece]]:
        def read(file: Path) -> Finished:
            try:
                data = self._cleaning.of(file.name, file.read_bytes())
            except (Held, OSError):
                raise Changed(f"{path}/{file.name}") from None
            return Finished(data, self._scan.attachment(f"{path}/{file.name}", record.id, data))

        for link in record_files(record):
            file = folder / link.text
            if file.is_file() and not file.is_symlink():
                key = key_of(made_by(), stamp_of(file.stat()), sorted(self._scan.released(record.id)))
                yield link.text, Piece(key, partial(read, file))

    def _pack(self, pack: Pack) -> Piece:
        path = f"standards/{pack.id}.html"
        key = key_of(pack.canonical, self._site.year)
        return self._later(path, pack.title, "pack", key, lambda: pack_view(pack, self._site), path)

    def _page(self, path: str, title: str, template: str, view: object, section: str, record: str = "") -> Piece:
        """A page made from a view that is there."""
        return self._later(path, title, template, repr(view), lambda: view, section, record)

    def _later(
        self, path: str, title: str, template: str, key: str, view: Callable[[], object], section: str, record: str = ""
    ) -> Piece:
        """A page made from a view; only if its key has changed."""
        edition, shell = self._edition, self._shells.shell(path.count("/"), section)

        def make() -> Finished:
            content = edition.renderer.page(template, view())
            data = shell.fill(Page(path, title, content, section=section)).encode()
            return Finished(data, self._scan.page(path, record, content))

        released = sorted(self._scan.released(record))
        return Piece(key_of(edition.program(self._site.year), shell.key, path, template, key, released), make)

    def _tables(self, folder: str, tables: list[Table]) -> Iterator[tuple[str, Piece]]:
        """In every format; what is no text says the same as what is, which is scanned."""
        files = [(name, form, own) for form in FORMATS.values() for name, own in form.files(tables)]
        texts = {name: form.write(own) for name, form, own in files if form.text}
        yield from ((name, self._data(f"{folder}/{name}".lstrip("/"), data)) for name, data in texts.items())
        key = key_of(self._edition.program(self._site.year), *texts.values())
        yield from ((name, Piece(key, partial(_written, form, own))) for name, form, own in files if not form.text)

    def _data(self, path: str, data: bytes) -> Piece:
        """A file that is no page."""
        text = data.decode("utf-8-sig")
        return Piece(key_of(text), lambda: Finished(data, self._scan.page(path, "", text)))


def _written(form: TableFormat, tables: Sequence[Table]) -> Finished:
    return Finished(form.write(tables))


def _with_attachments(records: Sequence[Record]) -> tuple[Record, ...]:
    return tuple(record for record in records if "attachments" in record.filled)
