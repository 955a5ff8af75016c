"""A field's typed value as something a template can show, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from generator.model.figures import decimal
from generator.model.record import COMMITTEE
from generator.publish.pages.words import brief
from generator.publish.pages.year_site import Link, YearSite
from generator.types import Field, registry


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in one place: words, links, a list of fields, or a table. Exactly one of them."""

    text: str = ""
    links: tuple[Link, ...] = ()
    fields: tuple[tuple[str, Shown], ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Shown, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is shown: the site, the unit it speaks of, and how deep the page lies."""

    site: YearSite
    unit: str
    depth: int


def shown(declared: Field, value: object, place: Place) -> Shown:
    """The value as it is shown."""
    if declared.kind == "parts" and isinstance(value, Mapping):
        return Shown(fields=fields(declared.fields, value, place))
    if declared.kind == "entries" and isinstance(value, tuple):
        return _table(declared, value, place)
    if declared.kind == "scores" and isinstance(value, Mapping):
        return _scores(value, place)
    if isinstance(value, Mapping):
        return Shown(fields=tuple((str(key), Shown(_plain(inner))) for key, inner in value.items()))
    if declared.kind in _LINKS:
        each = _LINKS[declared.kind]
        items = value if isinstance(value, tuple) else (value,)
        return Shown(links=tuple(each(str(item), place) for item in items))
    if isinstance(value, tuple) and declared.kind not in ("span", "times"):
        return Shown(links=tuple(Link(_word(declared, str(item), place)) for item in value))
    return Shown(_text(declared, value, place))


def fields(declared: Mapping[str, Field], values: Mapping[str, object], place: Place) -> tuple[tuple[str, Shown], ...]:
    """Labels and values, in the order declared."""
    language = place.site.words.language
    return tuple(
        (each.label(language), shown(each, values[name], place)) for name, each in declared.items() if name in values
    )


def _table(declared: Field, entries: tuple[object, ...], place: Place) -> Shown:
    rows = [entry for entry in entries if isinstance(entry, Mapping)]
    columns = [each for name, each in declared.fields.items() if any(name in row for row in rows)]
    return Shown(
        head=tuple(each.label(place.site.words.language) for each in columns),
        rows=tuple(
            tuple(shown(each, row[each.id], place) if each.id in row else Shown() for each in columns) for row in rows
        ),
    )


def _scores(given: Mapping[str, object], place: Place) -> Shown:
    """A sheet as people know it: what the item is called, its maximum, and what it was given."""
    words, pack = place.site.words, place.site.pack
    standards = {each.id: each for each in pack.standards}
    rows = []
    for key, value in given.items():
        rule, standard = pack.rule(key), standards.get(key)
        name, most = key, None
        if rule is not None:
            name, most = words.t("of_kind", type=words.name(rule), kind=key), rule.points
        elif standard is not None:
            name, most = words.t("standard_name", number=key, name=standard.name), standard.points
        code = f"sheet.{value}"
        points = words.t(code) if words.catalogue.has(f"pages.{code}") else _plain(value)
        rows.append((Shown(name), Shown(brief(most)), Shown(points)))
    return Shown(head=tuple(words.t(f"sheet.{each}") for each in ("item", "most", "given")), rows=tuple(rows))


def _text(declared: Field, value: object, place: Place) -> str:
    words = place.site.words
    if isinstance(value, bool):
        return words.t("yes" if value else "no")
    if isinstance(value, date):
        return words.day(value)
    if declared.kind == "span" and isinstance(value, tuple):
        return words.span(*value)
    if declared.kind == "times" and isinstance(value, tuple):
        return "–".join(str(each) for each in value if each is not None)
    if declared.kind in ("month", "window"):
        return words.period(str(value))
    if declared.kind == "year":
        return words.period(f"{value}")
    return _word(declared, _plain(value), place)


def _word(declared: Field, word: str, place: Place) -> str:
    """The label where the declaration has one."""
    language = place.site.words.language
    choice = next((each for each in declared.choices if each.id == word), None)
    if choice is not None:
        return choice.zh[0] if language == "zh" else choice.en
    if declared.kind == "types" and word in registry().types:
        return registry().types[word].label(language)
    if declared.kind == "groups":
        return place.site.unit_name(f"{place.unit}/{word}")
    return word


def _plain(value: object) -> str:
    return decimal(value) if isinstance(value, Fraction) else str(value)


def _branch(unit: str, place: Place) -> Link:
    return Link(place.site.unit_name(unit), place.site.unit_href(unit, place.depth))


def _record(record_id: str, place: Place) -> Link:
    if record_id.count("/") != 2:
        return Link(record_id)
    link = place.site.evidence(record_id, place.depth)
    unit = record_id.split("/")[1]
    other = unit not in (place.unit, COMMITTEE)
    return Link(f"{place.site.unit_name(unit)} {link.text}", link.href, link.title) if other else link


def drawn_from(name: str, place: Place) -> Link:
    """One of the frame of a draw: a branch by its name, else a record."""
    return _branch(name, place) if name in place.site.organization.by_id else _record(name, place)


def _rule(rule: str, place: Place) -> Link:
    known = place.site.pack.rule(rule)
    return Link(rule, place.site.rule_href(rule, place.depth)) if known else Link(rule)


_LINKS: dict[str, Callable[[str, Place], Link]] = {
    "branch": _branch,
    "branches": _branch,
    "record": _record,
    "records": _record,
    "frame": drawn_from,
    "rule": _rule,
}
