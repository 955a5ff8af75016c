"""Everything of a root, read once: what judging and publishing work on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from generator.attached import Cleaning
from generator.model.config import RecordRoot
from generator.model.problem import Problem
from generator.model.reading import Reading
from generator.model.record import Record
from generator.model.rectification import Rectification
from generator.parallel import in_parallel
from generator.read.entered import read_entered
from generator.read.entry_days import entry_days
from generator.read.folders import AsItWas, File, Folder, Lists, printable
from generator.read.frame import Frame
from generator.read.history import History, history
from generator.read.listings import Listings
from generator.read.reading_cache import ReadingCache
from generator.read.record import read_record
from generator.read.record_path import RECORD_SUFFIXES
from generator.read.rectification import FILE as RECTIFICATION_FILE
from generator.read.rectification import read_rectification
from generator.types.findings import Findings

_ALMOST = re.compile(r"(?:\d{4}-)?\d{2}-\d{2}-.*\.(?:ya?ml|mk?d|markdown|txt|docx?|wps)", re.IGNORECASE)
"""The name of a record in all but its suffix."""
MANY = 1000
"""So many unknown records are worth several processes."""


@dataclass(frozen=True, slots=True)
class Source:
    """The frame and all records, of every year and root."""

    frame: Frame
    records: tuple[Record, ...]
    """As they were met: by root, year, unit and name."""
    rectification: Mapping[tuple[int, str], Rectification]
    histories: Mapping[str, History]
    """What git knows of the records of each record root, by its path from the root."""
    entered_on: Mapping[str, date]
    changed_on: Mapping[str, date]
    """The last day on which each record's file was changed or taken away, where git knows it."""
    problems: tuple[Problem, ...]
    entry_unknown: Mapping[str, int] = field(default_factory=dict)
    """Why nobody can tell when records came in, and of how many."""
    rejected: tuple[str, ...] = ()
    """Files an error keeps out, relative to the root."""
    years: tuple[int, ...] = field(default=())


def read_source(frame: Frame, listings: Listings | None = None) -> Source:
    """All records of all roots; a bad file is a problem, never an exception.

    `listings` are those of an earlier reading, told since then what changed.
    """
    reading = _Reading(frame, listings or Listings())
    for record_root in frame.config.record_roots:
        reading.read_root(record_root)
    reading.cache.save()
    entered = f"{frame.config.shared_root}/entered.csv"
    entered_findings = Findings(entered)
    there = reading.records.keys() | reading.homes.keys()
    told = read_entered(frame.root / entered, there, entered_findings)
    records = tuple(reading.records.values())
    folders = [record_root.path for record_root in frame.config.record_roots]
    histories = {folder: history(frame.root / folder, frame.store) for folder in folders}
    entries = entry_days(frame.root, frame.store, histories, frame.organization, records, told)
    problems = [*frame.problems, *entered_findings.problems]
    rejected: list[str] = []
    for findings in reading.findings:
        problems += findings.problems
        if findings.failed:
            rejected.append(findings.file)
    years = sorted({record.year for record in records} | {year for year, _ in reading.rectification})
    return Source(
        frame=frame,
        records=records,
        rectification=reading.rectification,
        histories=histories,
        entered_on=entries.days,
        changed_on=entries.changed,
        entry_unknown=entries.unknown,
        problems=tuple(sorted(problems, key=lambda problem: problem.order)),
        rejected=tuple(sorted(rejected)),
        years=tuple(years),
    )


class _Reading:
    """What has been read so far of the roots."""

    def __init__(self, frame: Frame, listings: Listings) -> None:
        self.frame, self.listings = frame, listings
        self.records: dict[str, Record] = {}
        self.rectification: dict[tuple[int, str], Rectification] = {}
        self.findings: list[Findings] = []
        self.homes: dict[str, str] = {}
        """The files whose records do not stand, by the ids that these would have."""
        self.lists: dict[tuple[int, str], Findings] = {}
        self.cleaning = Cleaning(frame.root)
        self.cache = ReadingCache(frame.store, frame.organization, frame.config.record_roots)

    def read_root(self, record_root: RecordRoot) -> None:
        base = self.frame.root / record_root.path
        whole = base.resolve()
        names: dict[str, str] = {}
        folders = [Folder(record_root, base, each) for each in self.listings.of(base)]
        self._read_unknown(folders)
        clash = len({each.relative.casefold() for each in folders}) < len(folders)
        for folder in folders:
            known = None if clash else folder.as_it_was(self.listings, self.cache)
            if known is not None and not any(map(self._home, known.records)):
                self._take(known)
            else:
                for file in folder.files:
                    self._file(file, whole, names)

    def _take(self, known: AsItWas) -> None:
        """What names cannot clash with any other."""
        self.records |= known.records
        for file, problems in known.told:
            self.findings.append(Findings(file))
            self.findings[-1].problems += problems
        if known.lists:
            self.findings.append(Findings(known.lists.file.name))
            self._lists(known.lists.file, self.findings[-1], known.lists)

    def _file(self, file: File, whole: Path, names: dict[str, str]) -> None:
        findings = Findings(file.name)
        self.findings.append(findings)
        entry = file.entry
        if entry.is_symlink() and (entry.is_dir() or not file.path.resolve().is_relative_to(whole)):
            findings.error("leaves_root")
            return
        twin = names.setdefault(file.relative.casefold(), file.relative)
        if twin != file.relative:
            findings.error("case_clash", other=twin)
        elif entry.name == RECTIFICATION_FILE:
            self._lists(file, findings)
        else:
            self._record(file, findings)

    def _lists(self, file: File, findings: Findings, known: Lists | None = None) -> None:
        key = self._year_and_branch(file)
        if key is None:
            findings.error("misplaced", name=file.relative, path=f"年份/支部编号/{RECTIFICATION_FILE}")
            return
        if twin := self.lists.get(key):
            findings.error("lists_twice", other=twin.file)
            twin.error("lists_twice", other=findings.file)
            self.rectification.pop(key, None)
            return
        self.lists[key] = findings
        if known is not None:
            findings.problems += known.problems
            self.rectification[key] = known.value
            return
        lists = self._read(file, findings, lambda: self._new_lists(file, key, findings))
        if isinstance(lists, Rectification):
            self.rectification[key] = lists

    def _year_and_branch(self, file: File) -> tuple[int, str] | None:
        """Whose lists the file is by its place."""
        match file.relative.split("/"):
            case (year, branch, _) if year.isdigit() and branch in self.frame.organization.by_id:
                return int(year), branch
        return None

    def _new_lists(self, file: File, key: tuple[int, str], findings: Findings) -> Rectification | None:
        school = self.frame.organization
        return read_rectification(file.path, key[1], key[0], findings, (school.short_name, school.name))

    def _record(self, file: File, findings: Findings) -> None:
        name = file.entry.name
        if not name.endswith(RECORD_SUFFIXES):
            if _ALMOST.fullmatch(name):
                findings.error("wrong_suffix", name=name, right=f"{name.rsplit('.', 1)[0]}.md")
            else:
                findings.warning("stray_file", name=name)
            return
        record_id = file.relative.rpartition(".")[0]
        if home := self._home(record_id):
            findings.error("stem_twice", other=home)
            self._reject_twin(record_id, home, findings.file)
            return
        record = self._read(file, findings, lambda: self._new_record(file, findings))
        if isinstance(record, Record):
            self.records[record.id] = record
        else:
            self.homes[record_id] = findings.file

    def _home(self, record_id: str) -> str | None:
        """The file of that name that was met before."""
        record = self.records.get(record_id)
        return record.file if record else self.homes.get(record_id)

    def _new_record(self, file: File, findings: Findings) -> Record | None:
        relative, shared = PurePosixPath(file.relative), file.root.shared
        return read_record(file.path, relative, shared, self.frame.organization, findings, file.beside, self.cleaning)

    def _read(
        self, file: File, findings: Findings, read: Callable[[], Record | Rectification | None]
    ) -> Record | Rectification | None:
        """What the file holds, read anew only if it or what lies beside it has changed; an error is never kept."""
        try:
            stamp = self.listings.stamp(file.entry)
        except OSError:
            return read()
        name = printable(file.entry.name)
        beside = file.beside
        before = self.cache.of(file.folder).get(name)
        if before is not None and before.stamp == stamp and before.beside == beside:
            self.cache.take(name, before)
            findings.problems += before.problems
            return before.value
        found = read()
        if found is not None and not findings.failed:
            self.cache.keep(name, Reading(stamp, found, tuple(findings.problems), beside))
        return found

    def _read_unknown(self, folders: Iterable[Folder]) -> None:
        """Reads the folders of which nothing is kept, by several processes where it is much."""
        unknown: dict[str, list[File]] = {}
        for folder in folders:
            files = () if self.cache.knows(folder.name) else folder.files
            if found := [file for file in files if file.relative.endswith(RECORD_SUFFIXES)]:
                unknown[folder.name] = found
        if sum(map(len, unknown.values())) >= MANY:
            read = in_parallel(self._packed, list(unknown.values()), least=1)
            for name, packed in zip(unknown, read, strict=True):
                self.cache.put(name, packed)

    def _packed(self, files: Iterable[File]) -> bytes:
        """What the files of a folder hold; what cannot be read is left out, and read once more to be told."""
        readings = {}
        for file in files:
            findings = Findings(file.name)
            with suppress(OSError):
                stamp, beside = self.listings.stamp(file.entry), file.beside  # as they were before anything was read
                found = self._new(file, findings)
                if found is not None and not findings.failed:
                    readings[printable(file.entry.name)] = Reading(stamp, found, tuple(findings.problems), beside)
        return self.cache.packed(readings)

    def _new(self, file: File, findings: Findings) -> Record | Rectification | None:
        if file.entry.name != RECTIFICATION_FILE:
            return self._new_record(file, findings)
        key = self._year_and_branch(file)
        return key and self._new_lists(file, key, findings)

    def _reject_twin(self, record_id: str, home: str, other: str) -> None:
        """Which of two files of one stem is right nobody can tell: neither counts."""
        self.records.pop(record_id, None)
        self.homes[record_id] = home
        found = [findings for findings in self.findings if findings.file == home] or [Findings(home)]
        self.findings += [each for each in found if each not in self.findings]
        for findings in found:
            findings.error("stem_twice", other=other)
