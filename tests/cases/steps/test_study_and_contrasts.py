"""The first steps of the campaign: study, contrasts, the first grading (plan 三; design §4 step)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cases.steps.writing import contrasts, slug
from tests.school import CAMPAIGN, OMIT, School

SIX = range(1, 7)


class TestStudy:
    """P01: a study workspace or party day from 21 September to 10 October."""

    @pytest.mark.parametrize("kind", ["theory_study", "party_day"])
    @pytest.mark.parametrize(
        ("day", "as_of", "status"),
        [
            ("2017-09-20", "2017-10-09", "pending"),
            ("2017-09-20", "2017-10-11", "fail"),
            ("2017-09-21", "2017-09-20", "pending"),
            ("2017-09-21", "2017-09-21", "pass"),
            ("2017-10-10", "2017-10-09", "pending"),
            ("2017-10-10", "2017-10-10", "pass"),
            ("2017-10-11", "2017-10-11", "late"),
            ("2017-12-31", "2017-12-30", "fail"),
            ("2017-12-31", "2017-12-31", "late"),
            ("2016-09-30", "2017-10-11", "fail"),
        ],
    )
    def test_window(self, school: School, kind: str, day: str, as_of: str, status: str) -> None:
        (evidence,) = school.records(kind, [day], topics=["讲政治、有信念"])
        found = school.rule("P01", as_of=as_of)
        assert found["status"] == status
        if status in ("pass", "late"):
            assert found["evidence"] == [evidence]

    @pytest.mark.parametrize(
        ("as_of", "status"), [("2017-09-20", "pending"), ("2017-10-09", "pending"), ("2017-10-10", "fail")]
    )
    def test_nothing_held(self, school: School, as_of: str, status: str) -> None:
        assert school.rule("P01", as_of=as_of)["status"] == status

    @pytest.mark.parametrize("kind", ["member_meeting", "committee_meeting", "centralized_training"])
    def test_other_kinds(self, school: School, kind: str) -> None:
        school.records(kind, ["2017-09-28"])
        assert school.rule("P01", as_of="2017-10-11")["status"] == "fail"

    def test_in_time_and_again_later(self, school: School) -> None:
        days = ["2017-09-21", "2017-10-10", "2017-10-11", "2017-12-20"]
        held = school.records("party_day", days, topics=["讲政治、有信念"])
        found = school.rule("P01", as_of="2017-12-31")
        assert (found["status"], found["evidence"]) == ("pass", held[:2])  # evidence only from the window

    def test_only_later(self, school: School) -> None:
        held = school.records("party_day", ["2017-10-20", "2017-12-20"], topics=["讲政治、有信念"])
        found = school.rule("P01", as_of="2017-12-31")
        assert (found["status"], found["evidence"]) == ("late", held[:1])

    def test_draft(self, school: School) -> None:
        school.record("2017/jichu/09-28-party-day", {"draft": "是", "topics": ["讲政治、有信念"]})
        assert school.rule("P01", as_of="2017-10-11")["status"] == "fail"

    def test_window_set_locally(self, tmp_path: Path) -> None:
        school = School(tmp_path, config=CAMPAIGN | {"rules": {"P01": {"within": ["09-01", "09-20"]}}})
        school.record("2017/jichu/09-20-party-day", {"topics": ["讲政治、有信念"]})
        assert school.rule("P01", as_of="2017-09-20")["status"] == "pass"

    @pytest.mark.parametrize(
        ("topics", "status"),
        [
            (OMIT, "fail"),
            (["清洁校园"], "fail"),
            (["讲政治、有信念"], "pass"),
            (["讲政治有信念"], "pass"),
            (["清洁校园", "讲规矩、有纪律"], "pass"),
        ],
        ids=["none", "another", "of the campaign", "without its comma", "beside another"],
    )
    def test_names_a_topic_of_the_campaign(self, tmp_path: Path, topics: Any, status: str) -> None:
        school = School(tmp_path, config={"campaigns": {2017: {"topics": ["讲政治、有信念", "讲规矩、有纪律"]}}})
        school.record("2017/jichu/09-28-party-day", {"topics": topics})
        assert school.rule("P01", as_of="2017-12-31")["status"] == status

    def test_topics_not_studied_yet_are_named(self, tmp_path: Path) -> None:
        school = School(tmp_path, config={"campaigns": {2017: {"topics": ["讲政治、有信念", "讲规矩、有纪律"]}}})
        first = school.record("2017/jichu/09-28-party-day", {"topics": ["讲政治、有信念"]})
        second = school.record("2017/jichu/11-28-theory-study", {"topics": ["讲规矩、有纪律"]})
        before, after = (school.rule("P01", as_of=day) for day in ("2017-11-27", "2017-11-28"))
        assert before["why"] == "9月28日完成，在期限内；还没有学的专题：讲规矩、有纪律"
        assert after["why"] == "9月28日完成，在期限内"
        assert [(part["met"], part["evidence"]) for part in after["parts"]] == [(True, [first]), (True, [second])]
        assert after["evidence"] == [first]


class TestContrasts:
    """P02: the six contrasts, all six with a result, in the same days."""

    @pytest.mark.parametrize(
        ("day", "as_of", "status"),
        [
            ("09-20", "2017-10-11", "fail"),
            ("09-21", "2017-09-21", "pass"),
            ("10-10", "2017-10-09", "pending"),
            ("10-10", "2017-10-10", "pass"),
            ("10-11", "2017-10-11", "late"),
        ],
    )
    def test_window(self, school: School, day: str, as_of: str, status: str) -> None:
        school.record(f"2017/jichu/{day}-problem-search")
        assert school.rule("P02", as_of=as_of)["status"] == status

    @pytest.mark.parametrize(
        ("rows", "status"),
        [
            (contrasts(*SIX), "pass"),
            (contrasts(6, 5, 4, 3, 2, 1), "pass"),
            (contrasts(1, 2, 3, 4, 5), "fail"),
            (contrasts(2, 3, 4, 5, 6), "fail"),
            (contrasts(1, 2, 3, 4, 5, 5), "fail"),
            (contrasts(1, 2, 3, 4, 5) + contrasts(6, none_found="已逐项查对记录"), "pass"),
            ([*contrasts(1, 2, 3, 4, 5), {"number": 6}], "fail"),
            ([*contrasts(1, 2, 3, 4, 5), {"number": 6, "problems": []}], "fail"),
            (contrasts(0, 1, 2, 3, 4, 5), "fail"),
        ],
        ids=["six", "any order", "no sixth", "no first", "fifth twice", "none found", "bare", "empty", "from nought"],
    )
    def test_all_six(self, school: School, rows: list[dict[str, Any]], status: str) -> None:
        school.record("2017/jichu/10-09-problem-search", {"contrasts": rows})
        assert school.rule("P02", as_of="2017-10-11")["status"] == status

    def test_seventh_is_an_error(self, school: School) -> None:  # number 序号 1–6
        search = school.record("2017/jichu/10-09-problem-search", {"contrasts": contrasts(*SIX, 7)})
        assert {each["file"] for each in school.problems(severity="error")} == {f"records/{search}.md"}

    def test_chinese(self, school: School) -> None:
        rows = [{"序号": number, "问题": ["不够系统"]} for number in range(1, 6)]
        rows.append({"序号": 6, "未发现问题的说明": "已逐项查对记录"})
        school.record("2017/jichu/10-09-problem-search", {"类型": "六对照六查摆", "对照": rows, "contrasts": OMIT})
        assert school.rule("P02", as_of="2017-10-11")["status"] == "pass"


class TestFirstGrading:
    """P03: self-assessment and mass survey of the first grading by 20 October."""

    @pytest.mark.parametrize(
        ("own", "mass", "as_of", "status"),
        [
            ("10-12", "10-14", "2017-10-13", "pending"),
            ("10-12", "10-14", "2017-10-14", "pass"),
            ("10-20", "10-20", "2017-10-19", "pending"),
            ("10-20", "10-20", "2017-10-20", "pass"),
            ("10-20", "10-21", "2017-10-21", "late"),
            ("10-21", "10-20", "2017-12-31", "late"),
            ("10-12", None, "2017-10-19", "pending"),
            ("10-12", None, "2017-10-21", "fail"),
            (None, "10-14", "2017-10-21", "fail"),
            (None, None, "2017-10-19", "pending"),
            (None, None, "2017-10-21", "fail"),
        ],
    )
    def test_by_20_october(self, school: School, own: str | None, mass: str | None, as_of: str, status: str) -> None:
        if own:
            school.record(f"2017/jichu/{own}-self-assessment", {"round": "baseline"})
        if mass:
            school.record(f"2017/jichu/{mass}-mass-survey", {"round": "baseline"})
        assert school.rule("P03", as_of=as_of)["status"] == status

    def test_superiors_grade_is_not_demanded(self, school: School) -> None:
        school.record("2017/jichu/10-12-self-assessment", {"round": "baseline"})
        school.record("2017/jichu/10-13-organization-review", {"round": "baseline"})
        assert school.rule("P03", as_of="2017-10-21")["status"] == "fail"  # nor does it stand for the survey

    def test_final_round_is_another(self, school: School) -> None:
        school.record("2017/jichu/10-12-self-assessment", {"round": "final"})
        school.record("2017/jichu/10-13-mass-survey", {"round": "final"})
        assert school.rule("P03", as_of="2017-10-21")["status"] == "fail"

    def test_of_the_year_before(self, school: School) -> None:
        school.record("2016/jichu/10-12-self-assessment", {"round": "baseline"})
        school.record("2016/jichu/10-13-mass-survey", {"round": "baseline"})
        assert school.rule("P03", as_of="2017-10-21")["status"] == "fail"

    @pytest.mark.parametrize("kind", ["self_assessment", "mass_survey"])
    def test_without_its_round_is_incomplete(self, school: School, kind: str) -> None:
        for each in ("self_assessment", "mass_survey"):
            school.record(f"2017/jichu/10-12-{slug(each)}", {"round": OMIT if each == kind else "baseline"})
        assert school.rule("P03", as_of="2017-10-21")["status"] == "fail"
