"""Folders for the owner alone: what a cache remembers is of every class, whatever an audience may see of it."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

CACHE = ".wuhao"
"""The folder below a root that holds all of it."""


def private(folder: Path) -> Path:
    """Makes the folder where it is not there, and lets nobody else into it, nor into the cache it lies in."""
    whole = next((each for each in (folder, *folder.parents) if each.name == CACHE), folder)
    for each in dict.fromkeys((whole, folder)):
        each.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            each.mkdir(mode=0o700)
        with suppress(OSError):  # somebody else's stays as it is
            if stat.S_IMODE(each.stat().st_mode) & 0o077 and each.stat().st_uid == os.getuid():
                each.chmod(0o700)
    return folder
