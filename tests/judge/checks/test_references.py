"""Records named by others, and days to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.judge.by_unit import Units
from generator.judge.checks.references import future_problems, reference_problems
from generator.model.record import Record
from tests.values import values as as_values

TODAY = date(2017, 3, 8)


def record(id: str = "2017/jichu/03-08-committee-meeting", day: date = TODAY, **values: object) -> Record:
    return Record(id, f"records/{id}.md", "jichu", 2017, ("committee_meeting",), day, as_values(values), {})


@pytest.mark.parametrize(
    ("related", "told"),
    [
        (("2017/jichu/03-08-committee-meeting",), []),
        (
            ("2017/jichu/03-08-committee-metting",),
            [("2017/jichu/03-08-committee-metting", "2017/jichu/03-08-committee-meeting")],
        ),
        (("2017/jichu/2017",), [("2017/jichu/2017", "2017/jichu/03-08-committee-meeting")]),
        (("2017/jidian/03-10-party-day",), [("2017/jidian/03-10-party-day", "2017/jidina/03-10-party-day")]),
        (("2017/nosuch/03-08-dues",), [("2017/nosuch/03-08-dues", "2017/jichu/03-08-committee-meeting")]),
    ],
)
def test_what_is_named_must_be_there(related: tuple[str, ...], told: list[tuple[str, str]]) -> None:
    there = [record(), record("2017/jidina/03-10-party-day")]
    found = list(reference_problems([*there, record("2017/jichu/03-09-dues", related=related)]))
    assert [(each.args["record"], each.args["near"]) for each in found] == told
    assert {each.code for each in found} <= {"record_unknown"}


def test_what_lies_in_a_private_root_is_known_and_offered_to_nobody() -> None:
    private = replace(record("2017/jichu/03-10-disposition"), shared=False)
    named = record(related=(private.id, "2017/jichu/03-10-dispositions"))
    found = list(reference_problems([named, private]))
    assert [(each.args["record"], each.args["near"]) for each in found] == [("2017/jichu/03-10-dispositions", "")]


def test_where_there_is_no_other_none_is_offered() -> None:
    found = list(reference_problems([record(related=("2017/jichu/03-09-dues",))]))
    assert [(each.code, each.args["near"]) for each in found] == [("record_unknown_alone", "")]


@pytest.mark.parametrize(("day", "told"), [(date(2017, 3, 8), 0), (date(2017, 3, 9), 1)])
def test_a_day_to_come_is_told(day: date, told: int) -> None:
    assert len(list(future_problems(Units().of([record(day=day)]), TODAY))) == told
    assert not list(future_problems(Units().of([record(day=day, draft=True)]), TODAY))
