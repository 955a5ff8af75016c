"""What a record's path says: year, unit, day and type (design §3: records/<year>/<branch>/<MM-DD>-<slug>[-n])."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.model.organization import Organization
from generator.model.record import COMMITTEE
from generator.types.findings import Findings

RECORD_SUFFIXES = (".md", ".yml")
_STEM = re.compile(r"(\d{2}-\d{2})-([a-z]+(?:-[a-z]+)*)(?:-(\d+))?")


@dataclass(frozen=True, slots=True)
class RecordPath:
    """The parts of a record's path."""

    id: str
    year: int
    branch: str
    month_day: str
    slug: str

    @property
    def stem(self) -> str:
        """The file's name without its suffix."""
        return self.id.rsplit("/", 1)[-1]


def read_record_path(relative: PurePosixPath, organization: Organization, findings: Findings) -> RecordPath | None:
    """The place named by a path below the record root, or None with the error found."""
    if not str(relative).isascii():
        findings.error("name_not_ascii", name=findings.file.rsplit("/", 1)[-1])
        return None
    parts = relative.parts
    if len(parts) != 3 or not re.fullmatch(r"\d{4}", parts[0]) or parts[0] == "0000":
        findings.error("misplaced", name=str(relative))
        return None
    if parts[1] != COMMITTEE and parts[1] not in organization.by_id:
        known = "、".join(branch.id for branch in organization.branches[:12])
        findings.error("unknown_branch", branch=parts[1], known=known)
        return None
    match = _STEM.fullmatch(relative.stem)
    if match is None:
        findings.error("bad_name", name=relative.name)
        return None
    return RecordPath(str(relative.with_suffix("")), int(parts[0]), parts[1], match[1], match[2])
