"""How a record came to be what it is: its versions, each with the day it came in and who brought it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model.record import Record


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of a record."""

    day: date | None
    """None where it is not known any more."""
    by: str
    content: str
    """The name of its content, by which it is read."""


def _unread(record_id: str, content: str) -> Record | None:
    return None


def _unwritten(record_id: str, content: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Revisions:
    """The versions of records; without any where nothing is known of them."""

    of: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """By id, the oldest first, of records with more than one."""
    withdrawn: Mapping[str, Revision] = field(default_factory=dict)
    """By id, of records that were taken away: as they last were, on the day and by whom."""
    read: Callable[[str, str], Record | None] = _unread
    """The record of that id as it was in that version; None where it could not stand as it was."""

    written: Callable[[str, str], str | None] = _unwritten
    """The same as it was written."""

    def known(self, record_id: str, as_of: date) -> tuple[Revision, ...]:
        """The record's versions at the end of the day."""
        return tuple(each for each in self.of.get(record_id, ()) if each.day is None or each.day <= as_of)

    def taken(self, year: int, unit: str, as_of: date) -> tuple[tuple[str, Revision], ...]:
        """A unit's records of the year that were withdrawn by the end of the day, by id."""
        own = (item for item in self.withdrawn.items() if item[0].startswith(f"{year}/{unit}/"))
        return tuple(sorted((key, each) for key, each in own if each.day is not None and each.day <= as_of))
