"""Which branches the committee has inspected in a year, and how (plan 四: 听取汇报, 随机抽查)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from generator.judge.records.disclosure import Dated
from generator.types import registry

TYPE = "inspection"
KINDS = tuple(choice.id for choice in registry().types[TYPE].fields["kind"].choices)
"""The ways of inspecting, as the record's declaration has them."""
SPOT_CHECK = "spot_check"


class Inspection(Dated, Protocol):
    """A record as read, or cut for an audience."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def draft(self) -> bool:
        """Whether it is unfinished."""


Of = TypeVar("Of", bound=Inspection)
Visits = Mapping[tuple[str, str], tuple[Of, ...]]
"""By branch and kind, in order of date."""


def visits(records: Iterable[Of], until: date) -> Visits[Of]:
    """The inspections held by the end of the day, each once for every branch it names; a draft was not held."""
    found: dict[tuple[str, str], list[Of]] = {}
    held = [each for each in records if TYPE in each.types and not each.draft and each.date <= until]
    for record in sorted(held, key=lambda each: (each.date, each.id)):
        branches = record.values.get("branches")
        for unit in dict.fromkeys(branches if isinstance(branches, tuple) else ()):
            found.setdefault((str(unit), str(record.values.get("kind"))), []).append(record)
    return {key: tuple(each) for key, each in found.items()}


def without(units: Iterable[str], found: Visits[Of], kinds: Iterable[str] = KINDS) -> tuple[str, ...]:
    """The branches that had none of these kinds, in the order given."""
    wanted = tuple(kinds)
    return tuple(unit for unit in units if not any((unit, kind) in found for kind in wanted))
