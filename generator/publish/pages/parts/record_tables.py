"""What stands in tables on records' pages, to download: their entries, their points, what they count for, corrections.

A table has the rows of all of a unit's records, each with its record: one record's few lines are no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache

from generator.publish.cut.records import PublicRecord
from generator.publish.formats.table import Table, Value
from generator.publish.pages.parts.columns import Head, table_of
from generator.publish.pages.parts.downloads import downloads
from generator.publish.pages.parts.history import history_rows
from generator.publish.pages.parts.values import Place, Shown, shown
from generator.publish.pages.view import Link, View
from generator.publish.pages.year_site import YearSite
from generator.types import Field, registry

USES, HISTORY = "record_uses", "record_history"
CONTRASTS = "contrasts"
"""A field that has a table by itself: a line for each contrast, looked into or not."""
_DEPTH = 1
_OF_COMMITTEE = "committee"
"""The group of types of record that are the committee's."""
_Row = tuple[PublicRecord, tuple[Value, ...]]
Use = tuple[Link, str, tuple[Link, ...]]


@cache
def tabled_fields() -> dict[str, tuple[Field, bool, bool]]:
    """The fields that a page shows as a table and that have none elsewhere, by identifier.

    Each with whether records of branches, and whether the committee's, may have it.
    """
    declared = [each for each in registry().types.values() if not each.restricted]
    fields = [(field, each.group != _OF_COMMITTEE) for each in declared for field in each.fields.values()]
    found = {each.id: (each, of_branch, not of_branch) for each, of_branch in fields}
    found |= {each.id: (each, True, True) for each in registry().shared.values()}
    return {name: each for name, each in found.items() if each[0].kind in _ROWS and name != CONTRASTS}


def record_downloads(record: PublicRecord, others: Sequence[str], site: YearSite) -> tuple[Link, ...]:
    """The tables that its page shows rows of: those of its fields, and these others."""
    kinds = [*(name for name in (*tabled_fields(), CONTRASTS) if name in record.values), *others]
    return downloads(kinds, site) if kinds else ()


def uses(record: PublicRecord, site: YearSite) -> tuple[Use, ...]:
    """The rules of each year it counts for, with what they ask, and the scorecards where they are judged."""
    found: dict[tuple[int, str], list[str]] = {}
    for counted in site.counted.anywhere(record.id):
        units = found.setdefault((counted.year, counted.rule), [])
        if counted.unit not in units:
            units.append(counted.unit)
    said = []
    for (year, rule_id), units in found.items():
        rule = site.pack.rule(rule_id)
        text = rule_id if year == site.year else site.words.t("rule_of_year", rule=rule_id, year=year)
        where = tuple(
            Link(site.words.t("scorecard_of", unit=site.unit_name(unit)), site.unit_href(unit, _DEPTH, year, rule_id))
            for unit in units
        )
        gloss = rule.asks(site.words.language) if rule else ""
        said.append((Link(text, site.rule_href(rule_id, _DEPTH)), gloss, where))
    return tuple(said)


def field_table(declared: Field) -> Callable[[str, YearSite], Table]:
    """What makes the table of one field, such as resolutions."""

    def of(unit: str, site: YearSite) -> Table:
        place = Place(site, unit, _DEPTH)
        names, rows_of = _ROWS[declared.kind]
        records = [each for each in site.own_records(unit) if declared.id in each.values]
        rows = ((each, row) for each in records for row in rows_of(declared, each, place))
        return _table(declared.id, names(declared, site), rows, site)

    return of


def uses_table(unit: str, site: YearSite) -> Table:
    """Each rule that a record counts for, and where."""
    heads = [(each, site.words.t(f"record.{each}")) for each in ("use", "requirement", "unit")]
    rows = (
        (record, (rule.text, asked, site.words.join(each.text for each in where)))
        for record in site.own_records(unit)
        for rule, asked, where in uses(record, site)
    )
    return _table(USES, heads, rows, site)


def history_table(unit: str, site: YearSite) -> Table:
    """Each correction of a record after it came in."""
    words, place = site.words, Place(site, unit, _DEPTH)
    heads = [(f"corrected_{each}", words.t(f"record.history.{each}")) for each in ("day", "by", "what")]
    rows = (
        (record, (each.day, each.by or words.t("record.history.nobody"), "\n".join(_corrected(each, site))))
        for record in site.own_records(unit)
        for each in history_rows(record.id, place)
    )
    return _table(HISTORY, heads, rows, site)


def _table(kind: str, named: Iterable[tuple[str, str]], rows: Iterable[_Row], site: YearSite) -> Table:
    """With the record that each row is of before it."""
    row = Head[_Row]

    def column(number: int, id: str, name: str) -> Head[_Row]:
        return row(id, "lists.table_head.named", lambda each: each[1][number], named={"name": name})

    heads = (
        row("date", "pages.record.day", lambda each: each[0].date),
        row("record", "lists.ledger.name", lambda each: site.record_title(each[0])),
        row("record_id", "lists.ledger.id", lambda each: each[0].id),
        *(column(number, *each) for number, each in enumerate(named)),
    )
    return table_of(kind, heads, rows, site)


def _corrected(row: View, site: YearSite) -> Iterator[str]:
    words = site.words
    for name, before, after in row.fields:
        yield words.t("record.history.changed", name=name, before=_text(before, site), after=_text(after, site))
    if row.added or row.removed:
        yield words.t("record.history.lines", added=row.added, removed=row.removed)
    if not row.known:
        yield words.t("record.history.unreadable")


def _columns(declared: Field, site: YearSite) -> list[tuple[str, str]]:
    return [(each.id, each.label(site.words.language)) for each in declared.fields.values()]


def _entries(declared: Field, record: PublicRecord, place: Place) -> Iterator[tuple[Value, ...]]:
    for values in record.values.rows(declared.id):
        yield tuple(_value(each, values.get(each.id), place) for each in declared.fields.values())


def _points_columns(declared: Field, site: YearSite) -> list[tuple[str, str]]:
    return [(each, site.words.t(f"sheet.{each}")) for each in ("item", "most", "given")]


def _points(declared: Field, record: PublicRecord, place: Place) -> Iterator[tuple[Value, ...]]:
    """A sheet's items as the page names them; what was given is a number where it is one."""
    given, pack = record.values.of(declared.id), place.site.pack
    most = {each.id: each.points for each in pack.rules} | {each.id: each.points for each in pack.standards}
    if not isinstance(given, Mapping):
        return
    for (key, value), row in zip(given.items(), shown(declared, given, place).rows, strict=True):
        yield row[0].text, most.get(key), value if isinstance(value, Fraction) else row[2].text


def _value(declared: Field, value: object, place: Place) -> Value:
    """A number or a day as one, everything else in the words of the page."""
    if value is None or (isinstance(value, int | Fraction | date) and not isinstance(value, bool)):
        return value
    return _text(shown(declared, value, place), place.site)


def _text(value: Shown, site: YearSite) -> str:
    """What a page shows, in a line."""
    words = site.words
    if value.links:
        return words.join(each.text for each in value.links)
    if value.rows:
        return words.t("semicolon").join(" ".join(_text(cell, site) for cell in row) for row in value.rows)
    if value.fields:
        return words.join(f"{name} {_text(inner, site)}" for name, inner in value.fields)
    return value.text


_ROWS = {"entries": (_columns, _entries), "scores": (_points_columns, _points)}
"""By the kind of a field that a page shows as a table: its columns, and its rows."""
