"""Records that are there and do not count, each with why and with what would make it count (design §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.judge.known import issued, seen
from generator.judge.records.corrections import corrected
from generator.judge.records.counting import why_not_counted
from generator.judge.records.events import NONE, Counted
from generator.model.organization import Organization
from generator.model.problem import Phrase
from generator.model.record import Record


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A record that does not count for some of its types."""

    record: str
    reasons: tuple[tuple[Phrase, Phrase | None], ...]
    """Each reason, and what would make it count."""


def uncounted(
    records: Iterable[Record],
    organization: Organization,
    as_of: date,
    types: Iterable[str] | None = None,
    counted: Mapping[str, Counted] = NONE,
) -> dict[str, Uncounted]:
    """By id, in the order given, the records dated by the day that do not count for their types, or for those given.

    `counted` is what is known already of what records count for, by their ids.
    """
    there = [record for record in records if seen(record, as_of)]
    replaced, wanted = corrected(there), None if types is None else frozenset(types)
    lacking = {}
    for record in there:
        known, _ = counted.get(record.id) or (frozenset[str](), None)
        if known.issuperset(record.types) and record.id not in replaced and issued(record, as_of):
            continue
        asked = [each for each in record.types if wanted is None or each in wanted]
        if asked and (reasons := tuple(_reasons(record, asked, organization, as_of, replaced))):
            lacking[record.id] = Uncounted(record.id, reasons)
    return lacking


def _reasons(
    record: Record, types: Iterable[str], organization: Organization, as_of: date, replaced: Mapping[str, str]
) -> Iterator[tuple[Phrase, Phrase | None]]:
    if record.draft:
        yield Phrase("judging.uncounted.draft"), Phrase("judging.uncounted.finish")
        return
    if record.id in replaced:
        yield Phrase("judging.uncounted.corrected", {"by": replaced[record.id]}), None
        return
    if not issued(record, as_of):
        yield Phrase("judging.uncounted.not_out"), None
    for each in types:
        for problem in why_not_counted(record, organization.by_id.get(record.branch), each):
            said = (Phrase(f"problems.{problem.code}.{part}", problem.args) for part in ("message", "hint"))
            yield next(said), next(said)
