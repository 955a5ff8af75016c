"""Disclosures of Party affairs: whether their steps are written down in full, and which periods they cover (§2.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from generator.judge.known import COURSE, DISCLOSURES, STEPS, disclosed_on, goes_its_course, seen
from generator.model.by_year import ByYear
from generator.model.disclosure import Disclosure
from generator.model.period import Window, window_of
from generator.model.problem import Problem
from generator.model.record import Record
from generator.types import registry


def check_disclosures(records: Iterable[Record], catalogues: ByYear[list[str]]) -> Iterator[Problem]:
    """Steps left out, approval by nobody, and items that the catalogue does not have, each at its line."""
    for record in records:
        if goes_its_course(record) and not record.draft:
            yield from _steps(record)
            item, items = record.values.text("item"), catalogues.of(record.year)
            if item and item not in items:
                yield record.error("disclosure_item_unknown", "item", item=item, known="、".join(items))


def _steps(record: Record) -> Iterator[Problem]:
    written = [step for step in STEPS if step in record.values]
    reached = STEPS.index(written[-1]) if written else 0
    missing = next((step for step in STEPS[: reached + 1] if step not in record.values), None)
    if missing is not None:
        later = written[0] if written else next(name for name in record.marks if name in COURSE)
        after = next((step for step in written if STEPS.index(step) > STEPS.index(missing)), later)
        fields = registry().fields_by_name(record.types)
        lacking = fields[missing]
        said = {"later": fields[after].zh[0], "missing": lacking.zh[0], "example": lacking.example}
        yield record.error("disclosure_step_missing", after, **said)
    if "approved_on" in record.values and "approved_by" not in record.values:
        yield record.error("disclosure_no_approver", "approved_on")


def disclosed_periods(
    records: Iterable[Record], catalogues: ByYear[Disclosure], as_of: date
) -> dict[tuple[str, str], tuple[Window, ...]]:
    """The periods that each branch has disclosed by the end of the day, by branch and item of the catalogue."""
    periods: dict[tuple[str, str], list[Window]] = {}
    for record in records:
        types = tuple(each for each in record.types if each in DISCLOSURES)
        if not types or record.draft:
            continue
        item = catalogues.of(record.year).item(record.values.text("item"), types)
        window = window_of(record.values.text("period"))
        if item and window and seen(record, as_of) and disclosed_on(record, as_of):
            periods.setdefault((record.branch, item.key), []).append(window)
    return {key: tuple(windows) for key, windows in periods.items()}


def covered(window: Window, disclosed: Iterable[Window]) -> bool:
    """Whether the periods disclosed together cover the window."""
    reached = window.start
    for each in sorted(disclosed, key=lambda one: one.start):
        if each.start <= reached <= each.end:
            reached = each.end + timedelta(days=1)
    return reached > window.end
