"""What of one year's pages is to be indexed for one audience, as plain values.

Whoever makes the index needs nothing that the pages were made of, and may be another process. The index is in parts
that the browser puts together: one of the pages of the whole year, the others of some branches each. One changed page
makes its part anew, and making a part takes memory for its pages alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.cache.program import program_key
from generator.language import Catalogue
from generator.model.key import key_of
from generator.publish.engine import Stored
from generator.publish.pages.year_site import YearSite
from generator.publish.search.changes import Pages
from generator.publish.search.made import MadeParts
from generator.publish.search.pagefind import made_by

YEAR_PART = "0"
_MOST_PARTS = 48
"""A browser asks each part: a hundred pages in a part of their own cost it 20 KB at the first query, a thousand in one
part 35. So up to so many branches have a part each, and more of them share. Fewer parts would be larger, and an edit
makes one anew: with a thousand branches two thousand pages take Pagefind 300 MB and some two seconds."""


@dataclass(frozen=True, slots=True)
class Published:
    """A year as it is published, or was."""

    folders: Mapping[str, Stored]
    """By path from the year's root."""
    pages: Sequence[str]
    """The addresses of all its pages."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be indexed together, and a key of it."""

    key: str
    pages: Pages


@dataclass(frozen=True, slots=True)
class Indexable:
    """The parts of the index, and what it says of a page beside the page's text."""

    year: int
    years: tuple[int, ...]
    """Those that can be chosen, the newest first."""
    catalogue: Catalogue
    names: Mapping[str, str]
    """Of the units, in the order in which they can be chosen."""
    listed: frozenset[str]
    """The branches on the year's list: their folders have pages beside those of records."""
    pages: int
    keys: Mapping[str, str]
    """Of each part, by name."""
    stale: Mapping[str, Part]
    """Those that have to be made."""
    records: Mapping[str, tuple[tuple[str, ...], date]]
    """The types and the day of the pages of records among them."""
    before: Pages | None
    """What the stale parts were made of; None where there were other parts, or nobody can tell."""


def indexable(site: YearSite, made: MadeParts, now: Published, before: Callable[[], Published]) -> Indexable:
    """What of the year as it is `now` has to be indexed, where the index was `made` of what it was `before`."""
    program = key_of(program_key("publish/search", "language", "types"), made_by(), site.words.language)
    listed = {branch.id: site.unit_name(branch.id) for branch in site.branches}
    among = sorted(site.records.units(site.year))
    names = listed | {unit: site.unit_name(unit) for unit in among if unit not in listed}

    def laid_out(published: Published) -> dict[str, Part]:
        by_folder: dict[str, list[str]] = {}
        for address in sorted(published.pages):
            by_folder.setdefault(address.rpartition("/")[0], []).append(address)
        units = [unit for unit in names if unit in listed or unit in by_folder]
        found = {}
        for name, within in by_part(units, by_folder).items():
            stored = {folder: published.folders[folder] for folder in within}
            named = [(folder, names.get(folder, folder), stored[folder].key) for folder in within]
            pages = {address: stored[folder] for folder in within for address in by_folder[folder]}
            found[name] = Part(key_of(program, site.year, named, list(pages)), pages)
        return found

    parts = laid_out(now)
    stale = {name: part for name, part in parts.items() if not made.has(name, part.key)}
    earlier = laid_out(before()) if stale else {}
    as_made = parts.keys() == earlier.keys() and all(made.has(name, part.key) for name, part in earlier.items())
    addresses = [address for part in stale.values() for address in part.pages]
    kinds = ((each, site.records.kinds(f"{site.year}/{each.removesuffix('.html')}")) for each in addresses)
    return Indexable(
        year=site.year,
        years=tuple(sorted(site.years, reverse=True)),
        catalogue=site.catalogue,
        names={unit: name for unit, name in names.items() if unit in listed or unit in now.folders},
        listed=frozenset(listed),
        pages=len(now.pages),
        keys={name: part.key for name, part in parts.items()},
        stale=stale,
        records={address: found for address, found in kinds if found},
        before={k: v for name in stale for k, v in earlier[name].pages.items()} if as_made else None,
    )


def by_part(units: Sequence[str], folders: Iterable[str]) -> dict[str, list[str]]:
    """The folders of each part: those of the whole year, then those of the units in order, neighbours together."""
    size = max(1, -(-len(units) // _MOST_PARTS))
    places = {unit: place for place, unit in enumerate(units)}
    found: dict[str, list[str]] = {YEAR_PART: []}
    for folder in sorted(folders, key=lambda folder: (places.get(folder, -1), folder)):
        name = str(1 + places[folder] // size) if folder in places else YEAR_PART
        found.setdefault(name, []).append(folder)
    return found
