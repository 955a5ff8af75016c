"""The kinds of values: each reads a node, fails with a sentence at its place, has a name, and describes itself.

The types of click's parameters are the model: the reader of a value, its error and its JSON Schema are one object,
and whatever is declared (records, lists, configuration, calendar, organization) is read by these alone.
"""

from __future__ import annotations

import difflib
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from generator.model.node import START, Listing, Mark, Node, Scalar
from generator.model.node import Mapping as Written
from generator.model.period import day_of
from generator.model.values import IN_WORDS, Values
from generator.types import spelling
from generator.types.findings import Findings

if TYPE_CHECKING:
    from generator.types.declaration import Field

Schema = dict[str, Any]
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?", re.ASCII)
_OFFERED = 8
_LEAP_YEAR = 2000
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_FIGURE: Schema = {"type": "number", "minimum": 0}
_FLAG: Schema = {"enum": [True, False, "是", "否"]}
_DAY = r"(next-|previous-)?\d\d-\d\d"


@dataclass(frozen=True)
class Kind(ABC):
    """One kind of value."""

    name: str

    @abstractmethod
    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The value that the field has where something is written; None where a problem was found."""

    @abstractmethod
    def schema(self, field: Field) -> Schema:
        """What the field takes where something is written, in the agreed form."""

    def wrong(self, field: Field, node: Node, findings: Findings) -> Any:
        """Says that what stands there is none of the kind; gives nothing, as the reader then does."""
        written = node.text if isinstance(node, Scalar) else "[…]" if isinstance(node, Listing) else "{…}"
        options = "、".join(choice.zh[0] for choice in field.choices)
        said = {"field": field.zh[0], "value": written, "example": field.example, "options": options}
        findings.error(f"not_a_{self.name}", node.mark, **said)
        return None


@dataclass(frozen=True)
class One(Kind):
    """One written value."""

    convert: Callable[[Field, str], tuple[Any, bool] | None]
    """The value, and whether it is written in the agreed form; None where it is none. Raises Impossible."""
    describe: Callable[[Field], Schema]
    form: Callable[[Any], str] = str
    """The agreed form of a value, which the warning about another form shows."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The value, with a warning where it is understood and not written in the agreed form."""
        if not isinstance(node, Scalar):
            return self.wrong(field, node, findings)
        try:
            found = self.convert(field, node.text)
        except spelling.Impossible:
            findings.error("impossible", node.mark, field=field.zh[0], value=node.text)
            return None
        if found is None:
            return self.wrong(field, node, findings)
        value, agreed = found
        if not agreed:
            form = self.form(value)
            findings.warning("unnormalised", node.mark, field=field.zh[0], value=node.text, form=form)
        if field.between and not field.between[0] <= value <= field.between[1]:
            least, most = field.between
            findings.error("out_of_range", node.mark, field=field.zh[0], value=value, least=least, most=most)
            return None
        return value

    def schema(self, field: Field) -> Schema:
        """As `describe` says."""
        return self.describe(field)


def _word(field: Field, text: str) -> str:
    """A line; where the declaration names known words, the identifier of the word."""
    plain = text.strip()
    return next((choice.id for choice in field.choices if plain in choice.names), plain)


def _chosen(field: Field, text: str) -> tuple[str, bool] | None:
    written = spelling.folded(text)
    return next(((choice.id, True) for choice in field.choices if written in choice.names), None)


def _clock(times: tuple[str, str | None]) -> str:
    return times[0] if times[1] is None else f"{times[0]}-{times[1]}"


def _between(field: Field) -> Schema:
    least, most = field.between or (0, None)
    return {"type": "integer", "minimum": least} | ({} if most is None else {"maximum": most})


def _says(schema: Schema) -> Callable[[Field], Schema]:
    return lambda field: schema


def _pattern(pattern: str) -> Callable[[Field], Schema]:
    return _says({"type": "string", "pattern": f"^{pattern}$"})


def _texts(name: str) -> One:
    return One(name, lambda field, text: (text.strip() or None, True), _says(_TEXT))


def _windows(name: str) -> One:
    pattern = {"type": ["string", "integer"], "pattern": r"^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$"}
    return One(name, lambda field, text: spelling.read_period(text), _says(pattern))


def _a_day(field: Field, text: str) -> tuple[date, bool] | None:
    try:
        return spelling.read_date(text)
    except spelling.Impossible:
        return None


_COUNT = One("count", lambda field, text: spelling.read_count(text), _between)
_A_DATE = One("date", lambda field, text: spelling.read_date(text), _says(_DATE), date.isoformat)


@dataclass(frozen=True)
class Some(Kind):
    """One value, or a list of them."""

    item: One

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The values, empty ones left out; None where there are none."""
        items = node.items if isinstance(node, Listing) else (node,)
        written = (item for item in items if not isinstance(item, Scalar) or _stands(item))
        found = [self.item.read(field, item, findings) for item in written]
        return tuple(value for value in found if value is not None) or None

    def schema(self, field: Field) -> Schema:
        """One, or a list in which nothing may stand."""
        one = self.item.schema(field)
        return {"anyOf": [one, {"type": "array", "items": or_nothing(one)}]}


def _lines(name: str) -> Some:
    return Some(name, One(name, lambda field, text: (_word(field, text), True), _words))


def _words(field: Field) -> Schema:
    known = [name for choice in field.choices for name in choice.names]
    return {"anyOf": [{"enum": known}, _TEXT]} if known else _TEXT


@dataclass(frozen=True)
class Span(Kind):
    """The first and the last day, as a list of two."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """Both days, in their order."""
        if not isinstance(node, Listing) or len(node.items) != 2:
            return self.wrong(field, node, findings)
        day = replace(_A_DATE, name=self.name)
        first = day.read(field, node.items[0], findings)
        last = first and day.read(field, node.items[1], findings)
        if first is None or last is None:
            return None
        if last < first:
            findings.error("span_backwards", node.items[1].mark, field=field.zh[0])
            return None
        return first, last

    def schema(self, field: Field) -> Schema:
        """Two dates."""
        return {"type": "array", "items": _DATE, "minItems": 2, "maxItems": 2}


@dataclass(frozen=True)
class Parts(Kind):
    """Named parts; or, where the declaration allows it, words in their place."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The parts, which know where they stand."""
        if field.in_words and isinstance(node, Scalar):
            return Values({IN_WORDS: node.text.strip()})
        if not isinstance(node, Written):
            return self.wrong(field, node, findings)
        return read_fields(node, field.by_name, findings, node.mark)

    def schema(self, field: Field) -> Schema:
        """An object of them, under any of their names."""
        parts = object_of(field.fields.values())
        return {"anyOf": [parts, _TEXT]} if field.in_words else parts


@dataclass(frozen=True)
class Entries(Kind):
    """A list of rows."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The rows; one without a part that it needs is an error."""
        if not isinstance(node, Listing):
            return self.wrong(field, node, findings)
        rows: list[Values] = []
        for item in node.items:
            if not isinstance(item, Written):
                return self.wrong(field, item, findings)
            before = len(findings.problems)
            row = read_fields(item, field.by_name, findings, item.mark)
            faulty = {problem.mark for problem in findings.problems[before:]}
            for name in field.needs:
                if name not in row and row.marks.get(name) not in faulty:
                    needs = field.fields[name].zh[0]
                    findings.error("entry_incomplete", item.mark, field=field.zh[0], needs=needs)
            rows.append(row)
        return tuple(rows)

    def schema(self, field: Field) -> Schema:
        """An array of objects."""
        needed = [{"anyOf": [{"required": [name]} for name in field.fields[each].names]} for each in field.needs]
        row = object_of(field.fields.values()) | ({"allOf": needed} if needed else {})
        return {"type": "array", "items": row}


@dataclass(frozen=True)
class Keyed(Kind):
    """Figures by names that no declaration knows."""

    item: One

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The figures by name, each with its place."""
        if not isinstance(node, Written):
            return self.wrong(field, node, findings)
        found = {key.text: self.item.read(field, item, findings) for key, item in node.pairs}
        marks = {key.text: item.mark for key, item in node.pairs if found[key.text] is not None}
        return Values({name: each for name, each in found.items() if each is not None}, node.mark, marks)

    def schema(self, field: Field) -> Schema:
        """An object of them."""
        return {"type": "object", "additionalProperties": self.item.schema(field)}


def _score(field: Field, text: str) -> tuple[object, bool] | None:
    """Points of a rule or standard; gates take met or not_met."""
    return (text, True) if text in ("met", "not_met") else _figure(field, text)


def _figure(field: Field, text: str) -> tuple[object, bool] | None:
    return (Fraction(text), True) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True)
class Rules(Kind):
    """Local figures: by rule, parameters in the pack's own terms, which only the kinds of rules understand."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The parameters of each rule, as written."""
        if not isinstance(node, Written):
            findings.error("not_a_parts", node.mark, field=field.id, value="", example=field.example)
            return None
        for key, value in node.pairs:
            if not isinstance(value, Written):
                said = {"value": "", "example": field.example, "options": ""}
                findings.error("not_a_parts", value.mark, field=key.text, **said)
        return {key.text: value for key, value in node.pairs if isinstance(value, Written)}

    def schema(self, field: Field) -> Schema:
        """An object of objects."""
        return {"type": "object", "additionalProperties": {"type": "object"}}


@dataclass(frozen=True)
class Anything(Kind):
    """Whatever is written, for whoever knows what to do with it."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The node itself."""
        return node

    def schema(self, field: Field) -> Schema:
        """Anything."""
        return {}


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        *map(_texts, ("text", "branch", "rule", "record")),
        *map(_windows, ("month", "window")),
        *map(_lines, ("lines", "branches", "groups", "records", "frame", "files", "types")),
        _COUNT,
        _A_DATE,
        One("number", _figure, _says(_FIGURE)),
        One("flag", lambda field, text: spelling.read_flag(text), _says(_FLAG), lambda yes: "是" if yes else "否"),
        One("times", lambda field, text: spelling.read_times(text), _pattern(r"\d\d:\d\d(-\d\d:\d\d)?"), _clock),
        One("year", lambda field, text: spelling.read_year(text), _says({"type": "integer", "minimum": 1})),
        One("choice", _chosen, lambda field: {"enum": [name for choice in field.choices for name in choice.names]}),
        One("day", lambda field, text: (text, True) if day_of(text, _LEAP_YEAR) else None, _pattern(_DAY)),
        Some("days", One("date", _a_day, _says(_DATE), date.isoformat)),
        Span("span"),
        Parts("parts"),
        Entries("entries"),
        Keyed("scores", One("scores", _score, _says({"anyOf": [_FIGURE, {"enum": ["met", "not_met"]}]}))),
        Keyed("counts", replace(_COUNT, name="counts")),
        Rules("rules"),
        Anything("node"),
    )
}
"""Every kind by the name that declarations give it."""


def read_fields(mapping: Written, names: Mapping[str, Field], findings: Findings, mark: Mark = START) -> Values:
    """The values of every pair; unknown names, doubles across languages and wrong values become problems.

    `names` gives the field a name means. The values know where they stand: each by its field's id, of lists each
    item (`branches.0`), and each part of a part (`period.end`).
    """
    values = Values(mark=mark)
    marks: dict[str, Mark] = {}
    for key, node in mapping.pairs:
        field = names[key.text].meant(node) if key.text in names else None
        if field is None:
            near = difflib.get_close_matches(key.text, names, n=1, cutoff=0.5)
            findings.error("unknown_field", key.mark, field=key.text, near="、".join(near or some(names)))
        elif field.id in marks:
            findings.error("field_twice", key.mark, field=key.text, line=marks[field.id].line)
        else:
            marks[field.id] = node.mark
            value = field.read(node, findings)
            if value is not None:
                values[field.id] = value
                marks |= _marks_within(field, node, value)
    values.marks = marks
    return values


def _marks_within(field: Field, node: Node, value: object) -> dict[str, Mark]:
    """Where the items of a list stand, and the parts of a part, that checks across records point at."""
    if isinstance(node, Listing):
        items = (item for item in node.items if isinstance(item, Scalar) and _stands(item))
        return {f"{field.id}.{number}": item.mark for number, item in enumerate(items)}
    parts = value.marks if field.fields and isinstance(value, Values) else {}
    return {f"{field.id}.{part}": mark for part, mark in parts.items()}


def _stands(item: Scalar) -> bool:
    return not item.empty and bool(item.text.strip())


def some(names: Iterable[str]) -> list[str]:
    """A few of many names, to offer where none is near: those in Chinese, where there are any."""
    every = list(names)
    return ([name for name in every if not name.isascii()] or every)[:_OFFERED]


def or_nothing(schema: Schema) -> Schema:
    """The schema where nothing may be written as well; anything may be nothing."""
    if schema.keys() == {"enum"}:
        return {"enum": [*schema["enum"], None]}
    if "type" in schema and "object" not in schema["type"]:
        named = schema["type"]
        return schema | {"type": [*([named] if isinstance(named, str) else named), "null"]}
    return {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]} if schema else {}


def object_of(fields: Iterable[Field]) -> Schema:
    """The schema of a mapping of these fields, under any of their names."""
    properties = {name: field.schema() for field in fields for name in field.names}
    return {"type": "object", "properties": properties, "additionalProperties": False}
