"""Nodes to typed values, by the declaration: one reader for each kind of field."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TypeVar

from generator.model.node import Listing, Mapping, Mark, Node, Scalar
from generator.model.values import IN_WORDS, Values
from generator.types import Field, spelling
from generator.types.findings import Findings

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)
_OFFERED = 8
Finder = Callable[[str], Field | None]
Value = TypeVar("Value")


@dataclass(slots=True)
class Typed:
    """The values of one mapping, by field id, and where each stands."""

    values: Values = field(default_factory=Values)
    marks: dict[str, Mark] = field(default_factory=dict)
    """Also of the parts of a field (`period.end`) and of the branches in a list (`branches.0`)."""
    item_marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    """Where each item of a list stands."""
    empty: set[str] = field(default_factory=set)
    """Fields named with nothing written after them."""
    missing: set[str] = field(default_factory=set)
    """Fields present but without parts they need."""

    def item_mark(self, name: str, number: int) -> Mark:
        """Where the item of that number stands; a list of one line stands where its field does."""
        marks = self.item_marks.get(name, ())
        return marks[number] if number < len(marks) else self.marks[name]


def read_fields(mapping: Mapping, find: Finder, known: Iterable[str], findings: Findings) -> Typed:
    """Types every pair; unknown names, doubles across languages and wrong values become problems.

    `find` gives the field a name means; `known` the names to suggest when it means none.
    """
    typed = Typed()
    for key, node in mapping.pairs:
        declared = _meaning(find(key.text), node, findings.file)
        if declared is None:
            near = difflib.get_close_matches(key.text, known, n=1, cutoff=0.5)
            findings.error("unknown_field", key.mark, field=key.text, near="、".join(near or some(known)))
            continue
        if declared.id in typed.marks:
            findings.error("field_twice", key.mark, field=key.text, line=typed.marks[declared.id].line)
            continue
        typed.marks[declared.id] = node.mark
        value = read_value(declared, node, findings)
        if isinstance(node, Scalar) and node.empty:
            typed.empty.add(declared.id)
        if value is not None:
            typed.values[declared.id] = value
            if isinstance(node, Listing):
                written = (item for item in node.items if not isinstance(item, Scalar) or item.text.strip())
                typed.item_marks[declared.id] = tuple(item.mark for item in written)
            typed.marks |= _marks_within(declared, node)
            if declared.kind == "parts" and isinstance(value, dict) and any(n not in value for n in declared.needs):
                typed.missing.add(declared.id)
    return typed


def _meaning(declared: Field | None, node: Node, file: str) -> Field | None:
    """The field that the name means here: of several, the first by which what stands there can be read."""
    if declared is None or not declared.otherwise:
        return declared
    for each in (declared, *declared.otherwise):
        trial = Findings(file)
        read_value(each, node, trial)
        if not trial.failed:
            return each
    return None


def _marks_within(declared: Field, node: Node) -> dict[str, Mark]:
    """Where parts of the field stand that checks across records point at."""
    if declared.kind == "branches" and isinstance(node, Listing):
        return {f"{declared.id}.{number}": item.mark for number, item in enumerate(node.items)}
    if declared.kind == "parts" and isinstance(node, Mapping):
        names = {name: each.id for each in declared.fields.values() for name in each.names}
        return {f"{declared.id}.{names[key.text]}": inner.mark for key, inner in node.pairs if key.text in names}
    return {}


def some(names: Iterable[str]) -> list[str]:
    """A few of many names, to offer where none is near: those in Chinese, where there are any."""
    every = list(names)
    return ([name for name in every if not name.isascii()] or every)[:_OFFERED]


def read_value(declared: Field, node: Node, findings: Findings) -> object | None:
    """The typed value; None where nothing was written or a problem was found."""
    if isinstance(node, Scalar) and node.empty:
        return None
    if declared.kind in _SCALARS:
        if not isinstance(node, Scalar):
            _wrong(declared, node, findings)
            return None
        return _SCALARS[declared.kind](declared, node, findings)
    return _COMPOUNDS[declared.kind](declared, node, findings)


def _wrong(declared: Field, node: Node, findings: Findings) -> None:
    written = node.text if isinstance(node, Scalar) else "[…]" if isinstance(node, Listing) else "{…}"
    options = "、".join(choice.zh[0] for choice in declared.choices)
    said = {"field": declared.zh[0], "value": written, "example": declared.example, "options": options}
    findings.error(f"not_a_{declared.kind}", node.mark, **said)


def _text(declared: Field, node: Scalar, findings: Findings) -> str | None:
    return node.text.strip() or None


def _mended(
    reader: Callable[[str], tuple[Value, bool] | None], form: Callable[[Value], str]
) -> Callable[[Field, Scalar, Findings], Value | None]:
    """A reader that accepts what can be mended, with a warning that shows the form to write."""

    def read(declared: Field, node: Scalar, findings: Findings) -> Value | None:
        try:
            found = reader(node.text)
        except spelling.Impossible:
            findings.error("impossible", node.mark, field=declared.zh[0], value=node.text)
            return None
        if found is None:
            _wrong(declared, node, findings)
            return None
        value, as_written = found
        if not as_written:
            findings.warning("unnormalised", node.mark, field=declared.zh[0], value=node.text, form=form(value))
        return value

    return read


def _clock(times: tuple[str, str | None]) -> str:
    return times[0] if times[1] is None else f"{times[0]}-{times[1]}"


def _number(declared: Field, node: Scalar, findings: Findings) -> Fraction | None:
    if not _NUMBER.fullmatch(node.text):
        _wrong(declared, node, findings)
        return None
    return Fraction(node.text)


def _choice(declared: Field, node: Scalar, findings: Findings) -> str | None:
    written = spelling.folded(node.text)
    for choice in declared.choices:
        if written in (choice.id, *choice.zh):
            return choice.id
    _wrong(declared, node, findings)
    return None


def _counted(declared: Field, node: Scalar, findings: Findings) -> int | None:
    number = _count(declared, node, findings)
    if number is not None and declared.between and not declared.between[0] <= number <= declared.between[1]:
        least, most = declared.between
        findings.error("out_of_range", node.mark, field=declared.zh[0], value=number, least=least, most=most)
        return None
    return number


_count = _mended(spelling.read_count, str)
_date = _mended(spelling.read_date, date.isoformat)
_times = _mended(spelling.read_times, _clock)
_SCALARS: dict[str, Callable[[Field, Scalar, Findings], object | None]] = {
    "text": _text,
    "count": _counted,
    "number": _number,
    "date": _date,
    "flag": _mended(spelling.read_flag, lambda value: "是" if value else "否"),
    "times": _times,
    "year": _mended(spelling.read_year, str),
    "month": _mended(spelling.read_period, str),
    "window": _mended(spelling.read_period, str),
    "choice": _choice,
    "branch": _text,
    "rule": _text,
    "record": _text,
}


def _lines(declared: Field, node: Node, findings: Findings) -> tuple[str, ...] | None:
    if isinstance(node, Scalar):
        return (_word(declared, node.text),) if node.text.strip() else None
    if isinstance(node, Mapping):
        _wrong(declared, node, findings)
        return None
    lines: list[str] = []
    for item in node.items:
        if not isinstance(item, Scalar):
            _wrong(declared, item, findings)
            return None
        if not item.empty and item.text.strip():
            lines.append(_word(declared, item.text))
    return tuple(lines) or None


def _word(declared: Field, text: str) -> str:
    """A line; where the declaration names known words, the identifier of the word."""
    plain = text.strip()
    return next((choice.id for choice in declared.choices if plain in (choice.id, *choice.zh)), plain)


def _span(declared: Field, node: Node, findings: Findings) -> tuple[date, date] | None:
    if not isinstance(node, Listing) or len(node.items) != 2:
        _wrong(declared, node, findings)
        return None
    days: list[date] = []
    for item in node.items:
        if not isinstance(item, Scalar):
            _wrong(declared, item, findings)
            return None
        day = _SCALARS["date"](declared, item, findings)
        if not isinstance(day, date):
            return None
        days.append(day)
    if days[1] < days[0]:
        findings.error("span_backwards", node.items[1].mark, field=declared.zh[0])
        return None
    return days[0], days[1]


def _parts(declared: Field, node: Node, findings: Findings) -> Values | None:
    if declared.in_words and isinstance(node, Scalar):
        return Values({IN_WORDS: node.text.strip()})
    if not isinstance(node, Mapping):
        _wrong(declared, node, findings)
        return None
    typed = _inner(declared, node, findings)
    return Values(typed.values, node.mark, typed.marks)


def _inner(declared: Field, node: Mapping, findings: Findings) -> Typed:
    by_name = {name: each for each in declared.fields.values() for name in each.names}
    return read_fields(node, by_name.get, by_name, findings)


def _entries(declared: Field, node: Node, findings: Findings) -> tuple[Values, ...] | None:
    """A list of mappings, each with the place it starts at and its fields'."""
    if not isinstance(node, Listing):
        _wrong(declared, node, findings)
        return None
    entries: list[Values] = []
    for item in node.items:
        if not isinstance(item, Mapping):
            _wrong(declared, item, findings)
            return None
        typed = _inner(declared, item, findings)
        for name in declared.needs:
            if name not in typed.values and (name not in typed.marks or name in typed.empty):
                findings.error("entry_incomplete", item.mark, field=declared.zh[0], needs=declared.fields[name].zh[0])
        entries.append(Values(typed.values, item.mark, typed.marks))
    return tuple(entries)


def _scores(declared: Field, node: Node, findings: Findings) -> Values | None:
    """Points by rule id or standard; gates take met or not_met."""
    if not isinstance(node, Mapping):
        _wrong(declared, node, findings)
        return None
    scores: dict[str, object] = {}
    marks: dict[str, Mark] = {}
    for key, item in node.pairs:
        if not isinstance(item, Scalar) or not (item.text in ("met", "not_met") or _NUMBER.fullmatch(item.text)):
            _wrong(declared, item, findings)
            continue
        marks[key.text] = item.mark
        scores[key.text] = item.text if item.text.endswith("met") else Fraction(item.text)
    return Values(scores, node.mark, marks)


def _counts(declared: Field, node: Node, findings: Findings) -> Values | None:
    if not isinstance(node, Mapping):
        _wrong(declared, node, findings)
        return None
    counts: dict[str, object] = {}
    for key, item in node.pairs:
        value = _SCALARS["count"](declared, item, findings) if isinstance(item, Scalar) else None
        if value is None:
            if not isinstance(item, Scalar):
                _wrong(declared, item, findings)
            return None
        counts[key.text] = value
    return Values(counts, node.mark)


_COMPOUNDS: dict[str, Callable[[Field, Node, Findings], object | None]] = {
    "lines": _lines,
    "frame": _lines,
    "types": _lines,
    "groups": _lines,
    "branches": _lines,
    "records": _lines,
    "files": _lines,
    "span": _span,
    "parts": _parts,
    "entries": _entries,
    "scores": _scores,
    "counts": _counts,
    "node": lambda declared, node, findings: node,
}
