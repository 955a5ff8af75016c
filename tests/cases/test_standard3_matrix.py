"""The test matrix of the domain, case by case, as far as it touches standard 3 (and case 7, the ratio)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.school import School, branch, days, reasons, statuses, window


def test_an_orderly_school_has_no_problems(school: School) -> None:
    school.record("2017/jichu/03-08-committee-meeting")
    school.record("2017/jichu/03-09-member-meeting")
    assert school.check() == (0, {"errors": 0, "warnings": 0, "problems": []})


def test_status_has_the_agreed_shape(school: School) -> None:  # design §5
    evidence = school.record("2017/jichu/01-05-committee-meeting")
    status = school.status(as_of="2017-12-05")
    assert (status["year"], status["as_of"], status["pack"]) == (2017, "2017-12-05", "five-good")
    assert len(status["config_version"]) == 12
    assert set(status["branches"]) == {"jichu"}
    rule = status["branches"]["jichu"]["rules"]["O02"]
    assert {"status", "reason", "points", "earned", "windows", "evidence", "value", "why"} <= set(rule)
    january = window(rule, "2017-01")
    assert january["reason"] is None
    assert {name: january[name] for name in ("from", "to", "unit", "status", "count", "evidence")} == {
        "from": "2017-01-01",
        "to": "2017-01-31",
        "unit": "jichu",
        "status": "pass",
        "count": 1,
        "evidence": [evidence],
    }
    assert {"points", "earned"} <= set(status["branches"]["jichu"]["standards"]["3"])


def test_explanation_cites_the_evidence(school: School) -> None:  # design §5
    evidence = school.record("2017/jichu/01-05-committee-meeting")
    told = school.explain("O02", as_of="2017-12-05")
    assert "O02" in told
    assert evidence in told


def test_case_1_six_members_without_committee_or_groups(tmp_path: Path) -> None:
    school = School(tmp_path, branch(full=6, committee=None))
    school.records("member_meeting", ["2017-02-08", "2017-05-08", "2017-11-08"], expected=6)
    jichu = school.status(as_of="2017-12-31")["branches"]["jichu"]
    committee, groups = jichu["rules"]["O02"], jichu["rules"]["O03"]
    assert (committee["status"], committee["earned"]) == ("not_applicable", None)
    assert statuses(committee) == ["not_applicable"] * 12
    assert reasons(committee) == {"no_committee"}
    assert (groups["status"], groups["earned"]) == ("not_applicable", None)
    assert reasons(groups) == {"no_groups"}
    # Left at the year's end: O01 3 of 4 points, O04 0 of 2, O05 0 of 2, O10 1/2 of 1/2; O06 is still open.
    # 24 × (3 + 1/2) / (4 + 2 + 2 + 1/2) = 24 × 3.5 / 8.5 = 9.882352…
    assert jichu["standards"]["3"] == {**jichu["standards"]["3"], "points": "24", "earned": "9.882352"}


def test_case_2_seven_members_without_committee(tmp_path: Path) -> None:
    school = School(tmp_path, branch(full=7, committee=None))
    rule = school.rule("O02", as_of="2017-12-05")
    assert statuses(rule) == ["fail"] * 11 + ["pending"]
    assert {each["reason"] for each in rule["windows"]} == {"committee_missing"}
    assert (rule["status"], rule["earned"]) == ("fail", "0")


def test_case_3_branch_founded_on_20_may(tmp_path: Path) -> None:
    school = School(tmp_path, branch(valid_from="2017-05-20", groups=["g1"]))
    rules = school.status(as_of="2017-12-31")["branches"]["jichu"]["rules"]
    for monthly in ("O02", "O03"):  # May: 12 of 31 days
        months = {each["from"][5:7]: (each["status"], each["reason"]) for each in rules[monthly]["windows"]}
        assert months["05"] == ("not_applicable", "part_window")
        assert [months[each][0] for each in sorted(months)] == ["not_applicable"] * 5 + ["fail"] * 7
    # 42 of the 91 days of the second quarter, 42 of the 181 of the first half.
    assert statuses(rules["O01"]) == ["not_applicable", "not_applicable", "fail", "fail"]
    assert window(rules["O01"], "2017-Q2")["reason"] == "part_window"
    assert statuses(rules["O05"]) == ["not_applicable", "fail"]
    assert statuses(rules["O04"]) == ["fail"]  # 226 of 365 days


def test_case_4_early_december(school: School) -> None:
    evidence = school.record("2017/jichu/10-03-member-meeting")
    rules = school.status(as_of="2017-12-05")["branches"]["jichu"]["rules"]
    assert window(rules["O02"], "2017-12")["status"] == "pending"
    assert window(rules["O02"], "2017-11")["status"] == "fail"
    fourth = window(rules["O01"], "2017-Q4")
    assert (fourth["status"], fourth["evidence"]) == ("pass", [evidence])


def test_case_5_one_of_two_groups_missed_march(tmp_path: Path) -> None:
    school = School(tmp_path, branch(groups=["g1", "g2"]))
    for day in days("*-06"):
        school.record(f"2017/jichu/{day}-group-meeting", {"党小组": ["g1"]})
    for day in days("*-07", skip=[3]):
        school.record(f"2017/jichu/{day}-group-meeting", {"党小组": ["g2"]})
    rule = school.rule("O03", as_of="2017-12-31")
    assert statuses(rule, "jichu/g1") == ["pass"] * 12
    assert statuses(rule, "jichu/g2") == ["pass"] * 2 + ["fail"] + ["pass"] * 9
    assert (rule["status"], rule["points"], rule["earned"]) == (
        "fail",
        "3",
        "2.75",
    )  # 3 × 11/12 branch-months


@pytest.mark.parametrize(
    ("held", "first_half"),
    [(["2017-03-10", "2017-05-20"], "target_met"), (["2017-03-10", "2017-03-20"], "pass")],
    ids=["one in each quarter", "two in one quarter"],
)
@pytest.mark.parametrize(("as_of", "second_half"), [("2017-12-30", "pending"), ("2017-12-31", "fail")])
def test_case_6_life_meetings(school: School, held: list[str], first_half: str, as_of: str, second_half: str) -> None:
    evidence = school.records("organizational_life_meeting", held)
    rule = school.rule("O05", as_of=as_of)
    assert statuses(rule) == [first_half, second_half]
    first = window(rule, "2017-H1")
    assert (first["count"], sorted(first["evidence"])) == (2, evidence)


@pytest.mark.parametrize(
    ("ballots", "good", "valid", "status"),
    [
        ({"returned": 100, "good": 95, "fairly_good": 5}, 95, 100, "pass"),
        ({"returned": 100, "good": 94, "fairly_good": 6}, 94, 100, "fail"),
        ({"returned": 20, "good": 19, "fairly_good": 1}, 19, 20, "pass"),
        ({"returned": 19, "good": 18, "fairly_good": 1}, 18, 19, "fail"),
        ({"returned": 1000, "good": 946, "average": 54}, 946, 1000, "fail"),
        ({"returned": 100, "good": 95, "abstain": 5}, 95, 100, "pass"),
        ({"returned": 100, "good": 94, "abstain": 6}, 94, 100, "fail"),
        ({"returned": 101, "invalid": 1, "good": 95, "fairly_good": 5}, 95, 100, "pass"),
    ],
    ids=lambda each: "-".join(f"{k}{v}" for k, v in each.items()) if isinstance(each, dict) else None,
)
def test_case_7_democratic_ballot(school: School, ballots: dict[str, int], good: int, valid: int, status: str) -> None:
    nothing = dict.fromkeys(["invalid", "good", "fairly_good", "average", "poor", "abstain"], 0)
    sheet = {"issued": ballots["returned"], **nothing, **ballots}
    evidence = school.record("2017/jichu/12-20-accountability-review", {"测评票": sheet})
    rule = school.rule("L05", as_of="2017-12-31")
    assert (rule["status"], rule["earned"]) == (status, "4" if status == "pass" else "0")
    assert rule["value"] == {"numerator": good, "denominator": valid, "threshold": "0.95"}
    assert rule["evidence"] == [evidence]


def test_case_8_one_event_of_three_kinds(school: School) -> None:
    evidence = school.record(
        "2017/jichu/03-10-organizational-life-meeting",
        {"类型": ["组织生活会", "民主评议党员", "支部党员大会"]},
    )
    rules = school.status(as_of="2017-12-05")["branches"]["jichu"]["rules"]
    for rule, key in (("O01", "2017-Q1"), ("O05", "2017-H1"), ("O06", "2017")):
        counted = window(rules[rule], key)
        assert (counted["status"], counted["count"], counted["evidence"]) == ("pass", 1, [evidence]), rule
    code, found = school.check()
    assert (code, found["errors"]) == (0, 0)
    assert {each["code"] for each in found["problems"]} == {"many_types", "year_unsaid"}  # in March: of which year?
    assert {each["file"] for each in found["problems"]} == {f"records/{evidence}.md"}


def test_case_13_roster_shrinks_after_a_meeting(tmp_path: Path) -> None:
    # 6 of 12 is a quorum on the day; 5 of 12 is none, though it would be one of the later six.
    school = School(tmp_path, branch(full={"2014-09-01": 12, "2017-07-01": 6}))
    school.record("2017/jichu/03-10-member-meeting", {"应到": 12, "实到": 6})
    school.record("2017/jichu/04-10-member-meeting", {"应到": 12, "实到": 5})
    school.record("2017/jichu/07-10-member-meeting", {"应到": 6, "实到": 3})
    assert statuses(school.rule("O01", as_of="2017-12-05")) == ["pass", "fail", "pass", "pending"]


def test_case_13_roster_grows_after_a_meeting(tmp_path: Path) -> None:
    school = School(tmp_path, branch(full={"2014-09-01": 6, "2017-04-01": 20}))
    school.record("2017/jichu/03-10-member-meeting", {"应到": 6, "实到": 3})
    assert window(school.rule("O01", as_of="2017-12-05"), "2017-Q1")["status"] == "pass"
