"""The file of the three lists: its rows by their ids, one of them changed or added, all others left as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.desk.forms.entering import Plain, entered, written
from generator.model.node import Listing, Scalar, plain
from generator.model.node import Mapping as Nodes
from generator.read.mend.mending import mend
from generator.read.nodes import laid_out, read_yaml
from generator.read.text import decode
from generator.types import Field, registry
from generator.types.findings import Findings
from generator.written import document_text
from generator.written.plain import pair

KIND = "rectification"
_NUMBERED = re.compile(r"(.*?)(\d+)")
_LETTERS = {"problems": "P", "tasks": "T", "responsibilities": "R"}
"""With what ids begin where a list has none yet."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands: its lines, and what is written in it, under the names that were written."""

    list: str
    id: str
    first: int
    until: int
    pairs: Mapping[str, object]
    values: Mapping[str, Plain]
    """What a form shows of it, by column; a column that it cannot show is not there."""


@dataclass(frozen=True)
class ListsText:
    """The text of the lists, taken apart."""

    file: str
    text: str
    rows: tuple[Line, ...] = ()
    ends: Mapping[str, int] = field(default_factory=dict)
    """After which line the rows of each list end."""
    whole: bool = True
    """Whether rows can be changed one by one."""

    def row(self, name: str, row_id: str) -> Line | None:
        """The row of that id in a list."""
        return next((each for each in self.rows if (each.list, each.id) == (name, row_id)), None)

    def next_id(self, name: str) -> str:
        """An id that no row of the list has, after the manner of the last."""
        ids = [each.id for each in self.rows if each.list == name]
        found = [match for each in ids if (match := _NUMBERED.fullmatch(each))]
        letter = found[-1][1] if found else _LETTERS[name]
        number = max((int(match[2]) for match in found if match[1] == letter), default=0) + 1
        return f"{letter}{number}"

    def changed(self, row: Line, values: Mapping[str, Plain], year: int) -> str:
        """The text with these columns of a row; the others stay."""
        lines = self.text.split("\n")
        column = len(lines[row.first]) - len(lines[row.first].lstrip())
        lines[row.first : row.until] = _lines(_columns(row.list), row.pairs, values, column, year)
        return "\n".join(lines)

    def added(self, name: str, values: Mapping[str, Plain], year: int) -> str:
        """The text with one more row at the end of a list."""
        declared = _columns(name)
        there = [each for each in self.rows if each.list == name]
        lines = self.text.rstrip("\n").split("\n") if self.text.strip() else []
        column = 2
        if there:
            at, first = there[-1].until, lines[there[-1].first]
            column = len(first) - len(first.lstrip())
        elif name in self.ends:
            at = self.ends[name]
            lines[at - 1] = re.sub(r":\s*(\[\s*\])?\s*$", ":", lines[at - 1])
        else:
            lines.append(f"{declared.zh[0]}:")
            at = len(lines)
        lines[at:at] = _lines(declared, {}, values, column, year)
        return "\n".join(lines) + "\n"


def _columns(name: str) -> Field:
    return registry().documents[KIND].fields[name]


def _lines(
    declared: Field, pairs: Mapping[str, object], values: Mapping[str, Plain], column: int, year: int
) -> list[str]:
    """The lines of a row: what was written, with the values in their places, then those that were not there."""
    left = dict(values)
    found: list[str] = []
    for name, value in pairs.items():
        part = declared.by_name.get(name)
        if part is None or part.id not in left:
            found += pair(name, "" if value is None else value)
            continue
        shown = written(part, left.pop(part.id), year)
        found += [] if shown is None else pair(name, shown)
    for name, entry in left.items():
        shown = written(declared.fields[name], entry, year)
        found += [] if shown is None else pair(declared.fields[name].zh[0], shown)
    return [" " * column + ("  " if number else "- ") + line for number, line in enumerate(found)]


def new_lists() -> str:
    """The lists of a year that has none."""
    return document_text(KIND, dict.fromkeys(registry().documents[KIND].fields, ()))


def lists_apart(file: str, data: bytes) -> ListsText:
    """The text of the file at that path from the root."""
    text = decode(data, Findings(file)) or ""
    found = _apart(file, text)
    if found.whole:
        return found
    mended = decode(mend(data, KIND, file).data, Findings(file))
    return found if mended is None else _apart(file, mended)


def _apart(file: str, text: str) -> ListsText:
    findings = Findings(file)
    declared = registry().documents[KIND]
    if laid_out(text, declared.by_name).edits:
        return ListsText(file, text, whole=False)
    mapping = read_yaml(text, findings)
    if mapping is None or findings.failed or text.lstrip().startswith("{"):
        return ListsText(file, text, whole=not text.strip())
    rows: list[Line] = []
    ends: dict[str, int] = {}
    lines = text.split("\n")
    heads = [key.mark.line - 1 for key, _ in mapping.pairs]
    for (key, node), head, after in zip(mapping.pairs, heads, [*heads[1:], len(lines)], strict=True):
        listed = declared.by_name.get(key.text)
        if listed is None or not isinstance(node, Listing | Scalar) or (isinstance(node, Scalar) and not node.empty):
            return ListsText(file, text, whole=False)
        ends[listed.id] = head + 1
        items = node.items if isinstance(node, Listing) else ()
        starts = [item.mark.line - 1 for item in items]
        for item, first, following in zip(items, starts, [*starts, after][1:], strict=True):
            begins = lines[first].lstrip().startswith("- ")
            if not isinstance(item, Nodes) or not begins or first == head:
                return ListsText(file, text, whole=False)
            rows.append(_line(listed, item, first, _until(lines, first, following)))
    return ListsText(file, text, tuple(rows), ends)


def _until(lines: list[str], first: int, after: int) -> int:
    last = after
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return last


def _line(listed: Field, item: Nodes, first: int, until: int) -> Line:
    values: dict[str, Plain] = {}
    for key, node in item.pairs:
        part = listed.by_name.get(key.text)
        shown = entered(part, node) if part is not None else None
        if part is not None and shown is not None:
            values[part.id] = shown
    row_id = values.get("id", "")
    pairs = {key.text: plain(node) for key, node in item.pairs}
    return Line(listed.id, row_id.strip() if isinstance(row_id, str) else "", first, until, pairs, values)
