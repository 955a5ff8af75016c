"""Publishes the years judged, for one audience: cut, made, scanned, released in one step (design §7, §9, §11).

Pages are released as soon as all are good, with the search index there is; the index of what changed follows in a
step of its own, so that nobody waits for it who only wants to read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from generator.attached import Cleaning
from generator.cache.store import Store as Memory
from generator.model.failure import Failure
from generator.model.frozen import grouped
from generator.model.key import key_of
from generator.model.problem import Phrase
from generator.parallel import Cluster
from generator.publish.calendars import branch_calendars
from generator.publish.content import Content
from generator.publish.edition import Edition
from generator.publish.engine import THEME, Files, Published, Releases, Store, Stored, Version, root_files, theme_hash
from generator.publish.frozen_years import FrozenSite, FrozenYears
from generator.publish.last_build import Finished, Folder, LastBuild, Piece, forget_others, memory_of
from generator.publish.pages.years import years_view
from generator.publish.scan.numbers import Leak, find_in_page
from generator.publish.search import INDEX_FOLDERS, Indexable, MadeParts, SearchError, SearchIndex
from generator.publish.why import Address
from generator.publish.year_build import BuiltYear, YearBuild
from generator.shipped import TEMPLATES
from generator.types import Audience

WORK = ".wuhao/unpublished"
"""Below the root: what is made and not yet released, for nobody to read."""
ROOT = "root"
"""By this name, beside the years, it is remembered what lies at an audience's root."""
FROZEN = ".wuhao/pages"
"""Below the root: what was verified of the bags of frozen years."""
Progress = Callable[[int], None]
"""Called whenever one more unit is done, of so many."""
Told = Callable[["Publication"], None]
"""Called once the pages are out, before they can be searched."""


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

    problems: tuple[Phrase, ...]
    """What is wrong with the bags of frozen years."""

    rejected: int
    """Files of records that an error keeps out."""

    why: tuple[Phrase, ...]
    """Why each page asked about was made again, or was not."""


@dataclass(frozen=True, slots=True)
class Site:
    """All folders of a site but those of search indexes."""

    folders: Mapping[str, Files | Stored]
    newest: str

    def release(self, releases: Releases, indexes: Mapping[int, Mapping[str, Stored]]) -> Published:
        """With these folders of indexes, by year."""
        found = {path: each for year, index in indexes.items() for path, each in _below(year, index).items()}
        return releases.publish({**self.folders, **found}, {"latest": self.newest})


@dataclass(frozen=True, slots=True)
class Released:
    """A site whose pages are out, and what of it cannot be searched yet: nothing here holds what pages were made of."""

    done: Publication
    root: Path
    site: Site
    indexes: Mapping[int, Mapping[str, Stored]]
    """By year, the folders of search indexes as they are out: as they were where one has to be made anew."""
    waiting: Mapping[int, Indexable]
    """Of these years."""

    def searchable(self, releases: Releases, jobs: int | None = None) -> Publication:
        """Makes them; until that is done what changed is found beside what was served before. Raises SearchError."""
        if not self.waiting:
            return self.done
        store, memory = releases.store, memory_of(self.root)
        parts = {year: MadeParts(memory, f"{releases.audience}-{year}", store) for year in self.waiting}
        made = {year: SearchIndex(what, parts[year], store) for year, what in self.waiting.items()}
        try:
            soon = {year: index.hurried() or {} for year, index in made.items()}
            if any(soon.values()):
                with_soon = {year: {**self.indexes[year], **found} for year, found in soon.items()}
                self.site.release(releases, {**self.indexes, **with_soon})
            found = {year: index.folders(jobs) for year, index in made.items()}
            released = self.site.release(releases, {**self.indexes, **found})
        except SearchError:
            self.site.release(releases, {})  # what was taken back must not be found for good in an index nobody makes
            raise
        return replace(self.done, release=released.release, changed=True)


def releasing(out: Path, audience: str, root: Path, full: bool = False) -> Releases:
    """Where the site is published for the audience; `full` trusts nothing that was published before."""
    return Releases(out, audience, root / WORK, trusted=not full)


def publish(
    content: Content,
    audience: str,
    out: Path,
    language: str = "zh",
    templates: Path = TEMPLATES,
    jobs: int | None = None,
    asked: Sequence[Address] = (),
    told: Told | None = None,
) -> Publication:
    """Publishes the content's years at `<out>/<audience>`, pages and index, as `release` and `searchable` say."""
    with releasing(out, audience, content.root) as releases:
        done = release(content, releases, language, templates, jobs=jobs, asked=asked, told=told)
        return done.searchable(releases, jobs)


def release(
    content: Content,
    releases: Releases,
    language: str = "zh",
    templates: Path = TEMPLATES,
    progress: Progress | None = None,
    jobs: int | None = None,
    asked: Sequence[Address] = (),
    told: Told | None = None,
    cluster: Cluster | None = None,
) -> Released:
    """Releases the pages of the content's years for one audience, with the search index there is.

    Of other years there those stay as they are that have records; the rest goes. A frozen year is not made but taken
    from its bag. Raises Leak where a finished page holds what nobody may read (then the last release stays), what
    `Releases` raises, and NothingServed where there is no year at all. Templates that `templates` does not have are
    this release's own. `jobs` is how many processes work at once, as many as there are processors unless said
    otherwise; a `cluster` makes branches on other machines. `told` is called once the pages are out.
    """
    audience = releases.audience
    years = _Years(content, audience, releases)
    memory = memory_of(content.root)
    edition = Edition(content, Audience(audience), language, templates, years.names)
    built = _build(edition, years.made, releases.store, memory, progress, jobs, cluster)
    last = LastBuild(memory, f"{audience}-{ROOT}", releases.store)
    site, root = _site(years, edition, built, last, releases.store)
    indexes = {each.year: years.index_of(each.year) if each.index is None else each.index for each in built}
    done = _publication(site.release(releases, indexes), years, built, len(content.rejected), asked)
    if told:
        told(done)
    last.replace({"": root})
    for each in built:
        each.released()
    years.frozen.save()
    forget_others(memory, audience, {ROOT, *map(str, (*years.made, *years.waiting))})
    Cleaning(content.root).tidy()
    waiting = {each.year: each.indexable for each in built if each.index is None}
    return Released(done, content.root, site, indexes, waiting)


class _Years:
    """Which years the site has: those made now, those taken from their bags, those that stay as they are served."""

    def __init__(self, content: Content, audience: str, releases: Releases) -> None:
        """Raises NothingServed where there is none."""
        known = content.root / FROZEN / f"{audience}-frozen.json"
        self.frozen = FrozenYears(content.bags, content.digests, audience, releases.store, known)
        self.made = [year for year in sorted(content.results) if year not in self.frozen.years]
        self.waiting = content.recorded.difference(self.made, self.frozen.years)
        """Those with records that are not made now."""
        self._served = releases.current()
        of_years = ((path.split("/")[0], path, stored) for path, stored in self._served.items())
        self.carried = {path: stored for year, path, stored in of_years if year in set(map(str, self.waiting))}
        """The folders of these as they are served; what no record stands for any more is not among them."""
        self.there = [*dict.fromkeys(path.split("/")[0] for path in self.carried), *map(str, self.made)]
        self.names = [*self.there, *(site.name for site in self.frozen.sites)]
        if not any(name.isdigit() for name in self.names):
            raise NothingServed(self.frozen.problems)

    @property
    def newest(self) -> str:
        """The one that is shown first."""
        return max(name for name in self.names if "-" not in name)

    def index_of(self, year: int) -> dict[str, Stored]:
        """The folders of the year's search index as they are served."""
        below = f"{year}/"
        found = ((path.removeprefix(below), each) for path, each in self._served.items() if path.startswith(below))
        return {path: each for path, each in found if path.split("/")[0] in INDEX_FOLDERS}


def _site(
    years: _Years, edition: Edition, built: Sequence[BuiltYear], last: LastBuild, store: Store
) -> tuple[Site, Folder]:
    """All folders, and the audience's root among them; `last` is that as it was published before. Raises Leak."""
    versions = [Version(name, edition.words.t("version", name=name)) for name in years.there]
    versions += [_frozen(site, edition) for site in years.frozen.sites]
    root = _root(versions, years.frozen, edition, last)
    folders = years.frozen.published | years.carried
    for each in built:
        folders |= _below(each.year, each.stored)
    calendars = branch_calendars(folders, years.newest, store)
    return Site({**folders, **calendars, "": Stored(root.stored)}, years.newest), root


def _build(
    edition: Edition,
    years: Sequence[int],
    store: Store,
    memory: Memory,
    progress: Progress | None,
    jobs: int | None,
    cluster: Cluster | None,
) -> list[BuiltYear]:
    """Puts every year in the store. Raises Leak where one holds what nobody may read."""
    builds = [YearBuild(edition, year, store, memory) for year in years]
    one_more = partial(progress, sum(len(each.units) for each in builds)) if progress else lambda: None
    built = [each.build(jobs, one_more, cluster) for each in builds]
    if hits := {hit for each in built for hit in each.hits}:
        raise Leak(tuple(sorted(hits)))
    return built


def _publication(
    released: Published, years: _Years, built: Sequence[BuiltYear], rejected: int, asked: Sequence[Address]
) -> Publication:
    by_year = {each.year: each for each in built}

    def why(page: Address) -> Phrase:
        of = by_year.get(page.year)
        return of.why(page) if of else Phrase("commands.why.none", {"page": str(page)})

    pages, written = sum(each.indexable.pages for each in built), sum(each.written for each in built)
    wrong = tuple(years.frozen.problems)
    return Publication(released.release, released.changed, pages, written, wrong, rejected, tuple(map(why, asked)))


class NothingServed(Failure):
    """There is no year to lead to: all there are have damaged bags."""

    def __init__(self, problems: Sequence[Phrase]) -> None:
        super().__init__("commands.frozen.nothing")
        self._problems = problems

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What is wrong with the bags, and what follows from it."""
        return (*self._problems, self.phrase)


def _frozen(site: FrozenSite, edition: Edition) -> Version:
    """A frozen year as the selector shows it."""
    state = "archived" if site.current else "superseded"
    title = edition.words.t(f"version_{state}", year=site.frozen.year, version=site.frozen.version)
    return Version(site.name, title, state)


def _root(versions: Sequence[Version], frozen: FrozenYears, edition: Edition, last: LastBuild) -> Folder:
    """The files at the audience's root, made where anything they are made of is another. Raises Leak."""
    by_name, words = {site.name: site.frozen for site in frozen.sites}, edition.words
    committee, moved = edition.content.facts.organization.short_name, edition.content.moved
    views: dict[str, tuple[str, str, object]] = {
        "years.html": (words.t("years.title"), "years", years_view(versions, by_name, committee, words, moved)),
        "version.html": (words.t("made_from.title"), "made_from", edition.made_from(versions)),
    }
    address = edition.content.facts.config.site_addresses.get(str(edition.audience))
    home = urlsplit(address).path if address else "/" if edition.audience.is_everybody else f"/{edition.audience}/"
    language: Literal["zh", "en"] = "en" if words.language == "en" else "zh"
    name, lines = words.t("site_name"), edition.made_from_lines()
    made_of = {"root": key_of(edition.program(), theme_hash(THEME), versions, views, lines, name, home)}

    def files() -> dict[str, bytes]:
        pages = edition.renderer.page
        written = {file: (title, pages(template, view)) for file, (title, template, view) in views.items()}
        said = written["years.html"][1]
        for each in by_name.values():  # digits enough to look like anybody's number
            said = said.replace(grouped(each.fingerprint), "")
        if hits := tuple(find_in_page("years.html", "", said)):
            raise Leak(hits)
        return root_files(versions, name, written, lines, language, home=home)

    as_before = last.unchanged("", made_of)
    if as_before is not None:
        return as_before
    pieces = {name: Piece(key_of(data), partial(Finished, data)) for name, data in files().items()}
    return last.folder("", pieces.items(), made_of)


def _below(year: int, folders: Mapping[str, Stored]) -> dict[str, Stored]:
    """A year's folders, by path from the audience's root."""
    return {f"{year}/{path}".rstrip("/"): stored for path, stored in folders.items()}
