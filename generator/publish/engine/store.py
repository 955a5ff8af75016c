"""Published folders, each kept once under the hash of what it holds, and never changed again."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_KEY = re.compile(r"[0-9a-f]{32}")
_LEFTOVER = ".new-", ".old-"


@dataclass(frozen=True, slots=True)
class Stored:
    """A folder in the store, by its key: stands for its files wherever a folder is asked for."""

    key: str

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r} is not a key of the store")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is in another folder of the store: it is linked, neither read nor written."""

    folder: Stored
    digest: str
    """As `digest_of` gives it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A file beside the store that nobody else wants: it is moved, neither read once more nor written."""

    path: Path
    digest: str


File = bytes | Kept | Moved
Files = Mapping[str, File]
"""A folder's files by name; a folder inside is a folder of its own."""


def digest_of(data: bytes) -> str:
    """What a file's bytes are known by."""
    return sha256(data).hexdigest()[:32]


def folder_key(files: Files) -> Stored:
    """The key of a folder that holds exactly these files."""
    digest = sha256()
    for name in sorted(files):
        file = files[name]
        own = digest_of(file) if isinstance(file, bytes) else file.digest
        digest.update(sha256(name.encode()).digest() + own.encode())
    return Stored(digest.hexdigest()[:32])


class Store:
    """The folders of one audience: those published, and those put but not yet looked at, in a place nobody serves.

    Several processes may put folders at once.
    """

    def __init__(self, path: Path, waiting: Path, trusted: bool = True) -> None:
        """`path` is where readers find what is published, `waiting` is for the owner alone.

        Not `trusted`, a folder that is put is compared with what is there, and put anew where it was damaged.
        """
        self.path, self.waiting = path, waiting
        self._trusted = trusted

    def __contains__(self, stored: Stored) -> bool:
        """Whether the folder is there, whole."""
        return self.folder(stored).is_dir()

    def folder(self, stored: Stored) -> Path:
        """Where the folder is; not to be written to."""
        new = self.waiting / stored.key
        return new if new.is_dir() else self.path / stored.key

    def put(self, files: Files) -> Stored:
        """Keeps a folder for `publish`; one that is there already is left untouched.

        The folder appears whole or not at all. Raises OSError where a file that is kept is not there, and ValueError
        for a name that is not a plain file name.
        """
        for name in files:
            if not name or name in (".", "..") or "/" in name or "\\" in name or "\0" in name:
                raise ValueError(f"{name!r} is not a file name")
        stored = folder_key(files)
        if stored in self and (self._trusted or self._is_whole(stored, files)):
            return stored
        place = self.waiting / stored.key
        if place.is_dir():
            remove_whole(place)
        new = _new_folder(self.workplace())
        for name, content in files.items():
            if isinstance(content, Kept):
                _linked(self.folder(content.folder) / name, new / name)
            elif isinstance(content, Moved):
                shutil.move(content.path, new / name)
            else:
                (new / name).write_bytes(content)
        try:
            new.rename(place)
        except OSError:
            shutil.rmtree(new, ignore_errors=True)
            if stored not in self:
                raise
        return stored

    def workplace(self) -> Path:
        """A folder of the owner's to work in, beside what waits; what a killed build leaves there goes with it."""
        self.waiting.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.waiting

    def publish(self, wanted: Iterable[Stored]) -> None:
        """Moves those of the folders that wait to where readers find them, whole; a damaged one there makes way."""
        self.path.mkdir(parents=True, exist_ok=True)
        for stored in dict.fromkeys(wanted):
            new, place = self.waiting / stored.key, self.path / stored.key
            if not new.is_dir():
                continue
            if new.stat().st_dev != self.path.stat().st_dev:
                new = _copied(new, self.path)
            old = place.with_name(f".old-{place.name}")
            if place.exists():
                place.rename(old)
            new.rename(place)
            shutil.rmtree(self.waiting / stored.key, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)

    def _is_whole(self, stored: Stored, files: Files) -> bool:
        there = self.names(stored) == tuple(sorted(files))
        return there and all(self._is_as_given(stored, name, content) for name, content in files.items())

    def _is_as_given(self, stored: Stored, name: str, content: File) -> bool:
        data = self.read(stored, name)
        return data is not None and (
            data == content if isinstance(content, bytes) else digest_of(data) == content.digest
        )

    def holds(self, stored: Stored, name: str) -> bool:
        """Whether the folder is there with that file."""
        return (self.folder(stored) / name).is_file()

    def read(self, stored: Stored, name: str) -> bytes | None:
        """A file of the folder; None where it cannot be read."""
        try:
            return (self.folder(stored) / name).read_bytes()
        except OSError:
            return None

    def names(self, stored: Stored) -> tuple[str, ...]:
        """The folder's file names in order; KeyError where it is not in the store."""
        try:
            return tuple(sorted(each.name for each in self.folder(stored).iterdir()))
        except FileNotFoundError:
            raise KeyError(stored.key) from None

    def keep_only(self, wanted: Iterable[Stored]) -> int:
        """Removes every other folder, all that waits and what a killed build left; gives how many published ones went.

        Only for who holds the lock of the output: another build's new folders would go too.
        """
        shutil.rmtree(self.waiting, ignore_errors=True)
        keys = {stored.key for stored in wanted}
        if not self.path.is_dir():
            return 0
        unwanted = [each.name for each in os.scandir(self.path) if each.name not in keys]
        for name in unwanted:
            remove_whole(self.path / name)
        return len(unwanted)


def _new_folder(within: Path) -> Path:
    """An empty folder that readers may enter once it has its place."""
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=within))
    new.chmod(0o755)
    return new


def _linked(file: Path, place: Path) -> None:
    """The file there too; copied where a file has no two places, or no more."""
    try:
        os.link(file, place)
    except OSError:
        shutil.copyfile(file, place)


def _copied(folder: Path, to: Path) -> Path:
    """The folder on another disk, not yet under its name."""
    new = _new_folder(to)
    for file in folder.iterdir():
        shutil.copyfile(file, new / file.name)
    return new


def remove_whole(folder: Path) -> None:
    """Removes a folder so that no moment shows a part of it under its name."""
    if not folder.name.startswith(_LEFTOVER):
        old = folder.with_name(f".old-{folder.name}")
        if old.exists():
            shutil.rmtree(old)
        folder = folder.rename(old)
    shutil.rmtree(folder)
