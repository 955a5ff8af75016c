"""Faults of notices as people write them: at the offending line, with what is right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import CAMPAIGN, OMIT, PRIVATE, School, branch, private, working_calendar

NOTICE = "2017/_committee/12-12-public-notice"


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path, branch(), branch("xinxi"), config=CAMPAIGN | PRIVATE)
    working_calendar(school)
    school.record("2017/_committee/12-11-committee-decision")
    return school


def found(school: School, **fields: Any) -> list[tuple[str, str]]:
    school.record(NOTICE, fields)
    return [(problem["severity"], problem["code"]) for problem in school.check()[1]["problems"]]


def one(school: School, code: str, **fields: Any) -> dict[str, Any]:
    """The one problem, whose place must be where the value stands."""
    school.record(NOTICE, fields)
    (problem,) = school.problems(code=code)
    assert problem["hint"] and "{" not in problem["message"]
    return problem


def at(school: School, problem: dict[str, Any]) -> str:
    """What stands at the problem's place."""
    line = (school.root / problem["file"]).read_text("utf-8").split("\n")[problem["line"] - 1]
    return line[problem["column"] - 1 :]


def test_a_sound_notice_has_no_problem(school: School) -> None:
    assert found(school) == []


def test_the_end_is_pointed_at_and_the_right_one_offered(school: School) -> None:
    days = {"number": 5, "unit": "working_day"}
    problem = one(school, "notice_short", period={"start": "2017-12-12", "end": "2017-12-17"}, days=days)
    assert problem["severity"] == "error"
    assert at(school, problem).startswith("2017-12-17")
    assert "2017-12-18" in problem["hint"]


def test_parts_on_lines_of_their_own(school: School) -> None:
    school.record(NOTICE, {"period": OMIT})
    path = school.root / f"records/{NOTICE}.md"
    text = path.read_text("utf-8").replace("phone:", "公示时间:\n  开始: 2017-12-12\n  结束: 2017-12-14\nphone:")
    path.write_text(text, "utf-8")
    (problem,) = school.problems(code="notice_minimum")
    assert at(school, problem) == "2017-12-14"


def test_a_period_in_words(school: School) -> None:
    problem = one(school, "notice_relative", period="公示之日起一周内")
    assert at(school, problem).startswith("公示之日起一周内")
    assert "公示时间: {开始: 2017-12-12, 结束: 2017-12-18}" in problem["hint"]


def test_the_days_offered_are_accepted(school: School) -> None:
    assert found(school, period={"start": "2017-12-12", "end": "2017-12-18"}) == []


def test_a_year_without_calendar_names_the_command(school: School) -> None:
    problem = one(school, "notice_no_calendar", period={"start": "2017-12-28", "end": "2018-01-04"})
    assert "wuhao calendar 2018" in problem["hint"]
    working_calendar(school, 2018)
    assert found(school, period={"start": "2017-12-28", "end": "2018-01-04"}) == [("warning", "notice_holiday")]


@pytest.mark.parametrize(
    "basis", ["2017/_committee/12-01-committee-decision", "党委会", "2017/jichu/03-08-party-lecture"]
)
def test_a_basis_that_is_no_decision(school: School, basis: str) -> None:
    school.record("2017/jichu/03-08-party-lecture")
    problem = one(school, "notice_basis", basis=basis)
    assert "2017/_committee/12-11-committee-decision" in problem["hint"]


def test_a_branch_without_a_decision_is_pointed_at(school: School) -> None:
    problem = one(school, "notice_not_recommended", branches=["jichu", "xinxi"])
    assert at(school, problem).startswith("xinxi")
    assert "xinxi党支部" in problem["message"] and "党委会议的推荐决定" in problem["message"]


def test_a_branch_that_did_not_exist_yet(school: School) -> None:
    school.organize(branch(), branch("xinxi", valid_from="2018-01-01"))
    assert one(school, "branch_not_then", branches=["jichu", "xinxi"])["severity"] == "error"


def test_no_way_to_object(school: School) -> None:
    assert one(school, "notice_contact", phone=OMIT)["severity"] == "error"


def test_a_notice_with_a_field_missing_is_incomplete_and_not_refused(school: School) -> None:
    assert found(school, departments=OMIT) == [("warning", "incomplete")]


def test_a_draft_is_left_alone(school: School) -> None:
    assert found(school, draft="是", period={"start": "2017-12-12", "end": "2017-12-13"}) == []


def test_a_refused_notice_closes_nothing_and_is_not_published(school: School) -> None:
    school.record(NOTICE, {"period": {"start": "2017-12-12", "end": "2017-12-13"}})
    assert school.rule("P08", as_of="2017-12-31")["status"] == "pending"
    assert school.run("build", "--as-of", "2017-12-31", "--out", "site").code == 0
    assert not (school.root / f"site/public/{NOTICE}.html").exists()


def test_the_least_days_are_the_schools(school: School) -> None:
    school.write(
        "site_config.yml", (school.root / "site_config.yml").read_text("utf-8") + "notice: {min_working_days: 7}\n"
    )
    problem = one(school, "notice_minimum")
    assert "7" in problem["message"] and "2017-12-20" in problem["hint"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"notice": "2017/_committee/12-01-public-notice"}, "objection_notice"),
        ({"branches": ["xinxi"]}, "objection_branch"),
        ({"concluded_on": "2017-12-15"}, "objection_conclusion"),
        ({"conclusion": "unfounded"}, "objection_conclusion"),
    ],
)
def test_objections(school: School, fields: dict[str, Any], code: str) -> None:
    school.record(NOTICE)
    private(school, "2017/_committee/12-13-objection", {"received_on": "2017-12-13", **fields})
    assert [problem["code"] for problem in school.check()[1]["problems"]] == [code]


def test_an_objection_in_the_shared_root_is_refused(school: School) -> None:
    school.record(NOTICE)
    school.record("2017/_committee/12-13-objection", {"received_on": "2017-12-13"})
    assert school.problems(code="restricted_in_shared")


def test_an_objection_to_one_branch_does_not_hold_up_another(school: School) -> None:
    school.record("2017/_committee/12-11-committee-decision", {"branches": ["jichu", "xinxi"]})
    school.record(NOTICE, {"branches": ["jichu", "xinxi"]})
    private(school, "2017/_committee/12-13-objection", {"received_on": "2017-12-13", "branches": ["xinxi"]})
    assert school.rule("P08", as_of="2017-12-31")["status"] == "pass"
    assert school.rule("P08", as_of="2017-12-31", branch="xinxi")["status"] == "pending"


@pytest.mark.parametrize(("day", "early"), [("12-18", True), ("12-19", False)])
def test_a_title_conferred_while_the_notice_runs(school: School, day: str, early: bool) -> None:
    school.record(NOTICE)
    school.record(f"2017/_committee/{day}-commendation", {"branches": ["jichu"]})
    assert bool(school.problems(code="title_too_early")) == early
