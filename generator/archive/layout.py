"""What a bag is called, and what lies where in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.model.config import Config

TAG_MANIFEST = "tagmanifest-sha256.txt"
"""Its own sha256 is the bag's fingerprint."""
BAG_INFO, BAGIT, README, DATA = "bag-info.txt", "bagit.txt", "README.txt", "data"
RESULT, ABOUT = "result.json", "archive.json"
"""In data/: the year's result in the form of `status`, and what it was made with."""
_NAME = re.compile(r"(?P<year>[0-9]{4})-v(?P<version>[1-9][0-9]{0,3})(?P<public>-public)?")


@dataclass(frozen=True, slots=True, order=True)
class BagName:
    """A bag's folder by its parts; the order is that of years, then versions."""

    year: int
    version: int
    public: bool = False

    def __str__(self) -> str:
        return f"{self.year:04}-v{self.version}{'-public' if self.public else ''}"

    @classmethod
    def of(cls, folder: str) -> BagName | None:
        """The name of a folder; None for what is not called as a bag is."""
        match = _NAME.fullmatch(folder)
        return cls(int(match["year"]), int(match["version"]), bool(match["public"])) if match else None


def archive_folder(root: Path, config: Config) -> Path:
    """Where the configuration puts bags: `archive_dir`, seen from the root."""
    return root / config.archive_dir


def bags(folder: Path) -> dict[BagName, Path]:
    """The folders called as bags are, in the order of their names; a link is none, wherever it leads."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return {}
    named = {
        name: each for each in entries if (name := BagName.of(each.name)) and each.is_dir() and not each.is_symlink()
    }
    return dict(sorted(named.items()))
