"""A demonstration with fewer records, for tests that ask for something of everything and not for much of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

ENTERED = "records/entered.csv"


def thinned(files: Iterable[tuple[str, str]], every: int) -> Iterator[tuple[str, str]]:
    """One in so many of each folder's records, all of the committee's of 2017, every other file, and when they came."""
    place: dict[str, int] = {}
    kept: dict[str, str] = {}
    for path, text in files:
        folder, _, name = path.rpartition("/")
        if name[:1].isdigit():
            place[folder] = place.get(folder, 0) + 1
            if place[folder] % every and not folder.endswith("2017/_committee"):
                continue
        kept[path] = text
    if ENTERED in kept:
        kept[ENTERED] = entered(kept[ENTERED], kept)
    yield from kept.items()


def entered(text: str, paths: Collection[str]) -> str:
    """The rows of the records that are there: of each other row a reader would have to guess which record it means."""
    there = {path.removeprefix("records/").rpartition(".")[0] for path in paths}
    head, *rows = text.splitlines(keepends=True)
    return "".join([head, *(row for row in rows if row.partition(",")[0] in there)])
