"""The story of a change: put where the values stand, read again, compared; else once more in the file put in form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.model.node import Listing
from generator.read.amend.places import Changes, Edit, RowChanges, field_edits, mapping_of, row_edits
from generator.read.compound_line import set_out
from generator.read.mend.mending import RECORD, mend
from generator.read.mend.page import Page, put, split
from generator.read.nodes import read_mapping
from generator.read.record import record_types, with_types
from generator.read.text import decode
from generator.types import registry
from generator.types.findings import Findings
from generator.types.kind import read_fields

LISTS = "rectification"
_Amend = Callable[[Page], Page | None]


def amended_record(data: bytes, file: str, changes: Changes, body: str | None = None) -> bytes | None:
    """The record with these values, and with other minutes where they are given; `file` is its path, for its year.

    None where the file cannot be changed without losing anything; minutes of a file that has no room for them, too.
    """
    wanted = _clean(changes)

    def amend(page: Page) -> Page | None:
        said, node = _record_says(page, file), mapping_of(page.front)
        if not said or node is None or (body is not None and not page.head):
            return None
        names = registry().fields_by_name(said["type"])
        new = _unlike(said, {names[each].id: value for each, value in wanted.items()})
        amended = put(page, field_edits(page.front, node, names, new))
        if body is not None:
            fence = amended.tail.removeprefix("\n").partition("\n")[0]
            amended = Page(amended.head, amended.front, f"\n{fence}\n{body}")
        return amended if _record_says(amended, file) == _clean({**said, **new}, gone=True) else None

    return _amended(data, file, RECORD, amend)


def amended_lists(data: bytes, file: str, changes: Mapping[str, RowChanges]) -> bytes | None:
    """The three lists with rows changed and added, by the ids of the lists; None as above, or for an unknown row."""
    lists = registry().documents[LISTS]
    clean = {
        name: RowChanges({id: _clean(row) for id, row in each.changed.items()}, [*map(_clean, each.added)])
        for name, each in changes.items()
    }

    def amend(page: Page) -> Page | None:
        node, wanted = mapping_of(page.front), _lists_say(page, file)
        if node is None:
            return None
        edits: list[Edit] = []
        for name, rows in clean.items():
            before = {str(row.get("id")): row for row in wanted.get(name, [])}
            new = {id: _unlike(before.get(id, {}), each) for id, each in rows.changed.items()}
            try:
                edits += row_edits(page.front, node, lists.fields[name], RowChanges(new, rows.added))
            except LookupError:
                return None
            changed = (_clean({**row, **new.get(id, {})}, gone=True) for id, row in before.items())
            wanted[name] = [*changed, *(_clean(row, gone=True) for row in rows.added)]
        amended = put(page, edits)
        return amended if _lists_say(amended, file) == {name: rows for name, rows in wanted.items() if rows} else None

    return _amended(data, file, LISTS, amend)


def said_in_record(data: bytes, file: str) -> tuple[dict[str, Any], str]:
    """What the fields of a record say, by their ids, and its minutes; nothing where it cannot be understood."""
    page = _page(data, file)
    body = page.tail.removeprefix("\n").partition("\n")[2] if page is not None else ""
    return (_record_says(page, file), body) if page is not None else ({}, "")


def said_in_lists(data: bytes, file: str) -> dict[str, list[dict[str, object]]]:
    """What the rows of the three lists say, by list."""
    page = _page(data, file)
    return _lists_say(page, file) if page is not None else {}


def _page(data: bytes, file: str) -> Page | None:
    text = decode(data, Findings(file))
    if text is None:
        return None
    return split(text, Findings(file)) if file.endswith(".md") else Page("", text, "")


def _amended(data: bytes, file: str, kind: str, amend: _Amend) -> bytes | None:
    """What `amend` makes of the file as it stands, else of the file in form."""
    mended = mend(data, kind, file).data
    for each in (data, mended) if mended != data else (data,):
        page = _page(each, file)
        found = amend(page) if page is not None else None
        if found is not None:
            return found.text.encode()
    return None


def _record_says(page: Page, file: str) -> dict[str, Any]:
    """The values of the record, by the ids of fields."""
    findings, known = Findings(file), registry()
    mapping = read_mapping(page.front, findings, 1, known.fields_by_name(()))
    types = () if mapping is None else record_types(mapping, findings)
    if mapping is None or not types:
        return {}
    names = known.fields_by_name(types)
    mapping, _ = set_out(with_types(mapping, types), names, findings.year, findings)
    return {**read_fields(mapping, names, findings), "type": types}


def _lists_say(page: Page, file: str) -> dict[str, list[dict[str, object]]]:
    """The rows of every list that has any."""
    lists = registry().documents[LISTS].by_name
    mapping = read_mapping(page.front, Findings(file), 1, lists)
    found: dict[str, list[dict[str, object]]] = {}
    for key, node in mapping.pairs if mapping is not None else ():
        if key.text in lists and isinstance(node, Listing) and node.items:
            rows = (lists[key.text].read(Listing((item,), item.mark), Findings(file)) for item in node.items)
            found[lists[key.text].id] = [dict(row[0]) if row else {} for row in rows]
    return found


def _unlike(said: Changes, wanted: Changes) -> dict[str, object]:
    """Those of the values that are not said yet."""
    return {name: value for name, value in wanted.items() if said.get(name) != value}


def _clean(said: Changes, gone: bool = False) -> dict[str, object]:
    """The values with nothing for what is empty; `gone`: without those of nothing."""
    clean = {name: None if value in ("", (), []) or value == {} else _bare(value) for name, value in said.items()}
    return {name: value for name, value in clean.items() if value is not None} if gone else clean


def _bare(value: object) -> object:
    """Lists as reading gives them."""
    if isinstance(value, Mapping):
        return {name: _bare(each) for name, each in value.items() if each is not None}
    return tuple(map(_bare, value)) if isinstance(value, list | tuple) else value
