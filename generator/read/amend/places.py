"""Where in the YAML of a file values stand, and what to write there instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import yaml

from generator.read.composing import LOADER
from generator.types import Field
from generator.written import in_form, lines_of
from generator.written.plain import in_line

Changes = Mapping[str, object]
"""By the ids of fields, values as reading gives them; None takes a field away."""
Edit = tuple[int, int, str]
"""From where to where, and what to write there."""
_DASH = 2
"""How far rows stand in below the name of their list, where none is there yet."""
_START = yaml.Mark("", 0, 0, 0, "", 0)


@dataclass(frozen=True, slots=True)
class RowChanges:
    """What becomes of the rows of one list."""

    changed: Mapping[str, Changes] = field(default_factory=dict)
    """By the id that a row has."""
    added: Sequence[Changes] = ()


def mapping_of(front: str) -> yaml.MappingNode | None:
    """The names of the YAML with their values; None where it is none, or broken."""
    with suppress(yaml.YAMLError):
        node = yaml.compose(front, Loader=LOADER)
        if node is None:
            return yaml.MappingNode("tag:yaml.org,2002:map", [], _START, _START, flow_style=False)
        return node if isinstance(node, yaml.MappingNode) and not node.flow_style else None
    return None


def field_edits(front: str, node: yaml.MappingNode, names: Mapping[str, Field], changes: Changes) -> Iterator[Edit]:
    """How the values are put: each where its field stands, under the name it has there; new ones behind all others."""
    left = dict(changes)
    for key, value in node.value:
        declared = names.get(key.value)
        if declared is None or declared.id not in left:
            continue
        new, start, end = left.pop(declared.id), key.start_mark.index, _end(front, value)
        if new is None:
            yield _line_start(front, start), _next_line(front, end), ""
        else:
            yield start, end, _lines(declared, new, key.start_mark.column, key.value)
    added = [(names[name], value) for name, value in left.items() if value is not None]
    if added:
        column = node.value[0][0].start_mark.column if node.value else 0
        at = _next_line(front, max((_end(front, value) for _, value in node.value), default=len(front)))
        yield _below(front, at, "\n".join(" " * column + _lines(each, value, column) for each, value in added))


def row_edits(front: str, node: yaml.MappingNode, declared: Field, changes: RowChanges) -> Iterator[Edit]:
    """How rows are put into the list of that field. Raises LookupError for one that is not there, or no list at all."""
    key, listed = next(((key, each) for key, each in node.value if key.value in declared.names), (None, None))
    rows = listed.value if isinstance(listed, yaml.SequenceNode) else []
    if (listed is not None and listed.value and not rows) or not all(isinstance(row, yaml.MappingNode) for row in rows):
        raise LookupError(declared.id)
    by_id = {_id_of(row, declared): row for row in rows}
    added = [row for row in changes.added if row]
    if (
        key is not None
        and isinstance(listed, yaml.SequenceNode)
        and listed.flow_style
        and (added or any(changes.changed.values()))
    ):
        whole = [_flow_row(declared, row, changes.changed.get(_id_of(row, declared), {})) for row in rows]
        whole += [{each.zh[0]: value for each, value in _in_order(declared, row)} for row in added]
        lines = "".join(f"\n{' ' * _DASH}- {in_line(row)}" for row in whole)
        yield key.end_mark.index, listed.end_mark.index, f":{lines}" if lines else ": []"
        return
    for id, new in changes.changed.items():
        row = by_id[id]
        if not new:
            continue
        if row.flow_style:
            yield row.start_mark.index, row.end_mark.index, in_line(_flow_row(declared, row, new))
        else:
            yield from field_edits(front, row, declared.by_name, new)
    if added:
        dash = listed.start_mark.column if rows and listed is not None else _DASH
        text = "\n".join(_block_row(declared, row, dash) for row in added)
        if key is None:
            yield _below(front, len(front), f"{declared.zh[0]}:\n{text}")
        else:
            yield _below(front, _next_line(front, _end(front, rows[-1]) if rows else key.end_mark.index), text)


def _id_of(row: yaml.MappingNode, declared: Field) -> str:
    names = declared.fields["id"].names
    return next((value.value.strip() for key, value in row.value if key.value in names), "")


def _flow_row(declared: Field, row: yaml.MappingNode, new: Changes) -> dict[str, object]:
    """The row between braces with what is new in it."""
    said = {key.value: _plain(value) for key, value in row.value}
    for name, value in new.items():
        inner = declared.fields[name]
        written = next((each for each in said if each in inner.names), inner.zh[0])
        said[written] = in_form(inner, value)
        if value is None:
            del said[written]
    return said


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(each) for each in node.value] if isinstance(node, yaml.SequenceNode) else node.value


def _in_order(declared: Field, row: Changes) -> Iterator[tuple[Field, object]]:
    for name, value in row.items():
        if value is not None:
            yield declared.fields[name], in_form(declared.fields[name], value)


def _block_row(declared: Field, row: Changes, dash: int) -> str:
    inner = [line for name, value in row.items() for line in lines_of(declared.fields[name], value)]
    return "\n".join(" " * dash + ("  " if number else "- ") + line for number, line in enumerate(inner))


def _lines(declared: Field, value: object, column: int, name: str = "") -> str:
    """The lines of the field, all but the first with the blanks before them, under the name it has."""
    first, *rest = lines_of(declared, value)
    first = (name or declared.zh[0]) + first.removeprefix(declared.zh[0])
    return "\n".join([first, *(" " * column + line for line in rest)])


def _end(front: str, node: yaml.Node) -> int:
    """Where the text of the node ends, without the lines and comments behind it."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return len(front[: node.end_mark.index].rstrip("\n"))
    last = node.value[-1]
    return _end(front, last[1] if isinstance(node, yaml.MappingNode) else last)


def _line_start(front: str, at: int) -> int:
    return front.rfind("\n", 0, at) + 1


def _next_line(front: str, at: int) -> int:
    """Where the next line begins."""
    end = front.find("\n", at)
    return len(front) if end < 0 else end + 1


def _below(front: str, at: int, text: str) -> Edit:
    """The text as lines of their own."""
    return at, at, f"{text}\n" if at == 0 or front[at - 1] == "\n" else f"\n{text}"
