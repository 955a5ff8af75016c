"""The folders of record roots: what lies in each, and all there is in one in which nothing has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.model.config import RecordRoot
from generator.model.problem import Problem
from generator.model.reading import Stamp
from generator.model.record import Record
from generator.model.rectification import Rectification
from generator.read.attachments import lying_beside
from generator.read.listings import Listing, Listings
from generator.read.reading_cache import ReadingCache


class File(NamedTuple):
    """A file below a record root."""

    entry: os.DirEntry[str]
    relative: str
    """Its path below the record root."""
    root: RecordRoot
    folder: str
    """Its folder, from the root, as problems name it."""
    has_folder: bool
    """Whether a folder of its name lies beside it."""

    @property
    def beside(self) -> dict[str, Stamp | None]:
        """What lies in that folder."""
        return lying_beside(self.path) if self.has_folder else {}

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.entry.path)

    @property
    def name(self) -> str:
        """Its path from the root, as problems name it."""
        return f"{self.folder}/{printable(self.entry.name)}"


class Folder:
    """A folder of a record root."""

    def __init__(self, root: RecordRoot, base: Path, listing: Listing) -> None:
        self.root, self.listing = root, listing
        self.relative = listing.place[len(str(base)) + 1 :]
        """Its path below the record root."""
        self.name = printable(f"{root.path}/{self.relative}".rstrip("/"))
        """Its path from the root, as problems name it."""

    @property
    def files(self) -> Iterator[File]:
        """Its files, by name."""
        for entry, has_folder in self.listing.files:
            yield self._file(entry, has_folder)

    def _file(self, entry: os.DirEntry[str], has_folder: bool) -> File:
        return File(entry, f"{self.relative}/{entry.name}".lstrip("/"), self.root, self.name, has_folder)

    def as_it_was(self, listings: Listings, cache: ReadingCache) -> AsItWas | None:
        """All there is in it, where every file is as it was and has nothing beside it: so are nearly all folders."""
        known: AsItWas | None = listings.known(self.listing.place)
        if known is None:
            known = self._compared(listings, cache)
            if known is not None:
                listings.hold(self.listing, known)
        else:
            cache.skip(self.name)
        return known

    def _compared(self, listings: Listings, cache: ReadingCache) -> AsItWas | None:
        before, files, lists = cache.of(self.name), self.listing.files, None
        if not before or not len(before) == len(files) == len({entry.name.casefold() for entry, _ in files}):
            return None
        records: dict[str, Record] = {}
        told: list[tuple[str, tuple[Problem, ...]]] = []
        for entry, has_folder in files:
            reading = before.get(entry.name)
            if reading is None or has_folder or reading.beside or entry.is_symlink():
                return None
            try:
                if reading.stamp != listings.stamp(entry):
                    return None
            except OSError:
                return None
            found = reading.value
            if isinstance(found, Record):
                if found.id in records:  # each was read by itself
                    return None
                records[found.id] = found
                told += [(found.file, reading.problems)] if reading.problems else []
            else:
                lists = Lists(self._file(entry, has_folder=False), found, reading.problems)
        cache.take_all()
        return AsItWas(records, tuple(told), lists)


@dataclass(frozen=True, slots=True)
class Lists:
    """The three lists as they were read before."""

    file: File
    value: Rectification
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class AsItWas:
    """All there is in a folder that is as it was."""

    records: Mapping[str, Record]
    """By id."""
    told: tuple[tuple[str, tuple[Problem, ...]], ...]
    """What was found on the way, by the record's file."""
    lists: Lists | None


def printable(name: str) -> str:
    """A file name that was not written in UTF-8, with its odd bytes as \\x.."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
