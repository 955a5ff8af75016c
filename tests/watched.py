"""A kind may read of a record only the fields that it declares: who forgot one would show it to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

import pytest

from generator.judge.case import Case
from generator.judge.kind import Kind
from generator.judge.parameters import Use
from generator.judge.records import events
from generator.model.record import Record
from generator.model.result import RuleResult
from generator.model.values import Values
from generator.types import registry
from generator.types.registry import Registry

ANY_KIND = frozenset({"rule", "window", "groups", "corrects"})
"""What judging reads of records whatever the kind: exceptions."""
_KNOWN: dict[int, tuple[Kind, Registry, frozenset[str]]] = {}
"""What each kind declares; the kind is held, so that its number stays of that alone."""
_allowed: ContextVar[frozenset[str] | None] = ContextVar("allowed", default=None)


class Undeclared(AssertionError):
    """A kind read a field that it does not declare."""


class WatchedValues(Values):
    """The values of an event, of which a kind that judges is given only what it declares."""

    def get(self, name: str, default: Any = None) -> Any:
        self._watch(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:
        self._watch(name)
        return super().__getitem__(name)

    def _watch(self, name: str) -> None:
        allowed = _allowed.get()
        if allowed is not None and name not in allowed:
            raise Undeclared(name)


def _declared(kind: Kind, of: Registry) -> frozenset[str]:
    """What a kind declares, asked once of each."""
    known = _KNOWN.get(id(kind))
    if known and known[0] is kind and known[1] is of:
        return known[2]
    declared = {name.split(".")[0] for use in Use for name in kind.fields(use)}
    groups = {each.id for each in of.fields_of(kind.types()) if not declared.isdisjoint(each.fields)}
    _KNOWN[id(kind)] = kind, of, ANY_KIND | declared | groups
    return _KNOWN[id(kind)][2]


def watch(patch: pytest.MonkeyPatch) -> None:
    """From now on every kind that judges reads only what it declares."""
    split, judge, book = events.Books._events, Kind.judge, events.Books._book

    def watched_events(books: events.Books, record: Record, **more: Any) -> Iterator[events.Event]:
        for event in split(books, record, **more):
            yield replace(event, values=WatchedValues(event.values, event.values.mark, event.values.marks))

    def watched_judge(kind: Kind, case: Case) -> RuleResult:
        before = _allowed.set(_declared(kind, registry()))
        try:
            return judge(kind, case)
        finally:
            _allowed.reset(before)

    def unwatched_book(books: events.Books, unit: str) -> events.Book:
        before = _allowed.set(None)
        try:
            return book(books, unit)
        finally:
            _allowed.reset(before)

    patch.setattr(events.Books, "_events", watched_events)
    patch.setattr(Kind, "judge", watched_judge)
    patch.setattr(events.Books, "_book", unwatched_book)
