"""Waivers, and meetings made up later (design §3 Small print, §4 Windows)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import OMIT, School, branch, days, statuses, window


class TestWaiver:
    """A waiver spares windows that lie wholly inside it, both ends included, from its own date on."""

    def waive(self, school: School, window: list[str], rule: str = "O02", day: str = "01-03", **fields: Any) -> str:
        return school.record(f"2017/jichu/{day}-waiver", {"rule": rule, "window": window, **fields})

    @pytest.mark.parametrize(
        ("span", "exempt"),
        [
            (["2017-02-01", "2017-02-28"], [2]),
            (["2017-02-01", "2017-02-27"], []),
            (["2017-02-02", "2017-02-28"], []),
            (["2017-01-31", "2017-03-01"], [2]),
            (["2017-01-31", "2017-03-31"], [2, 3]),
            (["2017-07-01", "2017-08-31"], [7, 8]),
            (["2016-12-01", "2017-01-31"], [1]),
            (["2017-02-15", "2017-03-15"], []),
            (["2017-01-01", "2017-12-31"], list(range(1, 13))),
        ],
        ids=lambda each: f"{each[0]}..{each[-1]}" if each and isinstance(each[0], str) else "",
    )
    def test_span(self, school: School, span: list[str], exempt: list[int]) -> None:
        self.waive(school, span)
        found = statuses(school.rule("O02", as_of="2017-12-31"))
        assert [month for month, status in enumerate(found, 1) if status == "exempt"] == exempt
        assert set(found) <= {"exempt", "fail"}

    @pytest.mark.parametrize(
        ("rule", "key", "span"),
        [
            ("O01", "2017-Q1", ["2017-01-01", "2017-03-31"]),
            ("O05", "2017-H1", ["2017-01-01", "2017-06-30"]),
            ("O04", "2017", ["2017-01-01", "2017-12-31"]),
            ("O06", "2017", ["2017-01-01", "2017-12-31"]),
        ],
    )
    def test_longer_windows(self, school: School, rule: str, key: str, span: list[str]) -> None:
        self.waive(school, span, rule)
        assert school.window(rule, key, as_of="2018-02-01")["status"] == "exempt"

    def test_quarter_is_not_spared_by_two_of_its_months(self, school: School) -> None:
        self.waive(school, ["2017-01-01", "2017-02-28"], "O01")
        assert school.window("O01", "2017-Q1", as_of="2017-12-05")["status"] == "fail"

    def test_works_from_its_date_on(self, school: School) -> None:
        self.waive(school, ["2017-02-01", "2017-02-28"], day="05-10")
        assert school.window("O02", "2017-02", as_of="2017-05-09")["status"] == "fail"
        assert school.window("O02", "2017-02", as_of="2017-05-10")["status"] == "exempt"

    def test_filed_the_next_year(self, school: School) -> None:
        school.record("2018/jichu/01-10-waiver", {"rule": "O02", "window": ["2017-12-01", "2017-12-31"]})
        assert school.window("O02", "2017-12", as_of="2018-01-09")["status"] == "fail"
        assert school.window("O02", "2017-12", as_of="2018-01-10")["status"] == "exempt"

    def test_not_applicable_goes_before_exempt(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(full=6, committee=None))
        self.waive(school, ["2017-02-01", "2017-02-28"])
        found = school.window("O02", "2017-02", as_of="2017-12-05")
        assert (found["status"], found["reason"]) == ("not_applicable", "no_committee")

    def test_shows_as_exempt_never_as_pass(self, school: School) -> None:  # domain §0.3, §0.6
        school.record("2017/jichu/02-08-committee-meeting")
        self.waive(school, ["2017-02-01", "2017-02-28"])
        assert school.window("O02", "2017-02", as_of="2017-12-05")["status"] == "exempt"

    def test_leaves_the_denominator(self, school: School) -> None:
        self.waive(school, ["2017-02-01", "2017-02-28"])
        school.records("committee_meeting", days("2017-*-08", skip=[2]))
        rule = school.rule("O02", as_of="2017-12-31")
        assert (rule["status"], rule["earned"]) == ("pass", "4")

    def test_of_everything(self, school: School) -> None:
        self.waive(school, ["2017-01-01", "2017-12-31"])
        rule = school.rule("O02", as_of="2017-12-31")
        assert (rule["status"], rule["earned"]) == ("exempt", None)

    def test_of_another_rule(self, school: School) -> None:
        self.waive(school, ["2017-02-01", "2017-02-28"], "O03")
        assert school.window("O02", "2017-02", as_of="2017-12-05")["status"] == "fail"

    def test_of_another_branch(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(), branch("xinxi"))
        self.waive(school, ["2017-02-01", "2017-02-28"])
        assert school.window("O02", "2017-02", as_of="2017-12-05", unit="xinxi")["status"] == "fail"

    def test_for_every_group(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1", "g2"]))
        self.waive(school, ["2017-02-01", "2017-02-28"], "O03")
        rule = school.rule("O03", as_of="2017-12-05")
        assert {window(rule, "2017-02", unit)["status"] for unit in ("jichu/g1", "jichu/g2")} == {"exempt"}

    def test_draft(self, school: School) -> None:
        self.waive(school, ["2017-02-01", "2017-02-28"], 草稿="是")
        assert school.window("O02", "2017-02", as_of="2017-12-05")["status"] == "fail"

    @pytest.mark.parametrize("field", ["basis", "approved_by"])
    def test_without_its_document_is_incomplete(self, school: School, field: str) -> None:
        waiver = self.waive(school, ["2017-02-01", "2017-02-28"], **{field: OMIT})
        assert school.window("O02", "2017-02", as_of="2017-12-05")["status"] == "fail"
        assert school.problems(code="incomplete", severity="warning", file=f"records/{waiver}.md")


class TestMakeUp:
    """`make_up_for` names an earlier window of the rule's period; that becomes late."""

    def test_late(self, school: School) -> None:
        made_up = school.record("2017/jichu/02-02-committee-meeting", {"补开": "2017-01"})
        rule = school.rule("O02", as_of="2017-03-01")
        january, february = window(rule, "2017-01"), window(rule, "2017-02")
        assert (january["status"], january["count"], january["evidence"]) == ("late", 0, [made_up])
        assert (february["status"], february["count"], february["evidence"]) == ("fail", 0, [])
        assert school.check() == (0, {"errors": 0, "warnings": 0, "problems": []})

    def test_unseen_before_its_day(self, school: School) -> None:
        school.record("2017/jichu/02-02-committee-meeting", {"补开": "2017-01"})
        assert school.window("O02", "2017-01", as_of="2017-02-01")["status"] == "fail"
        assert school.window("O02", "2017-01", as_of="2017-02-02")["status"] == "late"

    def test_earns_nothing(self, school: School) -> None:
        school.records("committee_meeting", days("2017-*-08", skip=[1]))
        school.record("2017/jichu/02-02-committee-meeting", {"补开": "2017-01"})
        rule = school.rule("O02", as_of="2017-12-31")
        assert (rule["status"], rule["earned"]) == ("late", "3.666666")

    def test_late_goes_before_pending_and_after_fail(self, school: School) -> None:
        school.record("2017/jichu/02-02-committee-meeting", {"补开": "2017-01"})
        assert school.rule("O02", as_of="2017-02-27")["status"] == "late"
        assert school.rule("O02", as_of="2017-02-28")["status"] == "fail"

    def test_one_already_passed_stays(self, school: School) -> None:
        held = school.record("2017/jichu/01-05-committee-meeting")
        school.record("2017/jichu/02-02-committee-meeting", {"补开": "2017-01"})
        rule = school.rule("O02", as_of="2017-12-05")
        assert (window(rule, "2017-01")["status"], window(rule, "2017-01")["count"]) == ("pass", 1)
        assert held in window(rule, "2017-01")["evidence"]
        assert (window(rule, "2017-02")["status"], window(rule, "2017-02")["count"]) == ("fail", 0)

    @pytest.mark.parametrize(
        ("type_id", "day", "named", "rule", "key"),
        [
            ("member_meeting", "04-05", "2017-Q1", "O01", "2017-Q1"),
            ("committee_meeting", "12-31", "2017-01", "O02", "2017-01"),
            ("organizational_life_meeting", "07-05", "2017-H1", "O05", "2017-H1"),
        ],
    )
    def test_each_period(self, school: School, type_id: str, day: str, named: str, rule: str, key: str) -> None:
        school.records(type_id, [f"2017-{day}"], 补开=named)
        assert school.window(rule, key, as_of="2017-12-31")["status"] == "late"

    @pytest.mark.parametrize(
        ("type_id", "day", "named", "rule", "own"),
        [
            ("committee_meeting", "02-28", "2017-02", "O02", "2017-02"),
            ("committee_meeting", "02-02", "2017-05", "O02", "2017-02"),
            ("committee_meeting", "04-02", "2017-Q1", "O02", "2017-04"),
            ("committee_meeting", "07-02", "2017-H1", "O02", "2017-07"),
            ("member_meeting", "04-05", "2017-01", "O01", "2017-Q2"),
            ("member_meeting", "03-31", "2017-Q1", "O01", "2017-Q1"),
            ("organizational_life_meeting", "07-05", "2017-Q1", "O05", "2017-H2"),
        ],
        ids=[
            "its own month",
            "a month to come",
            "quarter for a monthly rule",
            "half-year for a monthly rule",
            "month for a quarterly rule",
            "quarter that ends on its day",
            "quarter for a half-yearly rule",
        ],
    )
    def test_unmatched_warns_and_counts_for_its_own(
        self, school: School, type_id: str, day: str, named: str, rule: str, own: str
    ) -> None:
        (record,) = school.records(type_id, [f"2017-{day}"], 补开=named)
        found = school.rule(rule, as_of="2017-12-31")
        assert (window(found, own)["status"], window(found, own)["evidence"]) == ("pass", [record])
        assert "late" not in statuses(found)
        code, problems = school.check()
        assert (code, problems["errors"], problems["warnings"]) == (0, 0, 1)
        (problem,) = problems["problems"]
        assert (problem["code"], problem["severity"]) == ("make_up_unmatched", "warning")
        assert problem["file"] == f"records/{record}.md"

    def test_first_day_after_the_window(self, school: School) -> None:
        school.record("2017/jichu/02-01-committee-meeting", {"补开": "2017-01"})
        assert school.window("O02", "2017-01", as_of="2017-12-05")["status"] == "late"

    def test_made_up_in_the_next_years_folder(self, school: School) -> None:
        made_up = school.record("2018/jichu/01-10-committee-meeting", {"补开": "2017-12"})
        assert school.window("O02", "2017-12", as_of="2018-01-09")["status"] == "fail"
        december = school.window("O02", "2017-12", as_of="2018-01-10")
        assert (december["status"], december["count"], december["evidence"]) == ("late", 0, [made_up])
        assert school.window("O02", "2018-01", as_of="2018-01-31")["status"] == "fail"
        assert school.check()[1]["warnings"] == 0

    def test_of_one_group(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1", "g2"]))
        school.record("2017/jichu/02-02-group-meeting", {"党小组": ["g1"], "补开": "2017-01"})
        rule = school.rule("O03", as_of="2017-02-28")
        assert window(rule, "2017-01", "jichu/g1")["status"] == "late"
        assert window(rule, "2017-01", "jichu/g2")["status"] == "fail"
        assert window(rule, "2017-02", "jichu/g1")["status"] == "fail"

    def test_combined_event_makes_up_only_where_the_period_fits(self, school: School) -> None:
        both = school.record(
            "2017/jichu/07-05-organizational-life-meeting",
            {"类型": ["组织生活会", "支部党员大会"], "补开": "2017-H1"},
        )
        rules = school.status(as_of="2017-12-31")["branches"]["jichu"]["rules"]
        assert statuses(rules["O05"]) == ["late", "fail"]
        third = window(rules["O01"], "2017-Q3")
        assert (third["status"], third["evidence"]) == ("pass", [both])

    def test_without_quorum_makes_up_nothing(self, school: School) -> None:
        school.record("2017/jichu/02-02-committee-meeting", {"补开": "2017-01", "实到": 2})
        assert school.window("O02", "2017-01", as_of="2017-12-05")["status"] == "fail"

    def test_english_and_draft(self, school: School) -> None:
        school.record("2017/jichu/02-02-committee-meeting", {"make_up_for": "2017-01", "draft": "yes"})
        assert school.window("O02", "2017-01", as_of="2017-12-05")["status"] == "fail"
