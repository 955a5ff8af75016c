"""Which column of a sheet holds what: found by its head, in any order, under any name people have for a field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.types import Field
from generator.types.kind import Keyed
from generator.workbook.book import Cell, Sheet
from generator.workbook.columns import BETWEEN, BODY, BRANCH, ID, WORDS, YEAR, Column, Kind

_LAST = 15
"""Below so many rows no head is looked for."""
_LEAST = 2
_MARKS = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]")
_RULE = re.compile(r"[A-Z]\d{2}")
NUMBERS = frozenset(["序号", "序", "行号", "no"])
"""Heads of columns that only count rows."""
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head of a sheet ends, and what stands in which column."""

    row: int
    columns: Mapping[int, Column]
    unknown: Mapping[int, str] = field(default_factory=dict)
    """Heads that name nothing that is known."""
    twice: Mapping[int, int] = field(default_factory=dict)
    """Columns of the same head as one before, with that one."""


class Words:
    """What heads can be called in the sheets of one kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._paths: dict[str, Path] = {}
        self._fields: dict[Path, Field | None] = {}
        special = (BRANCH, YEAR) if kind.list else (ID, BODY) if kind.of_committee else (ID, BRANCH, BODY)
        for name in special:
            self._add((name,), None, WORDS[name])
        own = {each.id: each for each in _own(kind)}
        for each in own.values():
            self._add((each.id,), each, each.names)
        for each in own.values():
            self._add_parts(each, (each.id,), each.names)
        for each in own.values():
            self._add((each.id,), each, each.called)
        self._add_bare(own.values())
        for name, each in kind.fields.items():
            self._add((each.id,), each, (name,))

    def _add(self, path: Path, declared: Field | None, names: tuple[str, ...]) -> None:
        self._fields.setdefault(path, declared)
        for name in names:
            self._paths.setdefault(plain(name), path)

    def _add_parts(self, declared: Field, path: Path, names: tuple[str, ...]) -> None:
        for part in declared.fields.values() if declared.kind == "parts" else ():
            joined = tuple(f"{name}{own}" for name in names for own in part.names)
            self._add((*path, part.id), part, joined)
            self._add_parts(part, (*path, part.id), joined)

    def _add_bare(self, fields: Iterator[Field] | object) -> None:
        """Names of parts alone, where they are the names of one part only and of no field."""
        found: dict[str, set[Path]] = {}
        for path, declared in self._fields.items():
            for name in declared.names if declared is not None and len(path) > 1 else ():
                found.setdefault(plain(name), set()).add(path)
        for name, paths in found.items():
            if len(paths) == 1:
                self._paths.setdefault(name, next(iter(paths)))

    def column(self, *words: str) -> Column | None:
        """The column of the first of the words that names one."""
        for said in words:
            for text in (said, _ASIDE.sub("", said)):
                path = self._paths.get(plain(text))
                if path is not None:
                    return Column(path, self.label(path), self._fields[path])
                if (keyed := self._keyed(text)) is not None:
                    return keyed
        return None

    def _keyed(self, text: str) -> Column | None:
        """A column of one figure of a field that has figures by name: the name after the label, or alone."""
        for declared in _own(self.kind):
            if isinstance(declared.form, Keyed):
                for name in declared.names:
                    rest = (
                        text.strip().lstrip("*").removeprefix(name) if text.strip().lstrip("*").startswith(name) else ""
                    )
                    if key := rest.strip(f" {BETWEEN}.．:：-—_/"):
                        return self._key_column(declared, key)
        rule = _RULE.search(unicodedata.normalize("NFKC", text).upper())
        points = next((each for each in _own(self.kind) if each.kind == "scores"), None)
        return self._key_column(points, rule[0]) if points is not None and rule else None

    def _key_column(self, declared: Field, key: str) -> Column:
        return Column((declared.id, key), f"{declared.zh[0]}{BETWEEN}{key}", declared)

    def label(self, path: Path) -> str:
        """What the column is called."""
        if path[0] in WORDS:
            return WORDS[path[0]][0]
        words, declared = [], self._fields[path[:1]]
        for number, name in enumerate(path):
            declared = self._fields[path[:1]] if not number else declared.fields[name] if declared else None
            words.append(declared.zh[0] if declared else name)
        return BETWEEN.join(words)


def _own(kind: Kind) -> list[Field]:
    """The fields the kind declares or shows, before those of all records."""
    if kind.list is not None:
        return [*kind.list.fields.values()]
    assert kind.type is not None
    own = [*kind.type.fields.values()]
    there = {each.id for each in own}
    return [*own, *(each for each in {each.id: each for each in kind.fields.values()}.values() if each.id not in there)]


def plain(head: str) -> str:
    """The head without blanks, marks and the words for what must be filled in."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", head).casefold())
    return text.removesuffix("必填").removeprefix("必填")


def head_of(sheet: Sheet, words: Words) -> Head | None:
    """The head, of one row or of two; None where no row near the top has the names of two columns."""
    rows = sheet.rows
    near = [row for row in rows if row <= _LAST + min(rows, default=1)]
    best: tuple[int, Head] | None = None
    for row in near:
        for last in (row, row + 1):
            found = _read(sheet, rows, row, last, words)
            if found is not None and (best is None or len(found.columns) > best[0]):
                best = len(found.columns), found
    return best[1] if best and best[0] >= _LEAST else None


def _read(sheet: Sheet, rows: Mapping[int, Mapping[int, Cell]], first: int, last: int, words: Words) -> Head | None:
    """The head in these rows, if they are one: of two, the lower must say parts of the upper, or names."""
    upper = _texts(sheet, rows, first)
    lower = _texts(sheet, rows, last) if last != first else {}
    if last != first and (not lower or any(not isinstance(cell.value, str) for cell in rows.get(last, {}).values())):
        return None
    columns: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    twice: dict[int, int] = {}
    for number in sorted({*upper, *lower}):
        above, below = upper.get(number, ""), lower.get(number, "")
        said = (f"{above}{BETWEEN}{below}", below, above) if above and below and above != below else (below or above,)
        found = words.column(*said)
        if last != first and below and (found is None or words.column(*said[:-1]) is None) and above != below:
            return None
        if found is None:
            unknown[number] = said[0]
        elif (before := next((each for each, column in columns.items() if column.path == found.path), 0)) > 0:
            twice[number] = before
        else:
            columns[number] = found
    return Head(last, columns, unknown, twice)


def _texts(sheet: Sheet, rows: Mapping[int, Mapping[int, Cell]], row: int) -> dict[int, str]:
    """The words in a row, those of merged cells in each of them."""
    found = {column: str(cell.value).strip() for column, cell in rows.get(row, {}).items()}
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and (top, left) in sheet.cells:
            text = str(sheet.cells[top, left].value).strip()
            found |= dict.fromkeys(range(left, min(right, left + 200) + 1), text)
    return found
