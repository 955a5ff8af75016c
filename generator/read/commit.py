"""What commit the records are read at, to be told beside what is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.model.commit import Commit
from generator.model.config import RecordRoot
from generator.read.git import Git
from generator.read.history import History

_DIGITS = 10
"""Enough to find it by, and fewer than any personal number has."""


def commits(root: Path, record_roots: Iterable[RecordRoot], histories: Mapping[str, History]) -> tuple[Commit, ...]:
    """The commit of each root of records; without a name where there is no git, no repository or no commit.

    `histories` are those of the record roots, by their paths from the root.
    """
    return tuple(_commit(root / each.path, each, histories[each.path].head) for each in record_roots)


def _commit(folder: Path, record_root: RecordRoot, name: str) -> Commit:
    changed = bool(name and Git(folder).says("status", "--porcelain", "--", ".").strip())
    return Commit(record_root.path, record_root.shared, name[:_DIGITS], changed)
