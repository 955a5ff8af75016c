"""A record: one file, one event (design §3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, Protocol

from generator.cache.kept import packed, unpacked
from generator.model.node import START, Mark
from generator.model.problem import Problem, Severity
from generator.model.values import Values

RECORD_ID = re.compile(r"\d{4}/\w[\w-]*/\d{2}-\d{2}-[a-z][a-z0-9-]*", re.ASCII)
"""The id of a record, as people write it among other words."""
COMMITTEE = "_committee"
"""The folder, and the unit, of the school committee's own records."""


_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a record needs to count that it does not say."""

    names: tuple[str, ...]
    """The field, or the fields of which one is enough; `body` is the text below them."""
    mark: Mark
    """Where a placeholder stands in its place, or where the type is written."""
    written: str = ""
    """The placeholder."""


@dataclass(frozen=True, slots=True)
class Record:
    """One event of one branch, typed by the declarations.

    `values` are asked by English identifier;
    `marks` the place of each; `incomplete` what is lacking for each type that lacks something.
    """

    id: str
    file: str
    branch: str
    year: int
    types: tuple[str, ...]
    date: date
    values: Values
    marks: Mapping[str, Mark]
    body: str = ""
    body_line: int = 1
    incomplete: Mapping[str, tuple[Lack, ...]] = field(default_factory=dict)
    shared: bool = True
    fingerprint: str = ""
    """Changes with any byte of the file."""
    held: Mapping[str, str] = field(default_factory=dict)
    """The attachments that cannot be published, each with the reason why."""
    named: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """The ids of the records that its values name."""
    filled: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """The names of what is written in it."""
    draft: bool = field(init=False, compare=False, repr=False)
    """Not finished by its writer: counts for nothing."""
    _kept: bytes = field(init=False, compare=False, repr=False)
    """What was kept of it and is read where somebody asks for it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "named", tuple(records_named(self.values)))
        object.__setattr__(self, "filled", _shared(tuple(self.values)))
        object.__setattr__(self, "draft", self.values.flag("draft"))
        for name in ("incomplete", "held"):  # of very many records nearly all have nothing there: they share it
            object.__setattr__(self, name, getattr(self, name) or _NOTHING)

    def __getstate__(self) -> tuple[object, ...]:
        """What any record may be asked beside all others, and in bytes what most are not: what is written in it."""
        try:
            later = object.__getattribute__(self, "_kept")
        except AttributeError:
            later = packed(tuple(getattr(self, name) for name in _LATER), {})
        return *(getattr(self, name) for name in _FIRST), later

    def __setstate__(self, state: tuple[object, ...]) -> None:
        for put, value in zip(_PUT, state, strict=True):
            put(self, value)

    def __getattr__(self, name: str) -> Any:
        """Only of what is not read yet."""
        if name not in _LATER:
            raise AttributeError(name)
        found: Any = unpacked(self._kept, {})
        for each, value in zip(_LATER, found, strict=True):
            object.__setattr__(self, each, value)
        return found[_LATER.index(name)]  # another thread may have let it go again

    def let_go(self) -> None:
        """Gives back what was read of what it was kept as: that is read once more where somebody asks."""
        with suppress(AttributeError):  # it was not kept, or is not read
            object.__getattribute__(self, "_kept")
            for drop in _DROP:
                drop(self)

    @property
    def stem(self) -> str:
        """The last part of the id: the page's file name."""
        return self.id.rsplit("/", 1)[-1]

    def mark(self, name: str) -> Mark:
        """Where the field, or a part of one (`period.end`, `branches.0`), stands; else the start of the file."""
        return self.marks.get(name) or self.marks.get(name.partition(".")[0], START)

    def error(self, code: str, place: str | Mark, /, **figures: object) -> Problem:
        """What is wrong with it, at a field or a place of the file."""
        return self._problem(Severity.ERROR, code, place, figures)

    def warning(self, code: str, place: str | Mark, /, **figures: object) -> Problem:
        """What is to be looked at."""
        return self._problem(Severity.WARNING, code, place, figures)

    def _problem(self, severity: Severity, code: str, place: str | Mark, figures: Mapping[str, object]) -> Problem:
        return Problem(self.file, self.mark(place) if isinstance(place, str) else place, severity, code, figures)


_LATER = ("values", "marks", "body", "incomplete")
_FIRST = tuple(each.name for each in fields(Record) if each.name not in (*_LATER, "_kept"))
_DROP = [Record.__dict__[name].__delete__ for name in _LATER]
_PUT = [Record.__dict__[name].__set__ for name in (*_FIRST, "_kept")]


@lru_cache(4096)
def _shared(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names; one thing for all records in which the same is written."""
    return names


def records_named(value: object) -> Iterator[str]:
    """The ids of the records that a value names, in whatever words."""
    waiting = [value]
    for each in waiting:  # asked of every value of every record, so by what they are made of, which is told at once
        if isinstance(each, str):
            if "/" in each:
                yield from RECORD_ID.findall(each)
        elif isinstance(each, tuple):
            waiting += each
        elif isinstance(each, dict):
            waiting += each.values()


def record_of(file: str) -> str:
    """The id that a record has by its file, in whatever folder of records: `2017/jichu/03-08-committee-meeting`."""
    return "/".join(PurePosixPath(file).with_suffix("").parts[-3:])


def unit_of(record_id: str) -> str:
    """The unit whose record it is, by its id."""
    return record_id.partition("/")[2].partition("/")[0]


class _Dated(Protocol):
    @property
    def id(self) -> str:
        """Its id."""

    @property
    def date(self) -> date:
        """Its day."""


def in_time(dated: _Dated) -> tuple[date, str]:
    """The order of records, of events and of what is shown of them: by day, and then by id, however they were met."""
    return dated.date, dated.id
