"""Publishes the years judged, for one audience: cut, made, scanned, released in one step (design §7, §9, §11)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model.record import COMMITTEE
from generator.parallel import in_parallel
from generator.publish.build import Build
from generator.publish.content import Content
from generator.publish.engine import Releases, Stored, Version, root_files
from generator.publish.render.renderer import TEMPLATES
from generator.publish.scan.numbers import Leak
from generator.publish.year_build import Made, YearBuild
from generator.types.declaration import Audience

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
    jobs: int | None = None,
    full: bool = False,
) -> Publication:
    """Publishes the content's years for one audience at `<out>/<audience>`; other years there stay as they are.

    Raises Leak where a finished page holds what nobody may read (then the last release stays), what `Releases`
    raises, and ValueError where there is no year at all. Templates that `templates` does not have are this
    release's own. `progress` is told how many units are done, and of how many; `jobs` is how many
    processes work at once, as many as there are processors unless said otherwise; `full`
    trusts nothing that was published before.
    """
    with Releases(out, trusted=not full) as releases:
        carried = _carried(releases.current(audience), content.results)
        build = Build(content, Audience(audience), language, templates, frozenset(carried))
        years = [YearBuild(build, year, releases.store) for year in sorted(content.results)]
        total, done = sum(len(year.units) for year in years), 0
        for year in years:
            for made in _made(year, jobs or os.cpu_count() or 1):
                year.take(made)
                done += 1
                if progress:
                    progress(done, total)
            year.rest()
        if hits := [hit for year in years for hit in year.hits]:
            raise Leak(tuple(sorted(set(hits))))
        folders: dict[str, Stored] = {path: stored for found in carried.values() for path, stored in found.items()}
        for year in years:
            folders |= year.folders
        names = [*carried, *(str(year) for year in content.results)]
        versions = [Version(name, build.words.t("version", name=name)) for name in names]
        newest = max(name for name in names if "-" not in name)
        root = root_files(versions, build.words.t("site_name"), "en" if language == "en" else "zh")
        released = releases.publish(audience, {**folders, "": root}, {"latest": newest})
        for year in years:
            year.kept.save()
    pages, written = sum(year.pages for year in years), sum(year.kept.made for year in years)
    return Publication(released.release, released.changed, pages, written)


def _made(year: YearBuild, jobs: int) -> Iterator[Made]:
    """What is made of every unit; only branches that changed are worth several processes.

    The committee's documents are printed here: a child of a process that has printed would wait for threads it has not.
    """
    changed: list[str] = []
    for unit in year.units:
        before = year.unchanged(unit)
        if before is None:
            changed.append(unit)
            year.judged(unit)
        else:
            yield before
    yield from map(year.unit, [unit for unit in changed if unit == COMMITTEE])
    yield from in_parallel(year.unit, [unit for unit in changed if unit != COMMITTEE], jobs)


def _carried(current: Mapping[str, Stored], built: Mapping[int, object]) -> dict[str, dict[str, Stored]]:
    """The folders of years that are not built now, by year."""
    found: dict[str, dict[str, Stored]] = {}
    for path, stored in current.items():
        year = path.split("/")[0]
        if _YEAR.fullmatch(year) and year not in {str(each) for each in built}:
            found.setdefault(year, {})[path] = stored
    return found
