"""Writes a record of the committee's as a draft, under the Chinese names people use."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.model.record import COMMITTEE
from generator.types import Field, RecordType, registry
from generator.workspace.workspace import Workspace

_PLAIN = re.compile(r"[\w/〔〕（）-]+")


def free_path(folder: Path, day: date, kind: RecordType) -> Path:
    """Where a new record of that day goes: the first name that is free, in a folder that is there."""
    folder.mkdir(parents=True, exist_ok=True)
    number, path = 1, folder / f"{day:%m-%d}-{kind.slug}.md"
    while path.exists() or path.with_suffix(".yml").exists():
        number += 1
        path = folder / f"{day:%m-%d}-{kind.slug}-{number}.md"
    return path


def write_draft(workspace: Workspace, type_id: str, day: date, fields: Mapping[str, object], body: str = "") -> Path:
    """Writes the record into the committee's folder under a free name; gives its path from the root."""
    kind = registry().types[type_id]
    root = next(each for each in workspace.frame.config.record_roots if each.shared)
    path = free_path(workspace.root / root.path / f"{day.year:04}" / COMMITTEE, day, kind)
    shared = registry().shared
    lines = ["---", f"{shared['type'].zh[0]}: {kind.zh[0]}", f"{shared['date'].zh[0]}: {day.isoformat()}"]
    for name, value in fields.items():
        declared = registry().field(name, (type_id,))
        assert declared is not None
        lines.append(f"{declared.zh[0]}: {written(declared, value)}")
    with path.open("x", encoding="utf-8") as file:
        file.write("\n".join([*lines, "---", body or "\n"]))
    return path.relative_to(workspace.root)


def written(declared: Field, value: object) -> str:
    """A value as a recorder would write it, under the Chinese names of what is inside it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        inner = (
            f"{declared.fields[name].zh[0]}: {written(declared.fields[name], each)}" for name, each in value.items()
        )
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(written(declared, each) for each in value) + "]"
    choice = declared.choice(str(value))
    text = choice.zh[0] if choice else str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
