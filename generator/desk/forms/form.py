"""The form of a record: its fields in the order in which people need them, each with its widget and its value."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from generator.desk.forms.entering import FIGURE, KEY, Plain, empty, says
from generator.desk.forms.posted import TICKED
from generator.judge.known import COURSE, DISCLOSURES
from generator.types import Audience, Field, RecordType, registry
from generator.types.audience import narrowest
from generator.types.example import BODY
from generator.types.kind import Entries, Keyed, Parts, Some, Span
from generator.types.offered import offered

FILES = "attachments"
"""The field whose files are sent along."""
_APART = frozenset(["type", "branch", FILES, "draft"])
"""Given by the address, sent along, or said by the button: no fields of the form."""
NUMERIC = frozenset(["count", "number", "year"])


class Widget(StrEnum):
    """How a value is asked for."""

    LINE = "line"
    LINES = "lines"
    FIGURE = "figure"
    DATE = "date"
    SPAN = "span"
    TIMES = "times"
    SELECT = "select"
    BOXES = "boxes"
    PARTS = "parts"
    ROWS = "rows"
    FIGURES = "figures"


class Needed(StrEnum):
    """What becomes of a record without the field."""

    NO = "no"
    ASKED = "asked"
    ONE_OF = "one_of"
    """It does not count unless one of several is there."""
    YES = "yes"
    """It does not count."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values offered."""

    value: str
    label: str
    audience: Audience = Audience.PUBLIC
    """Who reads a record in which it is chosen."""


class Offer(Protocol):
    """What a form offers to choose from."""

    def options(self, declared: Field) -> Sequence[Option] | None:
        """The values that the field can take; None where any may be typed."""


@dataclass(frozen=True, slots=True)
class Box:
    """One field of a form, or a part of one."""

    field: Field
    name: str
    """Under which it is posted."""
    widget: Widget
    value: Plain
    audience: Audience
    """Who reads it."""
    needed: Needed = Needed.NO
    options: tuple[Option, ...] = ()
    parts: tuple[Box, ...] = ()
    rows: tuple[tuple[Box, ...], ...] = ()
    """Of each row its parts; the last is empty."""

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return says(self.value)

    @property
    def names(self) -> Iterator[str]:
        """Its name and those of everything inside it."""
        yield self.name
        yield from (f"{self.name}.{number}" for number in range(len(self.rows)))
        for each in (*self.parts, *(part for row in self.rows for part in row)):
            yield from each.names


@dataclass(frozen=True, slots=True)
class Form:
    """All fields of a record: first those that are asked for, then those that may be added."""

    types: tuple[RecordType, ...]
    first: tuple[Box, ...]
    more: tuple[Box, ...]
    rare: tuple[Box, ...]
    """What any record may have."""
    body_needed: Needed
    body_audience: Audience
    files_audience: Audience

    @property
    def audience(self) -> Audience:
        """Who reads such a record at all; what is of the same class need not say so again."""
        return narrowest(each.audience for each in self.types)

    @property
    def restricted(self) -> bool:
        """Whether no site has a page of such records."""
        return any(each.restricted for each in self.types)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every field, in order."""
        return (*self.first, *self.more, *self.rare)

    def missing(self, faulty: Collection[str]) -> list[Box]:
        """What has yet to be filled in, beside the fields that are wrong: nobody looks further at a faulty record."""
        asked = (each for each in self.boxes if each.needed is Needed.YES and not each.filled)
        return [each for each in asked if not any(name in faulty for name in each.names)]

    @property
    def one_of(self) -> tuple[str, ...]:
        """The labels of fields of which one is enough."""
        return tuple(each.field.zh[0] for each in self.boxes if each.needed is Needed.ONE_OF)

    def box(self, name: str) -> Box | None:
        """The field of that name."""
        return next((each for each in self.boxes if each.name == name), None)


def record_form(
    types: tuple[RecordType, ...], values: Mapping[str, Plain], offer: Offer, more_of: str | None = None
) -> Form:
    """The form of a record of these types with these values; `more_of` is the field that gets one more row."""
    known, names = registry(), tuple(each.id for each in types)
    offers = {each.field.id: each for kind in reversed(types) for each in offered(kind, known)}
    order = list(dict.fromkeys(each.field.id for kind in types for each in offered(kind, known)))
    asked = ["date", *(name for name in order if offers[name].asked)]
    more = [name for name in order if name not in asked]
    rare = [name for name in dict.fromkeys((*known.shared, *values)) if name not in {*asked, *more}]
    needed = _needed(types)

    def boxes(group: Sequence[str]) -> tuple[Box, ...]:
        made = []
        for name in group:
            declared = known.field(name, names)
            if declared is not None and name not in _APART:
                how = needed.get(name) or (Needed.ASKED if name in asked else Needed.NO)
                made.append(box(declared, name, values.get(name), offer, _class(declared, types), how, more_of))
        return tuple(made)

    body = narrowest((_text_class(types, values), *(each.audience for each in types)))
    files = _class(known.shared[FILES], types)
    return Form(types, boxes(asked), boxes(more), boxes(rare), needed.get(BODY, Needed.NO), body, files)


def _text_class(types: tuple[RecordType, ...], values: Mapping[str, Plain]) -> Audience:
    """Who reads what is written below the fields: a disclosure says itself to whom it is made, members unless it does.

    As `publish.cut.classes.text_class` has it of a record that has been read.
    """
    goes = [each for each in types if each.id in DISCLOSURES]
    if goes and any(says(values.get(name, "")) for name in COURSE):
        chosen, field = values.get("shown_to"), goes[0].fields["shown_to"]
        found = next((each.id for each in field.choices if chosen in each.names), Audience.MEMBERS)
        return Audience(found)
    return narrowest(each.text for each in types)


def _needed(types: tuple[RecordType, ...]) -> dict[str, Needed]:
    """Which fields, and whether its text, a record of these types does not count without."""
    found = {"date": Needed.YES}
    for kind in types:
        for names in (*(need.split("|") for need in kind.needs), kind.content):
            for name in names:
                if len(names) == 1:
                    found[name] = Needed.YES
                else:
                    found.setdefault(name, Needed.ONE_OF)
    return found


def _class(declared: Field, types: tuple[RecordType, ...]) -> Audience:
    return narrowest((declared.audience, *(each.audience for each in types)))


def box(
    declared: Field,
    name: str,
    value: Plain | None,
    offer: Offer,
    audience: Audience,
    needed: Needed = Needed.NO,
    more_of: str | None = None,
) -> Box:
    """The field with its value, and with one empty row where it has rows."""
    value = empty(declared) if value is None else value
    options = tuple(_options(declared, value, offer))

    def inner(part: Field, at: str, inside: Mapping[str, Plain], must: bool) -> Box:
        seen = narrowest((audience, part.audience))
        return box(part, at, inside.get(part.id), offer, seen, Needed.YES if must else Needed.NO, more_of)

    def parts(at: str, inside: Mapping[str, Plain]) -> tuple[Box, ...]:
        return tuple(
            inner(each, f"{at}.{each.id}", inside, each.id in declared.needs) for each in declared.fields.values()
        )

    widget = _widget(declared, bool(options))
    if widget is Widget.PARTS:
        inside = value if isinstance(value, dict) else {}
        return Box(declared, name, widget, value, audience, needed, parts=parts(name, inside))
    if widget is Widget.ROWS:
        filled = [*_rows(value), *_blank(1 + (more_of == name))]
        rows = tuple(parts(f"{name}.{number}", row) for number, row in enumerate(filled))
        return Box(declared, name, widget, value, audience, needed, rows=rows)
    if widget is Widget.FIGURES:
        there = _rows(value)
        filled = [*there, *_blank(1 + (more_of == name) + 2 * (not there))]
        figures = tuple(_figure(declared, f"{name}.{number}", row, audience) for number, row in enumerate(filled))
        return Box(declared, name, widget, value, audience, needed, rows=figures)
    return Box(declared, name, widget, value, audience, needed, options)


def _rows(value: Plain) -> list[Mapping[str, Plain]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _blank(number: int) -> list[Mapping[str, Plain]]:
    return [{} for _ in range(number)]


def _figure(declared: Field, at: str, row: Mapping[str, Plain], audience: Audience) -> tuple[Box, ...]:
    """A figure under a name of one's own."""
    return tuple(
        Box(declared, f"{at}.{part}", widget, row.get(part, ""), audience)
        for part, widget in ((KEY, Widget.LINE), (FIGURE, Widget.FIGURE))
    )


def _options(declared: Field, value: Plain, offer: Offer) -> Iterator[Option]:
    """What is offered, and what stands there beside it, so that it is not lost."""
    if declared.choices:
        found: Sequence[Option] | None = [Option(each.zh[0], each.zh[0], each.audience) for each in declared.choices]
    elif declared.kind == "flag":
        found = [Option("是", "是"), Option("否", "否")]
    else:
        found = offer.options(declared)
    if found is None:
        return
    yield from found
    there = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    known = {each.value for each in found}
    yield from (Option(each, each) for each in there if isinstance(each, str) and each.strip() and each not in known)


def _widget(declared: Field, choosing: bool) -> Widget:
    form = declared.form
    if isinstance(form, Parts):
        return Widget.PARTS
    if isinstance(form, Entries):
        return Widget.ROWS
    if isinstance(form, Keyed):
        return Widget.FIGURES
    if isinstance(form, Span):
        return Widget.SPAN
    if isinstance(form, Some):
        ticked = declared.kind in TICKED or declared.choices
        return Widget.BOXES if choosing and ticked else Widget.LINES
    if declared.kind in ("date", "times"):
        return Widget(declared.kind)
    if choosing:
        return Widget.SELECT
    return Widget.FIGURE if declared.kind in NUMERIC else Widget.LINE
