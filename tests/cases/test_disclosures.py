"""Disclosures step by step: what is refused, and from when on they count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import OMIT, School

COURSE: dict[str, Any] = {
    "period": "2017-Q1",
    "proposed_on": "2017-03-30",
    "reviewed_on": "2017-03-31",
    "approved_on": "2017-04-05",
    "approved_by": "支部书记",
    "published_on": "2017-04-10",
    "visible_from": "2017-04-10",
    "visible_to": "2017-04-20",
}
DUES = "2017/jichu/03-30-dues-disclosure"


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path)


def line_of(school: School, field: str) -> int:
    lines = (school.root / f"records/{DUES}.md").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(f"{field}:"))


def errors(school: School) -> list[tuple[str, int]]:
    return [(each["code"], each["line"]) for each in school.problems(severity="error", file=f"records/{DUES}.md")]


def test_the_whole_course_is_sound(school: School) -> None:
    school.record(DUES, COURSE)
    assert school.problems(file=f"records/{DUES}.md") == []


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"reviewed_on": OMIT}, "disclosure_step_missing", "approved_on"),
        ({"approved_on": OMIT, "visible_from": OMIT}, "disclosure_step_missing", "published_on"),
        ({"approved_by": OMIT}, "disclosure_no_approver", "approved_on"),
        ({"reviewed_on": "2017-03-29"}, "reviewed_before_proposed", "reviewed_on"),
        ({"approved_on": "2017-03-30"}, "approved_before_reviewed", "approved_on"),
        ({"published_on": "2017-04-04", "visible_from": OMIT}, "published_before_approved", "published_on"),
        ({"visible_from": "2017-04-04"}, "visible_before_approved", "visible_from"),
        ({"visible_to": "2017-04-09"}, "visible_backwards", "visible_to"),
        ({"item": "sports"}, "disclosure_item_unknown", "item"),
    ],
)
def test_no_path_skips_a_step(school: School, change: dict[str, Any], code: str, field: str) -> None:
    school.record(DUES, {**COURSE, **change})
    assert (code, line_of(school, field)) in errors(school)


@pytest.mark.parametrize(
    "change",
    [
        {"reviewed_on": "2017-03-30", "approved_on": "2017-03-30", "published_on": "2017-03-30", "visible_from": OMIT},
        {"visible_from": "2017-04-05", "published_on": "2017-04-05"},
        {"visible_to": "2017-04-10"},
        {"item": "dues"},
    ],
)
def test_all_on_one_day_is_in_order(school: School, change: dict[str, Any]) -> None:
    school.record(DUES, {**COURSE, **change})
    assert errors(school) == []


@pytest.mark.parametrize(
    ("accounts", "sound"),
    [
        ({"opening": 10, "income": 100.5, "upper": 60, "spent": 20, "balance": 30.5}, True),
        ({"opening": 10, "income": 100.5, "upper": 60, "spent": 20, "balance": 30.4}, False),
        ({"income": 100, "upper": 60, "spent": 20, "balance": 30}, True),
    ],
)
def test_accounts_balance_where_all_sums_are_there(school: School, accounts: dict[str, Any], sound: bool) -> None:
    school.record(DUES, {**COURSE, "accounts": accounts})
    assert [code for code, _ in errors(school)] == ([] if sound else ["accounts_balance"])


def test_there_is_no_field_for_a_person_s_sum(school: School) -> None:
    school.record(DUES, {**COURSE, "accounts": {"income": 1, "upper": 1, "spent": 0, "balance": 0, "张三": 50}})
    assert [code for code, _ in errors(school)] == ["unknown_field"]


@pytest.mark.parametrize(
    ("as_of", "status"), [("2017-04-09", "pending"), ("2017-04-10", "pass"), ("2017-04-21", "pass")]
)
def test_it_counts_from_its_disclosure_on(school: School, as_of: str, status: str) -> None:
    school.record(DUES, COURSE)
    assert school.rule("M15", as_of=as_of)["status"] == status


def test_what_was_proposed_in_one_year_and_disclosed_in_the_next_counts_for_the_next(school: School) -> None:
    steps = {name: f"2017-12-{30 + number}" for number, name in enumerate(("proposed_on", "reviewed_on"))}
    late = {**COURSE, **steps, "approved_on": "2018-01-02", "published_on": "2018-01-03", "visible_from": OMIT}
    school.record("2017/jichu/12-30-dues-disclosure", {**late, "visible_to": OMIT})
    assert school.rule("M15", as_of="2018-01-31")["status"] == "fail"
    assert school.rule("M15", year=2018, as_of="2018-01-31")["status"] == "pass"


def test_a_record_written_after_the_fact_counts_as_ever(school: School) -> None:
    school.record(DUES, {"period": "2017-Q1"})
    assert school.problems(file=f"records/{DUES}.md") == []
    assert school.rule("M15", as_of="2017-03-30")["status"] == "pass"


def test_the_system_of_disclosure_is_carried_out_by_what_was_disclosed(school: School) -> None:
    school.record("2017/jichu/03-30-affairs-disclosure", COURSE)
    for as_of, met in (("2017-04-09", None), ("2017-04-10", True)):
        parts = school.rule("S02", as_of=as_of)["parts"]
        (part,) = [each for each in parts if each["key"] == "party_affairs_disclosure" and each["half"] == "executed"]
        assert part["met"] is met


def test_a_catalogue_of_the_school_s_own(school: School) -> None:
    items = [{"key": "money", "name": "经费", "type": "dues_disclosure", "every": "month"}]
    own = School(school.root, config={"disclosure": {"items": items}})
    own.record(DUES, {**COURSE, "item": "money"})
    assert errors(own) == []
    own.record(DUES, {**COURSE, "item": "dues"})
    assert [code for code, _ in errors(own)] == ["disclosure_item_unknown"]


def test_two_items_of_one_key(school: School) -> None:
    item = {"key": "money", "name": "经费", "type": "dues_disclosure"}
    own = School(school.root, config={"disclosure": {"items": [item, item]}})
    assert own.problems(code="disclosure_item_twice")
