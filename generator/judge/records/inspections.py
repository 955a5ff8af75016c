"""Which branches the committee has inspected in a year, and how (plan 四: 听取汇报, 随机抽查)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from generator.judge.known import Dated
from generator.model.record import in_time
from generator.types import registry

TYPE = "inspection"
KINDS = tuple(choice.id for choice in registry().types[TYPE].fields["kind"].choices)
"""The ways of inspecting, as the record's declaration has them."""
SPOT_CHECK = "spot_check"


Of = TypeVar("Of", bound=Dated)
Visits = Mapping[tuple[str, str], tuple[Of, ...]]
"""By branch and kind, in order of date."""


def visits(records: Iterable[Of]) -> Visits[Of]:
    """The inspections among the records, each once for every branch it names; a draft was not held."""
    held: dict[tuple[str, str], list[Of]] = {}
    inspections = [each for each in records if TYPE in each.types and not each.draft]
    for record in sorted(inspections, key=in_time):
        for unit in dict.fromkeys(record.values.names("branches")):
            held.setdefault((unit, record.values.text("kind")), []).append(record)
    return {key: tuple(each) for key, each in held.items()}


def without(units: Iterable[str], held: Visits[Of], kinds: Iterable[str] = KINDS) -> tuple[str, ...]:
    """The branches that had none of these kinds, in the order given."""
    wanted = tuple(kinds)
    return tuple(unit for unit in units if not any((unit, kind) in held for kind in wanted))
