"""The files `fmt` looks after: records, rectification lists, the organization and the calendars of a root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.model.config import RecordRoot
from generator.read.mend.mending import CALENDAR, RECORD
from generator.read.record_path import RECORD_SUFFIXES
from generator.read.rectification import FILE as RECTIFICATION_FILE


@dataclass(frozen=True, slots=True)
class Target:
    """One file, its path relative to the root, and what is declared of it."""

    path: Path
    file: str
    kind: str


def targets(root: Path, record_roots: Iterable[RecordRoot]) -> Iterator[Target]:
    """Every such file of every record root, in the order of names; links are left to where they lead."""
    for record_root in record_roots:
        base = root / record_root.path
        for path in sorted(base.rglob("*")):
            kind = _kind(path, base)
            if kind is not None and _is_own(path, base):
                yield Target(path, f"{record_root.path}/{path.relative_to(base).as_posix()}", kind)


def _kind(path: Path, base: Path) -> str | None:
    parts = path.relative_to(base).parts
    if path.suffix not in RECORD_SUFFIXES or any(part.startswith(".") for part in parts):
        return None
    if parts == ("organization.yml",):
        return "organization"
    if parts[0] == CALENDAR:
        return CALENDAR if len(parts) == 2 and path.suffix == ".yml" else None
    if len(parts) != 3 or any(path.parent.with_suffix(suffix).is_file() for suffix in RECORD_SUFFIXES):
        return None
    return "rectification" if path.name == RECTIFICATION_FILE else RECORD


def _is_own(path: Path, base: Path) -> bool:
    return path.is_file() and not path.is_symlink() and path.resolve().is_relative_to(base.resolve())
