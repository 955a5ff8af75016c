"""What a form says of who reads a field is what the cut leaves of it, for every field of every type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.desk.forms.form import FILES, Box, record_form
from generator.model.record import Record
from generator.model.values import Values
from generator.publish.cut.records import cut_record
from generator.types import Audience, registry
from tests.desk.forms.browser import Nothing
from tests.publish.cut.test_records import AS_OF, _record

KNOWN = registry()


def leaves(box: Box) -> Iterator[tuple[str, Audience]]:
    """The innermost fields of a box by their names, with who is said to read each."""
    inside = box.parts or (box.rows[0] if box.rows and box.field.fields else ())
    if not inside:
        yield box.name, box.audience
    for each in inside:
        yield from leaves(each)


def left(values: Mapping[str, Any], name: str) -> bool:
    """Whether anything is left under the name of a leaf: `resolutions.0.text`."""
    found: Any = values
    for part in name.split("."):
        found = found[int(part)] if part.isdecimal() and found else (found or {}).get(part)
    return found is not None


def seen(record: Record, audience: Audience) -> tuple[Mapping[str, Any], str]:
    """What is left of the record's values and of its text."""
    cut = cut_record(record, audience, AS_OF)
    return (cut.values, cut.body) if cut else (Values(), "")


def test_who_reads_a_field_is_who_is_said_to() -> None:
    wrong = []
    for kind in KNOWN.types.values():
        record = _record((kind.id,))
        form = record_form((kind,), {}, Nothing())
        said = [pair for box in form.boxes for pair in leaves(box) if left(record.values, pair[0])]
        assert len(said) > 3, kind.id
        said.append((FILES, form.files_audience))
        for audience in Audience:
            values, _ = seen(record, audience)
            wrong += [
                f"{kind.id}.{name}: {audience}"
                for name, circle in said
                if left(values, name) != (audience.sees(circle) and not kind.restricted)
            ]
            whole = audience.sees(form.audience) and not form.restricted
            assert bool(values) == whole, kind.id
    assert wrong == []


def test_who_reads_the_text_is_who_is_said_to() -> None:
    """A disclosure says itself to whom it is made."""
    wrong = []
    for kind in (each for each in KNOWN.types.values() if not each.restricted):
        shown_to = kind.fields.get("shown_to")
        for chosen in (None, *(shown_to.choices if shown_to else ())):
            record = _record((kind.id,), **({"shown_to": chosen.id} if chosen else {}))
            form = record_form((kind,), {"shown_to": chosen.zh[0]} if chosen else {}, Nothing())
            wrong += [
                f"{kind.id} {chosen.id if chosen else ''}: {audience}"
                for audience in Audience
                if bool(seen(record, audience)[1]) != audience.sees(form.body_audience)
            ]
    assert wrong == []


def test_a_choice_that_closes_a_record_says_so() -> None:
    decision = KNOWN.types["committee_decision"]
    box = record_form((decision,), {}, Nothing()).box("subject")
    assert box is not None
    closing = [each.value for each in box.options if each.audience is not Audience.PUBLIC]
    assert closing == ["不推荐"]
    for each in decision.fields["subject"].choices:
        record = replace(_record(("committee_decision",)), values=Values({"subject": each.id}))
        assert (cut_record(record, Audience.MEMBERS, AS_OF) is None) == (each.zh[0] in closing)
