"""Writes events as recorders do: Chinese field names, one file each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.demo.event import Event, Written
from generator.written import record_text


def files(folder: str, events: Iterable[Event], root: str = "records") -> Iterator[Written]:
    """The events of one folder below a record root as files, in order; equal names are numbered."""
    taken: dict[str, int] = {}
    for event in sorted(events, key=lambda each: each.order):
        stem = f"{event.day:%m-%d}-{event.slug}"
        taken[stem] = taken.get(stem, 0) + 1
        name = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        suffix = "md" if event.minutes else "yml"
        text = record_text(event.types, event.day, event.fields, event.body, fenced=event.minutes)
        yield Written(f"{folder}/{name}", event.day, f"{root}/{folder}/{name}.{suffix}", text)
