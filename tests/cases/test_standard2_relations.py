"""Standard 2, members lost, pocketed, floating and transferred (design §4, domain §5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.complete import YEAR
from tests.school import OMIT, School, branch, private, reasons, statuses


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
        school.record("2017/jichu/03-11-waiver", {"rule": rule, "window": YEAR})
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
