"""Rows into records: which file a row is, and what becomes of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.model.config import RecordRoot
from generator.model.record import COMMITTEE, Record
from generator.model.values import Values
from generator.read.amend import amended_record, said_in_record
from generator.read.record_path import RECORD_SUFFIXES, STEM
from generator.types import Field, registry
from generator.types.kind import Keyed
from generator.workbook.columns import BODY, BRANCH, DATE, ID, Kind, unit_of
from generator.workbook.rows import Entered
from generator.workbook.spoken import alike, shown
from generator.workspace.workspace import Workspace
from generator.written import free_stem, record_text

_EARLIEST, _LATEST = 1949, 2100
Key = tuple[str, date, str]
"""Whose record, of which day, of which type: what tells records apart where their ids are not given."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a field says, and what it is to say; empty where it says nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of a row: `new`, `changed` or `untouched`."""

    what: str
    sheet: str
    row: int
    file: str
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class Draft:
    """A file as it is to be, with the rows it is made of."""

    file: str
    kind: str
    """`record`, or the name of a document."""
    root: RecordRoot
    data: bytes | None
    """None where it stays as it is."""
    rows: list[tuple[Entered, Planned]] = field(default_factory=list)


class Records:
    """Finds for each row the record it is, or makes one."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._organization = workspace.frame.organization
        self._roots = workspace.frame.config.record_roots
        self._by_id = {each.id: each for each in workspace.source.records}
        self._by_key: dict[Key, list[Record]] = defaultdict(list)
        for each in sorted(workspace.source.records, key=lambda each: (len(each.id), each.id)):
            for type in each.types:
                self._by_key[each.branch, each.date, type].append(each)
        self._taken: set[str] = set()
        self._used: dict[str, Entered] = {}

    def planned(self, rows: Iterable[Entered]) -> Iterator[Draft]:
        """What becomes of every row that is placed; what is wrong with one is told on it."""
        without: dict[Key, list[Entered]] = defaultdict(list)
        for row in rows:
            if row.id:
                yield from self._by_its_id(row)
            elif (key := self._key(row)) is not None and not row.faulty:
                without[key].append(row)
        for key, group in without.items():
            yield from self._by_its_key(key, group)

    def _by_its_id(self, row: Entered) -> Iterator[Draft]:
        record = self._by_id.get(row.id)
        if record is None:
            yield from self._under_id(row)
        elif row.kind.id not in record.types:
            row.error("record_of_other_type", (ID,), value=row.id, type=registry().types[record.types[0]].zh[0])
        elif row.day not in (None, record.date):
            row.error("record_of_other_day", (DATE,), value=row.id, date=record.date.isoformat())
        elif row.branch and row.branch != record.branch:
            row.error("record_of_other_branch", (BRANCH,), value=row.id, branch=record.branch)
        elif not row.faulty:
            yield from self._of_record(row, record)

    def _under_id(self, row: Entered) -> Iterator[Draft]:
        """A record that is not there yet, under the id it brings, where this is of its branch, day and type."""
        key = self._key(row)
        folder, _, stem = row.id.rpartition("/")
        match = STEM.fullmatch(stem)
        if key is None or row.faulty:
            return
        unit, day, _ = key
        agrees = folder == f"{day.year:04}/{unit}" and match is not None and match[1] == f"{day:%m-%d}"
        if agrees and match is not None and row.kind.type is not None and match[2] == row.kind.type.slug:
            yield self._new(key, row, stem)
        else:
            row.error("no_such_record", (ID,), value=row.id)

    def _key(self, row: Entered) -> Key | None:
        unit = unit_of(row.kind, row.branch)
        if row.kind.type is not None and row.kind.type.folder == "any" and not unit:
            unit = COMMITTEE
        told = {each.head for each in row.faults}
        if not unit and row.columns.get((BRANCH,), (0, ""))[1] not in told - {""}:
            row.error(
                "cell_missing", (BRANCH,), field=row.columns.get((BRANCH,), (0, "支部"))[1], example=self._a_branch()
            )
        if row.day is None and row.columns.get((DATE,), (0, "日期"))[1] not in told - {""}:
            row.error("cell_missing", (DATE,), field=registry().shared[DATE].zh[0], example="2017-03-08")
        if not unit or row.day is None:
            return None
        if not _EARLIEST <= row.day.year <= _LATEST:
            row.error("cell_far_day", (DATE,), value=row.day.isoformat())
            return None
        return unit, row.day, row.kind.id

    def _a_branch(self) -> str:
        return next((each.name for each in self._organization.branches), "")

    def _by_its_key(self, key: Key, rows: list[Entered]) -> Iterator[Draft]:
        """Rows without ids: those that say what a record says are it; what is left must be plain."""
        there = [each for each in self._by_key[key] if each.id not in self._used]
        left: list[Entered] = []
        for row in rows:
            same = next((each for each in there if not self._changes(row, each)[0]), None)
            if same is None:
                left.append(row)
            else:
                there.remove(same)
                yield from self._of_record(row, same)
        if there and len(there) != len(left):
            for row in left:
                row.error("several_records", (DATE,), ids="、".join(each.id for each in there))
            return
        for number, row in enumerate(left):
            if there:
                yield from self._of_record(row, there[number])
            else:
                yield self._new(key, row)

    def _of_record(self, row: Entered, record: Record) -> Iterator[Draft]:
        if record.id in self._used:
            row.error("record_twice", (ID,), value=record.id, other=self._used[record.id].row)
            return
        self._used[record.id] = row
        changes, body, differences, data = self._difference(row, record)
        root = next(each for each in self._roots if record.file.startswith(f"{each.path}/"))
        draft = Draft(record.file, "record", root, None)
        if differences:
            draft.data = amended_record(data, record.file, changes, body)
            if draft.data is None:
                row.error("record_not_plain", (ID,), file=record.file)
                return
        planned = Planned("changed" if differences else "untouched", row.sheet, row.row, record.file, differences)
        draft.rows.append((row, planned))
        yield draft

    def _changes(self, row: Entered, record: Record) -> tuple[tuple[Difference, ...], bytes]:
        _, _, differences, data = self._difference(row, record)
        return differences, data

    def _difference(
        self, row: Entered, record: Record
    ) -> tuple[dict[str, object], str | None, tuple[Difference, ...], bytes]:
        """What the row says otherwise than the record does."""
        data = (self._workspace.root / record.file).read_bytes()
        said, minutes = said_in_record(data, record.file)
        changes: dict[str, object] = {}
        differences: list[Difference] = []
        for name, value in row.values.items():
            declared = row.kind.fields[name]
            new = merged(said.get(name), value) if is_partial(declared, row) else value
            if alike(new) != alike(said.get(name)):
                changes[name] = new
                differences += self._told(declared, said.get(name), new, record.date.year)
        body = None
        if row.body is not None and _lines(row.body) != _lines(minutes):
            body = f"{row.body}\n"
            differences.append(Difference(row.columns[BODY,][1], minutes.strip(), row.body))
        return changes, body, tuple(differences), data

    def _told(self, declared: Field, old: object, new: object, year: int) -> Iterator[Difference]:
        texts = ("" if each is None else str(shown_whole(declared, each, self._workspace, year)) for each in (old, new))
        yield Difference(declared.zh[0], *texts)

    def _new(self, key: Key, row: Entered, stem: str = "") -> Draft:
        kind, (unit, day, _) = row.kind.type, key
        assert kind is not None
        root = next((each for each in self._roots if each.shared is not kind.restricted), None)
        draft = Draft("", "record", root or self._roots[0], None)
        if root is None:
            row.error("no_private_root_here", (), type=kind.zh[0])
            draft.rows.append((row, Planned("new", row.sheet, row.row, "")))
            return draft
        folder = f"{root.path}/{day.year:04}/{unit}"
        if stem and self._is_taken(f"{folder}/{stem}"):
            row.error("record_not_plain", (ID,), file=f"{folder}/{stem}")
        stem = stem or free_stem(day, kind, lambda each: self._is_taken(f"{folder}/{each}"))
        draft.file = f"{folder}/{stem}.md"
        self._taken.add(draft.file.removesuffix(".md"))
        fields = {name: value for name, value in row.values.items() if value is not None}
        body = f"{row.body}\n" if row.body else "\n"
        draft.data = record_text(row.types, day, in_order(fields, row.kind), body).encode()
        draft.rows.append((row, Planned("new", row.sheet, row.row, draft.file)))
        return draft

    def _is_taken(self, stem: str) -> bool:
        path: Path = self._workspace.root / stem
        return stem in self._taken or any(path.with_name(path.name + each).exists() for each in (*RECORD_SUFFIXES, ""))


def in_order(fields: Mapping[str, object], kind: Kind) -> dict[str, object]:
    """The fields as a form lists them, the type's own before the others."""
    assert kind.type is not None
    order = list(dict.fromkeys((*kind.type.shows, *kind.type.fields, *registry().shared)))
    ranks = {name: number for number, name in enumerate(order)}
    return dict(sorted(fields.items(), key=lambda each: ranks.get(each[0], len(ranks))))


def is_partial(declared: Field, row: Entered) -> bool:
    """Whether the field stands in several columns, of which a sheet need not have all."""
    parts = declared.kind == "parts" or isinstance(declared.form, Keyed)
    return parts and (declared.id,) not in row.columns


def merged(said: object, value: object) -> object:
    """The parts that were said with those a row says; a part of None is taken away."""
    if not isinstance(value, Mapping):
        return value
    whole: dict[str, object] = dict(said) if isinstance(said, Mapping) else {}
    for name, each in value.items():
        whole[name] = merged(whole.get(name), each)
    return Values({name: each for name, each in whole.items() if each is not None})


def shown_whole(declared: Field, value: object, workspace: Workspace, year: int) -> object:
    """A value as people read it."""
    found = shown(declared, value, workspace.frame.organization, year)
    return f"{found:g}" if isinstance(found, float) else found


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
