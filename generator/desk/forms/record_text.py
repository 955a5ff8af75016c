"""The text of a record: made anew, or taken apart into what a form shows and put together again with what was changed.

Of a file only the lines of fields that are another than before are written anew; order, comments and whatever the form
does not show stand as they were. Lines that no reader takes as they stand are put in form first, as `fmt` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.desk.forms.entering import Plain, entered, same, written
from generator.model.node import Mapping as Nodes
from generator.model.node import Node
from generator.read.compound_line import set_out
from generator.read.mend.mending import RECORD, mend
from generator.read.mend.page import Page, split
from generator.read.nodes import laid_out, read_yaml
from generator.read.record import record_types, with_types
from generator.read.text import decode
from generator.types import Field, registry
from generator.types.findings import Findings
from generator.written import record_text
from generator.written.plain import pair

Fields = Mapping[str, Plain]
"""What a form holds, by the identifiers of fields."""


def new_text(types: tuple[str, ...], values: Fields, body: str) -> str:
    """A new record, its fields in the order given, type and date first."""
    day = values.get("date", "")
    year = _year(day)
    fields = {name: written(_declared(name, types), each, year) for name, each in values.items() if name != "date"}
    typed = written(registry().shared["date"], day, year) or ""
    return record_text(types, str(typed), fields, _minutes(body))


def _declared(name: str, types: tuple[str, ...]) -> Field:
    found = registry().field(name, types)
    assert found is not None, name
    return found


def day_of(typed: Plain) -> date | None:
    """The day that was typed, where it is one."""
    shown = written(registry().shared["date"], typed) if isinstance(typed, str) else None
    try:
        return date.fromisoformat(shown) if isinstance(shown, str) else None
    except ValueError:
        return None


def _year(typed: Plain) -> int | None:
    found = day_of(typed)
    return found.year if found else None


def _minutes(body: str) -> str:
    text = body.strip("\n")
    return f"{text}\n" if text.strip() else ""


def _lines(declared: Field, name: str, value: Plain, year: int | None) -> list[str]:
    shown = written(declared, value, year)
    return [] if shown is None else pair(name, shown)


@dataclass(frozen=True, slots=True)
class _Line:
    """A field as it stands: from which line of the YAML up to which, under which of its names."""

    declared: Field
    name: str
    first: int
    until: int
    value: Plain | None
    """What a form shows of it; None where it cannot."""


@dataclass(frozen=True)
class RecordText:
    """The text of a record, taken apart."""

    file: str
    """Its path from the root."""
    page: Page
    types: tuple[str, ...]
    """None are known where the form cannot show the record at all."""
    fields: Mapping[str, _Line] = field(default_factory=dict, repr=False)
    mended: bool = False
    """Whether lines of it were put in form."""
    whole: bool = True
    """Whether a form can show it; else it can only be edited as text."""

    @property
    def values(self) -> dict[str, Plain]:
        """What a form shows, by field."""
        return {name: each.value for name, each in self.fields.items() if each.value is not None}

    @property
    def hidden(self) -> tuple[Field, ...]:
        """Fields of which it cannot show what stands there."""
        return tuple(each.declared for each in self.fields.values() if each.value is None)

    @property
    def has_minutes(self) -> bool:
        """Whether it is a file with room for minutes."""
        return self.file.endswith(".md")

    @property
    def body(self) -> str:
        """The text below the fields."""
        return self._below.strip("\n") if self.has_minutes else ""

    @property
    def _below(self) -> str:
        """Everything behind the closing fence."""
        return self.page.tail.removeprefix("\n").partition("\n")[2]

    def changed(self, values: Fields, body: str | None = None) -> str:
        """The text with these values; a field that is not among them stays."""
        year = _year(values.get("date") or self.values.get("date", ""))
        standing = self.page.front.split("\n") if self.page.front else []
        edits: list[tuple[int, int, list[str]]] = []
        added: list[str] = []
        for name, value in values.items():
            line = self.fields.get(name)
            if line is not None and line.value is not None and not same(line.declared, line.value, value, year):
                edits.append((line.first, line.until, _lines(line.declared, line.name, value, year)))
            elif line is None:
                declared = _declared(name, self.types)
                added += _lines(declared, declared.zh[0], value, year)
        for first, until, instead in sorted(edits, key=lambda each: each[0], reverse=True):
            standing[first:until] = instead
        end = len(standing)
        while end and not standing[end - 1].strip():
            end -= 1
        standing[end:end] = added
        front = "".join(f"{line}\n" for line in standing)
        if not self.has_minutes:
            return "\n".join(standing)
        below = self._below if body is None or body.strip("\n") == self.body else _minutes(body)
        fence = self.page.tail.removeprefix("\n").partition("\n")[0]
        return f"{self.page.head}{front}{fence}\n{below}"


def taken_apart(file: str, data: bytes) -> RecordText:
    """The text of the file at that path from the root. Where a form cannot show it, its page is still there."""
    findings = Findings(file)
    found = _taken_apart(file, decode(data, findings) or "", mended=False)
    if found.whole:
        return found
    mended = mend(data, RECORD, file).data
    text = decode(mended, Findings(file))
    if text is None:
        return RecordText(file, Page("", data.decode("utf-8", "replace"), ""), (), whole=False)
    again = _taken_apart(file, text, mended=True)
    return again if again.whole else found


def _taken_apart(file: str, text: str, mended: bool) -> RecordText:
    findings = Findings(file)
    page = split(text, findings) if file.endswith(".md") else Page("", text, "")
    if page is None:
        return RecordText(file, Page("", text, ""), (), whole=False)
    nothing = RecordText(file, page, (), whole=False)
    known = registry()
    if laid_out(page.front, known.fields_by_name(())).edits:
        return nothing
    mapping = read_yaml(page.front, findings)
    if mapping is None or findings.failed or page.front.lstrip().startswith("{"):
        return nothing
    types = record_types(mapping, findings)
    if not types:
        return nothing
    names = known.fields_by_name(types)
    if set_out(with_types(mapping, types), names, findings.year, Findings(file))[1]:
        return nothing
    fields = _fields(mapping, names, page.front.split("\n"))
    return nothing if fields is None else RecordText(file, page, types, fields, mended)


def _fields(mapping: Nodes, names: Mapping[str, Field], text: list[str]) -> dict[str, _Line] | None:
    """Each field with its lines; None where two stand on one line, or one stands twice."""
    starts = [key.mark.line - 1 for key, _ in mapping.pairs]
    if len(set(starts)) < len(starts):
        return None
    found: dict[str, _Line] = {}
    for (key, node), first, after in zip(mapping.pairs, starts, [*starts[1:], len(text)], strict=True):
        declared = _meant(key.text, node, names)
        if declared is None:
            continue
        if declared.id in found:
            return None
        until = _until(text, first, after)
        found[declared.id] = _Line(declared, key.text, first, until, entered(declared, node))
    return found


def _meant(name: str, node: Node, names: Mapping[str, Field]) -> Field | None:
    return names[name].meant(node) if name in names else None


def _until(text: list[str], first: int, after: int) -> int:
    """Where the lines of a field end: comments and blank lines behind it belong to what follows."""
    last = after
    while last > first + 1 and (not text[last - 1].strip() or text[last - 1].startswith("#")):
        last -= 1
    return last
