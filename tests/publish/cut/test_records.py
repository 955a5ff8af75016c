"""The cut, field by field: each audience sees exactly the fields of its classes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.judge.by_unit import Units
from generator.model.record import Record
from generator.publish.cut.classes import record_class
from generator.publish.cut.records import cut_record, opens
from generator.publish.cut.restricted import restricted_counts
from generator.types import Audience, Field, registry
from tests.sweep import over
from tests.values import values as as_values

CLASSES = {"public": {"public"}, "members": {"public", "members"}, "committee": {"public", "members", "committee"}}
AS_OF = date(2017, 12, 20)
PUBLISHED = sorted(each.id for each in registry().types.values() if not each.restricted)


def _value(declared: Field) -> Any:
    if declared.kind == "parts":
        return {name: _value(inner) for name, inner in declared.fields.items()}
    if declared.kind == "entries":
        inner = {name: _value(each) for name, each in declared.fields.items()}
        return (inner,)
    return date(2017, 3, 8) if declared.kind == "date" else f"secret-{declared.id}"


def _record(types: tuple[str, ...], **values: Any) -> Record:
    filled = {each.id: _value(each) for each in registry().fields_of(types) if each.id not in ("audience", "draft")}
    filled |= {"visible_to": AS_OF} if "visible_to" in filled else {}
    return Record(
        "2017/jichu/03-08-x",
        "records/x.md",
        "jichu",
        2017,
        types,
        date(2017, 3, 8),
        as_values(filled, **values),
        {},
        "minutes",
    )


def _expected(declared: Field, seen: set[str]) -> Any:
    if declared.audience not in seen:
        return None
    if declared.kind in ("parts", "entries"):
        inner = {name: left for name, each in declared.fields.items() if (left := _expected(each, seen)) is not None}
        return (inner or None) if declared.kind == "parts" else ((inner,) if inner else None)
    return _value(declared)


@pytest.mark.parametrize("audience", list(CLASSES))
@over("type_id", PUBLISHED)
def test_exactly_the_fields_of_the_audience(type_id: str, audience: str) -> None:
    seen, declared = CLASSES[audience], registry().types[type_id]
    found = cut_record(_record((type_id,)), Audience(audience), AS_OF)
    if declared.audience not in seen:
        assert found is None
        return
    assert found is not None
    known = {each.id: each for each in reversed([*registry().fields_of((type_id,))])}
    expected = {name: left for name, each in known.items() if (left := _expected(each, seen)) is not None}
    expected |= {"visible_to": AS_OF} if "visible_to" in expected else {}
    assert found.values == {name: value for name, value in expected.items() if name not in ("audience", "draft")}
    assert found.body == ("minutes" if declared.text in seen else "")


def test_the_text_of_what_is_said_to_everybody_and_of_all_else() -> None:
    said = {each.id for each in registry().types.values() if each.text is Audience.PUBLIC}
    assert said >= {"bulletin", "commendation"}
    assert not said & {"committee_meeting", "member_meeting", "dues_disclosure", "affairs_disclosure", "inspection"}


@pytest.mark.parametrize("audience", list(Audience))
def test_restricted_types_have_no_page_for_anybody(audience: Audience) -> None:
    for declared in registry().types.values():
        if declared.restricted:
            assert cut_record(_record((declared.id,)), audience, AS_OF) is None


def test_a_combined_event_is_as_strict_as_its_strictest_type() -> None:
    assert record_class(_record(("member_meeting", "talk"))) is Audience.COMMITTEE
    assert record_class(_record(("member_meeting", "disposition"))) is None


def test_drafts_narrowed_and_future_records() -> None:
    draft = _record(("party_day",), draft=True)
    assert [each for each in Audience if opens(draft, each, AS_OF)] == [Audience.COMMITTEE]
    assert record_class(_record(("party_day",), audience="members")) is Audience.MEMBERS
    assert record_class(_record(("party_day",), audience="nonsense")) is Audience.COMMITTEE
    assert cut_record(_record(("party_day",)), Audience.COMMITTEE, date(2017, 3, 7)) is None


def test_a_field_nobody_declared_is_for_the_committee() -> None:
    record = _record(("party_day",), invented="x")
    assert [("invented" in found.values) for each in Audience if (found := cut_record(record, each, AS_OF))] == [
        False,
        False,
        True,
    ]


def test_what_has_not_happened_by_the_day_is_not_shown() -> None:
    record = _record(("opinion",), handled_on=date(2017, 5, 1))
    early, late = (cut_record(record, Audience.PUBLIC, day) for day in (date(2017, 4, 30), date(2017, 5, 1)))
    assert early is not None and late is not None
    assert "handled_on" not in early.values and "handled_on" in late.values


def test_counts_of_restricted_records_are_the_committees() -> None:
    records = Units().of([_record(("disposition",)), _record(("disposition",)), _record(("party_day",))])
    assert restricted_counts(records, Audience.MEMBERS, 2017, AS_OF) == ()
    assert [(each.type, each.count) for each in restricted_counts(records, Audience.COMMITTEE, 2017, AS_OF)] == [
        ("disposition", 2)
    ]


@pytest.mark.parametrize(
    "type_id",
    ["organizational_life_meeting", "member_appraisal", "dues", "relation_check", "talk", "hardship_visit", "opinion"],
)
def test_words_of_what_concerns_single_members_are_the_committees(type_id: str) -> None:
    assert registry().types[type_id].text is Audience.COMMITTEE


def test_a_decision_not_to_recommend_is_of_another_class_than_one_to_recommend() -> None:
    choices = {each.id: each.audience for each in registry().types["committee_decision"].fields["subject"].choices}
    assert choices == {"recommend": Audience.PUBLIC, "withhold": Audience.COMMITTEE, "confer": Audience.PUBLIC}
