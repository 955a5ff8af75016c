"""Answers in full: every part a field declares, or every number its entries may have (plan 三 1, 三 4)."""

from __future__ import annotations

from generator.judge.records.events import Event
from generator.model.problem import Phrase, Term
from generator.types import Field, registry


def complete(event: Event, type_name: str, field: str | None) -> bool:
    """Whether the field is answered in full; what asks for no field is."""
    return field is None or not _open(event, type_name, field)


def gaps(event: Event, type_name: str, field: str, called: Term) -> Phrase:
    """What is left open: which numbers, which questions."""
    found = _open(event, type_name, field)
    code = "numbers" if all(isinstance(each, int) for each in found) else "parts"
    return Phrase(f"faults.step.{code}", {"type": called, "open": found})


def _open(event: Event, type_name: str, field: str) -> tuple[int | Term, ...]:
    """The numbers without an answer, or the parts that are not there."""
    declared: Field = registry().types[type_name].fields[field]
    found = event.values.get(declared.id)
    if declared.kind == "parts":
        there = found if isinstance(found, dict) else {}
        return tuple(part.term for name, part in declared.fields.items() if name not in there)
    span = declared.fields["number"].between
    assert span is not None
    entries = found if isinstance(found, tuple) else ()
    answered = {entry.get("number") for entry in entries if entry.get("problems") or entry.get("none_found")}
    return tuple(number for number in range(span[0], span[1] + 1) if number not in answered)
