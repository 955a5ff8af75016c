"""Records that are about a year: where their title names another, or nothing says that it is the year before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.organization import Organization
from generator.model.problem import Problem
from generator.model.record import COMMITTEE, Record
from generator.types import Field, registry

_OF_YEAR, _IN_YEAR = re.compile(r"(?<!\d)(\d{4})\s*年度"), re.compile(r"(?<!\d)(\d{4})\s*年")
"""2017年度 says what it is about, 2018年 may be the day it was held."""
_EARLY = 3
"""Up to March people look back on the year before."""
_BY_DATE = "year_of_date"


def year_problems(records: Iterable[Record], organization: Organization) -> Iterator[Problem]:
    """A warning where the year is another one than the title names, or is likely to be the year before."""
    dated = [(record, each, field) for record in records if not record.draft for each, field in _fields(record)]
    about = {(record.branch, each, record.values.count(field.id)) for record, each, field in dated}
    for record, each, field in dated:
        year = record.values.count(field.id)
        if year is None:
            continue
        figures = {"field": field.zh[0], "type": registry().types[each].zh[0], "year": year}
        named = _named(record.values.text("title"))
        if named and year not in named:
            place = field.id if field.id in record.marks else "title"
            yield record.warning("title_year", place, named=max(named), **figures)
        elif (
            _unsaid(record, field) and (record.branch, each, year - 1) not in about and _was_there(record, organization)
        ):
            yield record.warning("year_unsaid", "date", before=year - 1, day=record.date.isoformat(), **figures)


def _fields(record: Record) -> Iterator[tuple[str, Field]]:
    """The types of the record that are about a year, each with the field that says which."""
    for each in record.types:
        yield from ((each, field) for field in registry().types[each].fields.values() if field.default == _BY_DATE)


def _named(title: str) -> set[int]:
    return {int(each) for each in _OF_YEAR.findall(title) or _IN_YEAR.findall(title)}


def _unsaid(record: Record, field: Field) -> bool:
    return field.looks_back and field.id not in record.marks and record.date.month <= _EARLY


def _was_there(record: Record, organization: Organization) -> bool:
    """Whether the branch existed in the year before."""
    branch = organization.by_id.get(record.branch)
    return record.branch != COMMITTEE and branch is not None and branch.span.start < date(record.date.year, 1, 1)
