"""A year that is frozen: where its bag lies, and by what it is known (design §9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

FINGERPRINT_DIGITS = 64
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Frozen:
    """One version of a frozen year, with everything of committee class in its bag."""

    year: int
    version: int
    path: Path
    """The bag, `<archive_dir>/<year>-v<version>`."""
    fingerprint: str
    """The sha256 of its tagmanifest-sha256.txt, in hex; nothing in the bag can change and leave it as it was."""
    reason: str
    """Why there is this version; empty for the first."""
    closed_on: date | None
    """The day at whose end the year was judged and frozen; None where the bag does not say it in a way to be read."""
    current: bool
    """Whether no later version of the year is there."""
    public: Path | None = None
    """The bag of the same version that anyone may have, where one was made."""

    @property
    def name(self) -> str:
        """What the bag is called, and the year's address among the versions once it is superseded: `2017-v1`."""
        return self.path.name

    def site(self, audience: str) -> Path:
        """The folder to serve as the year's: the pages and tables of one audience."""
        return self.path / "data" / "site" / audience / str(self.year)


class Moved(NamedTuple):
    """How many files of a year's records are others than they were."""

    added: int
    changed: int
    removed: int


def grouped(fingerprint: str) -> str:
    """The fingerprint as it is printed, to be compared by eye: groups of four."""
    return " ".join(fingerprint[start : start + _GROUP] for start in range(0, len(fingerprint), _GROUP))


def ungrouped(text: str) -> str | None:
    """The fingerprint that somebody copied from paper; None for what is none."""
    digits = re.sub(r"[\s:,，、-]", "", text).lower()
    return digits if re.fullmatch(f"[0-9a-f]{{{FINGERPRINT_DIGITS}}}", digits) else None
