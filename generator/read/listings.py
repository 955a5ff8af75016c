"""What lies in each folder of records, in the order in which it is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from generator.model.reading import Stamp, stamp_of
from generator.read.record_path import RECORD_SUFFIXES

UNIT_DEPTH = 2
"""How deep below the root a unit's folder lies: <year>/<unit>."""
_OWN = frozenset(["organization.yml", "entered.csv"])
"""What lies beside the years and is no record."""
_README = "readme"


class Listing(NamedTuple):
    """A folder of a record root, and what in it is to be read."""

    place: str
    files: list[tuple[os.DirEntry[str], bool]]
    """By name its files, and links to folders; with each, whether a folder of its name lies beside it."""
    alone: bool
    """Whether no folder lies in it."""


class Listings:
    """Looks at the folders of record roots.

    A process that goes on says which paths have changed since: a folder of which it knows all is not looked at again.
    """

    def __init__(self, held: bool = False) -> None:
        """`held` by a process that goes on."""
        self._held = held
        self._known: dict[str, Any] = {}

    def __getstate__(self) -> dict[str, object]:
        """What is sent to another machine leaves behind what lies on the disks of this one."""
        return {"_held": self._held, "_known": {}}

    def stamp(self, entry: os.DirEntry[str]) -> Stamp:
        """What tells the file from what it was when it was read before. Raises OSError."""
        return stamp_of(os.stat(entry.path))  # noqa: PTH116  a Path takes longer than it, and an entry keeps it

    def hold(self, listing: Listing, known: object) -> None:
        """Keeps what is known of the folder, which says all that lies in it."""
        if self._held and listing.alone:
            self._known[listing.place] = known

    def known(self, place: str) -> Any | None:
        """What is known of the folder and was not forgotten."""
        return self._known.get(place)

    def forget(self, changed: Iterable[Path]) -> None:
        """Has the folders looked at again that paths lie in or under."""
        for path in changed:
            below = f"{path}{os.sep}"
            for place in [str(path), str(path.parent), *(each for each in self._known if each.startswith(below))]:
                self._known.pop(place, None)

    def of(self, base: Path) -> Iterator[Listing]:
        """The record root and every folder of its years, in an order that names decide."""
        if base.is_dir():
            entries = _entries(base)
            folders = [each for each in entries if each.is_dir() and each.name != "calendar"]
            links = [each for each in folders if each.is_symlink()]
            files = [each for each in entries if each.is_file() and each.name not in _OWN]
            yield Listing(str(base), [(each, False) for each in (*files, *links)], alone=False)
            for folder in folders:
                if folder not in links:
                    yield from self._below(folder, 1)

    def _below(self, folder: os.DirEntry[str], depth: int) -> Iterator[Listing]:
        """Beside a record, the folder of its name holds its attachments."""
        if folder.path in self._known:
            yield Listing(folder.path, [], alone=True)
            return
        entries = _entries(folder)
        named = (entry.name for entry in entries if depth == UNIT_DEPTH and entry.name.endswith(RECORD_SUFFIXES))
        attached = {name.rsplit(".", 1)[0] for name in named}
        beside: set[str] = set()
        files: list[os.DirEntry[str]] = []
        folders: list[os.DirEntry[str]] = []
        for entry in entries:
            if entry.is_file():
                files.append(entry)
            elif entry.is_dir():
                if entry.name in attached:
                    beside.add(entry.name)
                else:
                    (files if entry.is_symlink() else folders).append(entry)
        found = [(entry, entry.name.rpartition(".")[0] in beside) for entry in files]
        yield Listing(folder.path, found, alone=not folders and not beside)
        for each in folders:
            yield from self._below(each, depth + 1)


def _entries(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    """What lies in the folder, hidden files and what explains a folder (README) aside, by name."""
    with os.scandir(folder) as found:
        there = (each for each in found if not each.name.startswith(".") and not _is_readme(each.name))
        return sorted(there, key=lambda entry: entry.name)


def _is_readme(name: str) -> bool:
    return name.casefold().rpartition(".")[0] == _README or name.casefold() == _README
