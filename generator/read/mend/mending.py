"""One file's bytes to the same file with each typed value in its one form; pure, no file is touched here.

The readers that warn `unnormalised` say what to write instead; this puts it in the place of the value. What the
YAML says is compared before and after, so that a value is mended or left, never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.node import START, Listing, Mark, Node, Scalar
from generator.model.node import Mapping as Written
from generator.model.problem import Phrase, Problem
from generator.read.composing import composes
from generator.read.compound_line import CompoundLine, set_out
from generator.read.layout import Edited, prose
from generator.read.mend.encoding import recoded
from generator.read.mend.page import Extent, Page, extents, put, split, with_final_newline, without_trailing_spaces
from generator.read.nodes import laid_out, read_mapping, read_yaml
from generator.read.record import MAX_FRONT_MATTER, MAX_MINUTES, record_types, with_types
from generator.read.text import decode
from generator.types import Field, registry
from generator.types.findings import Findings, shortened
from generator.types.kind import read_fields

RECORD, CALENDAR = "record", "calendar"
_BOM = "\ufeff"
_DOUBTS = frozenset(["unknown_field", "unknown_type", "missing_type"])
"""Errors that make a guessed encoding doubtful."""


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
    typed = _page(decoded.text, kind, findings) if decoded else None
    if decoded is None or typed is None:
        return Mended(data, (), tuple(findings.problems), tuple(findings.problems))
    laid = laid_out(typed.front, _names(kind))
    tail = prose(typed.tail)
    edited = ((laid, typed.first_line), (tail, typed.first_line + typed.front.count("\n")))
    for part, first_line in edited:
        part.tell(findings, first_line)
    at_first = tuple(findings.problems)
    page = Page(typed.head, laid.text, tail.text)
    reading = Findings(file)
    """In the lines as they are laid out, as are all places until the end."""
    mapping = read_yaml(page.front, reading, page.first_line)
    found = _forms(mapping, kind, reading) if mapping is not None and not reading.failed else None

    def typed_at(problem: Problem) -> Problem:
        return problem.at(laid.original(problem.mark, page.first_line))

    problems = (*at_first, *map(typed_at, reading.problems))
    untouched = Mended(data, (), problems, problems)
    broken = any(note.error for note in laid.notes) or not composes(page.front)
    if (
        mapping is None
        or found is None
        or broken
        or (decoded.guessed and any(each.code in _DOUBTS for each in problems))
    ):
        return untouched
    forms, lines = found
    tidy, changes, mended = _tidy(page, forms, lines)
    wanted = _shape(mapping, *mended)
    again = read_mapping(tidy.front, Findings(file), tidy.first_line, _names(kind))
    at_once = (change for part, first_line in edited for change in _laid_out(part, first_line))
    changes = [*decoded.changes, *at_once, *_moved(changes, laid, page.first_line)]
    if not changes or again is None or _shape(again, {}, {}) != wanted:
        return untouched
    left = [each for each in at_first if not _mended_at_first(each, edited)]
    left += (typed_at(each) for each in reading.problems if not _removed(each, *mended))
    in_order = sorted(changes, key=lambda change: (change.mark.line, change.mark.column))
    return Mended(tidy.text.encode(), tuple(in_order), problems, tuple(left))


_Forms = dict[Mark, str]
_Lines = dict[Mark, CompoundLine]


def _tidy(
    page: Page, forms: Mapping[Mark, str], lines: Iterable[CompoundLine]
) -> tuple[Page, list[Change], tuple[_Forms, _Lines]]:
    """The page with its values in form, what was changed, and which forms and lines were put in."""
    bare, spaces = without_trailing_spaces(page)
    changes = [_change("trailing_spaces", mark) for mark in spaces]
    standing = extents(bare) if forms or lines else {}
    applied = {mark: form for mark, form in forms.items() if mark in standing and not standing[mark].block}
    wider = {each.key: each for each in lines if _can_be_set_out(each, standing)}
    edits = [_value(standing[mark], form) for mark, form in applied.items()]
    edits += [_lines(each, standing) for each in wider.values()]
    for mark, edit in zip([*applied, *wider], edits, strict=True):
        was = " ".join(bare.front[edit[0] : edit[1]].split())
        changes.append(_change("value", mark, was=shortened(was), now=" ".join(edit[2].split())))
    filled = put(bare, edits)
    tidy = with_final_newline(filled)
    if tidy is not filled:
        changes.append(_change("final_newline", page.mark(len(page.text))))
    return tidy, changes, (applied, wider)


def _laid_out(laid: Edited, first_line: int) -> Iterator[Change]:
    """The lines that were put in form before anything was read in them."""
    for note in laid.notes:
        mark = laid.place(note.offset, first_line)
        if note.code in ("unnormalised", "set_out", "list_begun"):
            yield _change("value", mark, was=note.args["value"], now=note.args["form"])
        elif note.code == "spacing":
            yield _change("spacing", mark, **note.args)
        elif note.code == "invisible":
            yield _change("invisible", mark, **note.args)


def _moved(changes: Iterable[Change], laid: Edited, first_line: int) -> Iterator[Change]:
    for change in changes:
        yield Change(laid.original(change.mark, first_line), change.what)


def _mended_at_first(problem: Problem, edited: Iterable[tuple[Edited, int]]) -> bool:
    """Whether it was told of the bytes or the lines, and is gone with them."""
    mended = {
        (part.place(note.offset, first_line), note.code)
        for part, first_line in edited
        for note in part.notes
        if note.mended
    }
    return problem.code in ("byte_order_mark", "encoding") or (problem.mark, problem.code) in mended


def _change(code: str, mark: Mark = START, **args: object) -> Change:
    return Change(mark, Phrase(f"fmt.{code}", args))


def _can_be_set_out(line: CompoundLine, standing: Mapping[Mark, Extent]) -> bool:
    return line.key in standing and line.value in standing and not standing[line.value].block


def _value(extent: Extent, form: str) -> tuple[int, int, str]:
    return extent.start, extent.end, extent.written(form)


def _lines(line: CompoundLine, standing: Mapping[Mark, Extent]) -> tuple[int, int, str]:
    """One line each for what one line said, or one after the other between braces."""
    between = ", " if standing[line.key].flow else "\n" + " " * (line.key.column - 1)
    text = between.join(f"{name}: {value}" for name, value in line.pairs)
    return standing[line.key].start, standing[line.value].end, text


def _removed(problem: Problem, applied: _Forms, set_out: _Lines) -> bool:
    if problem.code == "set_out":
        return any(problem.mark == each.value for each in set_out.values())
    return problem.code == "unnormalised" and problem.mark in applied


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
    return _Decoded(text, tuple(changes), encoding == "GB18030")


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


def _names(kind: str) -> Mapping[str, Field]:
    """The fields of a record of any type, or of a document, by every name."""
    return registry().fields_by_name(()) if kind == RECORD else registry().documents[kind].by_name


def _forms(mapping: Written, kind: str, findings: Findings) -> tuple[dict[Mark, str], tuple[CompoundLine, ...]] | None:
    """What to write at each place instead of what stands there, and which lines to set out as several.

    None where the record's type is not known.
    """
    lines: tuple[CompoundLine, ...] = ()
    if kind == RECORD:
        types = record_types(mapping, findings)
        if not types:
            return None
        names = registry().fields_by_name(types)
        mapping, lines = set_out(with_types(mapping, types), names, _year(findings.file), findings)
    else:
        names = registry().documents[kind].by_name
    read_fields(mapping, names, findings)
    return {each.mark: str(each.args["form"]) for each in findings.problems if each.code == "unnormalised"}, lines


def _year(file: str) -> int | None:
    """The year of the folder a record lies in."""
    folders = file.split("/")[:-1]
    return int(folders[-2]) if len(folders) > 1 and re.fullmatch(r"\d{4}", folders[-2], re.ASCII) else None


def _shape(node: Node, forms: Mapping[Mark, str], lines: Mapping[Mark, CompoundLine]) -> object:
    """What the YAML says, with these forms and lines in the place of what stands there."""
    if isinstance(node, Scalar):
        form = forms.get(node.mark, node.text)
        parts = read_yaml(f"it: {form}", Findings("")) if node.mark in forms and form.startswith(("[", "{")) else None
        return form if parts is None else _shape(parts.pairs[0][1], {}, {})
    if isinstance(node, Listing):
        return [_shape(item, forms, lines) for item in node.items]
    pairs: list[tuple[str, object]] = []
    for key, value in node.pairs:
        pairs += lines[key.mark].pairs if key.mark in lines else [(key.text, _shape(value, forms, lines))]
    return pairs
