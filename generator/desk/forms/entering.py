"""A value on its way between a file and a field of a form: texts under the identifiers of the declaration.

`entered` takes it out of the nodes of a file, None where the form cannot show it; `written` gives what is to be
written, in the agreed form where a reader understands it, else as it was typed, so that the reader says what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from typing import cast

from generator.model.node import START, Listing, Mapping, Node, Scalar, node_of
from generator.types import Field
from generator.types.findings import Findings
from generator.types.kind import Entries, Keyed, Parts, Some, Span
from generator.written import in_form

Plain = str | list["Plain"] | dict[str, "Plain"]
"""A text, several, or what stands under the identifiers of parts."""
Rows = list[dict[str, Plain]]
KEY, FIGURE = "key", "figure"
"""The two parts of a row of figures under names of one's own."""


def entered(declared: Field, node: Node) -> Plain | None:
    """What a form shows of it: a text, a list of texts, parts or rows by identifier; None where it cannot."""
    shown = _shown(declared, node)
    if shown is None and not isinstance(node, Scalar):
        return None
    return shown if shown is not None else _understood(declared, node)


def empty(declared: Field) -> Plain:
    """What a form shows where nothing is written."""
    form = declared.form
    if isinstance(form, Parts):
        return {each.id: empty(each) for each in declared.fields.values()}
    if isinstance(form, Span):
        return ["", ""]
    return [] if isinstance(form, Some | Entries | Keyed) else ""


def says(value: Plain) -> bool:
    """Whether anything is entered."""
    if isinstance(value, str):
        return bool(value.strip())
    return any(map(says, value.values() if isinstance(value, dict) else value))


def _shown(declared: Field, node: Node) -> Plain | None:
    form = declared.form
    if isinstance(node, Scalar) and node.empty:
        return empty(declared)
    if isinstance(form, Parts):
        return _parts(declared, node)
    if isinstance(form, Entries):
        rows = [_parts(declared, item) for item in node.items] if isinstance(node, Listing) else [None]
        return None if None in rows else cast(Plain, rows)
    if isinstance(form, Keyed):
        pairs = node.pairs if isinstance(node, Mapping) else ()
        rows_ = [{KEY: key.text, FIGURE: _text(value)} for key, value in pairs if isinstance(value, Scalar)]
        return cast(Plain, rows_) if isinstance(node, Mapping) and len(rows_) == len(pairs) else None
    if isinstance(form, Some | Span):
        if not isinstance(node, Listing):
            return None
        items = [_chosen(declared, _text(item)) for item in node.items if isinstance(item, Scalar)]
        fits = len(items) == len(node.items) and (isinstance(form, Some) or len(items) == len(("from", "to")))
        return cast(Plain, items) if fits else None
    return _chosen(declared, _text(node)) if isinstance(node, Scalar) else None


def _parts(declared: Field, node: Node) -> dict[str, Plain] | None:
    """By identifier, each part once; None where one is unknown, stands twice, or cannot be shown."""
    if not isinstance(node, Mapping):
        return None
    found = {each.id: empty(each) for each in declared.fields.values()}
    seen: set[str] = set()
    for key, value in node.pairs:
        part = declared.by_name.get(key.text)
        shown = entered(part, value) if part and part.id not in seen else None
        if part is None or shown is None:
            return None
        found[part.id] = shown
        seen.add(part.id)
    return found


def _understood(declared: Field, node: Node) -> Plain | None:
    """What a line of prose says that stands where a list, parts or rows should."""
    if isinstance(declared.form, Some | Span | Parts | Entries):
        findings = Findings("")
        value = declared.read(node, findings)
        if value is not None and not findings.failed and not getattr(value, "words", ""):
            return _shown(declared, node_of(in_form(declared, value)))
    return None


def _text(node: Scalar) -> str:
    return "" if node.empty else node.text


def _chosen(declared: Field, text: str) -> str:
    """The name people read of the choice that is named in any way; else the text."""
    if not declared.choices:
        return text
    found = next((each for each in declared.choices if text.strip() in each.names), None)
    return found.zh[0] if found else text


def written(declared: Field, value: Plain, year: int | None = None) -> Plain | None:
    """What is to be written, under Chinese names; None where nothing was entered.

    `year` is that of the record's folder, for days typed without one.
    """
    form = declared.form
    if isinstance(form, Keyed) and isinstance(value, list):
        figures = {_of(row, KEY): _single(form.item, declared, _of(row, FIGURE), year) for row in _rows(value)}
        blank = "" if declared.kind == "scores" else None  # a rule without its points is on no sheet
        return cast(Plain, {name: each for name, each in figures.items() if each != blank and (name or each)}) or None
    if isinstance(form, Entries) and isinstance(value, list):
        rows = [_within(declared, row, year) for row in _rows(value)]
        return cast(Plain, [row for row in rows if row]) or None
    if isinstance(value, dict):
        return cast(Plain, _within(declared, value, year)) or None
    if isinstance(form, Span) and isinstance(value, list):
        days = [_single(form.day, declared, _str(each), year) for each in value]
        return cast(Plain, days) if any(days) else None
    if isinstance(value, list):
        items = [_str(each).strip() for each in value]
        return cast(Plain, [each for each in items if each]) or None
    return _single(form, declared, value, year) or None


def _rows(value: list[Plain]) -> Rows:
    return [row for row in value if isinstance(row, dict)]


def _of(row: Dictionary[str, Plain], name: str) -> str:
    return _str(row.get(name, "")).strip()


def _str(value: Plain) -> str:
    return value if isinstance(value, str) else ""


def _within(declared: Field, row: Dictionary[str, Plain], year: int | None) -> dict[str, Plain]:
    parts = {name: written(declared.fields[name], each, year) for name, each in row.items() if name in declared.fields}
    return {declared.fields[name].zh[0]: each for name, each in parts.items() if each is not None}


def _single(form: object, declared: Field, text: str, year: int | None) -> str:
    """One value in its agreed form where it is understood, else as typed; a figure without its blanks."""
    plain = text.strip()
    if not plain:
        return ""
    findings = Findings(f"{year:04}/_/_" if year else "")
    found = form.read(declared, Scalar(plain, START, quoted=True), findings)  # type: ignore[attr-defined]
    if found is None or findings.failed:
        return plain
    shown = in_form(declared, found)
    return shown if isinstance(shown, str) else plain


def same(declared: Field, one: Plain | None, other: Plain | None, year: int | None = None) -> bool:
    """Whether both would be written alike."""
    texts = [None if each is None else written(declared, each, year) for each in (one, other)]
    return texts[0] == texts[1]
