"""Writes a record of the committee's as a draft, under the Chinese names people use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.model.record import COMMITTEE
from generator.read.record_path import RECORD_SUFFIXES
from generator.types import RecordType, registry
from generator.workspace.workspace import Workspace
from generator.written import free_stem, record_text


def free_path(folder: Path, day: date, kind: RecordType) -> Path:
    """Where a new record of that day goes: the first name that is free, in a folder that is there."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = free_stem(day, kind, lambda stem: any((folder / f"{stem}{each}").exists() for each in RECORD_SUFFIXES))
    return folder / f"{taken}.md"


def write_draft(workspace: Workspace, type_id: str, day: date, fields: Mapping[str, object], body: str = "") -> Path:
    """Writes the record into the committee's folder under a free name; gives its path from the root."""
    kind = registry().types[type_id]
    folder = workspace.root / workspace.frame.config.shared_root
    path = free_path(folder / f"{day.year:04}" / COMMITTEE, day, kind)
    with path.open("x", encoding="utf-8") as file:
        file.write(record_text((type_id,), day, fields, body or "\n"))
    return path.relative_to(workspace.root)
