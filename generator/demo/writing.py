"""Writes events as recorders do: Chinese field names, one file each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from generator.demo.event import Event, Written
from generator.types import Field, registry

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~](?:[^,\[\]{}#:'\"\n\\]|:(?=[^\s,\]}]))*(?<!\s)")
_LINE = 66


def files(folder: str, events: Iterable[Event], root: str = "records") -> Iterator[Written]:
    """The events of one folder below a record root as files, in order; equal names are numbered."""
    taken: dict[str, int] = {}
    for event in sorted(events, key=lambda each: each.order):
        stem = f"{event.day:%m-%d}-{event.slug}"
        taken[stem] = taken.get(stem, 0) + 1
        name = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        suffix = "md" if event.minutes else "yml"
        yield Written(f"{folder}/{name}", event.day, f"{root}/{folder}/{name}.{suffix}", _text(event))


def _text(event: Event) -> str:
    labels = [registry().types[each].label("zh") for each in event.types]
    lines = [f"类型: {labels[0] if len(labels) == 1 else _flow(labels)}", f"日期: {event.day}"]
    for name, value in event.fields.items():
        lines += _pair(_declared(event.types, name), value)
    written = "\n".join(lines) + "\n"
    return f"---\n{written}---\n{event.body}" if event.minutes else written


@cache
def _declared(types: tuple[str, ...], name: str) -> Field:
    found = registry().field(name, types)
    if found is None:
        raise KeyError(f"{types}: {name}")
    return found


def _pair(declared: Field, value: object) -> list[str]:
    label, value = declared.zh[0], _chinese(declared, value)
    if isinstance(value, list):
        flow = _flow(value)
        if not any(isinstance(item, dict) for item in value) and len(flow) < _LINE:
            return [f"{label}: {flow}"]
        return [f"{label}:", *(f"  - {_flow(item)}" for item in value)]
    if isinstance(value, dict) and len(flow := _flow(value)) >= _LINE:
        return [f"{label}:", *(f"  {_flow(key)}: {_flow(item)}" for key, item in value.items())]
    return [f"{label}: {_flow(value)}"]


def _chinese(declared: Field, value: object) -> object:
    """The value with identifiers of choices and of parts as people write them."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return [_chinese(declared, item) for item in value]
    if isinstance(value, dict):
        if not declared.fields:
            return value
        return {declared.fields[key].zh[0]: _chinese(declared.fields[key], item) for key, item in value.items()}
    if declared.choices:
        return next((choice.zh[0] for choice in declared.choices if choice.id == value), value)
    return value


def _flow(value: object) -> str:
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return str(value)


@lru_cache(1 << 14)
def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def document(name: str, entries: Mapping[str, Sequence[Mapping[str, object]]]) -> str:
    """A document of lists, such as the three lists, under its Chinese names."""
    parts = registry().documents[name].fields
    lines = []
    for key, rows in entries.items():
        lines.append(f"{parts[key].zh[0]}:")
        for row in rows:
            inner = [line for field, value in row.items() for line in _pair(parts[key].fields[field], value)]
            lines += [("  - " if index == 0 else "    ") + line for index, line in enumerate(inner)]
    return "\n".join(lines) + "\n"
