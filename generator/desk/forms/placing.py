"""At which field of a form a problem is, by the place in the file at which a reader found it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.desk.forms.posted import BODY
from generator.model.node import Listing, Mapping, Mark, Node, Scalar
from generator.model.problem import Problem
from generator.model.record import Record
from generator.read.mend.page import split
from generator.read.nodes import read_yaml
from generator.types import Field, registry
from generator.types.findings import Findings
from generator.types.kind import Keyed

_OF_WHOLE = frozenset(["type"])
"""Fields at which problems of the whole record are told."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem, and the names of the fields at which it is shown; none where it is one of the whole record."""

    problem: Problem
    names: tuple[str, ...]


def placed(problems: Iterable[Problem], text: str, types: tuple[str, ...], record: Record | None) -> tuple[Placed, ...]:
    """The problems of the record's text, each at its fields."""
    found = tuple(problems)
    if not found:
        return ()
    page = split(text, Findings(""))
    mapping = read_yaml(page.front, Findings(""), page.first_line) if page else None
    if page is None or mapping is None:
        return tuple(Placed(each, ()) for each in found)
    places = sorted(_places(mapping, types))
    body_from = page.first_line + page.front.count("\n") + 2
    return tuple(Placed(each, _names(each, places, body_from, record)) for each in found)


def _names(problem: Problem, places: list[tuple[Mark, str]], body_from: int, record: Record | None) -> tuple[str, ...]:
    if problem.code == "incomplete" and record is not None:
        lacks = (lack for of_type in record.incomplete.values() for lack in of_type)
        lacking = dict.fromkeys(name for lack in lacks for name in lack.names)
        if lacking:
            return tuple(lacking)
    if problem.mark.line >= body_from:
        return (BODY,)
    here = [name for mark, name in places if mark <= problem.mark]
    line = [name for mark, name in places if mark <= problem.mark and mark.line == problem.mark.line]
    name = (line or here or [""])[-1]
    return (name,) if name and name not in _OF_WHOLE else ()


def _places(mapping: Mapping, types: tuple[str, ...]) -> Iterator[tuple[Mark, str]]:
    names = registry().fields_by_name(types)
    for key, node in mapping.pairs:
        declared = names[key.text].meant(node) if key.text in names else None
        yield key.mark, declared.id if declared else ""
        if declared is not None:
            yield from _inside(declared, node, declared.id)


def _inside(declared: Field, node: Node, name: str) -> Iterator[tuple[Mark, str]]:
    """Where the value stands, and every part of it that a form has a name for."""
    yield node.mark, name
    if isinstance(node, Listing):
        for number, item in enumerate(node.items):
            if isinstance(item, Mapping):
                yield item.mark, f"{name}.{number}"
                yield from _parts(declared, item, f"{name}.{number}")
    elif isinstance(node, Mapping) and isinstance(declared.form, Keyed):
        for number, (key, value) in enumerate(node.pairs):
            yield key.mark, f"{name}.{number}.key"
            yield value.mark, f"{name}.{number}.figure"
    elif isinstance(node, Mapping):
        yield from _parts(declared, node, name)


def _parts(declared: Field, node: Mapping, name: str) -> Iterator[tuple[Mark, str]]:
    for key, value in node.pairs:
        part = declared.by_name.get(key.text)
        at = f"{name}.{part.id}" if part else name
        yield key.mark, at
        if part is not None and not isinstance(value, Scalar):
            yield from _inside(part, value, at)
        else:
            yield value.mark, at
