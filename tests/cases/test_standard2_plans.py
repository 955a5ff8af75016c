"""Standard 2, plans, training, the daily record and attendance (design §4, domain §5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.complete import YEAR
from tests.school import OMIT, School, branch


class TestPlans:
    """M02: the outline and the year's plan, each covering the whole year (design §4 document)."""

    @pytest.mark.parametrize(
        ("outline", "annual", "status", "earned"),
        [
            (["2016-01-01", "2020-12-31"], YEAR, "pass", "1.5"),
            (YEAR, YEAR, "pass", "1.5"),
            (["2017-01-02", "2020-12-31"], YEAR, "fail", "0.75"),
            (["2016-01-01", "2017-12-30"], YEAR, "fail", "0.75"),
            (["2016-01-01", "2020-12-31"], ["2017-01-01", "2017-12-30"], "fail", "0.75"),
            (["2016-01-01", "2020-12-31"], ["2017-01-02", "2017-12-31"], "fail", "0.75"),
            (["2016-01-01", "2020-12-31"], None, "fail", "0.75"),
            (None, YEAR, "fail", "0.75"),
            (None, None, "fail", "0"),
        ],
    )
    def test_each_covers_the_year(
        self, school: School, outline: list[str] | None, annual: list[str] | None, status: str, earned: str
    ) -> None:
        if outline:
            school.record("2017/jichu/01-10-development-plan", {"kind": "multi_year", "covers": outline})
        if annual:
            school.record("2017/jichu/01-11-development-plan", {"kind": "annual", "covers": annual})
        rule = school.rule("M02", as_of="2017-12-31")
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "1.5", earned)
        met = (rule["value"]["numerator"], rule["value"]["denominator"])
        assert met == ({"0": 0, "0.75": 1, "1.5": 2}[earned], 2)

    def test_outline_of_an_earlier_year(self, school: School) -> None:
        fields = {"kind": "multi_year", "covers": ["2016-01-01", "2018-12-31"]}
        outline = school.record("2016/jichu/03-10-development-plan", fields)
        annual = school.record("2017/jichu/01-10-development-plan")
        rule = school.rule("M02", as_of="2017-12-31")
        assert (rule["status"], sorted(rule["evidence"])) == ("pass", [outline, annual])

    def test_one_plan_does_not_stand_for_both(self, school: School) -> None:
        school.records("development_plan", ["2017-01-10", "2017-01-11"])
        assert school.rule("M02", as_of="2017-12-31")["earned"] == "0.75"

    def test_seen_from_its_day(self, school: School) -> None:
        school.record("2017/jichu/01-10-development-plan", {"kind": "multi_year"})
        school.record("2017/jichu/01-11-development-plan")
        assert school.rule("M02", as_of="2017-01-10")["status"] == "pending"
        assert school.rule("M02", as_of="2017-01-11")["status"] == "pass"

    @pytest.mark.parametrize(("as_of", "status"), [("2017-03-31", "pending"), ("2017-04-01", "fail")])
    def test_open_to_31_march(self, school: School, as_of: str, status: str) -> None:
        assert school.rule("M02", as_of=as_of)["status"] == status

    @pytest.mark.parametrize(("as_of", "status"), [("2017-05-31", "pending"), ("2017-06-01", "fail")])
    def test_a_new_branch_has_thirty_days(self, tmp_path: Path, as_of: str, status: str) -> None:
        school = School(tmp_path, branch(valid_from="2017-05-01"))
        assert school.rule("M02", as_of=as_of)["status"] == status

    def test_a_branch_that_ended_is_judged_as_of_its_end(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(valid_to="2017-09-15"))
        school.record("2017/jichu/01-10-development-plan", {"kind": "multi_year", "covers": YEAR})
        school.record("2017/jichu/01-11-development-plan", {"covers": ["2017-01-01", "2017-09-14"]})
        assert school.rule("M02", as_of="2017-12-31")["status"] == "pass"

    def test_without_its_period_is_incomplete(self, school: School) -> None:
        school.record("2017/jichu/01-10-development-plan", {"kind": "multi_year"})
        school.record("2017/jichu/01-11-development-plan", {"covers": OMIT})
        assert school.rule("M02", as_of="2017-12-31")["earned"] == "0.75"

    def test_work_plan_is_no_development_plan(self, school: School) -> None:
        school.record("2017/jichu/01-10-development-plan", {"kind": "multi_year"})
        school.record("2017/jichu/01-11-plan-document")
        assert school.rule("M02", as_of="2017-12-31")["earned"] == "0.75"


class TestTraining:
    """M05: one centralized training a year; a study workspace is none."""

    @pytest.mark.parametrize(
        ("type_id", "day", "as_of", "status", "earned"),
        [
            (None, None, "2017-12-30", "pending", None),
            (None, None, "2017-12-31", "fail", "0"),
            ("centralized_training", "2017-01-01", "2017-01-01", "pass", "2"),
            ("centralized_training", "2017-12-31", "2017-12-30", "pending", None),
            ("centralized_training", "2017-12-31", "2017-12-31", "pass", "2"),
            ("centralized_training", "2016-12-31", "2017-12-31", "fail", "0"),
            ("centralized_training", "2018-01-01", "2018-01-31", "fail", "0"),
            ("theory_study", "2017-06-10", "2017-12-31", "fail", "0"),
        ],
    )
    def test_once(
        self, school: School, type_id: str | None, day: str, as_of: str, status: str, earned: str | None
    ) -> None:
        if type_id:
            school.records(type_id, [day])
        rule = school.rule("M05", as_of=as_of)
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "2", earned)

    @pytest.mark.parametrize("field", ["hours", "present"])
    def test_incomplete(self, school: School, field: str) -> None:
        school.record("2017/jichu/06-10-centralized-training", {field: OMIT})
        assert school.rule("M05", as_of="2017-12-31")["status"] == "fail"


class TestDailyRecord:
    """M06: member-months with an entry, 80 % over the past months; a missing one counts as unmet."""

    def record(self, school: School, month: str, recorded: int, of: int = 12, day: str | None = None) -> str:
        path = day or f"{month[:4]}/jichu/{month[5:]}-25"
        return school.record(f"{path}-daily-record", {"month": month, "members": of, "recorded": recorded})

    @pytest.mark.parametrize(
        ("recorded", "of", "status", "earned"),
        [
            (12, 15, "pass", "2"),
            (15, 15, "pass", "2"),
            (11, 15, "fail", "0.916666"),  # 2 × 11/15 ÷ 4/5 × 1/2
            (0, 15, "fail", "0"),
            (79, 100, "fail", "0.9875"),
            (80, 100, "pass", "2"),
        ],
    )
    def test_share(self, school: School, recorded: int, of: int, status: str, earned: str) -> None:
        self.record(school, "2017-01", recorded, of)
        rule = school.rule("M06", as_of="2017-01-31")
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "2", earned)
        assert rule["value"] == {"numerator": recorded, "denominator": of, "threshold": "0.8"}

    @pytest.mark.parametrize(
        ("as_of", "numerator", "denominator", "status", "earned"),
        [
            ("2017-02-27", 12, 12, "pass", "2"),
            ("2017-02-28", 12, 24, "fail", "0.625"),  # 2 × 1/2 ÷ 4/5 × 1/2
            ("2017-03-30", 12, 24, "fail", "0.625"),
            ("2017-03-31", 12, 36, "fail", "0.416666"),
        ],
    )
    def test_missing_month(
        self, school: School, as_of: str, numerator: int, denominator: int, status: str, earned: str
    ) -> None:
        self.record(school, "2017-01", 12)
        rule = school.rule("M06", as_of=as_of)
        assert (rule["status"], rule["earned"]) == (status, earned)
        assert rule["value"] == {"numerator": numerator, "denominator": denominator, "threshold": "0.8"}

    def test_missing_month_counts_the_roster_of_its_last_day(self, tmp_path: Path) -> None:
        full = {"2014-09-01": 12, "2017-02-28": 13, "2017-03-01": 20}
        school = School(tmp_path, branch(full=full, probationary={"2017-02-10": 1}))
        self.record(school, "2017-01", 12)
        assert school.rule("M06", as_of="2017-02-28")["value"] == {
            "numerator": 12,
            "denominator": 26,  # and 13 full members and a probationary one
            "threshold": "0.8",
        }

    def test_later_of_two_records_counts(self, school: School) -> None:
        self.record(school, "2017-01", 12, day="2017/jichu/02-20")
        self.record(school, "2017-01", 6, day="2017/jichu/02-05")
        assert school.rule("M06", as_of="2017-02-19")["value"]["numerator"] == 6
        assert school.rule("M06", as_of="2017-02-20")["value"] == {
            "numerator": 12,
            "denominator": 12,
            "threshold": "0.8",
        }

    def test_december_recorded_in_january(self, school: School) -> None:
        for month in range(1, 12):
            self.record(school, f"2017-{month:02}", 12)
        self.record(school, "2017-12", 12, day="2018/jichu/01-05")
        assert school.rule("M06", as_of="2018-01-04")["value"]["numerator"] == 132
        last = school.rule("M06", as_of="2018-01-05")
        assert last["value"] == {"numerator": 144, "denominator": 144, "threshold": "0.8"}

    def test_month_of_the_year_before(self, school: School) -> None:
        self.record(school, "2016-12", 0, day="2017/jichu/01-05")
        self.record(school, "2017-01", 12, day="2017/jichu/01-31")
        assert school.rule("M06", as_of="2017-01-31")["value"]["denominator"] == 12

    def test_nothing_to_count_yet(self, school: School) -> None:
        assert school.rule("M06", as_of="2017-01-30")["status"] in ("no_evidence", "pending")
        assert school.rule("M06", as_of="2017-01-30")["earned"] is None

    def test_nothing_after_the_deadline(self, school: School) -> None:
        rule = school.rule("M06", as_of="2018-02-01")
        assert (rule["status"], rule["earned"]) == ("fail", "0")

    def test_months_before_the_branch_do_not_count(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(valid_from="2017-06-01"))
        self.record(school, "2017-06", 12)
        assert school.rule("M06", as_of="2017-06-30")["value"]["denominator"] == 12

    def test_threshold_set_locally(self, tmp_path: Path) -> None:
        school = School(tmp_path, config={"rules": {"M06": {"threshold": 0.9}}})
        self.record(school, "2017-01", 80, 100)
        rule = school.rule("M06", as_of="2017-01-31")
        # 2 × 8/10 ÷ 9/10 × 1/2
        assert (rule["status"], rule["earned"], rule["value"]["threshold"]) == ("fail", "0.888888", "0.9")


class TestAttendance:
    """M07: Σ present / Σ (expected − excused), 80 %."""

    def meet(self, school: School, kind: str, expected: int, present: int, leave: int = 0, **more: Any) -> str:
        fields = {
            "expected": expected,
            "present": present,
            "on_leave": leave,
            "absent": expected - present - leave,
            **more,
        }
        return school.record(f"2017/jichu/03-08-{kind.replace('_', '-')}", fields)

    @pytest.mark.parametrize("kind", ["member_meeting", "group_meeting", "party_day"])
    @pytest.mark.parametrize(
        ("present", "leave", "denominator", "status", "earned"),
        [
            (8, 2, 10, "pass", "2"),
            (8, 1, 11, "fail", "0.90909"),  # 2 × 8/11 ÷ 4/5 × 1/2
            (9, 0, 12, "fail", "0.9375"),
            (10, 0, 12, "pass", "2"),
            (12, 0, 12, "pass", "2"),
        ],
    )
    def test_share(
        self, tmp_path: Path, kind: str, present: int, leave: int, denominator: int, status: str, earned: str
    ) -> None:
        school = School(tmp_path, branch(groups=["g1"]))
        self.meet(school, kind, 12, present, leave)
        rule = school.rule("M07", as_of="2017-12-31")
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "2", earned)
        assert rule["value"] == {"numerator": present, "denominator": denominator, "threshold": "0.8"}

    def test_sums_over_meetings(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(groups=["g1"]))
        self.meet(school, "member_meeting", 12, 12)
        self.meet(school, "group_meeting", 6, 2)
        self.meet(school, "party_day", 12, 9, 1)
        rule = school.rule("M07", as_of="2017-12-31")
        assert rule["value"] == {"numerator": 23, "denominator": 29, "threshold": "0.8"}
        assert (rule["status"], rule["earned"]) == ("fail", "0.991379")  # 2 × 23/29 ÷ 4/5 × 1/2 = 115/116

    @pytest.mark.parametrize(
        "kind", ["committee_meeting", "theory_study", "organizational_life_meeting", "party_lecture"]
    )
    def test_other_kinds_do_not_count(self, school: School, kind: str) -> None:
        self.meet(school, kind, 5, 5)
        assert school.rule("M07", as_of="2017-12-31")["status"] == "no_evidence"

    def test_event_of_two_kinds_counts_once(self, school: School) -> None:
        self.meet(school, "member_meeting", 12, 9, type=["member_meeting", "party_day"])
        assert school.rule("M07", as_of="2017-12-31")["value"]["denominator"] == 12

    @pytest.mark.parametrize("present", [5, 6])
    def test_whoever_came_came_with_or_without_a_quorum(self, school: School, present: int) -> None:
        meeting = self.meet(school, "member_meeting", 12, present)
        rule = school.rule("M07", as_of="2017-12-31")
        assert (rule["status"], rule["evidence"]) == ("fail", [meeting])
        assert rule["value"] == {"numerator": present, "denominator": 12, "threshold": "0.8"}
        assert (school.rule("O01", as_of="2017-12-31")["windows"][0]["status"] == "pass") is (present == 6)

    @pytest.mark.parametrize("fields", [{"draft": "是"}, {"place": OMIT}])
    def test_what_lacks_more_than_the_quorum_does_not_count(self, school: School, fields: dict[str, Any]) -> None:
        self.meet(school, "member_meeting", 12, 5, **fields)
        assert school.rule("M07", as_of="2017-12-31")["status"] == "no_evidence"

    def test_two_shares_each_by_its_name(self, school: School) -> None:
        self.meet(school, "member_meeting", 12, 9, 3)
        rule = school.rule("M07", as_of="2017-12-31")
        assert rule["aid"] == "到会率（实到/应到）75%（9/12）"
        assert "扣除请假后的到会率100%" in rule["why"]

    @pytest.mark.parametrize(("leave", "flagged"), [(5, True), (4, True), (3, False), (0, False)])
    def test_mostly_excused_is_pointed_out(self, school: School, leave: int, flagged: bool) -> None:
        self.meet(school, "party_day", 6, 6 - leave, leave)
        rule = school.rule("M07", as_of="2017-12-31")
        assert (rule["status"], "请假过半" in rule["why"]) == ("pass", flagged)
        assert ("3月8日党日活动：请假超过一半" in school.explain("M07", as_of="2017-12-31")) is flagged

    def test_fault(self, school: School) -> None:
        self.meet(school, "party_day", 12, 6, 2)
        assert school.rule("M07", as_of="2017-12-31")["fault"] == (
            "党员参加活动：扣除请假后应到10人次，实到6人次（扣除请假后的到会率60%，应不低于80%）"
        )

    def test_all_excused_is_nothing_to_count(self, school: School) -> None:
        self.meet(school, "party_day", 12, 0, 12)
        assert school.rule("M07", as_of="2017-12-31")["status"] == "no_evidence"

    def test_excused_not_stated(self, school: School) -> None:
        self.meet(school, "party_day", 12, 9, on_leave=OMIT, absent=OMIT)
        assert school.rule("M07", as_of="2017-12-31")["value"]["denominator"] == 12

    def test_excused_by_list(self, school: School) -> None:
        excused = [{"name": "甲", "reason": "出差"}, {"name": "乙", "reason": "病假"}]
        self.meet(school, "party_day", 12, 8, on_leave=OMIT, leave_list=excused, absent=2)
        assert school.rule("M07", as_of="2017-12-31")["value"]["denominator"] == 10

    def test_of_the_next_year(self, school: School) -> None:
        school.record("2018/jichu/01-08-party-day")
        assert school.rule("M07", as_of="2018-01-31")["status"] == "no_evidence"

    def test_seen_from_its_day(self, school: School) -> None:
        self.meet(school, "party_day", 12, 12)
        assert school.rule("M07", as_of="2017-03-07")["status"] == "no_evidence"
        assert school.rule("M07", as_of="2017-03-08")["status"] == "pass"
