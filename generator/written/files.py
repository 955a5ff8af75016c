"""Lays files down: all of them, or none."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_ORDINARY = 0o644


def write_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files below the root, each at one stroke, with the permissions and owner of what was there.

    All are written beside their places first: a full disk, or a folder nobody may write to, leaves all as it was.
    Raises OSError.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for name, data in files.items():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            ready.append((_beside(target, data), target))
        for new, target in ready:
            new.replace(target)
    finally:
        for new, _ in ready:
            new.unlink(missing_ok=True)


def _beside(target: Path, data: bytes) -> Path:
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
        new = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            mode = _ORDINARY
            with suppress(FileNotFoundError):
                old = target.stat()
                mode = stat.S_IMODE(old.st_mode)
                with suppress(PermissionError):
                    os.fchown(file.fileno(), old.st_uid, old.st_gid)
            os.fchmod(file.fileno(), mode)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    return new
