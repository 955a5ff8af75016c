"""Standard 1, 支部班子好: the letter, the reports, the review and its ballot at their edges (design §4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import OMIT, School, branch, reasons, statuses, window

WHOLE_YEAR = ["2017-01-01", "2017-12-31"]
BALLOTS = {"invalid": 0, "fairly_good": 0, "average": 0, "poor": 0, "abstain": 0}


def ballots(good: int, of: int, **more: int) -> dict[str, int]:
    """A ballot sheet: so many good of so many returned, the rest fairly good unless said otherwise."""
    rest = of - good - sum(more.values())
    return {"issued": of, "returned": of, **BALLOTS, "good": good, "fairly_good": rest, **more}


class TestLetter:
    """L02: signed by 31 March; 30 days for a new branch and for a new secretary (design §4 deadline)."""

    @pytest.mark.parametrize(
        ("signed", "as_of", "status", "earned"),
        [
            (None, "2017-01-01", "pending", None),
            (None, "2017-03-30", "pending", None),
            (None, "2017-03-31", "pending", None),
            (None, "2017-04-01", "fail", "0"),
            (None, "2018-02-01", "fail", "0"),
            ("01-01", "2017-01-01", "pass", "3"),
            ("03-31", "2017-03-30", "pending", None),
            ("03-31", "2017-03-31", "pass", "3"),
            ("03-31", "2017-12-31", "pass", "3"),
            ("04-01", "2017-03-31", "pending", None),
            ("04-01", "2017-04-01", "late", "0"),
            ("12-31", "2017-12-30", "fail", "0"),
            ("12-31", "2017-12-31", "late", "0"),
        ],
    )
    def test_by_31_march(self, school: School, signed: str | None, as_of: str, status: str, earned: str | None) -> None:
        if signed:
            letter = school.record(f"2017/jichu/{signed}-responsibility-letter")
        rule = school.rule("L02", as_of=as_of)
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "3", earned)
        if status in ("pass", "late"):
            assert rule["evidence"] == [letter]

    @pytest.mark.parametrize(
        ("written", "covers", "as_of", "status"),
        [
            ("2016/jichu/12-20", 2017, "2017-01-01", "pass"),
            ("2016/jichu/12-20", OMIT, "2017-04-01", "fail"),
            ("2017/jichu/03-01", 2018, "2017-04-01", "fail"),
            ("2017/jichu/03-01", 2016, "2017-04-01", "fail"),
            ("2018/jichu/01-10", 2017, "2018-01-09", "fail"),
            ("2018/jichu/01-10", 2017, "2018-01-10", "late"),
            ("2018/jichu/01-10", OMIT, "2018-01-10", "fail"),
        ],
        ids=["early", "last year's", "next year's", "of the year before", "unseen", "a year late", "of 2018"],
    )
    def test_year_it_covers(self, school: School, written: str, covers: Any, as_of: str, status: str) -> None:
        school.record(f"{written}-responsibility-letter", {"covers_year": covers})
        assert school.rule("L02", as_of=as_of)["status"] == status

    @pytest.mark.parametrize(
        ("founded", "last_day", "day_after"),
        [
            ("2017-02-10", "2017-03-31", "2017-04-01"),  # 30 days are 12 March: the later day is 31 March
            ("2017-03-01", "2017-03-31", "2017-04-01"),
            ("2017-03-02", "2017-04-01", "2017-04-02"),
            ("2017-05-20", "2017-06-19", "2017-06-20"),
            ("2017-07-02", "2017-08-01", "2017-08-02"),
        ],
    )
    def test_new_branch(self, tmp_path: Path, founded: str, last_day: str, day_after: str) -> None:
        school = School(tmp_path, branch(valid_from=founded))
        assert school.rule("L02", as_of=last_day)["status"] == "pending"
        assert school.rule("L02", as_of=day_after)["status"] == "fail"
        school.record(f"2017/jichu/{day_after[5:]}-responsibility-letter")
        assert school.rule("L02", as_of=day_after)["status"] == "late"
        school.record(f"2017/jichu/{last_day[5:]}-responsibility-letter")
        assert school.rule("L02", as_of=last_day)["status"] == "pass"

    @pytest.mark.parametrize(
        ("signed", "as_of", "status", "earned"),
        [
            ([], "2017-04-01", "fail", "0"),
            (["02-10"], "2017-05-31", "pass", "3"),
            (["02-10"], "2017-06-01", "pending", None),
            (["02-10"], "2017-07-01", "pending", None),
            (["02-10"], "2017-07-02", "fail", "0"),
            (["02-10", "05-31"], "2017-07-02", "fail", "0"),
            (["02-10", "06-01"], "2017-06-01", "pass", "3"),
            (["02-10", "07-01"], "2017-07-01", "pass", "3"),
            (["02-10", "07-02"], "2017-07-02", "late", "0"),
            (["04-01", "06-20"], "2017-07-02", "late", "0"),
        ],
    )
    def test_successor(self, tmp_path: Path, signed: list[str], as_of: str, status: str, earned: str | None) -> None:
        secretaries = [{"from": "2015-09-10", "to": "2017-06-01"}, {"from": "2017-06-01"}]
        school = School(tmp_path, branch(secretaries=secretaries))
        school.records("responsibility_letter", [f"2017-{day}" for day in signed])
        rule = school.rule("L02", as_of=as_of)
        assert (rule["status"], rule["earned"]) == (status, earned)

    @pytest.mark.parametrize(
        ("signed", "as_of", "status"),
        [
            (None, "2017-12-31", "pending"),
            (None, "2018-01-19", "pending"),
            (None, "2018-01-20", "fail"),
            ("01-19", "2018-01-19", "pass"),
            ("01-20", "2018-01-20", "late"),
        ],
    )
    def test_successor_of_20_december(self, tmp_path: Path, signed: str | None, as_of: str, status: str) -> None:
        secretaries = [{"from": "2015-09-10", "to": "2017-12-20"}, {"from": "2017-12-20"}]
        school = School(tmp_path, branch(secretaries=secretaries))
        school.record("2017/jichu/02-10-responsibility-letter")
        if signed:
            school.record(f"2018/jichu/{signed}-responsibility-letter", {"covers_year": 2017})
        assert school.rule("L02", as_of=as_of)["status"] == status

    def test_draft(self, school: School) -> None:
        school.record("2017/jichu/03-01-responsibility-letter", {"draft": "是"})
        assert school.rule("L02", as_of="2017-04-01")["status"] == "fail"

    def test_of_another_branch(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(), branch("xinxi"))
        school.record("2017/xinxi/03-01-responsibility-letter")
        assert school.rule("L02", as_of="2017-04-01")["status"] == "fail"
        assert school.rule("L02", as_of="2017-04-01", branch="xinxi")["status"] == "pass"

    def test_day_set_locally(self, tmp_path: Path) -> None:
        school = School(tmp_path, config={"rules": {"L02": {"by": "02-28"}}})
        assert school.rule("L02", as_of="2017-02-28")["status"] == "pending"
        assert school.rule("L02", as_of="2017-03-01")["status"] == "fail"


class TestReports:
    """L03: a report each half-year; the accountability review is one too (domain L03)."""

    @pytest.mark.parametrize(
        ("held", "as_of", "windows", "status", "earned"),
        [
            ([], "2017-06-29", ["pending", "pending"], "pending", None),
            ([], "2017-06-30", ["fail", "pending"], "fail", "0"),
            (["06-30"], "2017-06-29", ["pending", "pending"], "pending", None),
            (["06-30"], "2017-06-30", ["pass", "pending"], "pending", "2"),
            (["06-30"], "2017-12-30", ["pass", "pending"], "pending", "2"),
            (["06-30"], "2017-12-31", ["pass", "fail"], "fail", "1"),
            (["07-01"], "2017-12-31", ["fail", "pass"], "fail", "1"),
            (["01-01", "12-31"], "2017-12-31", ["pass", "pass"], "pass", "2"),
            (["02-01", "03-01"], "2017-12-31", ["pass", "fail"], "fail", "1"),
        ],
    )
    def test_each_half(
        self, school: School, held: list[str], as_of: str, windows: list[str], status: str, earned: str | None
    ) -> None:
        school.records("work_report", [f"2017-{day}" for day in held])
        rule = school.rule("L03", as_of=as_of)
        assert (statuses(rule), rule["status"], rule["points"], rule["earned"]) == (windows, status, "2", earned)

    def test_review_counts_by_its_date(self, school: School) -> None:
        last_year = school.record("2017/jichu/01-15-accountability-review", {"reported_year": 2016})
        this_year = school.record("2017/jichu/12-20-accountability-review")
        rule = school.rule("L03", as_of="2017-12-31")
        assert [each["evidence"] for each in rule["windows"]] == [[last_year], [this_year]]
        assert (rule["status"], rule["earned"]) == ("pass", "2")

    def test_without_whom_to_is_incomplete(self, school: School) -> None:
        report = school.record("2017/jichu/06-30-work-report", {"to": OMIT})
        assert school.window("L03", "2017-H1", as_of="2017-06-30")["status"] == "fail"
        assert school.problems(code="incomplete", severity="warning", file=f"records/{report}.md")

    def test_made_up(self, school: School) -> None:
        school.record("2017/jichu/07-05-work-report", {"make_up_for": "2017-H1"})
        rule = school.rule("L03", as_of="2017-12-31")
        assert (statuses(rule), rule["status"], rule["earned"]) == (["late", "fail"], "fail", "0")

    def test_waived(self, school: School) -> None:
        school.record("2017/jichu/01-05-waiver", {"rule": "L03", "window": ["2017-01-01", "2017-06-30"]})
        school.record("2017/jichu/12-31-work-report")
        rule = school.rule("L03", as_of="2017-12-31")
        assert (statuses(rule), rule["status"], rule["earned"]) == (["exempt", "pass"], "pass", "2")

    @pytest.mark.parametrize(
        ("founded", "first_half"), [("2017-04-01", "fail"), ("2017-04-02", "not_applicable")], ids=["91 of 181", "90"]
    )
    def test_part_of_a_half(self, tmp_path: Path, founded: str, first_half: str) -> None:
        school = School(tmp_path, branch(valid_from=founded))
        assert statuses(school.rule("L03", as_of="2017-06-30")) == [first_half, "pending"]


class TestReview:
    """L04: once a year by the year reported, open to 31 January inclusive (design §4 Window status)."""

    @pytest.mark.parametrize(
        ("held", "reported", "as_of", "status", "earned"),
        [
            (None, None, "2017-12-30", "pending", None),
            (None, None, "2017-12-31", "pending", None),
            (None, None, "2018-01-31", "pending", None),
            (None, None, "2018-02-01", "fail", "0"),
            ("2017/jichu/12-31", OMIT, "2017-12-30", "pending", None),
            ("2017/jichu/12-31", OMIT, "2017-12-31", "pass", "3"),
            ("2018/jichu/01-31", 2017, "2018-01-30", "pending", None),
            ("2018/jichu/01-31", 2017, "2018-01-31", "pass", "3"),
            ("2018/jichu/01-31", OMIT, "2018-02-01", "fail", "0"),
            ("2017/jichu/01-15", 2016, "2018-02-01", "fail", "0"),
        ],
    )
    def test_once(
        self, school: School, held: str | None, reported: Any, as_of: str, status: str, earned: str | None
    ) -> None:
        if held:
            school.record(f"{held}-accountability-review", {"reported_year": reported})
        rule = school.rule("L04", as_of=as_of)
        assert (rule["status"], statuses(rule), rule["points"], rule["earned"]) == (status, [status], "3", earned)

    def test_of_the_year_before(self, school: School) -> None:
        review = school.record("2017/jichu/01-15-accountability-review", {"reported_year": 2016})
        rule = school.rule("L04", year=2016, as_of="2017-01-15")
        assert (rule["status"], window(rule, "2016")["evidence"]) == ("pass", [review])

    def test_without_ballots_is_incomplete(self, school: School) -> None:
        school.record("2017/jichu/12-20-accountability-review", {"ballots": OMIT})
        assert school.rule("L04", as_of="2018-02-01")["status"] == "fail"

    @pytest.mark.parametrize(
        ("founded", "status"), [("2017-07-02", "fail"), ("2017-07-03", "not_applicable")], ids=["183 days", "182 days"]
    )
    def test_part_year(self, tmp_path: Path, founded: str, status: str) -> None:
        rule = School(tmp_path, branch(valid_from=founded)).rule("L04", as_of="2018-02-01")
        assert rule["status"] == status


class TestBallot:
    """L05: 95 % of the valid ballots of the latest review of the year reported (design §4 ratio, domain L05)."""

    @pytest.mark.parametrize(
        ("sheet", "numerator", "denominator", "status"),
        [
            (ballots(95, 100), 95, 100, "pass"),
            (ballots(94, 100), 94, 100, "fail"),
            (ballots(19, 20), 19, 20, "pass"),
            (ballots(18, 19), 18, 19, "fail"),
            (ballots(19, 19), 19, 19, "pass"),
            (ballots(95, 100, abstain=5), 95, 100, "pass"),
            (ballots(95, 101, abstain=6), 95, 101, "fail"),
            (ballots(19, 21, invalid=1), 19, 20, "pass"),
            (ballots(19, 21, poor=2), 19, 21, "fail"),
            (ballots(9499, 10000), 9499, 10000, "fail"),
        ],
        ids=["95/100", "94/100", "19/20", "18/19", "19/19", "abstain", "95/101", "invalid", "19/21", "9499/10000"],
    )
    def test_share(self, school: School, sheet: dict[str, int], numerator: int, denominator: int, status: str) -> None:
        school.record("2017/jichu/12-20-accountability-review", {"ballots": sheet})
        rule = school.rule("L05", as_of="2017-12-31")
        assert (rule["status"], rule["earned"]) == (status, "4" if status == "pass" else "0")  # all or nothing
        assert rule["value"] == {"numerator": numerator, "denominator": denominator, "threshold": "0.95"}

    @pytest.mark.parametrize(
        ("as_of", "status", "earned"),
        [
            ("2017-12-31", "no_evidence", None),
            ("2018-01-31", "no_evidence", None),
            ("2018-02-01", "fail", "0"),
        ],
    )
    def test_none_yet(self, school: School, as_of: str, status: str, earned: str | None) -> None:
        rule = school.rule("L05", as_of=as_of)
        assert (rule["status"], rule["points"], rule["earned"]) == (status, "4", earned)

    def test_no_valid_ballot_is_nothing_to_count(self, school: School) -> None:
        school.record("2017/jichu/12-20-accountability-review", {"ballots": ballots(0, 5, invalid=5)})
        assert school.rule("L05", as_of="2018-01-31")["status"] == "no_evidence"
        assert school.rule("L05", as_of="2018-02-01")["status"] == "fail"

    def test_latest_counts(self, school: School) -> None:
        school.record("2017/jichu/06-20-accountability-review", {"ballots": ballots(20, 20)})
        latest = school.record("2017/jichu/12-20-accountability-review", {"ballots": ballots(18, 20)})
        assert school.rule("L05", as_of="2017-12-19")["status"] == "pass"
        rule = school.rule("L05", as_of="2017-12-20")
        assert (rule["status"], rule["evidence"], rule["value"]["numerator"]) == ("fail", [latest], 18)

    def test_latest_of_the_year_reported(self, school: School) -> None:
        school.record("2017/jichu/01-15-accountability-review", {"reported_year": 2016, "ballots": ballots(1, 20)})
        school.record("2017/jichu/12-20-accountability-review", {"ballots": ballots(1, 20)})
        latest = school.record("2018/jichu/01-31-accountability-review", {"reported_year": 2017})
        school.record("2018/jichu/02-20-accountability-review", {"ballots": ballots(1, 20)})
        assert school.rule("L05", as_of="2018-01-30")["status"] == "fail"
        rule = school.rule("L05", as_of="2018-02-28")
        assert (rule["status"], rule["evidence"]) == ("pass", [latest])

    def test_threshold_set_locally(self, tmp_path: Path) -> None:
        school = School(tmp_path, config={"rules": {"L05": {"threshold": 0.9}}})
        school.record("2017/jichu/12-20-accountability-review", {"ballots": ballots(18, 20)})
        rule = school.rule("L05", as_of="2017-12-31")
        assert (rule["status"], rule["value"]["threshold"]) == ("pass", "0.9")

    def test_sheet_that_does_not_add_up_is_an_error(self, school: School) -> None:
        sheet = ballots(19, 20) | {"good": 20}
        review = school.record("2017/jichu/12-20-accountability-review", {"ballots": sheet})
        assert {each["file"] for each in school.problems(severity="error")} == {f"records/{review}.md"}
        assert school.rule("L05", as_of="2017-12-31")["status"] == "no_evidence"


@pytest.mark.parametrize("rule", ["L02", "L05"])
@pytest.mark.parametrize(
    ("since", "until", "judged"),
    [
        ("2017-07-02", None, True),
        ("2017-07-03", None, False),
        ("2014-09-01", "2017-07-03", True),
        ("2014-09-01", "2017-07-02", False),
    ],
    ids=["founded, 183 days", "founded, 182 days", "closed, 183 days", "closed, 182 days"],
)
def test_half_rule_for_the_year(tmp_path: Path, rule: str, since: str, until: str | None, judged: bool) -> None:
    school = School(tmp_path, branch(valid_from=since, valid_to=until))
    found = school.rule(rule, as_of="2018-02-01")
    if judged:
        assert (found["status"], found["earned"]) == ("fail", "0")
    else:
        assert (found["status"], found["earned"]) == ("not_applicable", None)
        assert "part_window" in reasons(found)


@pytest.mark.parametrize("rule", ["L02", "L03", "L04", "L05"])
def test_waiver_of_the_whole_year(school: School, rule: str) -> None:
    school.record("2017/jichu/01-03-waiver", {"rule": rule, "window": WHOLE_YEAR})
    found = school.rule(rule, as_of="2018-02-01")
    assert (found["status"], found["earned"]) == ("exempt", None)


@pytest.mark.parametrize("rule", ["L02", "L04", "L05"])
def test_waiver_of_less_than_the_year(school: School, rule: str) -> None:
    school.record("2017/jichu/01-03-waiver", {"rule": rule, "window": ["2017-01-02", "2017-12-31"]})
    assert school.rule(rule, as_of="2018-02-01")["status"] == "fail"


class TestStandard:
    """What is left of the standard is brought to its 20 points (design §4 Points)."""

    def test_all_done(self, school: School) -> None:
        school.record("2017/jichu/03-01-responsibility-letter")
        school.records("work_report", ["2017-05-10", "2017-11-10"])
        school.record("2017/jichu/12-20-accountability-review", {"ballots": ballots(19, 20)})
        found = school.status(as_of="2017-12-31")["branches"]["jichu"]["standards"]["1"]
        assert (found["points"], found["earned"]) == ("20", "20")  # 12 of 12 judged

    def test_late_letter_and_one_report(self, school: School) -> None:
        school.record("2017/jichu/04-01-responsibility-letter")
        school.record("2017/jichu/05-10-work-report")
        # L02 0 of 3, L03 2 of 2 (second half open), L04 pending, L05 no_evidence: 20 × 2/5
        found = school.status(as_of="2017-12-05")["branches"]["jichu"]["standards"]["1"]
        assert (found["points"], found["earned"]) == ("20", "8")

    def test_with_a_sheet(self, school: School) -> None:
        school.record("2017/jichu/03-01-responsibility-letter")
        school.record("2017/jichu/10-18-organization-review", {"round": "baseline", "points": {"L01": 3, "L06": 0}})
        # L01 3 of 4, L02 3 of 3, L03 0 of 2, L06 0 of 2; L04, L05, L07 out: 20 × 6/11
        found = school.status(as_of="2017-12-05")["branches"]["jichu"]["standards"]["1"]
        assert found["earned"] == "10.90909"
