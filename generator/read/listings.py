"""What lies in each folder of records, in the order in which it is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.model.reading import Stamp, stamp_of
from generator.read.record_path import RECORD_SUFFIXES

UNIT_DEPTH = 2
"""How deep below the root a unit's folder lies: <year>/<unit>."""
_OWN = frozenset(["organization.yml", "entered.csv", "calendar"])
"""What lies beside the years and is no record."""
_README = "readme"


class Listing:
    """A folder of a record root, which is looked at where somebody asks what lies in it."""

    def __init__(self, folder: Path | os.DirEntry[str], depth: int) -> None:
        """`depth` is how deep it lies below the root, which is 0 itself."""
        self._folder, self._depth = folder, depth
        self.place = os.fspath(folder)

    @property
    def files(self) -> list[tuple[os.DirEntry[str], bool]]:
        """By name its files, and links to folders; with each, whether a folder of its name lies beside it."""
        files, beside, _ = self._sorted
        return [(entry, entry.name.rpartition(".")[0] in beside) for entry in files]

    @property
    def folders(self) -> list[os.DirEntry[str]]:
        """Those in it that are to be read, too."""
        return self._sorted[2]

    @property
    def alone(self) -> bool:
        """Whether no folder lies in it."""
        _, beside, folders = self._sorted
        return not beside and not folders

    @cached_property
    def _sorted(self) -> tuple[list[os.DirEntry[str]], set[str], list[os.DirEntry[str]]]:
        """Beside a record, the folder of its name holds its attachments."""
        entries, is_root = _entries(self._folder), self._depth == 0
        records = (each.name for each in entries if self._depth == UNIT_DEPTH and each.name.endswith(RECORD_SUFFIXES))
        attached = {name.rsplit(".", 1)[0] for name in records}
        files: list[os.DirEntry[str]] = []
        beside: set[str] = set()
        folders: list[os.DirEntry[str]] = []
        for entry in entries:
            if is_root and entry.name in _OWN:
                continue
            if entry.is_file() or (entry.is_symlink() and entry.is_dir() and entry.name not in attached):
                files.append(entry)
            elif entry.is_dir() and entry.name in attached:
                beside.add(entry.name)
            elif entry.is_dir():
                folders.append(entry)
        return files, beside, folders


class Listings:
    """Looks at the folders of record roots.

    A process that goes on says which paths have changed since: a folder of which it knows all is not looked at again.
    """

    def __init__(self, held: bool = False) -> None:
        """`held` by a process that goes on."""
        self._held = held
        self._known: dict[str, Any] = {}
        self._roots: set[Path] = set()

    def __getstate__(self) -> dict[str, object]:
        """What is sent to another machine leaves behind what lies on the disks of this one."""
        return {**self.__dict__, "_known": {}}

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
        """Has the folders looked at again that paths lie in or under; all of them where that cannot be told."""
        for path in changed:
            if not any(path.is_relative_to(root) for root in self._roots):
                self._known.clear()
            below = f"{path}{os.sep}"
            for place in [str(path), str(path.parent), *(each for each in self._known if each.startswith(below))]:
                self._known.pop(place, None)

    def of(self, base: Path) -> Iterator[Listing]:
        """The record root and every folder of its years, in an order that names decide."""
        self._roots.add(base)
        if base.is_dir():
            yield from self._below(base, 0)

    def _below(self, folder: Path | os.DirEntry[str], depth: int) -> Iterator[Listing]:
        listing = Listing(folder, depth)
        yield listing
        if listing.place not in self._known:
            for each in listing.folders:
                yield from self._below(each, depth + 1)


def _entries(folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
    """What lies in the folder, hidden files and what explains a folder (README) aside, by name."""
    with os.scandir(folder) as found:
        there = (each for each in found if not each.name.startswith(".") and not _is_readme(each.name))
        return sorted(there, key=lambda entry: entry.name)


def _is_readme(name: str) -> bool:
    return name.casefold().rpartition(".")[0] == _README or name.casefold() == _README
