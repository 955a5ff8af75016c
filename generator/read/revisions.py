"""The versions of records, by git, and what each of them said (design §10): read when a page asks for it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from generator.model.config import RecordRoot
from generator.model.organization import Organization
from generator.model.record import Record
from generator.model.revision import Revision, Revisions
from generator.read.attachments import lying_beside
from generator.read.entry_days import own_versions
from generator.read.git import Git
from generator.read.history import History, Version
from generator.read.record import read_record
from generator.read.record_path import RECORD_SUFFIXES
from generator.types.findings import Findings

FILE = "revisions.json"
"""Below the shared root, where there is no git to ask: in what a frozen year was made of."""
_Version = tuple[str | None, str, str | None]
"""A version on file: its day, who brought it in, and the file as it was."""


def revisions(
    root: Path,
    roots: Sequence[RecordRoot],
    organization: Organization,
    standing: Callable[[str], Record | None],
    histories: Mapping[str, History],
) -> Revisions:
    """Of the records that changed since they came in, and of those that were withdrawn; `histories` by record root.

    `standing` gives the record of an id that stands: those with one version, nearly all, are not asked for.
    """
    reader, known = _Reader(root, organization), False
    of: dict[str, tuple[Revision, ...]] = {}
    withdrawn: dict[str, Revision] = {}
    for each in roots:
        found = histories[each.path]
        known = known or bool(found.versions or found.taken_away)
        for record_id, line in found.versions.items():
            record = _own(each, standing(record_id)) if len(line) > 1 else None
            if record is not None:
                versions = tuple(_revision(version) for version in own_versions(record, line))
                if len({version.content for version in versions}) > 1:
                    of[record_id] = versions
                    reader.place(record_id, each, versions)
        moved = {version.blob for line in found.versions.values() for version in line} if found.taken_away else ()
        for record_id, version in found.taken_away.items():
            there = _own(each, standing(record_id)) is not None
            if not there and record_id not in found.versions and version.blob not in moved:
                withdrawn[record_id] = _revision(version)
                reader.place(record_id, each, (withdrawn[record_id],))
    if not known:  # what is on file is no witness where git is
        of, withdrawn = _told(root, roots, reader)
    return Revisions(of, withdrawn, reader.read, reader.written)


def _own(root: RecordRoot, record: Record | None) -> Record | None:
    """The record, where it lies in the root."""
    return record if record is not None and record.file.startswith(f"{root.path}/") else None


def revisions_told(of: Revisions, ids: Container[str], year: int, as_of: date) -> bytes | None:
    """What FILE says of these records, and of those withdrawn in the year, at the end of the day; None if nothing."""
    told: dict[str, dict[str, list[_Version]]] = {"versions": {}, "withdrawn": {}}
    for record_id in sorted(of.of):
        known = of.known(record_id, as_of) if record_id in ids else ()
        if len(known) > 1:
            told["versions"][record_id] = [_tell(of, record_id, each) for each in known]
    for record_id, each in sorted(of.withdrawn.items()):
        if record_id.startswith(f"{year}/") and each.day is not None and each.day <= as_of:
            told["withdrawn"][record_id] = [_tell(of, record_id, each)]
    if not any(told.values()):
        return None
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _tell(of: Revisions, record_id: str, each: Revision) -> _Version:
    day = each.day.isoformat() if each.day else None
    return day, each.by, of.written(record_id, each.content)


def _told(
    root: Path, roots: Sequence[RecordRoot], reader: _Reader
) -> tuple[dict[str, tuple[Revision, ...]], dict[str, Revision]]:
    """The versions that are on file, and of what was withdrawn; none where that is not as this program writes it."""
    shared = next(each for each in roots if each.shared)
    found: dict[str, dict[str, tuple[Revision, ...]]] = {"versions": {}, "withdrawn": {}}
    try:
        told = json.loads((root / shared.path / FILE).read_text("utf-8"))
        for part, own in found.items():
            for record_id, versions in told[part].items():
                home = next((each for each in roots if _is_there(root / each.path, record_id)), shared)
                for number, (day, by, text) in enumerate(versions):
                    each = Revision(day and date.fromisoformat(day), by, f"{part}-{number}")
                    own[record_id] = (*own.get(record_id, ()), each)
                    reader.give(record_id, home, each.content, text)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}, {}
    return found["versions"], {record_id: line[0] for record_id, line in found["withdrawn"].items()}


def _is_there(folder: Path, record_id: str) -> bool:
    return any((folder / f"{record_id}{suffix}").is_file() for suffix in RECORD_SUFFIXES)


def _revision(version: Version) -> Revision:
    return Revision(version.day, version.by, version.blob)


class _Reader:
    """Reads versions, those of all records of a unit's year at once: git answers many as fast as one."""

    def __init__(self, root: Path, organization: Organization) -> None:
        self._root, self._organization = root, organization
        self._roots: dict[str, RecordRoot] = {}
        self._wanted: dict[str, dict[str, tuple[Revision, ...]]] = {}
        self._read: dict[tuple[str, str], Record | None] = {}
        self._written: dict[tuple[str, str], str | None] = {}

    def place(self, record_id: str, root: RecordRoot, versions: tuple[Revision, ...]) -> None:
        """Notes where a record's versions lie."""
        self._roots[record_id] = root
        self._wanted.setdefault(record_id.rpartition("/")[0], {})[record_id] = versions

    def give(self, record_id: str, root: RecordRoot, content: str, text: str | None) -> None:
        """A version that is no longer, or not here, in git."""
        self._roots[record_id] = root
        self._written[record_id, content] = text
        self._read[record_id, content] = None if text is None else self._alone(record_id, text.encode())

    def written(self, record_id: str, content: str) -> str | None:
        """As `Revisions.written`."""
        self.read(record_id, content)
        return self._written.get((record_id, content))

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
                    self._written[record_id, content] = _text(data)

    def _alone(self, record_id: str, data: bytes) -> Record | None:
        with tempfile.TemporaryDirectory() as work:
            return self._record(Path(work), record_id, data)

    def _record(self, work: Path, record_id: str, data: bytes) -> Record | None:
        root, suffix = self._roots[record_id], ".md" if data.lstrip(b"\xef\xbb\xbf").startswith(b"---") else ".yml"
        relative = PurePosixPath(f"{record_id}{suffix}")
        findings = Findings(f"{root.path}/{relative}")
        file = work / relative.name
        file.write_bytes(data)
        beside = lying_beside(self._root / findings.file)
        return read_record(file, relative, root.shared, self._organization, findings, beside)


def _text(data: bytes) -> str | None:
    """The file as text; None for what is not written in UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
