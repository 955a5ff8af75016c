"""What a record's path says: year, unit, day and type (design §3: records/<year>/<branch>/<MM-DD>-<slug>[-n])."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.model.organization import Organization
from generator.model.record import COMMITTEE
from generator.types.findings import Findings

RECORD_SUFFIXES = (".md", ".yml")
_DATED = re.compile(r"(\d{4})-(\d{2}-\d{2}-.+)", re.ASCII)
STEM = re.compile(r"(\d{2}-\d{2})-([a-z]+(?:-[a-z]+)*)(?:-(\d+))?")
"""The name of a record's file: month and day, type, and a number where it is not the first."""


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
    parts = relative.parts
    folder_named = len(parts) == 3 and not parts[1].isascii() and parts[0].isascii()
    if not str(relative).isascii() and not folder_named:
        findings.error("name_not_ascii", name=findings.file.rsplit("/", 1)[-1])
        return None
    if len(parts) != 3 or not re.fullmatch(r"\d{4}", parts[0], re.ASCII) or parts[0] == "0000":
        findings.error("misplaced", name=str(relative), path=_right(relative, organization))
        return None
    if parts[1] != COMMITTEE and parts[1] not in organization.by_id:
        _unknown_folder(parts[1], organization, findings)
        return None
    match = STEM.fullmatch(relative.stem)
    if match is None:
        findings.error("bad_name", name=relative.name)
        return None
    return RecordPath(str(relative.with_suffix("")), int(parts[0]), parts[1], match[1], match[2])


def _unknown_folder(name: str, organization: Organization, findings: Findings) -> None:
    """A folder that is no branch's id: the id, where it is the branch's name, else those there are."""
    meant = _branch_named(name, organization)
    if meant:
        findings.error("folder_by_name", branch=name, id=meant)
    else:
        known = "、".join(f"{branch.id}（{branch.name}）" for branch in organization.branches[:12])
        findings.error("unknown_branch", branch=name, known=known)


def _branch_named(name: str, organization: Organization) -> str:
    """The id of the branch of that id or name, of the committee by its names; empty where it is none's."""
    if name in (COMMITTEE, organization.name, organization.short_name):
        return COMMITTEE
    return next((each.id for each in organization.branches if name in (each.id, each.name)), "")


def _right(relative: PurePosixPath, organization: Organization) -> str:
    """Where a file should lie, as far as its path says: its year and branch, else what stands for them."""
    years = [part[:4] for part in relative.parts[:-1] if re.fullmatch(r"[1-9]\d{3}年?", part, re.ASCII)]
    branches = [named for part in relative.parts[:-1] if (named := _branch_named(part, organization))]
    stem = relative.stem
    if match := _DATED.fullmatch(stem):
        years, stem = years or [match[1]], match[2]
    name = f"{stem}{relative.suffix}" if STEM.fullmatch(stem) else f"03-08-committee-meeting{relative.suffix}"
    return "/".join((years[0] if years else "年份", branches[0] if branches else "支部编号", name))
