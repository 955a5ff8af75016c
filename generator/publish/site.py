"""Publishes the years judged, for one audience: cut, made, scanned, released in one step (design §7, §9, §11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.language import catalogue
from generator.model.pack import Pack
from generator.model.record import COMMITTEE, Record
from generator.model.result import Result
from generator.publish.audience import (
    PublicRecord,
    PublicResult,
    cut,
    cut_result,
    record_class,
    restricted_counts,
)
from generator.publish.content import Content, settings
from generator.publish.contract import canonical, status_document
from generator.publish.engine import Page, Releases, Shells, Stored, Version, by_folder, root_files, shells, sitemap
from generator.publish.kept import Kept, Piece, key_of
from generator.publish.menu import frame
from generator.publish.pages.branches import branches_view
from generator.publish.pages.committee import committee_view
from generator.publish.pages.home import home_view
from generator.publish.pages.pack import pack_view
from generator.publish.pages.problems import PublicProblems, cut_problems, problems_view
from generator.publish.pages.record import RecordView, record_view, with_minutes
from generator.publish.pages.record import files as record_files
from generator.publish.pages.scorecard import scorecard_view
from generator.publish.pages.site import Counted, YearSite
from generator.publish.pages.words import Words
from generator.publish.render import TEMPLATES, Renderer
from generator.publish.scan import Hit, Leak, find_in_page
from generator.types.declaration import Audience

CACHE = ".wuhao/pages"
_YEAR = re.compile(r"\d{4}(-v\d+)?")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Publication:
    """What one publication did."""

    release: Path
    """The tree now served at `<out>/<audience>`."""

    changed: bool
    pages: int
    """HTML pages of the years built."""

    written: int
    """Files that were made, not taken over from last time."""


def publish(
    content: Content,
    audience: str,
    out: Path,
    language: str = "zh",
    templates: Path = TEMPLATES,
    progress: Progress | None = None,
) -> Publication:
    """Publishes the content's years for one audience at `<out>/<audience>`.

    Raises Leak where a finished page holds what nobody may read (then the last release stays), and what
    `Releases` raises. `progress` is told the units done and how many there are.
    """
    with Releases(out) as releases:
        carried = _carried(releases.current(audience), content.results)
        build = _Build(content, Audience(audience), language, templates, releases, frozenset(carried), progress)
        for year in sorted(content.results):
            build.year(year)
        if build.hits:
            raise Leak(tuple(sorted(build.hits)))
        folders: dict[str, Stored] = {path: stored for found in carried.values() for path, stored in found.items()}
        folders |= build.folders
        versions = [Version(name, build.words.t("version", name=name)) for name in (*carried, *map(str, build.years))]
        newest = max(version.version for version in versions if "-" not in version.version)
        root = root_files(versions, build.words.t("site_name"), "en" if language == "en" else "zh")
        done = releases.publish(audience, {**folders, "": root}, {"latest": newest})
        for kept in build.kept:
            kept.save()
    return Publication(done.release, done.changed, build.pages, sum(kept.made for kept in build.kept))


def _carried(current: Mapping[str, Stored], built: Mapping[int, object]) -> dict[str, dict[str, Stored]]:
    """The folders of years that are not built now, by year."""
    found: dict[str, dict[str, Stored]] = {}
    for path, stored in current.items():
        year = path.split("/")[0]
        if _YEAR.fullmatch(year) and year not in {str(each) for each in built}:
            found.setdefault(year, {})[path] = stored
    return found


class _Build:
    """One publication while it is made."""

    def __init__(
        self,
        content: Content,
        audience: Audience,
        language: str,
        templates: Path,
        releases: Releases,
        carried: frozenset[str],
        progress: Progress | None,
    ) -> None:
        self.content = content
        self.audience = audience
        self.words = Words(catalogue(language))
        self.renderer = Renderer(templates, self.words.catalogue)
        self.releases = releases
        self.progress = progress
        self.program = key_of(self.renderer.key, _program_key(), language, str(audience))
        self.settings = settings(content)
        self.years = sorted(content.results)
        self.site_years = frozenset({*self.years, *(int(year) for year in carried if year.isdigit())})
        self.folders: dict[str, Stored] = {}
        self.kept: list[Kept] = []
        self.hits: list[Hit] = []
        self.pages = 0
        self.sources = {record.id: record for record in content.records}
        cuts = (cut(record, audience, content.as_of) for record in content.records)
        self.records = {found.id: found for found in cuts if found is not None}
        never = frozenset(record.id for record in content.records if record_class(record) is None)
        self.results: dict[int, PublicResult] = {
            year: cut_result(
                result, content.compiled.kinds, audience, content.config.publish_scores, never.__contains__
            )
            for year, result in content.results.items()
        }
        self.counted = _counted(found.result for found in self.results.values())

    def year(self, year: int) -> None:
        """Makes one year's folders."""
        site = YearSite(
            audience=self.audience,
            words=self.words,
            organization=self.content.organization,
            settings=self.settings,
            packs=self.content.packs,
            public=self.results[year],
            records=self.records,
            years=self.site_years,
            counted=self.counted,
            entered_on=self.content.entered_on,
        )
        surroundings = frame(site, self.content.people, self.renderer.style)
        made = _Year(self, site, shells(surroundings, self.content.root))
        made.run()


class _Year:
    """One year of a publication."""

    def __init__(self, build: _Build, site: YearSite, surroundings: Shells) -> None:
        self.build = build
        self.site = site
        self.shells = surroundings
        cache = build.content.root / CACHE / f"{build.audience}-{site.year}.json"
        self.kept = Kept(cache, build.releases.store)
        build.kept.append(self.kept)
        self.addresses: list[str] = []
        self._by_file = {record.file: record.id for record in build.content.records}
        self.problems: PublicProblems = cut_problems(
            build.content.problems, build.content.rejected, build.audience, self._readable
        )

    def run(self) -> None:
        """Every folder of the year."""
        units = [*(branch.id for branch in self.site.branches), COMMITTEE]
        units += sorted(set(self.site.own_records) - set(units))
        for number, unit in enumerate(units, 1):
            self._folder(unit, dict(self._unit(unit)))
            for record in self.site.own_records.get(unit, ()):
                self._attachments(record)
            if self.build.progress:
                self.build.progress(number, len(units))
        self._folder("standards", {f"{pack.id}.html": self._pack(pack) for pack in self.site.packs})
        home = dict(self._top())
        files = {**self.shells.pages(), **self.shells.assets()}
        for folder, found in by_folder(files).items():
            pieces = {name: self._people(f"{folder}/{name}".lstrip("/"), data) for name, data in found.items()}
            if folder:
                self._folder(folder, pieces)
            else:
                home |= pieces
        pages = {*self.addresses, *(name for name in home if name.endswith(".html"))}
        self.build.pages += len(pages)
        listing = sitemap(pages, str(self.site.year))
        self._folder("", {**home, "sitemap.xml": Piece(key_of(listing), lambda: listing)})

    def _folder(self, path: str, pieces: Mapping[str, Piece]) -> None:
        below = f"{self.site.year}/{path}".rstrip("/")
        self.build.folders[below] = self.kept.folder(path, pieces)
        self.addresses += [f"{path}/{name}" for name in pieces if path and name.endswith(".html")]

    def _piece(self, path: str, title: str, template: str, view: object, section: str, record: str = "") -> Piece:
        """A page made from a view."""
        shell = self.shells.shell(path.count("/"), section)

        def make() -> bytes:
            shown = with_minutes(view) if isinstance(view, RecordView) else view
            content = self.build.renderer.page(template, shown)
            self._scan(path, record, content)
            return shell.fill(Page(path, title, content, section=section)).encode()

        return Piece(key_of(self.build.program, shell.key, path, template, view), make)

    def _unit(self, unit: str) -> Iterator[tuple[str, Piece]]:
        if unit == COMMITTEE:
            result = self.site.public.result
            counts = restricted_counts(self.build.content.records, self.build.audience, self.site.year, result.as_of)
            committee = committee_view(self.site, counts)
            yield "index.html", self._piece(f"{unit}/index.html", committee.title, "committee", committee, "index.html")
        elif unit in self.site.public.result.branches:
            view = scorecard_view(self.site.public.result.branches[unit], self.site)
            yield "index.html", self._piece(f"{unit}/index.html", view.title, "scorecard", view, "branches.html")
        for record in self.site.own_records.get(unit, ()):
            yield f"{record.stem}.html", self._record(record)

    def _record(self, record: PublicRecord) -> Piece:
        view = record_view(record, self.site)
        title = f"{view.title} {record.date.isoformat()}"
        section = "index.html" if record.branch == COMMITTEE else "branches.html"
        return self._piece(f"{record.branch}/{record.stem}.html", title, "record", view, section, record.id)

    def _attachments(self, record: PublicRecord) -> None:
        links = record_files(record)
        if not links:
            return
        folder = (self.build.content.root / self.build.sources[record.id].file).with_suffix("")
        pieces = {}
        for link in links:
            path = folder / link.text
            if path.is_file() and not path.is_symlink():
                stat = path.stat()
                pieces[link.text] = Piece(key_of(stat.st_size, stat.st_mtime_ns), path.read_bytes)
        self._folder(f"{record.branch}/{record.stem}", pieces)

    def _pack(self, pack: Pack) -> Piece:
        view = pack_view(pack, self.site)
        path = f"standards/{pack.id}.html"
        return self._piece(path, view.title, "pack", view, path)

    def _top(self) -> Iterator[tuple[str, Piece]]:
        home = home_view(self.site, self.problems.rejected_count)
        yield "index.html", self._piece("index.html", home.title, "home", home, "index.html")
        branches = branches_view(self.site)
        yield "branches.html", self._piece("branches.html", branches.title, "branches", branches, "branches.html")
        problems = problems_view(self.problems, self.build.audience, self.site.words, self._page_of)
        yield "problems.html", self._piece("problems.html", problems.title, "problems", problems, "problems.html")
        document = status_document(self.site.public.result, self.site.settings.version, self.site.catalogue)
        text = canonical(document)
        self._scan("status.json", "", text)
        yield "status.json", Piece(key_of(text), text.encode)

    def _people(self, address: str, data: bytes) -> Piece:
        if address.endswith(".html"):
            self._scan(address, "", data.decode())
        return Piece(sha256(data).hexdigest()[:32], lambda: data)

    def _scan(self, page: str, record: str, content: str) -> None:
        """Notes what nobody may read; on a page that is no record's, names the records that say it."""
        for hit in find_in_page(page, record, content, _released(self.build.sources.get(record))):
            if record:
                self.build.hits.append(hit)
                continue
            origins = [each for each in self.build.sources.values() if hit.digits in repr((each.values, each.body))]
            released = [each for each in origins if hit.digits in _released(each)]
            for each in origins:
                if each not in released:
                    self.build.hits.append(Hit(page, each.id, hit.kind, hit.digits))
            if not origins:
                self.build.hits.append(hit)

    def _readable(self, file: str) -> bool:
        """Whether the audience may read what is said of a file: its record's page, or a shared file without one."""
        record = self._by_file.get(file)
        if record is not None:
            return record in self.build.records
        roots = self.build.content.config.record_roots
        private = [root.path for root in roots if not root.shared]
        return not any(file.startswith(f"{path}/") for path in private)

    def _page_of(self, file: str) -> str | None:
        record = self.build.records.get(self._by_file.get(file, ""))
        return self.site.record_href(record, 0) if record else None


def _released(record: Record | None) -> frozenset[str]:
    """The digits that the record itself releases as no personal number, each with its reason."""
    entries = record.values.get("released") if record else None
    found = entries if isinstance(entries, tuple) else ()
    return frozenset(
        re.sub(r"\D", "", str(entry["text"])) for entry in found if entry.get("text") and entry.get("reason")
    )


def _counted(results: Iterable[Result]) -> dict[str, tuple[Counted, ...]]:
    """For each record, the rules it is evidence for."""
    found: dict[str, list[Counted]] = {}
    for result in results:
        units = {**{key: branch.rules for key, branch in result.branches.items()}, COMMITTEE: result.committee}
        for unit, rules in units.items():
            for rule in rules.values():
                for item in rule.all_evidence:
                    found.setdefault(item, []).append(Counted(result.year, unit, rule.rule.id))
    return {item: tuple(uses) for item, uses in found.items()}


def _program_key() -> str:
    """Changes with the program's words, declarations and pages."""
    package = Path(__file__).resolve().parents[1]
    digest = sha256()
    for folder in ("publish", "language", "types", "model"):
        for path in sorted((package / folder).rglob("*")):
            if path.suffix in (".py", ".yml"):
                digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
