"""Disclosure of Party affairs as it goes from hand to hand: propose, review, approve, publish (domain §2.6).

A record of a disclosure without any field of this course is one written after the fact: it was disclosed on its date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from generator.model.disclosure import Disclosure
from generator.model.period import Window, window_of
from generator.model.problem import Problem, Severity
from generator.model.record import Record
from generator.types import Field, registry

TYPES = ("dues_disclosure", "affairs_disclosure")
STEPS = ("proposed_on", "reviewed_on", "approved_on", "published_on")
"""In the order in which they are taken; none is left out."""
_COURSE = frozenset(
    (*STEPS, "reviewed_by", "approved_by", "visible_from", "visible_to", "item", "shown_to", "accounts")
)


class Dated(Protocol):
    """A record, or what an audience may see of one."""

    @property
    def types(self) -> tuple[str, ...]:
        """Its types."""

    @property
    def date(self) -> date:
        """Its date."""

    @property
    def values(self) -> Mapping[str, object]:
        """Its fields."""


class Stage(StrEnum):
    """How far a disclosure is on a day."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    SHOWN = "shown"
    ENDED = "ended"


def goes_its_course(record: Dated) -> bool:
    """Whether the record is a disclosure that is written down step by step."""
    return any(each in TYPES for each in record.types) and not _COURSE.isdisjoint(record.values)


def stage(record: Dated, as_of: date) -> Stage | None:
    """How far it is at the end of the day; None for what is no disclosure, or one written after the fact."""
    if not goes_its_course(record):
        return None
    values = record.values
    first, last = shown_from(values), values.get("visible_to")
    if _reached(values, "approved_on", as_of) and first is not None and first <= as_of:
        return Stage.ENDED if isinstance(last, date) and last < as_of else Stage.SHOWN
    taken = [step for step in STEPS[:3] if _reached(values, step, as_of)]
    return {"reviewed_on": Stage.REVIEWED, "approved_on": Stage.APPROVED}.get(
        taken[-1] if taken else "", Stage.PROPOSED
    )


def shown_from(values: Mapping[str, object]) -> date | None:
    """The first day on which it is shown, once approved; None where that is not settled yet."""
    found = values.get("visible_from") or values.get("published_on")
    return found if isinstance(found, date) else None


def disclosed_on(record: Dated, as_of: date) -> date | None:
    """The day on which it was disclosed, as known at the end of a day; None where it has not been."""
    reached = stage(record, as_of)
    if reached is None:
        return record.date
    return shown_from(record.values) if reached in (Stage.SHOWN, Stage.ENDED) else None


def _reached(values: Mapping[str, object], step: str, as_of: date) -> bool:
    day = values.get(step)
    return isinstance(day, date) and day <= as_of


def check_disclosures(records: Iterable[Record], items: Collection[str]) -> Iterator[Problem]:
    """Steps left out, approval by nobody, and items that the catalogue does not have, each at its line."""
    for record in records:
        if goes_its_course(record) and not record.draft:
            yield from _steps(record)
            item = record.values.get("item")
            if item is not None and item not in items:
                yield _found(
                    record, Severity.ERROR, "disclosure_item_unknown", "item", item=item, known="、".join(items)
                )


def _steps(record: Record) -> Iterator[Problem]:
    written = [step for step in STEPS if step in record.values]
    reached = STEPS.index(written[-1]) if written else 0
    missing = next((step for step in STEPS[: reached + 1] if step not in record.values), None)
    if missing is not None:
        later = written[0] if written else next(name for name in record.marks if name in _COURSE)
        after = next((step for step in written if STEPS.index(step) > STEPS.index(missing)), later)
        lacking = _declared(record, missing)
        said = {"later": _declared(record, after).zh[0], "missing": lacking.zh[0], "example": lacking.example}
        yield _found(record, Severity.ERROR, "disclosure_step_missing", after, **said)
    if "approved_on" in record.values and "approved_by" not in record.values:
        yield _found(record, Severity.ERROR, "disclosure_no_approver", "approved_on")


def _declared(record: Record, name: str) -> Field:
    found = registry().field(name, record.types)
    assert found is not None
    return found


def _found(record: Record, severity: Severity, code: str, field: str, **args: object) -> Problem:
    return Problem(record.file, record.mark(field), severity, code, args)


def disclosed_periods(
    records: Iterable[Record], catalogue: Disclosure, as_of: date
) -> dict[tuple[str, str], tuple[Window, ...]]:
    """The periods that each branch has disclosed by the end of the day, by branch and item of the catalogue."""
    found: dict[tuple[str, str], list[Window]] = {}
    for record in records:
        types = tuple(each for each in record.types if each in TYPES)
        item = catalogue.item(record.values.get("item"), types) if types and not record.draft else None
        period = record.values.get("period")
        window = window_of(period) if isinstance(period, str) else None
        if item and window and record.date <= as_of and disclosed_on(record, as_of):
            found.setdefault((record.branch, item.key), []).append(window)
    return {key: tuple(windows) for key, windows in found.items()}


def covered(window: Window, disclosed: Iterable[Window]) -> bool:
    """Whether the periods disclosed together cover the window."""
    reached = window.start
    for each in sorted(disclosed, key=lambda one: one.start):
        if each.start <= reached <= each.end:
            reached = each.end + timedelta(days=1)
    return reached > window.end
