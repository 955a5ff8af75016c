"""Standard 2, development of members and dispositions, step by step (design §4, domain §5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.school import OMIT, School, private, reasons

CASE = {
    "applied": "2015-03-10",
    "activist": "2015-10-12",
    "candidate": "2017-03-20",
    "reviewed": "2017-04-17",
    "voted": "2017-06-26",
    "approved": "2017-07-10",
    "confirmed": "2017-12-20",
}


class TestDevelopment:
    """M03: the milestones of each admission in order (design §4 sequence)."""

    def test_none_in_the_year(self, restricted: School) -> None:
        private(restricted, "2016/jichu/06-26-development-case", {"milestones": CASE})
        rule = restricted.rule("M03", as_of="2017-12-31")
        assert (rule["status"], rule["points"], rule["earned"]) == ("not_applicable", "1.5", None)
        assert reasons(rule) == {"no_case"}

    def test_without_a_private_root(self, school: School) -> None:
        assert school.rule("M03", as_of="2018-02-01")["status"] == "not_applicable"

    @pytest.mark.parametrize(
        ("changes", "status", "earned"),
        [
            ({}, "pass", "1.5"),
            ({"reviewed": "2017-06-26"}, "pass", "1.5"),
            ({"reviewed": "2017-06-27"}, "fail", "0"),
            ({"activist": "2015-03-09"}, "fail", "0"),
            ({"approved": "2017-06-25"}, "fail", "0"),
        ],
        ids=["in order", "on one day", "reviewed after the vote", "before the application", "approved before the vote"],
    )
    def test_order(self, restricted: School, changes: dict[str, str], status: str, earned: str) -> None:
        private(restricted, "2017/jichu/03-20-development-case", {"milestones": CASE | changes})
        rule = restricted.rule("M03", as_of="2017-12-31")
        assert (rule["status"], rule["earned"]) == (status, earned)

    def test_step_left_out(self, restricted: School) -> None:
        left = {step: day for step, day in CASE.items() if step != "reviewed"}
        private(restricted, "2017/jichu/03-20-development-case", {"milestones": left})
        assert restricted.rule("M03", as_of="2017-12-31")["status"] == "fail"

    def test_under_way_is_no_fault(self, restricted: School) -> None:
        begun = {step: CASE[step] for step in ("applied", "activist", "candidate")}
        private(restricted, "2017/jichu/03-20-development-case", {"milestones": begun})
        assert restricted.rule("M03", as_of="2017-12-31")["status"] in ("pass", "pending")

    def test_one_bad_case_among_good_ones(self, restricted: School) -> None:
        private(restricted, "2017/jichu/03-20-development-case", {"milestones": CASE})
        private(restricted, "2017/jichu/03-20-development-case-2", {"milestones": CASE | {"activist": "2015-03-09"}})
        assert restricted.rule("M03", as_of="2017-12-31")["status"] == "fail"

    def test_in_a_shared_root_is_an_error(self, school: School) -> None:  # design §3, Private overlay
        case = school.record("2017/jichu/03-20-development-case", {"milestones": CASE})
        assert {each["file"] for each in school.problems(severity="error")} == {f"records/{case}.md"}
        assert school.rule("M03", as_of="2017-12-31")["status"] == "not_applicable"


STEPS = {
    "talked_on": "2017-05-08",
    "committee_on": "2017-05-15",
    "voted_on": "2017-05-22",
    "approved_on": "2017-06-12",
    "notified_on": "2017-06-14",
}


class TestDispositions:
    """M13: talk, committee, vote, approval, notice."""

    @pytest.mark.parametrize(
        ("changes", "status", "earned"),
        [
            ({}, "pass", "1"),
            ({"committee_on": "2017-05-08"}, "pass", "1"),
            ({"committee_on": "2017-05-07"}, "fail", "0"),
            ({"voted_on": "2017-06-13"}, "fail", "0"),
            ({"voted_on": OMIT}, "fail", "0"),
            ({"talked_on": OMIT}, "fail", "0"),
            ({"notified_on": "2017-06-11"}, "fail", "0"),
        ],
        ids=["in order", "on one day", "committee first", "vote after approval", "no vote", "no talk", "notice first"],
    )
    def test_order(self, restricted: School, changes: dict[str, Any], status: str, earned: str) -> None:
        private(restricted, "2017/jichu/05-08-disposition", STEPS | changes)
        rule = restricted.rule("M13", as_of="2017-12-31")
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "1", earned)

    def test_none(self, restricted: School) -> None:
        rule = restricted.rule("M13", as_of="2017-12-31")
        assert (rule["status"], rule["earned"], reasons(rule)) == ("not_applicable", None, {"no_case"})

    def test_seen_step_by_step(self, restricted: School) -> None:
        private(restricted, "2017/jichu/05-08-disposition", STEPS | {"notified_on": "2017-06-11"})
        assert restricted.rule("M13", as_of="2017-05-07")["status"] == "not_applicable"
        assert restricted.rule("M13", as_of="2017-05-22")["status"] != "fail"
        assert restricted.rule("M13", as_of="2017-06-12")["status"] == "fail"
