"""One file's bytes to the same file with each typed value in its one form; pure, no file is touched here.

The readers that warn `unnormalised` say what to write instead; this puts it in the place of the value. What the
YAML says is compared before and after, so that a value is mended or left, never lost.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.node import Listing, Mark, Node, Scalar
from generator.model.node import Mapping as Written
from generator.model.problem import START, Phrase, Problem
from generator.read import normal
from generator.read.fields import Typed, read_fields
from generator.read.findings import Findings
from generator.read.mend.encoding import recoded
from generator.read.mend.page import Page, extents, put, split, with_final_newline, without_trailing_spaces
from generator.read.nodes import read_mapping
from generator.read.record import MAX_FRONT_MATTER, MAX_MINUTES
from generator.read.text import decode
from generator.types import registry

RECORD, CALENDAR = "record", "calendar"
_BOM = "\ufeff"
_DOUBTS = frozenset(["unknown_field", "unknown_type", "missing_type"])
"""Errors that make a guessed encoding doubtful."""
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Change:
    """One thing mended, at the place where it stood."""

    mark: Mark
    what: Phrase


@dataclass(frozen=True, slots=True)
class Mended:
    """What becomes of a file."""

    data: bytes
    """As given where nothing is to mend or the file is not understood."""
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    """What is wrong with the file as it stands."""
    left: tuple[Problem, ...]
    """Those of them that mending does not remove."""


@dataclass(frozen=True, slots=True)
class _Decoded:
    text: str
    changes: tuple[Change, ...]
    guessed: bool


def mend(data: bytes, kind: str, file: str) -> Mended:
    """The file brought to form. `kind` is RECORD or the name of a document; `file` its path, for messages."""
    findings = Findings(file)
    decoded = _decoded(data, kind, findings)
    page = _page(decoded.text, kind, findings) if decoded else None
    mapping = read_mapping(page.front, findings, page.first_line) if page else None
    forms = _forms(mapping, kind, findings) if mapping else None
    problems = tuple(findings.problems)
    untouched = Mended(data, (), problems, problems)
    if decoded is None or page is None or mapping is None or forms is None:
        return untouched
    if decoded.guessed and any(problem.code in _DOUBTS for problem in problems):
        return untouched
    changes = list(decoded.changes)
    bare, spaces = without_trailing_spaces(page)
    changes += [_change("trailing_spaces", mark) for mark in spaces]
    standing = {mark: each for mark, each in extents(bare).items() if mark in forms} if forms else {}
    applied = {mark: forms[mark] for mark, each in standing.items() if not each.block}
    for mark, form in applied.items():
        each = standing[mark]
        was = " ".join(bare.front[each.start : each.end].split())
        changes.append(_change("value", mark, was=_short(was), now=each.written(form)))
    filled = put(bare, [(standing[mark], form) for mark, form in applied.items()])
    tidy = with_final_newline(filled)
    if tidy is not filled:
        changes.append(_change("final_newline", page.mark(len(page.text))))
    again = read_mapping(tidy.front, Findings(file), tidy.first_line)
    if not changes or again is None or _shape(again, {}) != _shape(mapping, applied):
        return untouched
    changes.sort(key=lambda change: (change.mark.line, change.mark.column))
    left = tuple(problem for problem in problems if not _removed(problem, applied))
    return Mended(tidy.text.encode(), tuple(changes), problems, left)


def _change(code: str, mark: Mark = START, **args: object) -> Change:
    return Change(mark, Phrase(f"fmt.{code}", args))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _removed(problem: Problem, applied: Mapping[Mark, str]) -> bool:
    if problem.code == "unnormalised":
        return problem.mark in applied
    return problem.code in ("byte_order_mark", "encoding")


def _decoded(data: bytes, kind: str, findings: Findings) -> _Decoded | None:
    """The text as every reader sees it, from other encodings too; None with an error found."""
    if kind == RECORD and len(data) > MAX_FRONT_MATTER + MAX_MINUTES:
        findings.error("file_too_large", limit="1 MB")
        return None
    changes: list[Change] = []
    text, encoding = decode(data, findings), ""
    if text is None and (found := recoded(data)) is not None:
        data, encoding = found
        text = decode(data, Findings(findings.file))
        changes.append(_change("encoding", was=encoding))
    if text is None:
        return None
    if data.decode().startswith(_BOM):
        changes.append(_change("byte_order_mark"))
    if b"\r" in data:
        changes.append(_change("line_ends"))
    return _Decoded(text.lstrip(_BOM), tuple(changes), encoding == "GB18030")


def _page(text: str, kind: str, findings: Findings) -> Page | None:
    """The parts of the text, or None with an error found where it has not got them or they are too large."""
    page = split(text, findings) if findings.file.endswith(".md") else Page("", text, "")
    if page is None or kind != RECORD:
        return page
    for part, limit, code, said in (
        (page.front, MAX_FRONT_MATTER, "front_matter_too_large", "64 KB"),
        (page.tail, MAX_MINUTES, "file_too_large", "1 MB"),
    ):
        if len(part.encode()) > limit:
            findings.error(code, limit=said)
            return None
    return page


def _forms(mapping: Written, kind: str, findings: Findings) -> dict[Mark, str] | None:
    """What to write at each place instead of what stands there; None where the record's type is not known."""
    known = registry()
    if kind == RECORD:
        types = _types(mapping, findings)
        if not types:
            return None
        names = {name for each in known.fields_of(types) for name in each.names}
        typed = read_fields(mapping, lambda name: known.field(name, types), names, findings)
    else:
        by_name = {name: each for each in known.documents[kind].fields.values() for name in each.names}
        typed = read_fields(mapping, by_name.get, by_name, findings)
    forms = {each.mark: str(each.args["form"]) for each in findings.problems if each.code == "unnormalised"}
    return forms | _working_days(typed) if kind == CALENDAR else forms


def _types(mapping: Written, findings: Findings) -> tuple[str, ...]:
    known = registry()
    node = next((value for key, value in mapping.pairs if key.text in known.shared["type"].names), None)
    items = node.items if isinstance(node, Listing) else (node,) if node else ()
    found: list[str] = []
    for item in items:
        written = item.text.strip() if isinstance(item, Scalar) else "…"
        named = known.type_named(written)
        if named is not None:
            found.append(named.id)
        elif written:
            near = difflib.get_close_matches(written, [name for each in known.types.values() for name in each.zh], n=1)
            findings.error("unknown_type", item.mark, value=written, near=near[0] if near else "")
    if not found and not findings.failed:
        findings.error("missing_type", node.mark if node else mapping.mark)
    return tuple(dict.fromkeys(found))


def _working_days(typed: Typed) -> dict[Mark, str]:
    """Days the calendar lists one by one are lines by declaration, and dates all the same."""
    forms: dict[Mark, str] = {}
    written = typed.values.get("working_days")
    for number, text in enumerate(written if isinstance(written, tuple) else ()):
        try:
            found = normal.read_date(text)
        except normal.Impossible:
            continue
        if found is not None and not found[1]:
            forms[typed.item_mark("working_days", number)] = found[0].isoformat()
    return forms


def _shape(node: Node, forms: Mapping[Mark, str]) -> object:
    """What the YAML says, with these forms in the place of what stands there."""
    if isinstance(node, Scalar):
        return forms.get(node.mark, node.text)
    if isinstance(node, Listing):
        return [_shape(item, forms) for item in node.items]
    return [(key.text, _shape(value, forms)) for key, value in node.pairs]
