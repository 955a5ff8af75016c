"""Standard 2, dues, their disclosure, dossiers, and the standard as a whole (design §4, domain §5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cases.test_standard2_development import STEPS
from tests.school import OMIT, School, branch, private, statuses, window


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
