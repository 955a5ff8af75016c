"""Standard 5, 作用发挥好, and every other rule that people judge: the sheet's figure, or needs_review (design §4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import School, branch

# rule: points, the records that are its evidence (type, fields)
JUDGED: dict[str, tuple[str, list[tuple[str, dict[str, Any]]]]] = {
    "L01": ("4", [("task", {})]),
    "L06": ("2", [("committee_meeting", {})]),
    "L07": ("2", []),
    "M01": ("2", [("plan_document", {}), ("theory_study", {})]),
    "M04": ("1", [("structure_statistics", {})]),
    "S05": ("1", []),
    "R01": ("2", [("plan_document", {}), ("work_summary", {})]),
    "R02": ("4", [("activity", {})]),
    "R03": ("3", [("activity", {})]),
    "R04": ("3", [("award", {})]),
    "R05": ("3", [("award", {"for": "members"})]),
    "R06": ("3", [("opinion", {})]),
}
GATES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "G02": [("committee_meeting", {"campaign": "是"})],
    "G03": [("member_meeting", {}), ("party_day", {})],
}


def write(school: School, records: list[tuple[str, dict[str, Any]]], year: int = 2017) -> list[str]:
    return sorted(school.record(f"{year}/jichu/05-10-{kind.replace('_', '-')}", fields) for kind, fields in records)


def review(school: School, points: dict[str, Any], day: str = "12-08", **fields: Any) -> str:
    return school.record(f"2017/jichu/{day}-organization-review", {"points": points, **fields})


@pytest.mark.parametrize("rule", JUDGED)
class TestJudgedByPeople:
    def test_without_anything(self, school: School, rule: str) -> None:
        for as_of in ("2017-01-01", "2017-12-31", "2018-02-01"):  # never no_evidence
            found = school.rule(rule, as_of=as_of)
            assert (found["status"], found["points"], found["earned"]) == ("needs_review", JUDGED[rule][0], None)
            assert found["evidence"] == []

    def test_evidence_is_listed_not_judged(self, school: School, rule: str) -> None:
        evidence = write(school, JUDGED[rule][1])
        write(school, JUDGED[rule][1], year=2016)
        found = school.rule(rule, as_of="2017-12-31")
        assert (found["status"], found["earned"]) == ("needs_review", None)
        assert sorted(found["evidence"]) == evidence
        assert school.rule(rule, as_of="2017-05-09")["evidence"] == []

    @pytest.mark.parametrize("share", ["whole", "half", "none"])
    def test_figure(self, school: School, rule: str, share: str) -> None:
        points = int(JUDGED[rule][0])
        given = {"whole": str(points), "half": f"{points / 2:g}", "none": "0"}[share]
        review(school, {rule: given})
        found = school.rule(rule, as_of="2017-12-31")
        assert (found["status"], found["earned"]) == ("fail" if share == "none" else "assessed", given)
        assert school.check()[1]["problems"] == []

    def test_above_the_maximum_is_an_error(self, school: School, rule: str) -> None:
        sheet = review(school, {rule: f"{JUDGED[rule][0]}.01"})
        assert {each["file"] for each in school.problems(severity="error")} == {f"records/{sheet}.md"}
        assert school.rule(rule, as_of="2017-12-31")["status"] == "needs_review"

    def test_by_standard_gives_nothing(self, school: School, rule: str) -> None:
        review(school, {{"L": 1, "M": 2, "S": 4, "R": 5}[rule[0]]: 10})
        assert school.rule(rule, as_of="2017-12-31")["status"] == "needs_review"

    def test_latest_that_gives_points_by_rule(self, school: School, rule: str) -> None:
        review(school, {rule: 1}, day="10-18", round="baseline")
        review(school, {rule: 0.5})
        review(school, {"5": 15}, day="12-09")
        assert school.rule(rule, as_of="2017-10-17")["status"] == "needs_review"
        assert school.rule(rule, as_of="2017-12-07")["earned"] == "1"
        assert school.rule(rule, as_of="2017-12-31")["earned"] == "0.5"

    def test_other_sheets_are_no_organization_review(self, school: School, rule: str) -> None:
        school.record("2017/jichu/12-05-self-assessment", {"points": {rule: 1}})
        assert school.rule(rule, as_of="2017-12-31")["status"] == "needs_review"

    def test_sheet_of_another_branch(self, tmp_path: Path, rule: str) -> None:
        school = School(tmp_path, branch(), branch("xinxi"))
        school.record("2017/xinxi/12-08-organization-review", {"points": {rule: 1}})
        assert school.rule(rule, as_of="2017-12-31")["status"] == "needs_review"


@pytest.mark.parametrize("rule", GATES)
class TestJudgedGates:
    """G02, G03: met or not_met, and no points."""

    def test_without_a_sheet(self, school: School, rule: str) -> None:
        evidence = write(school, GATES[rule])
        found = school.rule(rule, as_of="2017-12-31")
        assert (found["status"], found["points"], found["earned"]) == ("needs_review", None, None)
        assert sorted(found["evidence"]) == evidence

    @pytest.mark.parametrize(("given", "status"), [("met", "pass"), ("not_met", "fail")])
    def test_sheet(self, school: School, rule: str, given: str, status: str) -> None:
        review(school, {rule: given})
        found = school.rule(rule, as_of="2017-12-31")
        assert (found["status"], found["points"], found["earned"]) == (status, None, None)
        assert school.check()[1]["problems"] == []
        assert school.rule(rule, as_of="2017-12-07")["status"] == "needs_review"

    @pytest.mark.parametrize("given", ["1", "0", "yes"])
    def test_anything_else_is_an_error(self, school: School, rule: str, given: str) -> None:
        sheet = review(school, {rule: given})
        assert {each["file"] for each in school.problems(severity="error")} == {f"records/{sheet}.md"}
        assert school.rule(rule, as_of="2017-12-31")["status"] == "needs_review"


def test_committee_meetings_on_the_campaign_only(school: School) -> None:  # G02
    school.record("2017/jichu/05-10-committee-meeting")
    on_it = school.record("2017/jichu/10-10-committee-meeting", {"涉及创建活动": "是"})
    school.record("2017/jichu/11-10-committee-meeting", {"涉及创建活动": "否"})
    assert school.rule("G02", as_of="2017-12-31")["evidence"] == [on_it]


def test_awards_of_members_only(school: School) -> None:  # R04, R05
    branch_award = school.record("2017/jichu/05-10-award", {"for": "branch"})
    member_award = school.record("2017/jichu/05-11-award", {"表彰对象": "党员"})
    rules = school.status(as_of="2017-12-31")["branches"]["jichu"]["rules"]
    assert rules["R05"]["evidence"] == [member_award]
    assert rules["R04"]["evidence"] == [branch_award, member_award]


def test_gate_word_for_a_rule_with_points_is_an_error(school: School) -> None:
    sheet = review(school, {"L01": "met"})
    assert {each["file"] for each in school.problems(severity="error")} == {f"records/{sheet}.md"}


def test_rule_that_does_not_exist_is_an_error(school: School) -> None:
    sheet = review(school, {"R09": 1})
    assert {each["file"] for each in school.problems(severity="error")} == {f"records/{sheet}.md"}


def test_human_figures_never_change_what_is_computed(school: School) -> None:  # design §1
    school.record("2017/jichu/04-01-responsibility-letter")
    before = school.rule("L02", as_of="2017-12-31")
    review(school, {"L02": 3, "O01": 4, "L01": 4})
    assert school.check()[1]["problems"] == []
    assert school.rule("L02", as_of="2017-12-31") == before


def test_above_the_maximum_of_a_computed_rule_is_an_error(school: School) -> None:
    sheet = review(school, {"L02": 4})
    assert {each["file"] for each in school.problems(severity="error")} == {f"records/{sheet}.md"}


class TestStandard:
    def test_nothing_to_go_by(self, school: School) -> None:
        write(school, JUDGED["R02"][1])
        jichu = school.status(as_of="2017-12-31")["branches"]["jichu"]
        assert (jichu["standards"]["5"]["points"], jichu["standards"]["5"]["earned"]) == ("18", None)

    def test_whole_sheet(self, school: School) -> None:
        review(school, {"R01": 2, "R02": 3, "R03": 3, "R04": 1.5, "R05": 3, "R06": 0})
        jichu = school.status(as_of="2017-12-31")["branches"]["jichu"]
        assert jichu["standards"]["5"]["earned"] == "12.5"

    def test_part_of_a_sheet(self, school: School) -> None:
        review(school, {"R01": 2, "R02": 3})
        jichu = school.status(as_of="2017-12-31")["branches"]["jichu"]
        assert jichu["standards"]["5"]["earned"] == "15"  # 18 × 5/6

    def test_at_most_66_points_are_computed_without_a_sheet(self, tmp_path: Path) -> None:
        # 100 less what people judge: 4 + 2 + 2, 2 + 1, 2 + 2 (O07, O11), 1, 18.
        school = School(tmp_path, branch(groups=["g1"]))
        jichu = school.status(as_of="2018-02-01")["branches"]["jichu"]
        judged = {rule: each for rule, each in jichu["rules"].items() if each["points"]}
        review_points = sum(float(each["points"]) for each in judged.values() if each["status"] == "needs_review")
        assert 100 - review_points == 66
        open_points = sum(float(each["points"]) for each in judged.values() if each["earned"] is None)
        assert jichu["computed_basis"] == f"{100 - open_points:g}"
