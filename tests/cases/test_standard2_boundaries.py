"""Standard 2, 党员管理好: plans, training, records, relations, dues and dossiers at their edges (design §4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import OMIT, PRIVATE, School, branch, private, reasons, statuses, window

WHOLE_YEAR = ["2017-01-01", "2017-12-31"]


@pytest.fixture
def restricted(tmp_path: Path) -> School:
    """A school with a private root."""
    return School(tmp_path, config=PRIVATE)


class TestPlans:
    """M02: the outline and the year's plan, each covering the whole year (design §4 document)."""

    @pytest.mark.parametrize(
        ("outline", "annual", "status", "earned"),
        [
            (["2016-01-01", "2020-12-31"], WHOLE_YEAR, "pass", "1.5"),
            (WHOLE_YEAR, WHOLE_YEAR, "pass", "1.5"),
            (["2017-01-02", "2020-12-31"], WHOLE_YEAR, "fail", "0.75"),
            (["2016-01-01", "2017-12-30"], WHOLE_YEAR, "fail", "0.75"),
            (["2016-01-01", "2020-12-31"], ["2017-01-01", "2017-12-30"], "fail", "0.75"),
            (["2016-01-01", "2020-12-31"], ["2017-01-02", "2017-12-31"], "fail", "0.75"),
            (["2016-01-01", "2020-12-31"], None, "fail", "0.75"),
            (None, WHOLE_YEAR, "fail", "0.75"),
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
        school.record("2017/jichu/01-10-development-plan", {"kind": "multi_year", "covers": WHOLE_YEAR})
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


class TestRelationChecks:
    """M08: a check of everybody on the roster each half-year."""

    @pytest.mark.parametrize(
        ("checks", "as_of", "windows", "status", "earned"),
        [
            ({}, "2017-06-29", ["pending", "pending"], "pending", None),
            ({}, "2017-06-30", ["fail", "pending"], "fail", "0"),
            ({"06-30": 12}, "2017-06-29", ["pending", "pending"], "pending", None),
            ({"06-30": 12}, "2017-06-30", ["pass", "pending"], "pending", "1.5"),
            ({"06-30": 11}, "2017-06-30", ["fail", "pending"], "fail", "0"),
            ({"06-30": 13}, "2017-06-30", ["fail", "pending"], "fail", "0"),
            ({"06-30": 12}, "2017-12-31", ["pass", "fail"], "fail", "0.75"),
            ({"07-01": 12}, "2017-12-31", ["fail", "pass"], "fail", "0.75"),
            ({"01-01": 12, "12-31": 12}, "2017-12-31", ["pass", "pass"], "pass", "1.5"),
        ],
    )
    def test_each_half(
        self,
        school: School,
        checks: dict[str, int],
        as_of: str,
        windows: list[str],
        status: str,
        earned: str | None,
    ) -> None:
        for day, checked in checks.items():
            school.record(f"2017/jichu/{day}-relation-check", {"checked_count": checked})
        rule = school.rule("M08", as_of=as_of)
        assert (statuses(rule), rule["status"], rule["points"], rule["earned"]) == (windows, status, "1.5", earned)


class TestLostAndPocket:
    """M10, M11: none found by the year's latest check; without a check nothing is proved (domain case 14)."""

    @pytest.mark.parametrize(("rule", "field"), [("M10", "lost"), ("M11", "pocket")])
    @pytest.mark.parametrize(
        ("checks", "as_of", "status", "found"),
        [
            ({"03-10": 0}, "2017-12-31", "pass", 0),
            ({"03-10": 1}, "2017-12-31", "fail", 1),
            ({"03-10": 1, "09-10": 0}, "2017-09-09", "fail", 1),
            ({"03-10": 1, "09-10": 0}, "2017-09-10", "pass", 0),
            ({"03-10": 0, "09-10": 2}, "2017-09-09", "pass", 0),
            ({"03-10": 0, "09-10": 2}, "2018-02-01", "fail", 2),
        ],
    )
    def test_latest_check(
        self, school: School, rule: str, field: str, checks: dict[str, int], as_of: str, status: str, found: int
    ) -> None:
        for day, number in checks.items():
            school.record(f"2017/jichu/{day}-relation-check", {field: number})
        judged = school.rule(rule, as_of=as_of)
        assert (judged["status"], judged["points"]) == (status, "1")
        assert judged["earned"] == ("1" if status == "pass" else "0")  # all or nothing
        assert judged["value"] == {"numerator": found, "denominator": 12, "threshold": "0"}

    @pytest.mark.parametrize("rule", ["M10", "M11"])
    @pytest.mark.parametrize(
        ("as_of", "status", "earned"),
        [
            ("2017-12-31", "no_evidence", None),
            ("2018-01-31", "no_evidence", None),
            ("2018-02-01", "fail", "0"),
        ],
    )
    def test_without_a_check_of_the_year(
        self, school: School, rule: str, as_of: str, status: str, earned: str | None
    ) -> None:
        school.record("2016/jichu/12-31-relation-check")
        school.record("2018/jichu/01-10-relation-check")
        found = school.rule(rule, as_of=as_of)
        assert (found["status"], found["earned"]) == (status, earned)

    @pytest.mark.parametrize("rule", ["M10", "M11"])
    def test_empty_check_is_incomplete(self, school: School, rule: str) -> None:
        school.record("2017/jichu/03-10-relation-check", {"lost": OMIT, "pocket": OMIT})
        assert school.rule(rule, as_of="2017-12-31")["status"] == "no_evidence"

    @pytest.mark.parametrize("rule", ["M10", "M11", "M12"])
    @pytest.mark.parametrize(
        ("since", "until", "judged"),
        [
            ("2017-07-02", None, True),
            ("2017-07-03", None, False),
            ("2014-09-01", "2017-07-03", True),
            ("2014-09-01", "2017-07-02", False),
        ],
    )
    def test_half_rule_for_the_year(
        self, tmp_path: Path, rule: str, since: str, until: str | None, judged: bool
    ) -> None:
        school = School(tmp_path, branch(valid_from=since, valid_to=until))
        fields = {"lost": 1, "pocket": 1, "floating": 2, "floating_managed": 1}
        school.record("2017/jichu/07-02-relation-check" if until else "2017/jichu/08-02-relation-check", fields)
        found = school.rule(rule, as_of="2017-12-31")
        if judged:
            assert found["status"] == "fail"
        else:
            assert (found["status"], found["earned"]) == ("not_applicable", None)
            assert "part_window" in reasons(found)

    @pytest.mark.parametrize("rule", ["M10", "M11", "M12"])
    def test_waived(self, school: School, rule: str) -> None:
        school.record("2017/jichu/03-10-relation-check", {"lost": 1, "pocket": 1, "floating": 1})
        school.record("2017/jichu/03-11-waiver", {"rule": rule, "window": WHOLE_YEAR})
        found = school.rule(rule, as_of="2017-12-31")
        assert (found["status"], found["earned"]) == ("exempt", None)


class TestOverdueTransfer:
    """M11 also fails on a transfer out that is past its validity (design §4 zero)."""

    @pytest.mark.parametrize(
        ("transfer", "as_of", "status"),
        [
            ({}, "2017-09-13", "pass"),  # the ninetieth day
            ({}, "2017-09-14", "fail"),
            ({"valid_days": 30}, "2017-07-15", "pass"),
            ({"valid_days": 30}, "2017-07-16", "fail"),
            ({"handed_in_on": "2017-09-13"}, "2017-12-31", "pass"),
            ({"handed_in_on": "2017-09-20"}, "2017-09-19", "fail"),
            ({"direction": "in"}, "2017-12-31", "pass"),
        ],
        ids=["90 days", "91 days", "30 of 30", "31 of 30", "in time", "not yet handed in", "a transfer in"],
    )
    def test_letter_in_the_pocket(self, restricted: School, transfer: dict[str, Any], as_of: str, status: str) -> None:
        restricted.record("2017/jichu/06-01-relation-check")
        private(restricted, "2017/jichu/06-15-relation-transfer", {"letter_issued_on": "2017-06-15", **transfer})
        assert restricted.rule("M11", as_of=as_of)["status"] == status

    def test_even_without_a_check(self, restricted: School) -> None:
        private(restricted, "2017/jichu/06-15-relation-transfer", {"letter_issued_on": "2017-06-15"})
        assert restricted.rule("M11", as_of="2017-09-13")["status"] == "no_evidence"
        assert restricted.rule("M11", as_of="2017-09-14")["status"] == "fail"

    def test_lost_members_are_another_matter(self, restricted: School) -> None:
        restricted.record("2017/jichu/06-01-relation-check")
        private(restricted, "2017/jichu/06-15-relation-transfer", {"letter_issued_on": "2017-06-15"})
        assert restricted.rule("M10", as_of="2017-12-31")["status"] == "pass"

    def test_letter_of_the_year_before(self, restricted: School) -> None:  # domain M11: count at as_of
        restricted.record("2017/jichu/06-01-relation-check")
        private(restricted, "2016/jichu/12-01-relation-transfer", {"letter_issued_on": "2016-12-01"})
        assert restricted.rule("M11", as_of="2017-12-31")["status"] == "fail"


class TestFloating:
    """M12: all floating members managed, by the latest check."""

    @pytest.mark.parametrize(
        ("floating", "managed", "status", "earned"),
        [
            (2, 2, "pass", "1"),
            (2, 1, "fail", "0.25"),
            (4, 3, "fail", "0.375"),
            (3, 2, "fail", "0.333333"),
            (1, 0, "fail", "0"),
        ],
    )
    def test_share(self, school: School, floating: int, managed: int, status: str, earned: str) -> None:
        fields = {"floating": floating, "floating_managed": managed}
        evidence = school.record("2017/jichu/03-10-relation-check", fields)
        rule = school.rule("M12", as_of="2017-12-31")
        assert (rule["status"], rule["earned"], rule["evidence"]) == (status, earned, [evidence])
        assert rule["value"] == {"numerator": managed, "denominator": floating, "threshold": "1"}

    def test_none_floating(self, school: School) -> None:
        school.record("2017/jichu/03-10-relation-check")
        rule = school.rule("M12", as_of="2018-02-01")
        assert (rule["status"], rule["earned"], reasons(rule)) == ("not_applicable", None, {"no_case"})

    @pytest.mark.parametrize(
        ("as_of", "status", "earned"),
        [("2017-12-31", "no_evidence", None), ("2018-01-31", "no_evidence", None), ("2018-02-01", "fail", "0")],
    )
    def test_no_check(self, school: School, as_of: str, status: str, earned: str | None) -> None:  # as M10 and M11
        for rule in ("M10", "M11", "M12"):
            found = school.rule(rule, as_of=as_of)
            assert (found["status"], found["earned"]) == (status, earned)

    def test_the_latest_check_says_whether_there_are_any(self, school: School) -> None:
        school.record("2017/jichu/03-10-relation-check", {"floating": 2, "floating_managed": 1})
        school.record("2017/jichu/09-10-relation-check")
        assert school.rule("M12", as_of="2017-09-09")["status"] == "fail"
        assert school.rule("M12", as_of="2017-09-10")["status"] == "not_applicable"

    def test_latest_check(self, school: School) -> None:
        school.record("2017/jichu/03-10-relation-check", {"floating": 2, "floating_managed": 1})
        school.record("2017/jichu/09-10-relation-check", {"floating": 2, "floating_managed": 2})
        assert school.rule("M12", as_of="2017-09-09")["status"] == "fail"
        assert school.rule("M12", as_of="2017-09-10")["status"] == "pass"

    def test_more_managed_than_floating_is_an_error(self, school: School) -> None:
        check = school.record("2017/jichu/03-10-relation-check", {"floating": 1, "floating_managed": 2})
        assert {each["file"] for each in school.problems(severity="error")} == {f"records/{check}.md"}


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


class TestTransfers:
    """M09: letter, handing in within its validity, receipt, in that order."""

    @pytest.mark.parametrize(
        ("transfer", "status", "earned"),
        [
            ({"handed_in_on": "2017-03-20", "received_on": "2017-03-25"}, "pass", "1.5"),
            ({"handed_in_on": "2017-03-01", "received_on": "2017-03-01"}, "pass", "1.5"),
            ({"handed_in_on": "2017-05-30", "received_on": "2017-06-05"}, "pass", "1.5"),
            ({"handed_in_on": "2017-05-31", "received_on": "2017-06-05"}, "fail", "0"),
            ({"handed_in_on": "2017-02-28", "received_on": "2017-03-25"}, "fail", "0"),
            ({"handed_in_on": "2017-03-20", "received_on": "2017-03-19"}, "fail", "0"),
            ({"received_on": "2017-03-19"}, "fail", "0"),
            ({"valid_days": 30, "handed_in_on": "2017-03-31", "received_on": "2017-04-05"}, "pass", "1.5"),
            ({"valid_days": 30, "handed_in_on": "2017-04-01", "received_on": "2017-04-05"}, "fail", "0"),
            ({"direction": "in", "handed_in_on": "2017-05-31", "received_on": "2017-06-05"}, "fail", "0"),
        ],
        ids=[
            "in order",
            "on one day",
            "90 days",
            "91 days",
            "before the letter",
            "receipt first",
            "never handed in",
            "30 of 30",
            "31 of 30",
            "a transfer in",
        ],
    )
    def test_order_and_validity(self, restricted: School, transfer: dict[str, Any], status: str, earned: str) -> None:
        private(restricted, "2017/jichu/03-01-relation-transfer", {"letter_issued_on": "2017-03-01", **transfer})
        rule = restricted.rule("M09", as_of="2017-12-31")
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "1.5", earned)

    @pytest.mark.parametrize(("as_of", "failed"), [("2017-03-01", False), ("2017-05-30", False), ("2017-05-31", True)])
    def test_letter_not_handed_in(self, restricted: School, as_of: str, failed: bool) -> None:
        private(restricted, "2017/jichu/03-01-relation-transfer", {"letter_issued_on": "2017-03-01"})
        assert (restricted.rule("M09", as_of=as_of)["status"] == "fail") is failed

    def test_handing_in_is_unseen_before_its_day(self, restricted: School) -> None:
        fields = {"letter_issued_on": "2017-03-01", "handed_in_on": "2017-07-01", "received_on": "2017-07-05"}
        private(restricted, "2017/jichu/03-01-relation-transfer", fields)
        assert restricted.rule("M09", as_of="2017-05-30")["status"] != "fail"
        assert restricted.rule("M09", as_of="2017-07-01")["status"] == "fail"

    def test_none(self, restricted: School) -> None:
        rule = restricted.rule("M09", as_of="2018-02-01")
        assert (rule["status"], rule["earned"], reasons(rule)) == ("not_applicable", None, {"no_case"})


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


class TestDues:
    """M14: a window a month; all on time in full, late, or fail (design §4; domain cases 9 and 10)."""

    def pay(self, school: School, month: str, day: str, **fields: Any) -> str:
        return school.record(f"{day[:4]}/jichu/{day[5:]}-dues", {"month": month, **fields})

    @pytest.mark.parametrize(
        ("fields", "as_of", "status"),
        [
            ({}, "2017-01-20", "pass"),
            ({}, "2017-01-19", "pending"),
            ({"paid_on_time": 11, "paid_in_full": 11}, "2017-01-30", "pending"),
            ({"paid_on_time": 11, "paid_in_full": 11}, "2017-01-31", "fail"),
            ({"paid_on_time": 11, "paid_in_full": 12}, "2017-01-31", "late"),
            ({"paid_on_time": 0, "paid_in_full": 12}, "2017-01-31", "late"),
            ({"paid_on_time": 12, "paid_in_full": 11}, "2017-01-31", "fail"),
            ({"paid_on_time": 12, "paid_in_full": 12, "paid_on_time_in_full": 11}, "2017-01-31", "late"),
            ({"paid_on_time": 12, "paid_in_full": 12, "paid_on_time_in_full": 12}, "2017-01-31", "pass"),
        ],
    )
    def test_month(self, school: School, fields: dict[str, int], as_of: str, status: str) -> None:
        self.pay(school, "2017-01", "2017-01-20", **fields)
        assert school.window("M14", "2017-01", as_of=as_of)["status"] == status

    def test_case_9_paid_on_the_first_of_the_next_month(self, school: School) -> None:
        self.pay(school, "2017-01", "2017-02-01", paid_on_time=0)
        found = school.rule("M14", as_of="2017-02-01")
        assert (window(found, "2017-01")["status"], found["status"], found["earned"]) == ("late", "late", "0")

    def test_case_9_by_quarters_with_approval(self, school: School) -> None:
        fields = {"arrangement": "quarterly", "approved_on": "2017-01-05"}
        evidence = self.pay(school, "2017-Q1", "2017-03-28", **fields)
        rule = school.rule("M14", as_of="2017-03-31")
        assert statuses(rule)[:4] == ["pass", "pass", "pass", "pending"]
        assert {tuple(each["evidence"]) for each in rule["windows"][:3]} == {(evidence,)}
        assert (rule["status"], rule["earned"]) == ("pending", "1")
        assert rule["value"] == {"numerator": 36, "denominator": 36, "threshold": "1"}

    @pytest.mark.parametrize(
        "fields", [{}, {"arrangement": "quarterly"}, {"approved_on": "2017-01-05", "arrangement": "monthly"}]
    )
    def test_by_quarters_without_approval(self, school: School, fields: dict[str, str]) -> None:
        self.pay(school, "2017-Q1", "2017-03-28", **fields)
        assert "pass" not in statuses(school.rule("M14", as_of="2017-03-31"))

    @pytest.mark.parametrize(
        ("fields", "status"),
        [({"paid_on_time": 11}, "late"), ({"paid_on_time": 11, "paid_in_full": 11}, "fail")],
    )
    def test_by_quarters_not_all(self, school: School, fields: dict[str, int], status: str) -> None:
        approved = {"arrangement": "quarterly", "approved_on": "2017-01-05"}
        self.pay(school, "2017-Q2", "2017-06-28", **approved, **fields)
        assert statuses(school.rule("M14", as_of="2017-06-30"))[3:6] == [status] * 3

    @pytest.mark.parametrize(
        ("day", "status"), [("2017-01-30", "pending"), ("2017-01-31", "fail"), ("2017-02-28", "fail")]
    )
    def test_month_without_a_record(self, school: School, day: str, status: str) -> None:
        assert school.window("M14", "2017-01", as_of=day)["status"] == status

    def test_missing_month_counts_the_roster_of_its_last_day(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(full={"2014-09-01": 12, "2017-02-28": 13}, probationary={"2017-02-10": 1}))
        self.pay(school, "2017-01", "2017-01-20")
        rule = school.rule("M14", as_of="2017-02-28")
        assert rule["value"] == {"numerator": 12, "denominator": 26, "threshold": "1"}
        assert (statuses(rule)[:3], rule["status"], rule["earned"]) == (["pass", "fail", "pending"], "fail", "0.5")

    def test_later_of_two_records_counts(self, school: School) -> None:
        self.pay(school, "2017-01", "2017-02-20", paid_on_time=11)
        self.pay(school, "2017-01", "2017-02-10", paid_on_time=11, paid_in_full=11)
        assert school.window("M14", "2017-01", as_of="2017-02-19")["status"] == "fail"
        found = school.window("M14", "2017-01", as_of="2017-02-20")
        assert found["status"] == "late"

    def test_points_as_a_cadence(self, school: School) -> None:
        for month in range(1, 13):
            fields = {3: {"paid_on_time": 11}, 4: {"paid_on_time": 6, "paid_in_full": 6}}.get(month, {})
            self.pay(school, f"2017-{month:02}", f"2017-{month:02}-20", **fields)
        rule = school.rule("M14", as_of="2017-12-31")
        assert (rule["status"], rule["points"], rule["earned"]) == ("fail", "1", "0.833333")  # 10 of 12
        # Ten full months, eleven of March's twelve, six of April's.
        assert rule["value"] == {"numerator": 137, "denominator": 144, "threshold": "1"}

    def test_december_recorded_in_january(self, school: School) -> None:
        for month in range(1, 12):
            self.pay(school, f"2017-{month:02}", f"2017-{month:02}-20")
        self.pay(school, "2017-12", "2018-01-05")
        assert school.window("M14", "2017-12", as_of="2018-01-04")["status"] == "fail"
        rule = school.rule("M14", as_of="2018-01-05")
        assert (rule["status"], rule["earned"]) == ("pass", "1")

    def test_month_of_the_year_before(self, school: School) -> None:
        self.pay(school, "2016-12", "2017-01-05")
        assert school.window("M14", "2017-01", as_of="2017-01-31")["status"] == "fail"
        assert school.window("M14", "2016-12", as_of="2017-01-31")["status"] == "pass"

    @pytest.mark.parametrize(("due", "warned"), [(12, True), (13, False), (14, True)])
    def test_due_members_unlike_the_roster(self, tmp_path: Path, due: int, warned: bool) -> None:
        school = School(tmp_path, branch(full=12, probationary=1))
        record = self.pay(school, "2017-01", "2017-01-20", due_members=due, paid_on_time=due, paid_in_full=due)
        found = school.problems(code="dues_roster", severity="warning", file=f"records/{record}.md")
        assert bool(found) is warned
        assert school.window("M14", "2017-01", as_of="2017-01-31")["status"] == "pass"

    def test_case_10_transfer_within_june(self, tmp_path: Path) -> None:
        school = School(
            tmp_path,
            branch(full={"2014-09-01": 12, "2017-06-15": 11}),
            branch("xinxi", full={"2014-09-01": 12, "2017-06-15": 13}),
        )
        for unit in ("jichu", "xinxi"):
            for month in range(1, 6):
                school.record(f"2017/{unit}/{month:02}-20-dues", {"month": f"2017-{month:02}"})
        due = {unit: school.rule("M14", as_of="2017-06-30", branch=unit)["value"] for unit in ("jichu", "xinxi")}
        assert [each["numerator"] for each in due.values()] == [60, 60]
        assert [each["denominator"] for each in due.values()] == [60 + 11, 60 + 13]  # one member, one branch
        for unit, members in (("jichu", 11), ("xinxi", 13)):
            paid = {"due_members": members, "paid_on_time": members, "paid_in_full": members}
            school.record(f"2017/{unit}/06-20-dues", {"month": "2017-06", **paid})
        assert school.problems(code="dues_roster") == []
        assert school.rule("M14", as_of="2017-06-30")["value"]["denominator"] == 71

    @pytest.mark.parametrize(
        ("founded", "march"), [("2017-03-16", "fail"), ("2017-03-17", "not_applicable")], ids=["16 of 31", "15 of 31"]
    )
    def test_part_of_a_month(self, tmp_path: Path, founded: str, march: str) -> None:
        school = School(tmp_path, branch(valid_from=founded))
        found = statuses(school.rule("M14", as_of="2017-04-30"))
        assert found[:4] == ["not_applicable", "not_applicable", march, "fail"]

    def test_month_waived(self, school: School) -> None:
        school.record("2017/jichu/01-05-waiver", {"rule": "M14", "window": ["2017-01-01", "2017-01-31"]})
        self.pay(school, "2017-02", "2017-02-20")
        rule = school.rule("M14", as_of="2017-02-28")
        assert (statuses(rule)[:2], rule["earned"]) == (["exempt", "pass"], "1")

    @pytest.mark.parametrize("field", ["month", "due_members", "paid_on_time", "paid_in_full"])
    def test_incomplete(self, school: School, field: str) -> None:
        school.record("2017/jichu/01-20-dues", {field: OMIT})
        assert school.window("M14", "2017-01", as_of="2017-01-31")["status"] == "fail"


class TestDisclosure:
    """M15: once a year; once each quarter is the target."""

    @pytest.mark.parametrize(
        ("held", "as_of", "status", "earned"),
        [
            ([], "2017-12-30", "pending", None),
            ([], "2017-12-31", "fail", "0"),
            (["12-31"], "2017-12-30", "pending", None),
            (["12-31"], "2017-12-31", "pass", "1"),
            (["03-31", "04-01", "09-30", "10-01"], "2017-09-30", "pass", "1"),
            (["03-31", "04-01", "09-30", "10-01"], "2017-10-01", "target_met", "1"),
            (["03-31", "06-30", "09-30"], "2017-12-31", "pass", "1"),
            (["01-05", "02-05", "03-05", "04-05"], "2017-12-31", "pass", "1"),
        ],
    )
    def test_disclosed(self, school: School, held: list[str], as_of: str, status: str, earned: str | None) -> None:
        school.records("dues_disclosure", [f"2017-{day}" for day in held])
        rule = school.rule("M15", as_of=as_of)
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "1", earned)

    def test_disclosure_of_affairs_is_another(self, school: School) -> None:
        school.record("2017/jichu/03-31-affairs-disclosure")
        assert school.rule("M15", as_of="2017-12-31")["status"] == "fail"


class TestDossiers:
    """M16: all complete, by the latest check of the year."""

    @pytest.mark.parametrize(
        ("complete", "status", "earned"),
        [(12, "pass", "1"), (11, "fail", "0.458333"), (6, "fail", "0.25"), (0, "fail", "0")],
    )
    def test_share(self, school: School, complete: int, status: str, earned: str) -> None:
        school.record("2017/jichu/11-10-dossier-check", {"complete": complete})
        rule = school.rule("M16", as_of="2017-12-31")
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "1", earned)
        assert rule["value"] == {"numerator": complete, "denominator": 12, "threshold": "1"}

    @pytest.mark.parametrize(
        ("as_of", "status", "earned"),
        [("2017-12-31", "no_evidence", None), ("2018-01-31", "no_evidence", None), ("2018-02-01", "fail", "0")],
    )
    def test_none(self, school: School, as_of: str, status: str, earned: str | None) -> None:
        school.record("2016/jichu/11-10-dossier-check")
        rule = school.rule("M16", as_of=as_of)
        assert (rule["status"], rule["earned"]) == (status, earned)

    def test_latest(self, school: School) -> None:
        school.record("2017/jichu/05-10-dossier-check", {"complete": 11})
        school.record("2017/jichu/11-10-dossier-check")
        assert school.rule("M16", as_of="2017-11-09")["status"] == "fail"
        assert school.rule("M16", as_of="2017-11-10")["status"] == "pass"

    def test_deadline_set_locally(self, tmp_path: Path) -> None:
        school = School(tmp_path, config={"reporting_deadline": "12-31"})
        assert school.rule("M16", as_of="2017-12-31")["status"] == "no_evidence"
        assert school.rule("M16", as_of="2018-01-01")["status"] == "fail"


def test_standard(restricted: School) -> None:
    """What is left of the standard is brought to its 22 points (design §4 Points)."""
    restricted.record("2017/jichu/01-10-development-plan", {"kind": "multi_year"})  # M02 0.75 of 1.5
    restricted.record("2017/jichu/03-10-relation-check", {"floating": 2, "floating_managed": 1})
    restricted.record("2017/jichu/06-10-centralized-training")
    restricted.record("2017/jichu/11-10-dossier-check", {"complete": 6})
    restricted.record("2017/jichu/10-18-organization-review", {"round": "baseline", "points": {"M01": 2, "M04": 0.5}})
    private(restricted, "2017/jichu/05-08-disposition", STEPS)
    months = range(1, 13)
    for month in months:
        restricted.record(f"2017/jichu/{month:02}-20-daily-record", {"month": f"2017-{month:02}"})
        restricted.record(f"2017/jichu/{month:02}-21-dues", {"month": f"2017-{month:02}"})
    found = restricted.status(as_of="2017-12-31")["branches"]["jichu"]
    earned = {rule: each["earned"] for rule, each in found["rules"].items() if rule.startswith("M")}
    assert earned == {
        "M01": "2",
        "M02": "0.75",
        "M03": None,
        "M04": "0.5",
        "M05": "2",
        "M06": "2",
        "M07": None,  # nothing to count, and reports may still come
        "M08": "0.75",
        "M09": None,
        "M10": "1",
        "M11": "1",
        "M12": "0.25",
        "M13": "1",
        "M14": "1",
        "M15": "0",
        "M16": "0.25",
    }
    # 12.5 of 2 + 1.5 + 1 + 2 + 2 + 1.5 + 1 + 1 + 1 + 1 + 1 + 1 + 1 = 17: 22 × 12.5 / 17
    assert found["standards"]["2"]["earned"] == "16.17647"
