"""The folder that bags stand in: one writer at a time, and a bag is there whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from generator.archive.layout import BagName, bags
from generator.archive.sealing import close_off
from generator.model.config import Config
from generator.model.failure import Usage

_NEW = ".new-"
_FOLDER_MODE = 0o700
_NOT_FOR_GIT = "*\n"


class Shelf:
    """The archive folder while a bag is made. Use it as a context: it holds the lock until it ends."""

    def __init__(self, root: Path, config: Config) -> None:
        """Raises Usage where the configuration puts bags among what is put away, or around it."""
        self.path = root / config.archive_dir
        place = self.path.resolve()
        others = [root / each.path for each in config.record_roots] + [root / "content", root / "templates"]
        holds = any(place.is_relative_to(each.resolve()) or each.resolve().is_relative_to(place) for each in others)
        if holds or root.resolve().is_relative_to(place):
            raise Usage("archive_dir", path=config.archive_dir)
        self._lock: int | None = None

    def __enter__(self) -> Shelf:
        self.path.mkdir(parents=True, exist_ok=True)
        self.path.chmod(_FOLDER_MODE)
        ignore = self.path / ".gitignore"
        if not ignore.exists():
            ignore.write_text(_NOT_FOR_GIT, "utf-8")
        self._lock = os.open(self.path / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._lock)
            raise Usage("archive_busy") from None
        for left in self.path.glob(f"{_NEW}*"):
            _remove(left)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            for left in self.path.glob(f"{_NEW}*"):
                _remove(left)
            os.close(self._lock)
            self._lock = None

    @property
    def bags(self) -> dict[BagName, Path]:
        """The bags that stand here."""
        return bags(self.path)

    def bench(self) -> Path:
        """An empty folder to work in, which is gone when the context ends or when the next one begins."""
        return Path(tempfile.mkdtemp(prefix=_NEW, dir=self.path))

    def put(self, *made: Path) -> list[Path]:
        """Puts whole files and bags from a bench in their places, in order: on the disk first, then each at once."""
        os.sync()
        placed = [self._put(each) for each in made]
        handle = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        return placed

    def _put(self, made: Path) -> Path:
        """A file, or what a killed run left beside a bag that never came to be, is replaced; a bag never is."""
        place = self.path / made.name
        is_bag = BagName.of(made.name) is not None
        if place.is_dir() and not is_bag:
            _remove(place)
        made.rename(place)
        if is_bag:
            close_off(place)
        return place


def _remove(folder: Path) -> None:
    """Removes what a bag was being made of, read-only folders too."""
    for each, _, _ in os.walk(folder):
        Path(each).chmod(_FOLDER_MODE)
    shutil.rmtree(folder, ignore_errors=True)
