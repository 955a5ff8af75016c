"""Every kind of value that can be declared: of records and documents, and, after them, of packs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from generator.model.node import Listing, Node, Scalar
from generator.model.node import Mapping as Written
from generator.model.override import Override
from generator.model.period import day_of
from generator.model.values import Values
from generator.types import quantities, spelling
from generator.types.field import Field, Kind, Schema, or_nothing
from generator.types.findings import Findings
from generator.types.kind import TEXT, Entries, Keyed, One, Parts, Some, Span, object_of, read_fields

Read = TypeVar("Read", int, Fraction)
_LEAP_YEAR = 2000
_DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_FIGURE: Schema = {"type": "number", "minimum": 0}
_FLAG: Schema = {"enum": [True, False, "是", "否"]}
_MET = {"met": "met", "not_met": "not_met", "达到": "met", "未达到": "not_met", "没有达到": "not_met"}
_DAY = r"(next-|previous-)?\d\d-\d\d"


def _word(field: Field, text: str) -> str:
    """A line; where the declaration names known words, the identifier of the word."""
    plain = text.strip()
    return next((choice.id for choice in field.choices if plain in choice.names), plain)


def _chosen(field: Field, text: str) -> tuple[str, bool] | None:
    written = "".join(spelling.folded(text).removesuffix("。").split())
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
    return One(name, lambda field, text: (text.strip() or None, True), _says(TEXT))


def _windows(name: str) -> One:
    pattern = {"type": ["string", "integer"], "pattern": r"^\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$"}
    return One(name, lambda field, text: spelling.read_period(text), _says(pattern), in_year=spelling.read_short_period)


def _a_day(field: Field, text: str) -> tuple[date, bool] | None:
    try:
        return spelling.read_date(text)
    except (spelling.Impossible, spelling.Doubtful):
        return None


def _count(field: Field, text: str) -> tuple[int, bool] | None:
    return quantities.read_count(text) or _in_own_unit(field, text, quantities.read_count)


def _in_own_unit(field: Field, text: str, read: Callable[[str], tuple[Read, bool] | None]) -> tuple[Read, bool] | None:
    """The number where its unit is what the field is called: `学时: 16学时`."""
    unit = next((name for name in field.names if text.endswith(name)), "")
    found = read(spelling.folded(text.removesuffix(unit))) if unit else None
    return (found[0], False) if found and found[1] else None


_COUNT = One("count", _count, _between, offered=quantities.count_within)
_A_DATE = One(
    "date",
    lambda field, text: spelling.read_date(text),
    _says(_DATE),
    date.isoformat,
    in_year=spelling.read_short_date,
    offered=spelling.date_within,
)
_PLAIN_DATE = replace(_A_DATE, convert=_a_day)


def _lines(name: str) -> Some:
    return Some(name, One(name, lambda field, text: (_word(field, text), True), _words))


def _words(field: Field) -> Schema:
    known = [name for choice in field.choices for name in choice.names]
    return {"anyOf": [{"enum": known}, TEXT]} if known else TEXT


def _score(field: Field, text: str) -> tuple[object, bool] | None:
    """Points of a rule or standard; gates take 达到 or 未达到, met or not_met."""
    return (_MET[text], True) if text in _MET else _figure(field, text)


def _figure(field: Field, text: str) -> tuple[object, bool] | None:
    return quantities.read_number(text) or _in_own_unit(field, text, quantities.read_number)


def _score_form(value: object) -> str:
    return quantities.number_form(value) if isinstance(value, Fraction) else str(value)


@dataclass(frozen=True)
class Rules(Kind):
    """Local figures: by rule, parameters in the pack's own terms, which only the kinds of rules understand.

    Beside them may stand the first and the last year in which they hold, as `from` and `to`; where several years
    differ, a list. A `from` that is no year is the parameter of that name.
    """

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The parameters of each rule, as written, with their years."""
        pairs = node.pairs if isinstance(node, Written) else ((Scalar(field.id, node.mark), node),)
        found: dict[str, tuple[Override, ...]] = {}
        for key, value in pairs:
            if isinstance(value, Scalar) and value.empty:
                continue
            entries = value.items if isinstance(value, Listing) else (value,)
            for each in entries:
                if not isinstance(each, Written):
                    said = {"value": "", "example": field.example, "options": ""}
                    findings.error("not_a_parts", each.mark, field=key.text, **said)
            found[key.text] = tuple(_override(each, findings) for each in entries if isinstance(each, Written))
        return found

    def schema(self, field: Field) -> Schema:
        """An object of objects, or of lists of such."""
        one: Schema = {"type": "object"}
        return {"type": "object", "additionalProperties": {"anyOf": [one, {"type": "array", "items": one}]}}


def _override(written: Written, findings: Findings) -> Override:
    years: dict[str, int] = {}
    for key, node in written.pairs:
        found = spelling.read_year(node.text) if isinstance(node, Scalar) and key.text in ("from", "to") else None
        if found is not None:
            years[key.text] = found[0]
    first, last = years.get("from"), years.get("to")
    if first is not None and last is not None and last < first:
        findings.error("years_backwards", written.mark, first=first, last=last)
    rest = tuple(pair for pair in written.pairs if pair[0].text not in years)
    return Override(Written(rest, written.mark), first, last)


@dataclass(frozen=True)
class OfYears(Kind):
    """Parts by the year they are of."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The parts of each year."""
        if not isinstance(node, Written):
            return self.wrong(field, node, findings)
        rows: dict[int, Values] = {}
        for key, value in node.pairs:
            year = spelling.read_year(key.text)
            if year is None:
                findings.error("not_a_year", key.mark, field=field.zh[0], value=key.text, example=field.example)
            elif year[0] in rows:
                findings.error("field_twice", key.mark, field=key.text, line=rows[year[0]].mark.line)
            elif isinstance(value, Written) or (isinstance(value, Scalar) and value.empty):
                parts = value if isinstance(value, Written) else Written((), value.mark)
                rows[year[0]] = read_fields(parts, field.by_name, findings, key.mark)
            else:
                self.wrong(field, value, findings)
        return rows

    def schema(self, field: Field) -> Schema:
        """An object of objects by year."""
        parts = or_nothing(object_of(field.fields.values()))
        return {"type": "object", "propertyNames": {"pattern": r"^\d{4}$"}, "additionalProperties": parts}


@dataclass(frozen=True)
class Anything(Kind):
    """Whatever is written, for whoever knows what to do with it."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The node itself."""
        return node


@dataclass(frozen=True)
class Figure(One):
    """An exact figure of a pack: 4, 1.5 or 3/2."""

    def wrong(self, field: Field, node: Node, findings: Findings) -> Any:
        """Says of which key the value is no figure."""
        findings.error("pack_figure", node.mark, key=field.id)
        return None


class OfPack(Kind):
    """Keys with their values in a pack: its problems name no fields, for recorders do not write it."""

    def wrong(self, field: Field, node: Node, findings: Findings) -> Any:
        """Says that keys with their values should stand there."""
        findings.error("not_a_mapping", node.mark)
        return None


@dataclass(frozen=True)
class Figures(OfPack, Keyed):
    """Exact figures by names that no declaration knows."""


@dataclass(frozen=True)
class Section(OfPack):
    """Some keys that are known beside others that are not: what those are is left to who knows them."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The values of the keys that are known."""
        if not isinstance(node, Written):
            return self.wrong(field, node, findings)
        known = tuple(pair for pair in node.pairs if pair[0].text in field.by_name)
        return read_fields(Written(known, node.mark), field.by_name, findings, node.mark)


@dataclass(frozen=True)
class Table(OfPack):
    """Sections by their ids."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """A row for each; one that is no section is empty. Its `id` stands where the key does."""
        if not isinstance(node, Written):
            return self.wrong(field, node, findings)
        rows: list[Values] = []
        for key, value in node.pairs:
            section = value if isinstance(value, Written) else Written((), value.mark)
            row = SECTION.read(field, section, findings)
            rows.append(Values({**row, "id": key.text}, value.mark, {**row.marks, "id": key.mark}))
        return tuple(rows)


@dataclass(frozen=True)
class Words(OfPack):
    """Words by language; in Chinese alone they need not say so."""

    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The words of each language."""
        if isinstance(node, Scalar):
            return {"zh": node.text}
        if not isinstance(node, Written):
            return self.wrong(field, node, findings)
        return {key.text: value.text for key, value in node.pairs if isinstance(value, Scalar)}


def _exact(field: Field, text: str) -> tuple[object, bool] | None:
    found = quantities.read_figure(text)
    return None if found is None else (found, True)


_EXACT = Figure("figure", _exact, _says({}))
SECTION = Section("section")

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        *map(_texts, ("text", "branch", "rule", "record")),
        *map(_windows, ("month", "window")),
        *map(_lines, ("lines", "branches", "groups", "records", "frame", "files", "types")),
        _COUNT,
        _A_DATE,
        One("number", _figure, _says(_FIGURE), quantities.number_form, offered=quantities.number_within),
        One("flag", lambda field, text: quantities.read_flag(text), _says(_FLAG), lambda yes: "是" if yes else "否"),
        One("times", lambda field, text: spelling.read_times(text), _pattern(r"\d\d:\d\d(-\d\d:\d\d)?"), _clock),
        One("year", lambda field, text: spelling.read_year(text), _says({"type": "integer", "minimum": 1})),
        One("choice", _chosen, lambda field: {"enum": [name for choice in field.choices for name in choice.names]}),
        One("day", lambda field, text: (text, True) if day_of(text, _LEAP_YEAR) else None, _pattern(_DAY)),
        Some("days", _PLAIN_DATE),
        Span("span", replace(_A_DATE, name="span")),
        Parts("parts"),
        Entries("entries"),
        Keyed("scores", One("scores", _score, _says({"anyOf": [_FIGURE, {"enum": [*_MET]}]}), _score_form)),
        Keyed("counts", replace(_COUNT, name="counts")),
        Rules("rules"),
        OfYears("of_years"),
        Anything("node"),
        _EXACT,
        Figures("figures", _EXACT, gaps=False),
        SECTION,
        Table("table"),
        Words("words"),
    )
} | {"pack_date": _PLAIN_DATE}
"""Every kind by the name that declarations give it."""
