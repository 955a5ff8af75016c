"""A field's value in the words of a cell, and back: lists with ；, rows a line each with | between their parts.

Whatever these cannot say stands in the cell as it stands in a record (`[甲；乙]`, `{内容: …}`), so that every value has
a form, and the form has that value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from generator.model.node import Listing, Mark, Node, Scalar
from generator.model.node import Mapping as Written
from generator.model.organization import Organization
from generator.model.values import Values
from generator.read.nodes import read_mapping
from generator.types import Field
from generator.types.findings import Findings
from generator.types.kind import Entries, Keyed, Some
from generator.types.quantities import read_counts
from generator.written import in_form
from generator.written.plain import in_line

_ITEMS = re.compile(r"\s*[；;\n]\s*")
_ROWS = re.compile(r"\s*[\n]\s*")
_PERSONS = re.compile(r"\s*[\n；;、]\s*")
_BAR = re.compile(r"\s*[|｜]\s*")
_BEHIND = re.compile(r"(?P<text>.+?)\s*[（(](?P<rest>[^（()）]*)[)）]", re.DOTALL)
_PAIR = re.compile(r"\s*(?:：|:|\s)\s*")
CellValue = str | int | float | date
_LONGEST = 32_000
"""So many characters a cell holds."""


def node_of(declared: Field, text: str, mark: Mark, organization: Organization) -> Node:
    """What the text of a cell says, as it would be written in a record."""
    node = _laid_out(declared, text, mark)
    return _by_id(declared, node, organization)


def _laid_out(declared: Field, text: str, mark: Mark) -> Node:
    form = declared.form
    if text.startswith(("[", "{")) and declared.kind not in ("text", "record", "branch", "rule"):
        found = read_mapping(f"it: {text}", Findings(""))
        if found is not None and len(found.pairs) == 1 and not isinstance(found.pairs[0][1], Scalar):
            return _at(found.pairs[0][1], mark)
    if isinstance(form, Some) and _ITEMS.search(text.strip("；;\n ")):
        return Listing(tuple(_scalars(_ITEMS.split(text.strip("；;\n ")), mark)), mark)
    if isinstance(form, Entries):
        return _rows(declared, text, mark)
    if isinstance(form, Keyed):
        return _keyed(text, mark)
    return Scalar(text, mark, quoted=True)


def _scalars(texts: Iterable[str], mark: Mark) -> Iterable[Scalar]:
    return (Scalar(each, mark, quoted=True) for each in texts if each)


def _at(node: Node, mark: Mark) -> Node:
    """The node with all of it at one place: the cell."""
    if isinstance(node, Scalar):
        return Scalar(node.text, mark, node.quoted)
    if isinstance(node, Listing):
        return Listing(tuple(_at(each, mark) for each in node.items), mark)
    return Written(tuple((Scalar(key.text, mark), _at(value, mark)) for key, value in node.pairs), mark)


def _rows(declared: Field, text: str, mark: Mark) -> Node:
    """Rows of parts: a line each with |, or as people say them (甲（出差）、乙; 通过计划（赞成4，反对0）)."""
    names = [each.zh[0] for each in declared.fields.values()]
    if _BAR.search(text):
        lines = [_BAR.split(each.strip()) for each in _ROWS.split(text) if each.strip()]
        return Listing(tuple(_row(zip(names, line, strict=False), line[len(names) :], mark) for line in lines), mark)
    people = [each.kind for each in declared.fields.values()] == ["text", "text"]
    pieces = [each for each in (_PERSONS if people else _ITEMS).split(text.strip()) if each]
    said = [_spoken(declared, each) for each in pieces]
    if all(row is not None for row in said):
        return Listing(tuple(_row((row or {}).items(), (), mark) for row in said), mark)
    return Scalar(text, mark, quoted=True)


def _spoken(declared: Field, text: str) -> Mapping[str, str] | None:
    """One row as people say it; None where it is not plain."""
    first, *others = declared.fields.values()
    if first.kind == "date":
        day, _, rest = text.partition(" ")
        return {first.zh[0]: day} | ({others[0].zh[0]: rest.strip()} if rest.strip() and others else {})
    if first.kind in ("branch", "count") and others and others[0].kind == "count":
        pair = [each for each in _PAIR.split(text) if each]
        return {first.zh[0]: pair[0], others[0].zh[0]: pair[1]} if len(pair) == 2 else None
    if first.kind != "text":
        return None
    match = _BEHIND.fullmatch(text)
    if match is None:
        return {first.zh[0]: text}
    if [each.kind for each in others] == ["text"]:
        return {first.zh[0]: match["text"], others[0].zh[0]: match["rest"]}
    counts = read_counts(match["rest"], declared.by_name)
    if counts and all(name in declared.by_name for name, _ in counts):
        return {first.zh[0]: match["text"]} | {name: str(count) for name, count in counts}
    return {first.zh[0]: text}


def _row(pairs: Iterable[tuple[str, str]], more: Iterable[str], mark: Mark) -> Written:
    """A row of the parts that are said; what is more than there are parts is told as of no name."""
    said = [(name, value) for name, value in pairs if value]
    said += [(each, each) for each in more if each]
    return Written(tuple((Scalar(name, mark), Scalar(value, mark, quoted=True)) for name, value in said), mark)


def _keyed(text: str, mark: Mark) -> Node:
    """Figures by name: 35岁以下：4；女：3."""
    pairs = [each.rpartition("：") if "：" in each else each.rpartition(":") for each in _ITEMS.split(text) if each]
    if not pairs or not all(name.strip() and value.strip() for name, _, value in pairs):
        return Scalar(text, mark, quoted=True)
    return Written(tuple((Scalar(name.strip(), mark), Scalar(value.strip(), mark)) for name, _, value in pairs), mark)


def _by_id(declared: Field, node: Node, organization: Organization) -> Node:
    """Branches by their ids, where they are said by name."""
    if declared.kind in ("branch", "branches", "frame"):
        ids = {each.name: each.id for each in organization.branches}
        if isinstance(node, Scalar):
            parts = [each for each in re.split(r"[、，,；;\s]+", node.text) if each]
            if (
                declared.kind != "branch"
                and len(parts) > 1
                and all(each in ids or each in ids.values() for each in parts)
            ):
                return Listing(tuple(_scalars([ids.get(each, each) for each in parts], node.mark)), node.mark)
            return Scalar(ids.get(node.text, node.text), node.mark, node.quoted)
        if isinstance(node, Listing):
            return Listing(tuple(_by_id(declared, each, organization) for each in node.items), node.mark)
    if declared.fields and isinstance(node, Listing):
        return Listing(tuple(_by_id(declared, each, organization) for each in node.items), node.mark)
    if declared.fields and isinstance(node, Written):
        pairs = (
            (key, _by_id(declared.by_name[key.text], value, organization) if key.text in declared.by_name else value)
            for key, value in node.pairs
        )
        return Written(tuple(pairs), node.mark)
    return node


def shown(declared: Field, value: object, organization: Organization, year: int | None = None) -> CellValue | None:
    """The value as a cell holds it: days and numbers as such, all else in words that say it again; None for nothing."""
    if value is None or value in ("", (), []) or value == {}:
        return None
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and declared.kind in ("count", "year"):
        return value
    if isinstance(value, Fraction) and 10**6 % value.denominator == 0:
        return int(value) if value.denominator == 1 else float(value)
    plain = in_form(declared, value)
    for text in _ways(declared, value, plain):
        if _says(declared, text, value, organization, year):
            return text
    return in_line(plain)


def _ways(declared: Field, value: object, plain: object) -> Iterable[str]:
    """The ways to say it, the plainest first."""
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, list) and not any(isinstance(each, dict) for each in plain):
        yield "至".join(map(str, plain)) if declared.kind == "span" else "；".join(map(str, plain))
    elif isinstance(plain, list):
        names = [each.zh[0] for each in declared.fields.values()]
        rows = [[str(row.get(name, "")) for name in names] for row in plain if isinstance(row, dict)]
        yield "\n".join(" | ".join(row).rstrip(" |") if any(row[1:]) else f"{row[0]} |" for row in rows)
    elif isinstance(plain, dict) and isinstance(declared.form, Keyed):
        yield "；".join(f"{name}：{each}" for name, each in plain.items())


def _says(declared: Field, text: str, value: object, organization: Organization, year: int | None) -> bool:
    """Whether the text in a cell is read as this value, without a question."""
    findings = Findings(f"records/{year}/x/x.md" if year else "")
    found = declared.read(node_of(declared, text.strip(), Mark(1, 1), organization), findings)
    told = {problem.code for problem in findings.problems} - {"unnormalised"}
    return not told and alike(found) == alike(value)


def alike(value: object) -> object:
    """The value in a shape that can be compared, however it is held."""
    if isinstance(value, Values) and value.words:
        return value.words
    if isinstance(value, Mapping):
        return {str(name): alike(each) for name, each in value.items() if each is not None}
    return tuple(map(alike, value)) if isinstance(value, list | tuple) else value
