"""Several things said in one line of prose, where a list, parts or rows are wanted: told apart by what is declared.

Each function gives nodes as if they had been written in the agreed form, with a reminder that shows the form. What is
not plainly several stays as it is; where one and several are as likely, it is asked, with both ways to write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.model.node import Listing, Mapping, Node, Scalar, quoted
from generator.model.period import window_of
from generator.types import spelling
from generator.types.audience import UNSAID
from generator.types.field import Field
from generator.types.findings import Findings
from generator.types.quantities import read_counts
from generator.types.spelling import folded

_NAMES = frozenset(["groups", "records", "files", "frame"])
"""Kinds whose items are names and ids, in which no mark of a list can stand."""
_BETWEEN_NAMES = re.compile(r"\s*[、，,；;|]\s*|\s+")
_BETWEEN_PERSONS = re.compile(r"\s*[、，,；;|]\s*")
_NUMERALS = "一二三四五六七八九十"
_NUMBER = (
    rf"(?:[1-9]\d?\s*[.．、)）](?!\d)|[（(](?:[1-9]\d?|[{_NUMERALS}]{{1,3}})[)）]|[{_NUMERALS}]{{1,2}}、|[①-⑳])\s*"
)
_NUMBERED = re.compile(rf"\s*(?:[；;。，,]\s*)?(?:^|(?<=[\s；;。，,]))(?={_NUMBER})|\s*\n\s*")
_STRONG = re.compile(r"\s*[；;]\s*")
_WEAK = re.compile(r"\s*、\s*")
_BEHIND = re.compile(r"\s*[（(，,]\s*共?[0-9一二三四五六七八九十]{1,3}个?(?:工作日|自然日|天)\s*[）)]?$")
"""How long a period is, said behind its days."""
_SPECIAL = re.compile(r"^[\s\-?:&*!|>'\"%@`#]|[,\[\]{}]|:(?:\s|$)|\s#|^$|\s$")


def items(field: Field, node: Scalar, findings: Findings) -> Sequence[Node]:
    """The items that one text names: ids at every mark, lines at a semicolon or a number.

    What no record holds, and so nobody is shown by its class, is quoted there and not listed: a clause of a pack.
    """
    text = node.text.strip()
    if field.kind in _NAMES:
        found = [each for each in _BETWEEN_NAMES.split(text) if each]
    elif field.kind == "lines" and field.audience is not UNSAID:
        found = _lines(text)
        parts = [each for each in _WEAK.split(re.sub(rf"^{_NUMBER}", "", text).removesuffix("。")) if each]
        if len(found) < 2 and len(parts) > 1:
            several, one = _list(parts), f"[{_item(text)}]"
            findings.warning("one_or_several", node.mark, field=field.zh[0], value=node.text, several=several, one=one)
    else:
        return (node,)
    return _several(field, node, found, _list(found), findings) if len(found) > 1 else (node,)


def _lines(text: str) -> list[str]:
    pieces = [each for each in _NUMBERED.split(text.removesuffix("。")) if each.strip()]
    if len(pieces) < 2:
        pieces = _STRONG.split(text.removesuffix("。"))
    bare = (re.sub(rf"^{_NUMBER}", "", each.strip()).strip() for each in pieces)
    found = [each.rstrip("；;") for each in bare]
    return [each for each in found if each]


def _several(field: Field, node: Scalar, found: Iterable[str], form: str, findings: Findings) -> Sequence[Node]:
    findings.warning("unnormalised", node.mark, field=field.zh[0], value=node.text, form=form)
    return tuple(Scalar(each, node.mark, quoted=True) for each in found)


def span(field: Field, node: Scalar, findings: Findings) -> Node:
    """The first and the last day of 2017年2月1日至2月28日, of a month, quarter, half-year or year."""
    try:
        days = spelling.read_range(node.text, findings.year)
        period = spelling.read_period(node.text)
        if period is None and findings.year:
            period = spelling.read_short_period(node.text, findings.year)
    except spelling.Impossible:
        return node
    window = window_of(period[0]) if period else None
    first, last = (window.start, window.end) if window else days or (None, None)
    if first is None or last is None:
        return node
    both = (first.isoformat(), last.isoformat())
    return Listing(tuple(_several(field, node, both, _list(both), findings)), node.mark)


def parts(field: Field, node: Scalar, findings: Findings) -> Node | None:
    """The parts of 优秀4，合格8; of 5个工作日; of 2017年12月11日至12月15日."""
    said = _counts(field, node) or _amount(field, node) or _days(field, node, findings)
    if not said:
        return None
    form = f"{{{', '.join(f'{name}: {value}' for name, value in said)}}}"
    findings.warning("unnormalised", node.mark, field=field.zh[0], value=node.text, form=form)
    return Mapping(tuple((Scalar(name, node.mark), Scalar(value, node.mark)) for name, value in said), node.mark)


Said = list[tuple[str, str]]


def _counts(field: Field, node: Scalar) -> Said:
    if any(each.kind != "count" for each in field.fields.values()):
        return []
    found = read_counts(node.text, field.by_name)
    return [(name, str(count)) for name, count in found] if all(name in field.by_name for name, _ in found) else []


def _amount(field: Field, node: Scalar) -> Said:
    kinds = [each.kind for each in field.fields.values()]
    if sorted(kinds) != ["choice", "count"]:
        return []
    count, unit = sorted(field.fields.values(), key=lambda each: each.kind, reverse=True)
    match = re.fullmatch(r"(?:共)?\s*(\d{1,3}|[" + spelling.CN + r"]{1,3})\s*个?(\S+)", folded(node.text))
    number = spelling.number_of(match[1]) if match else None
    chosen = next((each for each in unit.choices if match and match[2] in each.names), None)
    return [(count.zh[0], str(number)), (unit.zh[0], chosen.zh[0])] if number is not None and chosen else []


def _days(field: Field, node: Scalar, findings: Findings) -> Said:
    dates = [each for each in field.fields.values() if each.kind == "date"]
    if len(dates) != 2:
        return []
    said = re.sub(r"\s*止?$", "", _BEHIND.sub("", node.text.strip().removesuffix("。")))
    try:
        days = spelling.read_range(said, findings.year)
    except spelling.Impossible:
        return []
    if days is None or days[1] is None:
        return []
    return [(each.zh[0], day.isoformat()) for each, day in zip(dates, filter(None, days), strict=True)]


def rows(field: Field, node: Scalar, findings: Findings) -> Node:
    """One line that says one row, or the several persons of a list."""
    only = _only(field)
    if only is None or not node.text.strip():
        return node
    separators = _BETWEEN_PERSONS if only.id == "name" else _STRONG
    found = [each for each in separators.split(node.text.strip()) if each]
    form = f"[{', '.join(f'{{{only.zh[0]}: {_item(each)}}}' for each in found)}]"
    texts = _several(field, node, found, form, findings)
    return Listing(tuple(Mapping(((Scalar(only.zh[0], node.mark), each),), node.mark) for each in texts), node.mark)


def row(field: Field, node: Scalar, findings: Findings) -> Mapping | None:
    """A row that is said by its one needed text alone."""
    only = _only(field)
    if only is None or not node.text.strip():
        return None
    _several(field, node, (node.text,), f"{{{only.zh[0]}: {_item(node.text.strip())}}}", findings)
    return Mapping(((Scalar(only.zh[0], node.mark), node),), node.mark)


def _only(field: Field) -> Field | None:
    """The one part a row needs, where that is a text."""
    needed = [field.fields[name] for name in field.needs] if "id" not in field.fields else []
    return needed[0] if len(needed) == 1 and needed[0].kind == "text" else None


def _list(found: Iterable[str]) -> str:
    return f"[{', '.join(map(_item, found))}]"


def _item(text: str) -> str:
    """A text as it stands between brackets."""
    return quoted(text) if _SPECIAL.search(text) else text
