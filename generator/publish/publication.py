"""Publishes the years judged, for one audience: cut, made, scanned, released in one step (design §7, §9, §11)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.publish.content import Content
from generator.publish.edition import Edition
from generator.publish.engine import Releases, Stored, Version, root_files
from generator.publish.scan.numbers import Leak
from generator.publish.year_build import YearBuild
from generator.shipped import TEMPLATES
from generator.types import Audience

_YEAR = re.compile(r"\d{4}(-v\d+)?")
Progress = Callable[[int], None]
"""Called whenever one more unit is done, of so many."""


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
    release's own. `jobs` is how many processes work at once, as many as there are processors unless said
    otherwise; `full` trusts nothing that was published before.
    """
    with Releases(out, trusted=not full) as releases:
        carried = _carried(releases.current(audience), content.results)
        edition = Edition(content, Audience(audience), language, templates, carried)
        builds = [YearBuild(edition, year, releases.store) for year in sorted(content.results)]
        one_more = partial(progress, sum(len(build.units) for build in builds)) if progress else lambda: None
        built = [build.build(jobs or os.cpu_count() or 1, one_more) for build in builds]
        if hits := {hit for year in built for hit in year.hits}:
            raise Leak(tuple(sorted(hits)))
        names = [*carried, *(str(year) for year in content.results)]
        versions = [Version(name, edition.words.t("version", name=name)) for name in names]
        folders: dict[str, Stored] = {}
        for year in (*carried.values(), *(each.published for each in built)):
            folders |= year
        root = root_files(versions, edition.words.t("site_name"), "en" if language == "en" else "zh")
        newest = max(name for name in names if "-" not in name)
        released = releases.publish(audience, {**folders, "": root}, {"latest": newest})
        for build, each in zip(builds, built, strict=True):
            build.released(each)
    pages, written = sum(year.pages for year in built), sum(year.written for year in built)
    return Publication(released.release, released.changed, pages, written)


def _carried(current: Mapping[str, Stored], built: Mapping[int, object]) -> dict[str, dict[str, Stored]]:
    """The folders of years that are not built now, by year."""
    found: dict[str, dict[str, Stored]] = {}
    for path, stored in current.items():
        year = path.split("/")[0]
        if _YEAR.fullmatch(year) and year not in {str(each) for each in built}:
            found.setdefault(year, {})[path] = stored
    return found
