"""Tables to download as a list of columns: each with the head that its page has, and what it says of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from generator.publish.formats.table import Column, Form, Table, Value
from generator.publish.pages.parts.downloads import table_name
from generator.publish.pages.year_site import YearSite

Row = TypeVar("Row")
MOST_ROWS = 3000
"""Rows of all branches together from which the year has no table of them all."""


@dataclass(frozen=True)
class Head(Generic[Row]):
    """A column: its identifier, the code of its head, and its value of each row."""

    id: str
    code: str
    value: Callable[[Row], Value]
    form: Form = "points"
    named: Mapping[str, str] = field(default_factory=dict)
    """What its head names."""


def table_of(kind: str, heads: Iterable[Head[Row]], rows: Iterable[Row], site: YearSite) -> Table:
    """The rows under these heads."""
    heads = tuple(heads)
    columns = tuple(Column(head.id, site.catalogue.text(head.code, **head.named), head.form) for head in heads)
    return Table(kind, table_name(kind, site), columns, tuple(tuple(head.value(row) for head in heads) for row in rows))
