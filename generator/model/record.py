"""A record: one file, one event (design §3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Protocol

from generator.model.node import START, Mark
from generator.model.problem import Problem, Severity
from generator.model.values import Values

COMMITTEE = "_committee"
"""The folder, and the unit, of the school committee's own records."""


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

    @property
    def draft(self) -> bool:
        """Not finished by its writer: counts for nothing."""
        return self.values.flag("draft")

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


def record_of(file: str) -> str:
    """The id that a record has by its file, in whatever folder of records: `2017/jichu/03-08-committee-meeting`."""
    return "/".join(PurePosixPath(file).with_suffix("").parts[-3:])


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
