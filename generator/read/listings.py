"""What lies in each folder of records, in the order in which it is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.model.reading import Stamp, stamp_of
from generator.read.record_path import RECORD_SUFFIXES

UNIT_DEPTH = 2
"""How deep below the root a unit's folder lies: <year>/<unit>."""
_OWN = frozenset(["organization.yml", "entered.csv"])
"""What lies beside the years and is no record."""
_README = "readme"


class Listings:
    """The folders of a root, each looked at once; a process that goes on says which paths have changed since."""

    def __init__(self, held: bool = False) -> None:
        """With `held` an entry is asked for its stamp once; else what the system says of it is let go."""
        self._held = held
        self._known: dict[str, list[os.DirEntry[str]]] = {}

    def __getstate__(self) -> dict[str, object]:
        """What is sent to another machine leaves behind what lies on the disks of this one."""
        return {"_held": self._held, "_known": {}}

    def stamp(self, entry: os.DirEntry[str]) -> Stamp:
        """What tells the file from what it was when it was read before. Raises OSError."""
        return stamp_of(entry.stat() if self._held else os.stat(entry.path))  # noqa: PTH116  a Path takes longer than it

    def forget(self, changed: Iterable[Path]) -> None:
        """Has the folders looked at again that paths lie in or under; all of them where that cannot be told."""
        for path in changed:
            gone = {each for each in self._known if each == str(path) or each.startswith(f"{path}{os.sep}")}
            gone |= {str(path.parent)} & self._known.keys()
            for each in gone if gone else list(self._known):
                del self._known[each]

    def files(self, base: Path) -> Iterator[tuple[os.DirEntry[str], bool]]:
        """Every file (and every link to a folder) beside and below the year folders, in an order that names decide.

        With each, whether a folder of its name lies beside it.
        """
        for entry in self._entries(base) if base.is_dir() else ():
            if entry.is_dir():
                if entry.name != "calendar":
                    yield from self._below(entry, 1)
            elif entry.is_file() and entry.name not in _OWN:
                yield entry, False

    def _below(self, folder: os.DirEntry[str], depth: int) -> Iterator[tuple[os.DirEntry[str], bool]]:
        """Beside a record, the folder of its name holds its attachments."""
        if folder.is_symlink():
            yield folder, False
            return
        entries = self._entries(folder)
        named = (entry.name for entry in entries if depth == UNIT_DEPTH and entry.name.endswith(RECORD_SUFFIXES))
        attached = {name.rsplit(".", 1)[0] for name in named}
        folders = {entry.name for entry in entries if entry.name in attached and entry.is_dir()}
        for entry in entries:
            if entry.is_dir():
                if entry.name not in attached:
                    yield from self._below(entry, depth + 1)
            elif entry.is_file():
                yield entry, entry.name.rpartition(".")[0] in folders

    def _entries(self, folder: Path | os.DirEntry[str]) -> list[os.DirEntry[str]]:
        """What lies in the folder, hidden files and what explains a folder (README) aside, by name."""
        place = os.fspath(folder)
        entries = self._known.get(place)
        if entries is None:
            with os.scandir(folder) as found:
                there = (each for each in found if not each.name.startswith(".") and not _is_readme(each.name))
                entries = sorted(there, key=lambda entry: entry.name)
            if not any(entry.is_symlink() for entry in entries):  # what a link leads to changes without it
                self._known[place] = entries
        return entries


def _is_readme(name: str) -> bool:
    return name.casefold().rpartition(".")[0] == _README or name.casefold() == _README
