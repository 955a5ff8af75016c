"""The two rounds: three scores, weights, bands and what lowers a grade (plan 三 2, 4; domain §4.2, §4.3)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.school import PROJECT_PACK, School, branch

ALONE = {"weights": {"self": 1, "mass": 0, "organization": 0}}
FULL = {"1": 20, "2": 22, "3": 24, "4": 16, "5": 18}
BALLOTS = {"issued": 40, "returned": 40, "invalid": 0, "good": 40, "fairly_good": 0, "average": 0, "poor": 0}
BALLOTS |= {"abstain": 0}
AS_OF = "2017-12-20"


def sheet(school: School, day: str, kind: str, points: Mapping[str, Any], round: str = "final") -> str:
    """A sheet of the year 2017."""
    slug = kind.replace("_", "-")
    return school.record(f"2017/jichu/{day}-{slug}", {"round": round, "points": dict(points)}, suffix=".yml")


def survey(school: School, day: str = "12-05", round: str = "final", **ballots: int) -> str:
    """A survey of forty content people but for what `ballots` says."""
    fields = {"round": round, "ballots": {**BALLOTS, **ballots}}
    return school.record(f"2017/jichu/{day}-mass-survey", fields, suffix=".yml")


def whole(school: School, organization: Mapping[str, Any] = FULL, **ballots: int) -> None:
    """A final round in order, everything at its best but for what is said."""
    sheet(school, "12-04", "self_assessment", FULL)
    survey(school, "12-05", **ballots)
    sheet(school, "12-07", "organization_review", organization)


def final(school: School, as_of: str = AS_OF, name: str = "final") -> dict[str, Any]:
    found: dict[str, Any] = school.status(as_of=as_of)["branches"]["jichu"]["rounds"][name]
    return found


def graded(tmp_path: Path, **rounds: Any) -> School:
    return School(tmp_path, config={"rounds": rounds} if rounds else {})


@pytest.mark.parametrize(
    ("fifth", "score", "grade"),
    [
        ("18", "100", "good"),
        ("8", "90", "good"),
        ("7.95", "89.95", "fairly_good"),
        ("7.9", "89.9", "fairly_good"),
    ],
)
def test_bands_on_the_exact_figure(tmp_path: Path, fifth: str, score: str, grade: str) -> None:
    school = graded(tmp_path, **ALONE)
    sheet(school, "12-04", "self_assessment", {**FULL, "5": fifth})
    found = final(school)
    assert (found["final"], found["grade"]) == (score, grade)


@pytest.mark.parametrize(
    ("fourth", "fifth", "score", "grade"),
    [
        ("14", "0", "80", "fairly_good"),
        ("13.9", "0", "79.9", "average"),
        ("4", "0", "70", "average"),
        ("3.9", "0", "69.9", "poor"),
    ],
)
def test_lower_bands(tmp_path: Path, fourth: str, fifth: str, score: str, grade: str) -> None:
    school = graded(tmp_path, **ALONE)
    sheet(school, "12-04", "self_assessment", {**FULL, "4": fourth, "5": fifth})
    found = final(school)
    assert (found["final"], found["grade"]) == (score, grade)


def test_a_good_grade_is_never_rounded_up(tmp_path: Path) -> None:
    school = graded(tmp_path, **ALONE)
    sheet(school, "12-04", "self_assessment", {**FULL, "5": "7.999999"})
    assert (final(school)["final"], final(school)["grade"]) == ("89.999999", "fairly_good")


def test_bands_of_the_school(tmp_path: Path) -> None:
    school = School(tmp_path, config={"rounds": ALONE, "bands": {"good": 95}})
    sheet(school, "12-04", "self_assessment", {**FULL, "5": 12})
    assert (final(school)["final"], final(school)["grade"]) == ("94", "fairly_good")


def test_the_weights_of_the_design(tmp_path: Path) -> None:
    school = graded(tmp_path)
    sheet(school, "12-04", "self_assessment", {**FULL, "5": 8})
    survey(school, good=20, fairly_good=10, average=5, poor=5)
    sheet(school, "12-07", "organization_review", {**FULL, "5": 13})
    found = final(school)
    assert (found["self"], found["mass"], found["organization"]) == ("90", "86.25", "95")
    assert found["final"] == "91.375"  # 0.2·90 + 0.3·86.25 + 0.5·95


def test_abstentions_name_no_grade(tmp_path: Path) -> None:
    school = graded(tmp_path)
    survey(school, good=10, average=10, abstain=20)
    assert final(school)["mass"] == "85"


def test_a_survey_with_ballots_not_told_apart_has_no_mean(tmp_path: Path) -> None:
    school = graded(tmp_path)
    ballots = {"returned": 40, "invalid": 0, "good": 30}
    school.record("2017/jichu/12-05-mass-survey", {"round": "final", "ballots": ballots}, suffix=".yml")
    found = final(school)
    assert found["mass"] is None
    assert "mass" in found["missing"]


@pytest.mark.parametrize(
    ("few", "valid", "mass", "total"),
    [
        ({}, 10, "85", "95.5"),
        ({}, 9, "85", "95.5"),
        ({"below_minimum": "used"}, 9, "85", "95.5"),
        ({"below_minimum": "to_organization"}, 10, "85", "95.5"),
        ({"below_minimum": "to_organization"}, 9, None, "100"),
    ],
)
def test_few_ballots_are_used_unless_their_weight_goes_to_the_organization(
    tmp_path: Path, few: dict[str, str], valid: int, mass: str | None, total: str
) -> None:
    school = graded(tmp_path, **few)
    whole(school, returned=valid, good=0, fairly_good=valid)
    found = final(school)
    assert (found["mass"], found["final"], found["missing"]) == (mass, total, [])


def test_a_round_without_one_of_its_parts_is_not_final(tmp_path: Path) -> None:
    school = graded(tmp_path)
    sheet(school, "12-04", "self_assessment", FULL)
    survey(school)
    found = final(school)
    assert (found["self"], found["final"], found["grade"], found["missing"]) == ("100", None, None, ["organization"])


def test_a_sheet_by_standard_lacks_a_standard(tmp_path: Path) -> None:
    school = graded(tmp_path)
    sheet(school, "12-04", "self_assessment", {name: points for name, points in FULL.items() if name != "4"})
    assert (final(school)["self"], "self" in final(school)["missing"]) == (None, True)


def test_the_rounds_are_told_apart_and_cut_at_the_day(tmp_path: Path) -> None:
    school = graded(tmp_path, **ALONE)
    sheet(school, "10-12", "self_assessment", {**FULL, "5": 0}, round="baseline")
    sheet(school, "12-04", "self_assessment", FULL)
    assert final(school, "2017-10-11", "baseline")["final"] is None
    assert final(school, "2017-10-12", "baseline")["final"] == "82"
    assert final(school, "2017-12-03")["final"] is None
    assert final(school, "2017-12-04")["final"] == "100"
    assert final(school, "2017-12-04", "baseline")["final"] == "82"


def test_the_sheet_that_corrects_another_counts(tmp_path: Path) -> None:
    school = graded(tmp_path, **ALONE)
    first = sheet(school, "12-04", "self_assessment", FULL)
    again = {"round": "final", "points": {**FULL, "1": 10}, "corrects": first, "correction_reason": "第一项多算了"}
    school.record("2017/jichu/12-06-self-assessment", again)
    assert [final(school, day)["final"] for day in ("2017-12-05", "2017-12-06")] == ["100", "90"]


def test_a_review_held_in_january_may_be_of_the_year_before(tmp_path: Path) -> None:
    school = graded(tmp_path)
    fields = {"round": "final", "points": FULL, "reported_year": 2017}
    school.record("2018/jichu/01-08-organization-review", fields, suffix=".yml")
    found = school.status(year=2017, as_of="2018-01-10")["branches"]["jichu"]["rounds"]["final"]
    assert found["organization"] == "100"
    assert school.status(year=2018, as_of="2018-01-10")["branches"]["jichu"]["rounds"]["final"]["organization"] is None


def test_drafts_count_for_nothing(tmp_path: Path) -> None:
    school = graded(tmp_path, **ALONE)
    fields = {"round": "final", "points": FULL, "draft": "是"}
    school.record("2017/jichu/12-04-self-assessment", fields, suffix=".yml")
    assert final(school)["self"] is None


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        (("12-04", "12-05", "12-07"), []),
        (("12-05", "12-05", "12-05"), []),
        (("12-06", "12-05", "12-07"), ["mass"]),
        (("12-04", "12-08", "12-07"), ["organization"]),
        (("12-09", "12-08", "12-07"), ["mass", "organization"]),
    ],
)
def test_the_order_of_the_three_parts(tmp_path: Path, days: tuple[str, str, str], wrong: list[str]) -> None:
    school = graded(tmp_path)
    sheet(school, days[0], "self_assessment", FULL)
    survey(school, days[1])
    sheet(school, days[2], "organization_review", FULL)
    assert final(school)["disorder"] == wrong


def test_the_gap_to_the_computed_score(tmp_path: Path) -> None:
    school = graded(tmp_path)
    sheet(school, "10-12", "self_assessment", FULL, round="baseline")
    branch_ = school.status(as_of="2017-11-01")["branches"]["jichu"]
    assert float(branch_["rounds"]["baseline"]["gap"]) == pytest.approx(
        100 - float(branch_["computed_score"]), abs=1e-5
    )
    sheet(school, "12-04", "self_assessment", FULL)
    rounds = school.status(as_of=AS_OF)["branches"]["jichu"]["rounds"]
    assert rounds["baseline"]["gap"] is None
    assert rounds["final"]["gap"] is not None


def test_human_scores_are_not_changed_by_what_is_computed(tmp_path: Path) -> None:
    school = graded(tmp_path, **ALONE)
    sheet(school, "12-04", "self_assessment", FULL)
    before = final(school)["self"]
    school.record("2017/jichu/03-08-committee-meeting", {})
    assert final(school)["self"] == before == "100"


class TestSheetsByRule:
    def test_every_rule_with_points_needs_a_figure(self, tmp_path: Path) -> None:
        school = graded(tmp_path)
        sheet(school, "12-07", "organization_review", {"L02": 3})
        found = final(school)
        assert (found["organization"], "organization" in found["missing"]) == (None, True)

    def test_rules_that_do_not_apply_need_none_and_the_rest_is_brought_to_the_weight(self, tmp_path: Path) -> None:
        school = School(tmp_path, branch(full=5, committee=None), config={})
        rules = school.status(as_of=AS_OF)["branches"]["jichu"]["rules"]
        applying = {
            rule: found["points"]
            for rule, found in rules.items()
            if found["points"] and found["status"] != "not_applicable"
        }
        assert "O02" not in applying
        sheet(school, "12-07", "organization_review", applying)
        assert final(school)["organization"] == "100"
        sheet(school, "12-07", "organization_review", {**applying, "O01": "2"})
        # standard 3: 24 points, of which O02 and O03 do not apply: 2 of the rest lost, brought to its weight
        rest = sum(float(points) for rule, points in applying.items() if rule.startswith("O"))
        assert float(final(school)["organization"]) == pytest.approx(100 - 24 * 2 / rest, abs=1e-5)


class TestLowered:
    FLOORED: Mapping[str, Any] = {**FULL, "5": "10.7"}  # 10.8 is 60 % of 18

    @pytest.mark.parametrize(("fifth", "grade"), [("10.8", "good"), ("10.7", "fairly_good")])
    def test_a_standard_under_its_floor_lowers_by_one(self, tmp_path: Path, fifth: str, grade: str) -> None:
        school = graded(tmp_path, floors={"all": "0.6"})
        whole(school, {**FULL, "5": fifth})
        assert final(school)["grade"] == grade

    def test_no_floor_unless_configured(self, tmp_path: Path) -> None:
        school = graded(tmp_path)
        whole(school, self.FLOORED)
        assert final(school)["grade"] == "good"

    def test_a_floor_of_one_standard(self, tmp_path: Path) -> None:
        school = graded(tmp_path, floors={"1": "0.6"})
        whole(school, self.FLOORED)
        assert final(school)["grade"] == "good"

    @pytest.mark.parametrize(("content", "grade"), [(36, "good"), (35, "average")])
    def test_few_content_people_bar_the_upper_grades(self, tmp_path: Path, content: int, grade: str) -> None:
        school = graded(tmp_path, mass_satisfaction={"least": "0.9"})
        whole(school, good=content, average=40 - content)
        assert final(school)["grade"] == grade

    def test_an_active_veto_caps_the_grade(self, tmp_path: Path) -> None:
        veto = (
            "- {id: V1, standard: null, kind: veto, points: null, types: [relation_check], where: lost > 0, "
            "effect: {grade_at_most: average}, enabled: true, clause: 一票否决}\n"
        )
        pack = PROJECT_PACK.read_text("utf-8").replace("\nrules:\n", f"\nrules:\n{veto}", 1)
        school = School(tmp_path, pack=pack)
        whole(school)
        check = {"roster_count": 12, "checked_count": 12, "lost": 0, "pocket": 0, "floating": 0}
        school.record("2017/jichu/11-20-relation-check", check)
        assert final(school)["grade"] == "good"
        school.record("2017/jichu/11-21-relation-check", {**check, "lost": 1})
        found = school.status(as_of=AS_OF)["branches"]["jichu"]
        assert (found["rounds"]["final"]["final"], found["rounds"]["final"]["grade"]) == ("100", "average")
        assert {"grade", "veto"} <= set(found["recommendable"]["unmet"])


class TestConfiguration:
    def problems(self, tmp_path: Path, **rounds: Any) -> list[tuple[str, int]]:
        school = graded(tmp_path, **rounds)
        return [(each["code"], each["line"]) for each in school.problems()]

    def line(self, tmp_path: Path, key: str) -> int:
        lines = (tmp_path / "site_config.yml").read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if key in line)

    def test_weights_that_do_not_add_up_to_one(self, tmp_path: Path) -> None:
        found = self.problems(tmp_path, weights={"self": "0.2", "mass": "0.3", "organization": "0.4"})
        assert found == [("weights_not_one", self.line(tmp_path, "weights"))]

    def test_weights_left_out_keep_their_defaults(self, tmp_path: Path) -> None:
        assert self.problems(tmp_path, weights={"self": "0.2"}) == []

    def test_unknown_weights(self, tmp_path: Path) -> None:
        weights = {"self": "0.2", "mass": "0.3", "organization": "0.5", "colleagues": 0}
        assert [code for code, _ in self.problems(tmp_path, weights=weights)] == ["unknown_field"]

    def test_a_ballot_worth_more_than_full_marks(self, tmp_path: Path) -> None:
        assert [code for code, _ in self.problems(tmp_path, survey_values={"good": 120})] == ["grading_above"]

    def test_a_share_above_one(self, tmp_path: Path) -> None:
        assert [code for code, _ in self.problems(tmp_path, floors={"all": 60})] == ["grading_above"]

    def test_a_floor_of_no_standard(self, tmp_path: Path) -> None:
        assert [code for code, _ in self.problems(tmp_path, floors={"9": "0.6"})] == ["grading_unknown"]

    def test_a_grade_nobody_knows(self, tmp_path: Path) -> None:
        bar = {"least": "0.9", "grade_at_most": "middling"}
        assert [code for code, _ in self.problems(tmp_path, mass_satisfaction=bar)] == ["grading_unknown"]


@pytest.mark.parametrize("kind", ["self_assessment", "organization_review"])
@pytest.mark.parametrize(
    ("name", "most", "above"), [("5", "18", "18.01"), ("L02", "3", "3.5")], ids=["by standard", "by rule"]
)
def test_a_figure_above_its_maximum(tmp_path: Path, kind: str, name: str, most: str, above: str) -> None:
    school = graded(tmp_path)
    sheet(school, "12-07", kind, {name: most})
    assert [each["code"] for each in school.problems()] == []
    record = sheet(school, "12-08", kind, {name: above})
    (problem,) = school.problems()
    assert problem["code"] == "points_above"
    lines = (tmp_path / problem["file"]).read_text("utf-8").splitlines()
    assert problem["file"].startswith(f"records/{record}")
    assert above in lines[problem["line"] - 1]


def test_a_sheet_by_rule_and_by_standard_at_once(tmp_path: Path) -> None:
    school = graded(tmp_path)
    sheet(school, "12-07", "organization_review", {"L02": 3, "5": 18})
    (problem,) = school.problems()
    assert (problem["code"], problem["severity"]) == ("sheet_mixed", "warning")
    lines = (tmp_path / problem["file"]).read_text("utf-8").splitlines()
    assert lines[problem["line"] - 1][problem["column"] - 1 :].startswith(("18", '"18"'))
