"""Six contrasts against the records: "nothing found" where the data say otherwise (plan 三 1, domain §1.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.judge.kinds.step import Step
from generator.judge.records.events import Book, Event
from generator.judge.rules import Compiled
from generator.model.grading import Contradiction
from generator.model.period import Window
from generator.model.result import RuleResult, Status

_AGAINST = (Status.FAIL, Status.LATE)


def contradictions(
    rules: Mapping[str, RuleResult], book: Book, compiled: Compiled, year: Window
) -> tuple[Contradiction, ...]:
    """Every contrast under which the branch found nothing, though a rule of the pack speaks against it."""
    return tuple(each for kind in compiled.kinds.values() for each in _of(kind, rules, book, year))


def _of(kind: object, rules: Mapping[str, RuleResult], book: Book, year: Window) -> Iterator[Contradiction]:
    if not isinstance(kind, Step) or not kind.contradicted_by:
        return
    latest = [event for event in book.counted(kind.types()) if year.holds(event.date)][-1:]
    for event in latest:
        for number in sorted(_none_found(event)):
            against = kind.contradicted_by.get(number, ())
            speaking = tuple(rule for rule in against if rule in rules and _fails_by(rules[rule], event.date))
            if speaking:
                yield Contradiction(number, event.id, speaking)


def _none_found(event: Event) -> set[int]:
    entries = [each for each in event.values.rows("contrasts") if each.says("none_found") and not each.says("problems")]
    return {number for entry in entries if (number := entry.count("number")) is not None}


def _fails_by(rule: RuleResult, day: date) -> bool:
    """Whether it fails or was late; of a rule by windows, in a window that had ended when nothing was found."""
    if rule.windows:
        return any(each.status in _AGAINST and each.window.end <= day for each in rule.windows)
    return rule.status in _AGAINST
