"""Answers in full: every part a field declares, or every number its entries may have (plan 三 1, 三 4)."""

from __future__ import annotations

from generator.judge.records.events import Event
from generator.model.problem import Phrase, Term
from generator.types import registry


def complete(event: Event, type_name: str, field: str | None) -> bool:
    """Whether the field is answered in full; what asks for no field is."""
    return field is None or not _open(event, type_name, field)


def gaps(event: Event, type_name: str, field: str, called: Term) -> Phrase:
    """What is left open: which numbers, which questions."""
    code = "parts" if registry().types[type_name].fields[field].kind == "parts" else "numbers"
    return Phrase(f"kinds.step.fault.{code}", {"type": called, "open": _open(event, type_name, field)})


def _open(event: Event, type_name: str, field: str) -> tuple[int | Term, ...]:
    """The numbers without an answer, or the parts that are not there."""
    declared = registry().types[type_name].fields[field]
    if declared.kind == "parts":
        there = event.values.parts(field)
        return tuple(part.term for name, part in declared.fields.items() if name not in there)
    span = declared.fields["number"].between
    assert span is not None
    entries = event.values.rows(field)
    answered = {each.count("number") for each in entries if each.says("problems") or each.says("none_found")}
    return tuple(number for number in range(span[0], span[1] + 1) if number not in answered)
