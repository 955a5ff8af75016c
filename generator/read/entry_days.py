"""When each record came in: the day from which it counted, by entered.csv, else by git (design §3).

A draft has not come in, nor has what lacks something it needs; what is only moved, renamed or brought to form has. So
of a record that was written several times the first version counts that would have counted, read as it is called now.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath

from generator.cache.program import program_key
from generator.cache.store import Store
from generator.cache.table import Table
from generator.model.entries import Entries
from generator.model.organization import Organization
from generator.model.record import Record
from generator.read.attachments import lying_beside
from generator.read.git import Git
from generator.read.history import SHALLOW, History, Version
from generator.read.record import read_record
from generator.types.findings import Findings


def entry_days(
    root: Path,
    store: Store,
    histories: Mapping[str, History],
    organization: Organization,
    records: Collection[Record],
    told: Mapping[str, date],
) -> Entries:
    """The day of each record, `told` by entered.csv or found in the history of its root, and why the others have none.

    `histories` are those of the record roots, by their paths from the root.
    """
    days = {record.id: told[record.id] for record in records if record.id in told}
    untold = [record for record in records if record.id not in days] if len(days) < len(records) else []
    unknown: Counter[str] = Counter()
    changed: dict[str, date] = {}
    for folder, own in _by_root(untold, histories).items():
        found = histories[folder]
        changed |= {record: each.day for record, each in found.taken_away.items() if each.day is not None}
        changed |= {name: line[-1].day for name, line in found.versions.items() if line and line[-1].day}
        counted = _Counted(root, store, folder, organization)
        for record, day in counted.first(own, found.versions) if own else ():
            if day is not None:
                days[record.id] = day
            elif found.unknown and (found.unknown != SHALLOW or record.id in found.versions):
                unknown[found.unknown] += 1
    return Entries(days, changed, dict(sorted(unknown.items())))


def _by_root(records: Iterable[Record], folders: Iterable[str]) -> dict[str, list[Record]]:
    """The records of each record root; `folders` are their paths from the root."""
    found: dict[str, list[Record]] = {folder: [] for folder in folders}
    for record in records:
        found[next(each for each in found if record.file.startswith(f"{each}/"))].append(record)
    return found


class _Counted:
    """Which versions of records counted."""

    def __init__(self, root: Path, store: Store, folder: str, organization: Organization) -> None:
        self._root, self._folder, self._organization = root, root / folder, organization
        self._store = store
        self._name = folder
        self._known: dict[str, bool] = {}

    def first(
        self, records: Iterable[Record], versions: Mapping[str, Sequence[Version]]
    ) -> Iterator[tuple[Record, date | None]]:
        """Each record with the day of the first of its versions that counted; of one that never did, of its first."""
        lines = {record.id: own_versions(record, versions.get(record.id, ())) for record in records}
        self._look_at({record.id: record for record in records}, lines)
        for record in records:
            line = lines[record.id]
            several = len({each.blob for each in line}) > 1
            counted = [each for each in line if not several or self._known[_key(record, each)]]
            stands = not record.draft and not record.incomplete
            yield record, (counted or ([] if stands else line) or [_NEVER])[0].day

    def _look_at(self, records: Mapping[str, Record], lines: Mapping[str, Sequence[Version]]) -> None:
        """Reads every version of what was written several times, unless it is known from before."""
        context = sha256(f"{program_key('read', 'model', 'types')}{self._organization.key}{self._name}".encode())
        table = Table(self._store, "counted", context.hexdigest())
        wanted: list[tuple[str, Version]] = []
        for record, line in lines.items():
            for each in line if len({version.blob for version in line}) > 1 else ():
                key = _key(records[record], each)
                found = self._known.get(key, table.get(key))
                if isinstance(found, bool):
                    self._known[key] = found
                else:
                    wanted.append((record, each))
        new = []
        with tempfile.TemporaryDirectory() as work:
            contents = Git(self._folder).contents(each.blob for _, each in wanted)
            for (record, each), data in zip(wanted, contents, strict=True):
                key = _key(records[record], each)
                self._known[key] = self._counts(Path(work), records[record], data)
                new.append((key, self._known[key]))
        if new:
            table.put(new)

    def _counts(self, work: Path, record: Record, data: bytes) -> bool:
        """Whether such a file in the record's place would count: as it is, or brought to form."""
        relative = PurePosixPath(record.file.removeprefix(f"{self._name}/"))
        beside = lying_beside(self._root / record.file)
        file = work / relative.name
        for brought_to_form in (False, True):
            file.write_bytes(_in_form(data, record.file) if brought_to_form else data)
            findings = Findings(record.file)
            read = read_record(file, relative, record.shared, self._organization, findings, beside)
            if read is not None:
                return not read.draft and not read.incomplete
        return False


def _in_form(data: bytes, name: str) -> bytes:
    from generator.read.mend.mending import RECORD, mend  # of all that reads, only what git shows as changed needs it

    return mend(data, RECORD, name).data


_NEVER = Version(None, "", renamed=False)


def own_versions(record: Record, line: Sequence[Version]) -> Sequence[Version]:
    """The versions that are this record's: what was called otherwise before its event, and is not the same, is not."""
    last = max((at for at, each in enumerate(line) if each.renamed and each.day and each.day < record.date), default=-1)
    return line[last + 1 :]


def _key(record: Record, version: Version) -> str:
    return f"{version.blob}:{record.file}"
