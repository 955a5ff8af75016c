"""Publishes the years judged, for one audience: cut, made, scanned, released in one step (design §7, §9, §11).

Pages are released as soon as all are good, with the search index there is; the index of what changed follows in a
step of its own, so that nobody waits for it who only wants to read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.attached import Cleaning
from generator.model.failure import Failure
from generator.model.frozen import grouped
from generator.model.problem import Phrase
from generator.parallel import Cluster
from generator.publish.calendars import branch_calendars
from generator.publish.content import Content
from generator.publish.edition import Edition
from generator.publish.engine import Published, Releases, Stored, Version, root_files
from generator.publish.frozen_years import FrozenSite, FrozenYears
from generator.publish.last_build import forget_others, memory_of
from generator.publish.pages.years import years_view
from generator.publish.scan.numbers import Leak, find_in_page
from generator.publish.search import INDEX_FOLDERS, SearchError
from generator.publish.why import Address
from generator.publish.year_build import YearBuild
from generator.shipped import TEMPLATES
from generator.types import Audience

WORK = ".wuhao/unpublished"
"""Below the root: what is made and not yet released, for nobody to read."""
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

    why: Callable[[Address], Phrase]
    """Why a page was made again, or was not."""


def publish(
    content: Content,
    audience: str,
    out: Path,
    language: str = "zh",
    templates: Path = TEMPLATES,
    progress: Progress | None = None,
    jobs: int | None = None,
    full: bool = False,
    told: Told | None = None,
    cluster: Cluster | None = None,
) -> Publication:
    """Publishes the content's years for one audience at `<out>/<audience>`.

    Of other years there those stay as they are that have records; the rest goes. A frozen year is not made but taken
    from its bag. Raises Leak where a finished page holds what nobody may read (then the last release stays), what
    `Releases` raises, and NothingServed where there is no year at all. Templates that `templates` does not have are
    this release's own. `jobs` is how many processes work at once, as many as there are processors unless said
    otherwise; a `cluster` makes branches on other machines; `full` trusts nothing that was published before. Ends, or
    raises SearchError, when what was published can be searched, or cannot; `told` is called before.
    """
    with Releases(out, audience, content.root / WORK, trusted=not full) as releases:
        known = content.root / FROZEN / f"{audience}-frozen.json"
        frozen = FrozenYears(content.bags, content.digests, audience, releases.store, known)
        made = [year for year in sorted(content.results) if year not in frozen.years]
        waiting = content.recorded.difference(made, frozen.years)
        carried = _carried(releases.current(), waiting)
        names = [*carried, *map(str, made), *(site.name for site in frozen.sites)]
        if not any(name.isdigit() for name in names):
            raise NothingServed(frozen.problems)
        memory = memory_of(content.root)
        edition = Edition(content, Audience(audience), language, templates, names)
        builds = [YearBuild(edition, year, releases.store, memory) for year in made]
        one_more = partial(progress, sum(len(build.units) for build in builds)) if progress else lambda: None
        built = [build.build(jobs or os.cpu_count() or 1, one_more, cluster) for build in builds]
        if hits := {hit for year in built for hit in year.hits}:
            raise Leak(tuple(sorted(hits)))
        versions = [Version(name, edition.words.t("version", name=name)) for name in (*carried, *map(str, made))]
        versions += [_frozen(site, edition) for site in frozen.sites]
        years = _years(versions, frozen, edition)
        home = "/" if edition.audience.is_everybody else f"/{audience}/"
        root = root_files(versions, edition.words.t("site_name"), years, "en" if language == "en" else "zh", home=home)
        newest = max(name for name in names if "-" not in name)
        folders = frozen.published | {path: each for year in carried.values() for path, each in year.items()}
        folders |= {path: each for year in built for path, each in _below(year.year, year.stored).items()}
        calendars = branch_calendars(folders, newest, releases.store)

        def release(searched: Mapping[str, Stored]) -> Published:
            return releases.publish({**folders, **searched, **calendars, "": root}, {"latest": newest})

        pages, written = sum(len(year.pages) for year in built), sum(year.written for year in built)
        before, indexes = releases.current(), list(zip(builds, built, strict=True))
        ready = {year.year: build.search.unchanged(year.stored, year.pages) for build, year in indexes}
        found = {number: _index_of(number, before) if index is None else index for number, index in ready.items()}
        released = release(_of_years(found))
        for build, year in indexes:
            build.released(year)
        frozen.save()
        forget_others(memory, audience, {*made, *waiting})
        Cleaning(content.root).tidy()

        def asked(page: Address) -> Phrase:
            of = [build.why(page, year) for build, year in indexes if year.year == page.year]
            return of[0] if of else Phrase("commands.why.none", {"page": str(page)})

        published = Publication(released.release, released.changed, pages, written, tuple(frozen.problems), asked)
        if told:
            told(published)
        if None in ready.values():
            try:
                found = {year.year: build.search.folders(year.stored, year.pages, jobs) for build, year in indexes}
            except SearchError:
                release({})  # what was taken back must not be found for good in an index that nobody makes again
                raise
            published = replace(published, release=release(_of_years(found)).release, changed=True)
    return published


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


def _years(versions: Sequence[Version], frozen: FrozenYears, edition: Edition) -> str:
    """The page of all years. Raises Leak."""
    by_name = {site.name: site.frozen for site in frozen.sites}
    committee = edition.content.facts.organization.short_name
    html = edition.renderer.page(
        "years", years_view(versions, by_name, committee, edition.words, edition.content.moved)
    )
    said = html
    for each in by_name.values():  # digits enough to look like anybody's number
        said = said.replace(grouped(each.fingerprint), "")
    if hits := tuple(find_in_page("years.html", "", said)):
        raise Leak(hits)
    return html


def _below(year: int, folders: Mapping[str, Stored]) -> dict[str, Stored]:
    """A year's folders, by path from the audience's root."""
    return {f"{year}/{path}".rstrip("/"): stored for path, stored in folders.items()}


def _of_years(indexes: Mapping[int, Mapping[str, Stored]]) -> dict[str, Stored]:
    return {path: each for year, index in indexes.items() for path, each in _below(year, index).items()}


def _index_of(year: int, current: Mapping[str, Stored]) -> dict[str, Stored]:
    """The folders of the year's index as they are served."""
    paths = {path: path.removeprefix(f"{year}/") for path in current if path.startswith(f"{year}/")}
    return {own: current[path] for path, own in paths.items() if own.split("/")[0] in INDEX_FOLDERS}


def _carried(current: Mapping[str, Stored], years: Collection[int]) -> dict[str, dict[str, Stored]]:
    """The folders of these years as they are served: what no record stands for any more is not among them."""
    found: dict[str, dict[str, Stored]] = {}
    for path, stored in current.items():
        year = path.split("/")[0]
        if year in map(str, years):
            found.setdefault(year, {})[path] = stored
    return found
