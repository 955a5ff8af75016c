"""One record on its way in: where it lies, what it holds, what comes with it, and what it will be worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from generator.desk.forms.entering import Plain
from generator.desk.forms.form import FILES, Form, record_form
from generator.desk.forms.offer import UnitOffer
from generator.desk.forms.record_text import RecordText, day_of, new_text
from generator.desk.forms.trial import Proposal, Trial
from generator.desk.standing import Standing
from generator.desk.submission import Changes
from generator.model.record import COMMITTEE
from generator.read.attachments import lying_beside
from generator.read.record_path import RECORD_SUFFIXES
from generator.types import RecordType
from generator.written import free_stem


@dataclass(frozen=True)
class Filing:
    """A record that somebody writes, or corrects."""

    standing: Standing
    types: tuple[RecordType, ...]
    unit: str
    """A branch's id, or that of the committee's folder."""
    values: Mapping[str, Plain]
    body: str = ""
    old: RecordText | None = None
    """What it stands for where it is corrected, as its editor saw it."""
    uploads: Mapping[str, bytes] = field(default_factory=dict)
    """Files that come in with it, by the names they get."""

    @property
    def type_ids(self) -> tuple[str, ...]:
        """The ids of its types."""
        return tuple(each.id for each in self.types)

    @property
    def corrects(self) -> bool:
        """Whether something is changed that was handed in; who goes on with a draft need not say why."""
        return self.old is not None and self.old.values.get("draft") != "是"

    @property
    def day(self) -> date:
        """The day it is of; where that cannot be understood, the one it had, or that of the desk."""
        typed = (self.values.get("date", ""), self.old.values.get("date", "") if self.old else "")
        return next((day for each in typed if (day := day_of(each))), self.standing.as_of)

    @cached_property
    def root(self) -> str:
        """The record root it belongs to: the shared one, or, for a restricted type, the private one."""
        roots = self.standing.workspace.frame.config.record_roots
        restricted = any(each.restricted for each in self.types)
        return next((each.path for each in roots if each.shared is not restricted), roots[0].path)

    @property
    def has_root(self) -> bool:
        """Whether there is a root for such records."""
        restricted = any(each.restricted for each in self.types)
        return any(each.shared is not restricted for each in self.standing.workspace.frame.config.record_roots)

    @cached_property
    def file(self) -> str:
        """Its path from the root: where it lay, unless its day is another now."""
        day = self.day
        if self.old is not None:
            path = PurePosixPath(self.old.file)
            if path.parent.parent.name == f"{day.year:04}" and path.name.startswith(f"{day:%m-%d}-"):
                return self.old.file
        folder = f"{self.root}/{day.year:04}/{self.unit}"
        suffix = PurePosixPath(self.old.file).suffix if self.old else ".md"
        there = self.standing.root / folder

        def taken(stem: str) -> bool:
            found = [path for each in RECORD_SUFFIXES if (path := there / f"{stem}{each}").exists()]
            return bool(found) and not self._sent_before(found)

        return f"{folder}/{free_stem(day, self.types[0], taken)}{suffix}"

    def _sent_before(self, found: Sequence[Path]) -> bool:
        """Whether what is there is this very record: sent once more by a browser's button, it is not another one."""
        return self.old is None and [each.read_bytes() for each in found] == [self.text.encode()]

    @cached_property
    def text(self) -> str:
        """What it is to hold."""
        values = dict(self.values)
        if self.old is None:
            return new_text(self.type_ids, values, self.body)
        return self.old.changed(values, self.body)

    @cached_property
    def kept(self) -> dict[str, bytes]:
        """The attachments that it has already and keeps."""
        if self.old is None:
            return {}
        named, folder = self.values.get(FILES), (self.standing.root / self.old.file).with_suffix("")
        names = named if isinstance(named, list) else []
        there = lying_beside(self.standing.root / self.old.file)
        return {name: (folder / name).read_bytes() for name in there if name in names and there[name] is not None}

    @cached_property
    def trial(self) -> Trial:
        """What will be wrong with it, and what it will count for."""
        moved = self.old.file if self.old is not None and self.old.file != self.file else ""
        attached = {**self.kept, **self.uploads}
        return self.standing.tried(Proposal(self.file, self.text, moved, attached))

    @property
    def changes(self) -> Changes:
        """What is to be submitted: the record, its attachments, and what goes away."""
        changes: dict[str, bytes | None] = {self.file: self.text.encode()}
        folder = self.file.rpartition(".")[0]
        changes |= {f"{folder}/{name}": data for name, data in self.uploads.items()}
        if self.old is not None:
            before = self.old.file.rpartition(".")[0]
            there = lying_beside(self.standing.root / self.old.file)
            if self.file != self.old.file:
                changes |= {f"{folder}/{name}": data for name, data in self.kept.items()}
                changes |= {self.old.file: None} | {f"{before}/{name}": None for name in there}
            else:
                gone = [name for name in self._had if name in there and name not in self.kept]
                changes |= {f"{before}/{name}": None for name in gone if name not in self.uploads}
        return changes

    @property
    def _had(self) -> Sequence[str]:
        named = self.old.values.get(FILES) if self.old else None
        return [each for each in named if isinstance(each, str)] if isinstance(named, list) else []

    def form(self, more_of: str | None = None) -> Form:
        """Its form as it is filled in."""
        return record_form(self.types, self.values, self.offer, more_of)

    @property
    def offer(self) -> UnitOffer:
        """What it offers to choose from."""
        workspace = self.standing.workspace
        rules = workspace.compiled(self.day.year).pack.rules
        frame = workspace.frame
        return UnitOffer(frame.organization, self.unit, self.day, workspace.records, rules, workspace.catalogue)

    @property
    def is_meeting(self) -> bool:
        """Whether the text below its fields is minutes."""
        return any("agenda" in each.content for each in self.types)

    @property
    def unit_name(self) -> str:
        """What people call the unit."""
        organization = self.standing.workspace.frame.organization
        if self.unit == COMMITTEE:
            return organization.short_name
        return organization.by_id[self.unit].name if self.unit in organization.by_id else self.unit
