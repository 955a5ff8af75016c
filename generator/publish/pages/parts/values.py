"""A field's typed value as something a template can show, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.figures import decimal
from generator.model.record import COMMITTEE, unit_of
from generator.model.values import Values
from generator.publish.pages.view import Link
from generator.publish.pages.words import Words, brief
from generator.publish.pages.year_site import YearSite
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


_Show = Callable[[Field, Any, Place], Shown]


def shown(declared: Field, value: Any, place: Place) -> Shown:
    """The value as it is shown; what it is made of follows from the declared kind alone."""
    return _SHOWN.get(declared.kind, _worded)(declared, value, place)


def fields(declared: Mapping[str, Field], values: Mapping[str, object], place: Place) -> tuple[tuple[str, Shown], ...]:
    """Labels and values, in the order declared."""
    language = place.site.words.language
    return tuple(
        (each.label(language), shown(each, values[name], place)) for name, each in declared.items() if name in values
    )


def _parts(declared: Field, values: Values, place: Place) -> Shown:
    return Shown(fields=fields(declared.fields, values, place))


def _table(declared: Field, rows: tuple[Values, ...], place: Place) -> Shown:
    columns = [each for name, each in declared.fields.items() if any(name in row for row in rows)]
    return Shown(
        head=tuple(each.label(place.site.words.language) for each in columns),
        rows=tuple(
            tuple(shown(each, row[each.id], place) if each.id in row else Shown() for each in columns) for row in rows
        ),
    )


def _counts(declared: Field, given: Values, place: Place) -> Shown:
    return Shown(fields=tuple((key, Shown(str(count))) for key, count in given.items()))


def _scores(declared: Field, given: Mapping[str, Any], place: Place) -> Shown:
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
            name, most = words.t("standard_name", number=key, name=standard.said(words.language)), standard.points
        points = words.t(f"sheet.{value}") if value in ("met", "not_met") else decimal(value)
        rows.append((Shown(name), Shown(brief(most)), Shown(points)))
    return Shown(head=tuple(words.t(f"sheet.{each}") for each in ("item", "most", "given")), rows=tuple(rows))


def _list(declared: Field, words: tuple[str, ...], place: Place) -> Shown:
    return Shown(links=tuple(Link(_word(declared, each, place)) for each in words))


def _worded(declared: Field, value: Any, place: Place) -> Shown:
    return Shown(_word(declared, str(value), place))


def _word(declared: Field, word: str, place: Place) -> str:
    """The label where the declaration has one."""
    language, choice = place.site.words.language, declared.choice(word)
    if choice is not None:
        return choice.label(language)
    if declared.kind == "types" and word in registry().types:
        return registry().types[word].label(language)
    return place.site.unit_name(f"{place.unit}/{word}") if declared.kind == "groups" else word


def _branch(unit: str, place: Place) -> Link:
    return Link(place.site.unit_name(unit), place.site.unit_href(unit, place.depth))


def _record(record_id: str, place: Place) -> Link:
    if record_id.count("/") != 2:
        return Link(record_id)
    link = place.site.evidence(record_id, place.depth)
    unit = unit_of(record_id)
    other = unit not in (place.unit, COMMITTEE)
    return Link(f"{place.site.unit_name(unit)} {link.text}", link.href, link.title) if other else link


def drawn_from(name: str, place: Place) -> Link:
    """One of the frame of a draw: a branch by its name, else a record."""
    return _branch(name, place) if name in place.site.organization.by_id else _record(name, place)


def _rule(rule: str, place: Place) -> Link:
    known = place.site.pack.rule(rule)
    return Link(rule, place.site.rule_href(rule, place.depth)) if known else Link(rule)


def _linked(to: Callable[[str, Place], Link]) -> _Show:
    return lambda declared, value, place: Shown(links=(to(value, place),))


def _all_linked(to: Callable[[str, Place], Link]) -> _Show:
    return lambda declared, value, place: Shown(links=tuple(to(each, place) for each in value))


def _said(say: Callable[[Any, Words], str]) -> _Show:
    return lambda declared, value, place: Shown(say(value, place.site.words))


_SHOWN: dict[str, _Show] = {
    "parts": _parts,
    "entries": _table,
    "scores": _scores,
    "counts": _counts,
    **dict.fromkeys(("lines", "groups", "files", "types"), _list),
    "branch": _linked(_branch),
    "branches": _all_linked(_branch),
    "record": _linked(_record),
    "records": _all_linked(_record),
    "frame": _all_linked(drawn_from),
    "rule": _linked(_rule),
    "flag": _said(lambda yes, words: words.t("yes" if yes else "no")),
    "date": _said(lambda day, words: words.day(day)),
    "span": _said(lambda days, words: words.span(*days)),
    "times": _said(lambda times, words: "–".join(time for time in times if time)),
    **dict.fromkeys(("month", "window", "year"), _said(lambda period, words: words.period(str(period)))),
    "number": _said(lambda figure, words: decimal(figure)),
}
"""By the kind of the field; what is none of these is words."""
