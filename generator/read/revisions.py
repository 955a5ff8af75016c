"""The versions of records, by git, and what each of them said (design §10): read when a page asks for it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from generator.model.config import RecordRoot
from generator.model.organization import Organization
from generator.model.record import Record
from generator.model.revision import Revision, Revisions
from generator.read.attachments import lying_beside
from generator.read.entry_days import own_versions
from generator.read.history import Git, Version, history
from generator.read.record import read_record
from generator.types.findings import Findings


def revisions(
    root: Path, roots: Sequence[RecordRoot], organization: Organization, records: Iterable[Record]
) -> Revisions:
    """Of the records that changed since they came in, and of those that were withdrawn."""
    by_folder: dict[str, list[Record]] = {each.path: [] for each in roots}
    for record in records:
        by_folder[next(path for path in by_folder if record.file.startswith(f"{path}/"))].append(record)
    of: dict[str, tuple[Revision, ...]] = {}
    withdrawn: dict[str, Revision] = {}
    reader = _Reader(root, organization)
    for each in roots:
        found = history(root / each.path, root)
        there = {record.id for record in by_folder[each.path]}
        for record in by_folder[each.path]:
            line = own_versions(record, found.versions.get(record.id, ()))
            versions = tuple(_revision(version) for version in line)
            if len({version.content for version in versions}) > 1:
                of[record.id] = versions
                reader.place(record.id, each, versions)
        moved = {version.blob for line in found.versions.values() for version in line}
        for record_id, version in found.taken_away.items():
            if record_id not in there and record_id not in found.versions and version.blob not in moved:
                withdrawn[record_id] = _revision(version)
                reader.place(record_id, each, (withdrawn[record_id],))
    return Revisions(of, withdrawn, reader.read)


def _revision(version: Version) -> Revision:
    return Revision(version.day, version.by, version.blob)


class _Reader:
    """Reads versions, those of all records of a unit's year at once: git answers many as fast as one."""

    def __init__(self, root: Path, organization: Organization) -> None:
        self._root, self._organization = root, organization
        self._roots: dict[str, RecordRoot] = {}
        self._wanted: dict[str, dict[str, tuple[Revision, ...]]] = {}
        self._read: dict[tuple[str, str], Record | None] = {}

    def place(self, record_id: str, root: RecordRoot, versions: tuple[Revision, ...]) -> None:
        """Notes where a record's versions lie."""
        self._roots[record_id] = root
        self._wanted.setdefault(record_id.rpartition("/")[0], {})[record_id] = versions

    def read(self, record_id: str, content: str) -> Record | None:
        """As `Revisions.read`."""
        if (record_id, content) not in self._read:
            self._read_unit(self._wanted.get(record_id.rpartition("/")[0], {}))
        return self._read.get((record_id, content))

    def _read_unit(self, wanted: Mapping[str, tuple[Revision, ...]]) -> None:
        for path in {self._roots[each].path for each in wanted}:
            own = [
                (record_id, each.content)
                for record_id, versions in wanted.items()
                if self._roots[record_id].path == path
                for each in versions
            ]
            with tempfile.TemporaryDirectory() as work:
                contents = Git(self._root / path).contents(content for _, content in own)
                for (record_id, content), data in zip(own, contents, strict=True):
                    self._read[record_id, content] = self._record(Path(work), record_id, data)

    def _record(self, work: Path, record_id: str, data: bytes) -> Record | None:
        root, suffix = self._roots[record_id], ".md" if data.lstrip(b"\xef\xbb\xbf").startswith(b"---") else ".yml"
        relative = PurePosixPath(f"{record_id}{suffix}")
        findings = Findings(f"{root.path}/{relative}")
        file = work / relative.name
        file.write_bytes(data)
        beside = lying_beside(self._root / findings.file)
        return read_record(file, relative, root.shared, self._organization, findings, beside)
