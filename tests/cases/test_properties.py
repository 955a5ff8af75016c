"""What must hold for any records whatever (hypothesis)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.school import School, branch, group

SLOW = settings(max_examples=40, deadline=None, derandomize=True)
GROUPS = ["g1", group("g2", "2017-05-10")]
CADENCES = ("O01", "O02", "O03", "O04", "O05", "O06", "L03", "L04", "M05", "M08", "M15")
KINDS = (
    "member_meeting",
    "committee_meeting",
    "group_meeting",
    "party_lecture",
    "organizational_life_meeting",
    "member_appraisal",
    "party_day",
)

# A record: its day, its kinds, its groups, whether it is finished, and what it makes up for.
event = st.fixed_dictionaries(
    {
        "day": st.dates(date(2017, 1, 1), date(2018, 2, 10)),
        "kinds": st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True),
        "groups": st.sampled_from([["g1"], ["g2"], ["g1", "g2"]]),
        "finished": st.sampled_from([True, True, True, False]),
        "make_up_for": st.sampled_from([None, None, None, "2017-01", "2017-Q1", "2017-H1", "2017-11"]),
    }
)
events = st.lists(event, max_size=14)
as_of_dates = st.dates(date(2017, 1, 1), date(2018, 2, 28))


def fields_of(each: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {"类型": each["kinds"], "应到": 12, "实到": 12}
    if {"group_meeting", "organizational_life_meeting"} & set(each["kinds"]):
        founded = each["day"] >= date(2017, 5, 10)
        fields["党小组"] = each["groups"] if founded else ["g1"]
    if each["make_up_for"]:
        fields["补开"] = each["make_up_for"]
    if not each["finished"]:
        fields["草稿"] = "是"
    return fields


def id_of(number: int, each: dict[str, Any]) -> str:
    day: date = each["day"]
    return f"{day.year}/jichu/{day:%m-%d}-{each['kinds'][0].replace('_', '-')}-{number + 2}"


@contextmanager
def school_with(recorded: list[tuple[int, dict[str, Any]]]) -> Iterator[School]:
    with tempfile.TemporaryDirectory() as folder:
        school = School(Path(folder), branch(groups=GROUPS))
        for number, each in recorded:
            school.record(id_of(number, each), fields_of(each), body=f"第{number}次活动的记录。\n")
        yield school


def printed(school: School, as_of: date) -> str:
    ran = school.run("status", "--year", "2017", "--as-of", as_of.isoformat(), "--format", "json")
    assert ran.code == 0, ran
    return ran.out


def judged(school: School, as_of: date) -> Any:
    return json.loads(printed(school, as_of))["branches"]["jichu"]


@SLOW
@given(events, st.randoms(use_true_random=False), as_of_dates)
def test_order_of_writing_changes_nothing(recorded: list[dict[str, Any]], random: Any, as_of: date) -> None:
    numbered = list(enumerate(recorded))
    shuffled = random.sample(numbered, len(numbered))
    with school_with(numbered) as one, school_with(shuffled) as other:
        assert printed(one, as_of) == printed(other, as_of)
        assert one.run("check", "--format", "json") == other.run("check", "--format", "json")


@SLOW
@given(events, event, as_of_dates)
def test_another_valid_record_never_lowers_a_cadence(
    recorded: list[dict[str, Any]], more: dict[str, Any], as_of: date
) -> None:
    added = more | {"finished": True, "make_up_for": None}
    with school_with(list(enumerate(recorded))) as school:
        before = judged(school, as_of)["rules"]
        school.record(id_of(99, added), fields_of(added), body="增加的一次活动的记录。\n")
        after = judged(school, as_of)["rules"]
    for rule in CADENCES:
        if before[rule]["earned"] is not None:
            assert after[rule]["earned"] is not None, rule
            assert Decimal(after[rule]["earned"]) >= Decimal(before[rule]["earned"]), rule


@SLOW
@given(events, as_of_dates, st.integers(1, 120))
def test_a_later_as_of_never_turns_fail_into_pending(recorded: list[dict[str, Any]], as_of: date, later: int) -> None:
    with school_with(list(enumerate(recorded))) as school:
        first = judged(school, as_of)["rules"]
        second = judged(school, as_of + timedelta(days=later))["rules"]
    for rule in CADENCES:
        assert (first[rule]["status"], second[rule]["status"]) != ("fail", "pending"), rule
        then = {(each["from"], each["unit"]): each["status"] for each in second[rule]["windows"]}
        for each in first[rule]["windows"]:
            # An appraisal of the year may still come by 31 January: O06 and L04 do not fail before.
            now = then.get((each["from"], each["unit"]))
            assert (each["status"], now) != ("fail", "pending"), (rule, each)
            assert now is not None, (rule, each)


@SLOW
@given(events, as_of_dates)
def test_the_standards_add_up_to_the_computed_score(recorded: list[dict[str, Any]], as_of: date) -> None:
    with school_with(list(enumerate(recorded))) as school:
        jichu = judged(school, as_of)
    judged_standards = [each for each in jichu["standards"].values() if each["earned"] is not None]
    earned = sum(Decimal(each["earned"]) for each in judged_standards)
    points = sum(Decimal(each["points"]) for each in judged_standards)
    assert sum(Decimal(each["points"]) for each in jichu["standards"].values()) == 100
    if not judged_standards:
        assert jichu["computed_score"] is None
        return
    # Each figure is cut after the sixth place.
    assert abs(Decimal(jichu["computed_score"]) - 100 * earned / points) < Decimal("0.0001")
    assert 0 <= earned <= points
    for each in jichu["rules"].values():
        if each["earned"] is not None:
            assert 0 <= Decimal(each["earned"]) <= Decimal(each["points"])


@SLOW
@given(events, as_of_dates)
def test_a_standard_is_its_rules_brought_to_its_weight(recorded: list[dict[str, Any]], as_of: date) -> None:
    with school_with(list(enumerate(recorded))) as school:
        jichu = judged(school, as_of)
    mine = [each for rule, each in jichu["rules"].items() if rule[0] == "O" and each["earned"] is not None]
    points = sum(Decimal(each["points"]) for each in mine)
    if points:
        whole = 24 * sum(Decimal(each["earned"]) for each in mine) / points
        assert abs(Decimal(jichu["standards"]["3"]["earned"]) - whole) < Decimal("0.0001")
    else:
        assert jichu["standards"]["3"]["earned"] is None
