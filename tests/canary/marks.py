"""Marks out of the declarations: for every field a value that stands nowhere else, with the class it must have.

Kinds of values of which there are few (choices, branches, years and the like) cannot be marked: that each is cut by its
class the tests of the cut say. What names records is looked at by the ids of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from generator.types import Audience, Field, RecordType, registry
from generator.types.audience import narrowest

_LETTERS = "bcdfghjkmnpqrstvwxyz"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is looked for, where it was written, and who may read it (None: nobody)."""

    text: str
    place: str
    """Of which type, field and 公开范围."""
    audience: Audience | None
    sort: str
    """word, number, day, time, id, or link: the day and the type by which a link names a record."""

    def may_be_read_by(self, reader: Audience) -> bool:
        """Whether the reader's site should have it."""
        return self.audience is not None and reader.sees(self.audience)


_SPREADSHEETS = date(1899, 12, 30)
"""From which day workbooks number days."""


@dataclass
class Marker:
    """Hands out marks, each once."""

    marks: dict[str, Mark] = field(default_factory=dict)
    _words: int = 0
    _number: int = 10_000
    _taken: set[int] = field(default_factory=set)
    _day: date = date(1931, 1, 1)
    _minutes: int = 61

    def word(self, place: str, audience: Audience | None) -> str:
        """A word of eight letters."""
        self._words += 1
        left, letters = self._words * 7919, ""
        for _ in range(6):
            left, at = divmod(left, len(_LETTERS))
            letters += _LETTERS[at]
        return self._note(f"zq{letters}", place, audience, "word")

    def number(self, place: str, audience: Audience | None, figure: int | None = None) -> int:
        """A figure of five digits; a given one where it follows from others."""
        return int(self._note(str(self.figure() if figure is None else figure), place, audience, "number"))

    def figure(self, *parts: int) -> int:
        """A figure that no other field has; the sum of the parts, where there are any (0: that was taken)."""
        if parts:
            figure = sum(parts)
            if figure in self._taken:
                return 0
        else:
            self._number += 1
            while self._number in self._taken:
                self._number += 1
            figure = self._number
        self._taken.add(figure)
        return figure

    def day(self, place: str, audience: Audience | None) -> str:
        """A day long ago, whose number in a spreadsheet is no figure's."""
        self._day += timedelta(days=3)
        while (serial := (self._day - _SPREADSHEETS).days) in self._taken:
            self._day += timedelta(days=3)
        self._taken.add(serial)
        return self._note(self._day.isoformat(), place, audience, "day")

    def minute(self, place: str, audience: Audience | None) -> str:
        """A time of the day."""
        self._minutes += 1
        return self._note(f"{self._minutes // 60 % 24:02}:{self._minutes % 60:02}", place, audience, "time")

    def identifier(self, text: str, link: str, place: str, audience: Audience | None) -> str:
        """The id of a record, and how a link to it would read."""
        self._note(link, place, audience, "link")
        return self._note(text, place, audience, "id")

    def _note(self, text: str, place: str, audience: Audience | None, sort: str) -> str:
        assert text not in self.marks or sort == "time", text
        self.marks[text] = Mark(text, place, audience, sort)
        return text


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills the fields of one record: what a field may be read by is narrowed by the record."""

    marker: Marker
    place: str
    audience: Audience | None
    given: Mapping[str, Any]
    """Values that must be so for the record to hold, by field or `ballots.good`; a number among them is a mark too."""

    def fields(
        self, declared: Mapping[str, Field], above: str = "", narrowed: Audience | None = None
    ) -> dict[str, Any]:
        """A value for each field that can have one."""
        found = ((name, self.value(each, above, narrowed)) for name, each in declared.items())
        return {name: value for name, value in found if value is not None}

    def value(self, declared: Field, above: str = "", narrowed: Audience | None = None) -> Any:
        """A marked value of the field's kind; None where it is left out."""
        path = f"{above}{declared.id}"
        own = declared.audience if narrowed is None else narrowest([declared.audience, narrowed])
        who = narrowest([own, self.audience]) if self.audience is not None else None
        place, given = f"{self.place}.{path}", self.given.get(path)
        match declared.kind:
            case "parts" if given is None:
                return self.fields(declared.fields, f"{path}.", own)
            case "entries" if given is None:
                return [self.fields(declared.fields, f"{path}.", own)]
            case "count" | "number" if given is None or (isinstance(given, int) and given >= 10_000):
                return given if str(given) in self.marker.marks else self.marker.number(place, who, given)
            case _ if path in self.given:
                return given
            case "text":
                return self.marker.word(place, who)
            case "lines":
                return [self.marker.word(place, who), self.marker.word(place, who)]
            case "date":
                return self.marker.day(place, who)
            case "span":
                return [self.marker.day(place, who), self.marker.day(place, who)]
            case "times":
                return self.marker.minute(place, who)
            case "counts":
                return {self.marker.word(place, who): self.marker.number(place, who)}
            case "branch":
                return "jichu"
            case "files":
                return [f"{self.marker.word(place, who)}.xlsx"]
        return None


def levels() -> Iterator[Audience]:
    """What 公开范围 may say."""
    yield from Audience


def class_of(declared: RecordType, level: Audience) -> Audience | None:
    """Who may open a record of the type whose 公开范围 says that."""
    return None if declared.restricted else narrowest([declared.audience, level])


def all_types() -> Iterator[RecordType]:
    """Every type of record."""
    yield from registry().types.values()
