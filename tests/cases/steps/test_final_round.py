"""The last steps of the campaign: the final round, three questions, the notice (plan 三; design §4 step)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.cases.steps.writing import slug
from tests.school import CAMPAIGN, OMIT, PRIVATE, School, branch, private, working_calendar


class TestFinalRound:
    """P06: self-assessment, mass survey, organization review, in this order, from 1 to 10 December."""

    def final(
        self, school: School, own: str | None, mass: str | None, review: str | None, round: str = "final"
    ) -> None:
        for kind, day in (("self_assessment", own), ("mass_survey", mass), ("organization_review", review)):
            if day:
                school.record(f"2017/jichu/{day}-{slug(kind)}", {"round": round})

    @pytest.mark.parametrize(
        ("own", "mass", "review", "as_of", "status"),
        [
            ("12-01", "12-05", "12-08", "2017-12-07", "pending"),
            ("12-01", "12-05", "12-08", "2017-12-08", "pass"),
            ("12-01", "12-01", "12-01", "2017-12-01", "pass"),
            ("12-10", "12-10", "12-10", "2017-12-09", "pending"),
            ("12-10", "12-10", "12-10", "2017-12-10", "pass"),
            ("12-01", "12-05", "12-11", "2017-12-11", "late"),
            ("12-11", "12-12", "12-13", "2017-12-13", "late"),
            ("11-30", "12-05", "12-08", "2017-12-11", "fail"),
            ("12-05", "12-01", "12-08", "2017-12-11", "fail"),
            ("12-01", "12-08", "12-05", "2017-12-11", "fail"),
            ("12-08", "12-05", "12-01", "2017-12-11", "fail"),
            (None, "12-05", "12-08", "2017-12-11", "fail"),
            ("12-01", None, "12-08", "2017-12-11", "fail"),
            ("12-01", "12-05", None, "2017-12-11", "fail"),
            ("12-01", "12-05", None, "2017-12-09", "pending"),
        ],
    )
    def test_order_and_days(
        self, school: School, own: str | None, mass: str | None, review: str | None, as_of: str, status: str
    ) -> None:
        self.final(school, own, mass, review)
        assert school.rule("P06", as_of=as_of)["status"] == status

    def test_there_in_the_wrong_order(self, school: School) -> None:
        self.final(school, "12-06", "12-05", "12-07")
        before, after = (school.rule("P06", as_of=day) for day in ("2017-12-09", "2017-12-10"))
        assert [(each["status"], each["reason"]) for each in (before, after)] == [
            ("pending", "wrong_order"),
            ("fail", "wrong_order"),
        ]
        assert after["fault"] == "考核评定：群众测评在支部自评之前"
        assert len(after["evidence"]) == 3
        assert all(
            "没有完成" not in each["why"] and "群众测评在支部自评之前" in each["why"] for each in (before, after)
        )

    def test_first_grading_is_another(self, school: School) -> None:
        self.final(school, "12-01", "12-05", "12-08", round="baseline")
        assert school.rule("P06", as_of="2017-12-11")["status"] == "fail"


class TestThreeQuestions:
    """P07: the final survey asks all three questions, by 10 December and not after the review."""

    ALL = ("improved", "solved", "satisfied")

    def survey(self, school: School, day: str, asked: Iterable[str] = ALL, **fields: Any) -> str:
        questions = {name: {"yes": 50, "partly": 6, "no": 1} for name in asked}
        return school.record(f"2017/jichu/{day}-mass-survey", {"questions": questions, **fields})

    @pytest.mark.parametrize(
        ("mass", "review", "as_of", "status"),
        [
            ("12-05", None, "2017-12-04", "pending"),
            ("12-05", None, "2017-12-05", "pass"),
            ("12-05", "12-05", "2017-12-05", "pass"),
            ("12-05", "12-08", "2017-12-11", "pass"),
            ("12-06", "12-05", "2017-12-11", "fail"),
            ("12-10", "12-10", "2017-12-10", "pass"),
            ("12-11", "12-12", "2017-12-11", "late"),
            (None, "12-08", "2017-12-09", "pending"),
            (None, "12-08", "2017-12-11", "fail"),
            (None, None, "2017-12-11", "fail"),
        ],
    )
    def test_days(self, school: School, mass: str | None, review: str | None, as_of: str, status: str) -> None:
        if mass:
            self.survey(school, mass)
        if review:
            school.record(f"2017/jichu/{review}-organization-review")
        assert school.rule("P07", as_of=as_of)["status"] == status

    @pytest.mark.parametrize("asked", [("improved", "solved"), ("improved",), ("solved", "satisfied"), ()])
    def test_a_question_missing(self, school: School, asked: tuple[str, ...]) -> None:
        self.survey(school, "12-05", asked, **({} if asked else {"questions": OMIT}))
        assert school.rule("P07", as_of="2017-12-11")["status"] == "fail"

    def test_first_survey_is_another(self, school: School) -> None:
        self.survey(school, "10-12", round="baseline")
        assert school.rule("P07", as_of="2017-12-11")["status"] == "fail"

    def test_first_review_is_another(self, school: School) -> None:
        self.survey(school, "12-05")
        school.record("2017/jichu/10-18-organization-review", {"round": "baseline"})
        assert school.rule("P07", as_of="2017-12-11")["status"] == "pass"


class TestNotice:
    """P08: from the decision to recommend until its public notice has closed."""

    @pytest.fixture
    def school(self, tmp_path: Path) -> School:
        school = School(tmp_path, branch(), branch("xinxi"), config=CAMPAIGN | PRIVATE)
        working_calendar(school)
        return school

    def decide(self, school: School, subject: str = "recommend", **fields: Any) -> str:
        return school.record("2017/_committee/12-11-committee-decision", {"subject": subject, **fields})

    def put_up(self, school: School, **fields: Any) -> str:
        return school.record("2017/_committee/12-12-public-notice", fields)

    @pytest.mark.parametrize(
        ("as_of", "status"),
        [
            ("2017-12-10", "not_applicable"),
            ("2017-12-11", "pending"),
            ("2017-12-12", "pending"),
            ("2017-12-17", "pending"),
            ("2017-12-19", "pass"),
            ("2018-02-01", "pass"),
        ],
    )
    def test_days(self, school: School, as_of: str, status: str) -> None:
        self.decide(school)
        self.put_up(school)
        assert school.problems(severity="error") == []
        found = school.rule("P08", as_of=as_of)
        assert (found["status"], found["points"], found["earned"]) == (status, None, None)

    def test_decided_without_a_notice(self, school: School) -> None:
        self.decide(school)
        for as_of in ("2017-12-11", "2017-12-31"):
            assert school.rule("P08", as_of=as_of)["status"] == "pending"

    @pytest.mark.parametrize("subject", ["withhold", "confer"])
    def test_other_decisions(self, school: School, subject: str) -> None:
        self.decide(school, subject)
        assert school.rule("P08", as_of="2017-12-31")["status"] == "not_applicable"

    def test_other_branches(self, school: School) -> None:
        self.decide(school)
        self.put_up(school)
        assert school.rule("P08", as_of="2017-12-31", branch="xinxi")["status"] == "not_applicable"

    def test_notice_that_leaves_the_branch_out(self, school: School) -> None:
        self.decide(school, branches=["jichu", "xinxi"])
        self.put_up(school, branches=["xinxi"])
        assert school.rule("P08", as_of="2017-12-31")["status"] == "pending"
        assert school.rule("P08", as_of="2017-12-31", branch="xinxi")["status"] == "pass"

    def test_draft_decision(self, school: School) -> None:
        self.decide(school, draft="是")
        assert school.rule("P08", as_of="2017-12-31")["status"] == "not_applicable"

    @pytest.mark.parametrize(
        ("kind", "concluded", "as_of", "status"),
        [
            ("named", None, "2017-12-31", "pending"),
            ("anonymous_specific", None, "2017-12-31", "pending"),
            ("anonymous_vague", None, "2017-12-31", "pass"),
            ("named", "2017-12-25", "2017-12-24", "pending"),
            ("named", "2017-12-25", "2017-12-25", "pass"),
        ],
    )
    def test_open_objection(self, school: School, kind: str, concluded: str | None, as_of: str, status: str) -> None:
        self.decide(school)
        self.put_up(school)
        ended = {"conclusion": "unfounded", "concluded_on": concluded} if concluded else {}
        fields = {"received_on": "2017-12-14", "kind": kind, **ended}
        private(school, "2017/_committee/12-14-objection", fields)
        assert school.rule("P08", as_of=as_of)["status"] == status
