"""Points: rescaling within a standard, exact fractions, the computed score (design §4 Points)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.school import School, branch, days

# A pack of two standards, so that every figure can be followed by hand: 12 + 4 = 16 points.
TWO_STANDARDS = """\
id: five-good
title: 两项标准
valid_from: 2016-01-01
valid_to: null
total: 16
bands: {good: 90, fairly_good: 80, average: 70}
standards: {3: {name: 组织生活好, points: 12}, 4: {name: 制度落实好, points: 4}}
rules:
- {id: O01, standard: 3, kind: cadence, points: 4, types: [member_meeting], period: quarter, min: 1}
- {id: O02, standard: 3, kind: cadence, points: 4, types: [committee_meeting], period: month, min: 1, needs: committee}
- {id: O03, standard: 3, kind: cadence, points: 3, types: [group_meeting], period: month, min: 1, unit: group}
- {id: O07, standard: 3, kind: qualitative, points: 1, evidence: [organizational_life_meeting]}
- {id: S05, standard: 4, kind: qualitative, points: 4, evidence: []}
"""


def test_a_full_year(tmp_path: Path) -> None:
    school = School(tmp_path, branch(groups=["g1"]))
    school.records("member_meeting", ["2017-02-10", "2017-05-10", "2017-08-10", "2017-11-10"])
    school.records("committee_meeting", days("2017-*-03"))
    school.records("group_meeting", days("2017-*-06"))
    school.records("party_lecture", ["2017-06-28"])
    school.records("organizational_life_meeting", ["2017-03-20", "2017-09-20"])
    school.records("member_appraisal", ["2017-12-20"])
    school.record("2017/jichu/12-08-organization-review", {"points": {"O07": 2, "O11": 1.5}})
    jichu = school.status(as_of="2017-12-31")["branches"]["jichu"]
    earned = {rule: found["earned"] for rule, found in jichu["rules"].items() if rule.startswith("O")}
    assert earned == {
        "O01": "4",
        "O02": "4",
        "O03": "3",
        "O04": "2",
        "O05": "2",
        "O06": "2",
        "O07": "2",
        "O08": None,
        "O09": None,
        "O10": "0.5",
        "O11": "1.5",
    }
    # 21 of the 21.5 points judged, brought to the standard's 24: 24 × 21 / 21.5 = 23.4418604…, no trailing zero
    assert jichu["standards"]["3"]["earned"] == "23.44186"


@pytest.mark.parametrize(
    ("skip", "earned"),
    [
        ([], "4"),
        ([1], "3.666666"),
        ([1, 2], "3.333333"),
        ([1, 2, 3], "3"),
        ([1, 2, 3, 4], "2.666666"),
        ([1, 2, 3, 4, 5], "2.333333"),
        (range(1, 12), "0.333333"),
        (range(1, 13), "0"),
    ],
)
def test_figures_are_cut_not_rounded(school: School, skip: list[int], earned: str) -> None:  # 4 × n/12
    school.records("committee_meeting", days("2017-*-08", skip=skip))
    assert school.rule("O02", as_of="2017-12-31")["earned"] == earned


class TestTwoStandards:
    @pytest.fixture
    def school(self, tmp_path: Path) -> School:
        return School(tmp_path, branch(groups=["g1"]), pack=TWO_STANDARDS)

    def score(self, school: School, as_of: str) -> dict[str, object]:
        jichu = school.status(as_of=as_of)["branches"]["jichu"]
        return {
            "3": jichu["standards"]["3"]["earned"],
            "4": jichu["standards"]["4"]["earned"],
            "score": jichu["computed_score"],
            "basis": jichu["computed_basis"],
        }

    def test_nothing_to_judge_yet(self, school: School) -> None:
        assert self.score(school, "2017-01-30") == {"3": None, "4": None, "score": None, "basis": "0"}

    def test_standard_without_figure_leaves_the_total(self, school: School) -> None:
        school.records("member_meeting", ["2017-02-10"])
        school.records("committee_meeting", ["2017-01-03", "2017-02-03"])
        school.records("group_meeting", ["2017-01-06", "2017-02-06", "2017-03-06"])
        # O01 4 of 4, O02 4 × 2/3, O03 3 of 3: 12 × (4 + 8/3 + 3) / 11 = 116/11; score 100 × 116/11 / 12
        assert self.score(school, "2017-03-31") == {
            "3": "10.545454",
            "4": None,
            "score": "87.878787",
            "basis": "11",
        }

    def test_both_standards(self, school: School) -> None:
        school.records("member_meeting", ["2017-02-10"])
        school.records("committee_meeting", ["2017-01-03", "2017-02-03"])
        school.records("group_meeting", ["2017-01-06", "2017-02-06", "2017-03-06"])
        school.record("2017/jichu/03-30-organization-review", {"points": {"O07": 0.5, "S05": 3}})
        # 12 × (4 + 8/3 + 3 + 1/2) / 12 = 61/6; 3 of 4; score 100 × (61/6 + 3) / 16 = 82.291666…
        assert self.score(school, "2017-03-31") == {
            "3": "10.166666",
            "4": "3",
            "score": "82.291666",
            "basis": "16",
        }

    def test_not_applicable_is_rescaled_within_the_standard(self, school: School) -> None:
        school.organize(branch(full=6, committee=None))
        school.records("member_meeting", ["2017-02-10"], 应到=6)
        # O02, O03 not applicable, O07 unreviewed: O01 alone carries the twelve points.
        assert self.score(school, "2017-06-29") == {"3": "12", "4": None, "score": "100", "basis": "4"}
        assert self.score(school, "2017-06-30") == {"3": "6", "4": None, "score": "50", "basis": "4"}


def test_pack_that_does_not_add_up_is_an_error(tmp_path: Path) -> None:  # design §4
    school = School(tmp_path, pack=TWO_STANDARDS.replace("total: 16", "total: 17"))
    code, found = school.check()
    assert code == 1
    assert {each["file"] for each in found["problems"]} == {"content/standards/five-good.yml"}
    ran = school.run("status", "--year", "2017", "--as-of", "2017-12-05", "--format", "json")
    assert ran.code == 1


def test_rules_of_a_standard_that_do_not_add_up_are_an_error(tmp_path: Path) -> None:
    pack = TWO_STANDARDS.replace(
        "id: O01, standard: 3, kind: cadence, points: 4", "id: O01, standard: 3, kind: cadence, points: 5"
    )
    assert pack != TWO_STANDARDS
    assert School(tmp_path, pack=pack).check()[0] == 1


def test_same_input_same_bytes(school: School) -> None:  # design §5
    school.records("committee_meeting", days("2017-*-08"))
    runs = {school.run("status", "--year", "2017", "--as-of", "2017-12-05", "--format", "json").out for _ in range(2)}
    assert len(runs) == 1


def test_configuration_changes_its_version(school: School) -> None:
    before = school.status(as_of="2017-12-05")["config_version"]
    school.record("2017/jichu/03-08-committee-meeting")
    assert school.status(as_of="2017-12-05")["config_version"] == before
    school.write("site_config.yml", (school.root / "site_config.yml").read_text("utf-8") + "rules: {O04: {min: 2}}\n")
    assert school.status(as_of="2017-12-05")["config_version"] != before
