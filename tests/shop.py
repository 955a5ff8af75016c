"""One shop for the whole run: what several tests want is made once, whatever test or process asks for it first."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path


class Shop:
    """A folder that every process of the run shares."""

    def __init__(self, base: Path) -> None:
        """`base` is this process's own temporary folder; those of the others lie beside it."""
        self._folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shop"
        self._folder.mkdir(exist_ok=True)

    def once(self, name: str, make: Callable[[Path], object]) -> Path:
        """The folder that `make` has filled; every name stands for one thing. To be read: others read it too."""
        place, whole = self._folder / name, self._folder / f"{name}.whole"
        maker = f"{make.__module__}.{make.__qualname__}"
        if not whole.exists():
            with (self._folder / f"{name}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not whole.exists():
                    shutil.rmtree(place, ignore_errors=True)
                    place.mkdir()
                    make(place)
                    whole.write_text(maker)
        assert whole.read_text() == maker, f"{name} is what {whole.read_text()} makes, not {maker}"
        return place

    def copied(self, name: str, make: Callable[[Path], object], to: Path) -> Path:
        """A copy of it, to change."""
        return Path(shutil.copytree(self.once(name, make), to, symlinks=True, dirs_exist_ok=True))
