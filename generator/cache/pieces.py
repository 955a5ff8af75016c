"""Bytes by key, each in a file of its own, so that processes that work side by side have them all."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from generator.cache.private import private

_DIGEST = 32


class Pieces:
    """A folder of bytes, each with the hash of itself: what is not as it was kept is not there."""

    def __init__(self, folder: Path, most: int) -> None:
        """`most` is how many bytes `tidy` leaves."""
        self._folder, self._most = folder, most

    def get(self, key: str) -> bytes | None:
        """What was put under the key; None where nothing can be read, or not what was put."""
        path = self._path(key)
        try:
            found = path.read_bytes()
        except OSError:
            return None
        digest, data = found[:_DIGEST], found[_DIGEST:]
        if digest != _digest(key, data):
            return None
        with suppress(OSError):
            os.utime(path)
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keeps the bytes for the owner alone; where that cannot be done, nothing is kept."""
        path = self._path(key)
        new = path.with_name(f".new-{os.getpid()}-{path.name}")
        with suppress(OSError):
            private(path.parent)
            try:
                with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                    file.write(_digest(key, data) + data)
                new.replace(path)
            finally:
                with suppress(OSError):
                    new.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Removes what was longest not asked for until the rest is no more than is left."""
        ages: list[tuple[float, int, Path]] = []
        with suppress(OSError):
            for each in self._folder.iterdir():
                with suppress(OSError):
                    about = each.stat()
                    ages.append((about.st_mtime, about.st_size, each))
        left = self._most
        for _, size, path in sorted(ages, reverse=True):
            left -= size
            if left < 0:
                with suppress(OSError):
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / key


def _digest(key: str, data: bytes) -> bytes:
    return sha256(key.encode() + b"\0" + data).digest()
