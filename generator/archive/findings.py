"""What is found wrong with a bag: always by the name of the file it is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.model.problem import Phrase


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was, or as it must be."""

    code: str
    path: str = ""
    """The file, from the bag; empty for the bag as a whole."""
    detail: str = ""

    @property
    def said(self) -> Phrase:
        """The sentence about it."""
        return Phrase(f"archive.finding.{self.code}", {"path": self.path, "detail": self.detail})


@dataclass(frozen=True, slots=True)
class Checked:
    """A bag that was looked at."""

    path: Path
    fingerprint: str
    """Empty where there is no tagmanifest to take it of."""
    findings: tuple[Finding, ...]
    signature: str = "none"
    """none, good, or unknown: by a key that nobody here has said is the office's."""

    @property
    def name(self) -> str:
        """What its folder is called."""
        return self.path.name

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.findings
