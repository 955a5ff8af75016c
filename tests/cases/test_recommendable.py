"""What a recommendation takes: each condition by itself, and who decides (plan 三 4, domain §4.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cases.test_grading import FULL, sheet, survey
from tests.school import PROJECT_PACK, School, branch

CAMPAIGN = {"campaigns": {2017: {}}}
CHECK = {"roster_count": 12, "checked_count": 12, "lost": 0, "pocket": 0, "floating": 0}
AS_OF = "2017-12-20"
VETO = (
    "- {id: V1, standard: null, kind: veto, points: null, types: [relation_check], where: floating > 2, "
    "effect: not_recommendable, enabled: true, clause: 一票否决}\n"
)


def ready(school: School, *without: str, organization: Mapping[str, Any] = FULL) -> School:
    """All that a recommendation takes, without what is named."""
    steps: dict[str, Callable[[], object]] = {
        "grade": lambda: graded(school, organization),
        "check": lambda: school.record("2017/jichu/11-20-relation-check", CHECK),
        "review": lambda: school.record("2017/jichu/12-06-accountability-review", {}),
        "decision": lambda: decided(school, "12-08", "recommend"),
    }
    for name, step in steps.items():
        if name not in without:
            step()
    return school


def graded(school: School, organization: Mapping[str, Any] = FULL) -> None:
    sheet(school, "12-04", "self_assessment", FULL)
    survey(school)
    sheet(school, "12-07", "organization_review", organization)


def decided(school: School, day: str, subject: str, *branches: str) -> str:
    fields = {"subject": subject, "branches": list(branches or ("jichu",))}
    return school.record(f"2017/_committee/{day}-committee-decision", fields)


def found(school: School, as_of: str = AS_OF, year: int = 2017) -> Any:
    return school.status(year=year, as_of=as_of)["branches"]["jichu"]["recommendable"]


def ballots(good: int, valid: int) -> dict[str, Any]:
    return {
        "ballots": {
            **{"issued": valid, "returned": valid, "invalid": 0, "good": good},
            **{"fairly_good": valid - good, "average": 0, "poor": 0, "abstain": 0},
        }
    }


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path, config=CAMPAIGN)


def test_all_conditions_met(school: School) -> None:
    assert found(ready(school)) == {"met": True, "unmet": []}


@pytest.mark.parametrize(
    ("without", "unmet"),
    [
        ("grade", ["grade"]),
        ("check", ["M10", "M11"]),
        ("review", ["L05"]),
        ("decision", ["decision"]),
    ],
)
def test_each_condition_unmet(school: School, without: str, unmet: list[str]) -> None:
    assert found(ready(school, without)) == {"met": False, "unmet": unmet}


def test_nothing_at_all(school: School) -> None:
    assert found(school) == {"met": False, "unmet": ["grade", "M10", "M11", "L05", "decision"]}


def test_a_grade_below_the_one_asked_for(school: School) -> None:
    assert found(ready(school, organization={**FULL, "1": 0, "2": 21}))["unmet"] == ["grade"]  # 20 + 30 + 79 / 2


def test_a_lost_member(school: School) -> None:
    ready(school)
    school.record("2017/jichu/11-21-relation-check", {**CHECK, "lost": 1})
    assert found(school)["unmet"] == ["M10"]


@pytest.mark.parametrize(("good", "valid", "met"), [(95, 100, True), (94, 100, False), (19, 20, True), (18, 19, False)])
def test_ninety_five_of_a_hundred_say_good(school: School, good: int, valid: int, met: bool) -> None:
    ready(school, "review")
    school.record("2017/jichu/12-06-accountability-review", ballots(good, valid))
    assert found(school)["unmet"] == ([] if met else ["L05"])


class TestTheLatestReview:
    """L05 by the latest review, whichever year it is about, dated within 12 months before the day."""

    @pytest.mark.parametrize(("day", "unmet"), [("12-20", []), ("12-19", ["L05"])])
    def test_the_review_of_the_year_before_while_it_is_recent(self, school: School, day: str, unmet: list[str]) -> None:
        ready(school, "review")
        school.record(f"2016/jichu/{day}-accountability-review", {})
        assert found(school)["unmet"] == unmet

    def test_the_latest_counts_though_an_earlier_one_was_better(self, school: School) -> None:
        ready(school, "review")
        school.record("2017/jichu/01-10-accountability-review", {"reported_year": 2016})
        school.record("2017/jichu/12-06-accountability-review", ballots(94, 100))
        assert found(school)["unmet"] == ["L05"]

    def test_a_review_held_in_january_about_the_year_before(self, school: School) -> None:
        ready(school, "review")
        school.record("2017/jichu/01-10-accountability-review", {"reported_year": 2016, **ballots(94, 100)})
        assert found(school)["unmet"] == ["L05"]

    def test_a_leap_day_goes_back_to_the_last_of_february(self, school: School) -> None:
        ready(school, "review")
        school.record("2019/jichu/02-28-accountability-review", {"reported_year": 2018})
        assert "L05" not in found(school, "2020-02-29")["unmet"]


SELF = {"self": "0.9", "mass": "0.1", "organization": 0}


class TestTheDecision:
    def test_withheld_later(self, school: School) -> None:
        ready(school)
        decided(school, "12-15", "withhold")
        assert found(school, "2017-12-14")["met"]
        assert found(school)["unmet"] == ["decision"]

    def test_recommended_after_all(self, school: School) -> None:
        ready(school, "decision")
        decided(school, "12-08", "withhold")
        decided(school, "12-18", "recommend")
        assert found(school)["met"]

    def test_about_another_branch(self, tmp_path: Path) -> None:
        school = ready(School(tmp_path, branch(), branch("jidian"), config=CAMPAIGN), "decision")
        decided(school, "12-08", "recommend", "jidian")
        assert found(school)["unmet"] == ["decision"]

    def test_not_before_its_day(self, school: School) -> None:
        ready(school)
        assert [found(school, f"2017-12-0{day}")["unmet"] for day in (7, 8)] == [["decision"], []]


def test_conditions_at_a_day_before_the_grading(school: School) -> None:
    ready(school)
    assert found(school, "2017-11-20")["unmet"] == ["grade", "L05", "decision"]


def test_a_veto_blocks_without_touching_the_grade(tmp_path: Path) -> None:
    pack = PROJECT_PACK.read_text("utf-8").replace("\nrules:\n", f"\nrules:\n{VETO}", 1)
    school = ready(School(tmp_path, pack=pack, config=CAMPAIGN))
    assert found(school)["met"]
    school.record("2017/jichu/11-21-relation-check", {**CHECK, "floating": 3})
    assert found(school)["unmet"] == ["veto"]


def test_a_floor(tmp_path: Path) -> None:
    school = School(tmp_path, config={**CAMPAIGN, "rounds": {"floors": {"all": "0.6"}, "weights": SELF}})
    ready(school, organization={**FULL, "5": 10})
    assert found(school)["unmet"] == ["grade", "floor"]


class TestWhereThereIsNone:
    @pytest.mark.parametrize(("as_of", "ended"), [("2017-11-30", False), ("2017-12-01", True)])
    def test_a_branch_that_has_ended(self, tmp_path: Path, as_of: str, ended: bool) -> None:
        school = School(tmp_path, branch(valid_to="2017-12-01"), branch("jidian"), config=CAMPAIGN)
        assert (found(school, as_of) is None) is ended
        said = school.run("status", "--branch", "jichu", "--year", "2017", "--as-of", as_of).out
        assert ("尚缺：" in said) is not ended and ("支部已撤销，不再测算推荐条件" in said) is ended
        assert school.run("bulletin", "new", "--as-of", as_of).code == 0
        draft = next((school.root / "records/2017/_committee").glob("*-bulletin.md")).read_text("utf-8")
        assert draft.count("（已撤销）：") == ended and not re.search("jidian[^：|]*已撤销", draft)
        assert school.run("build", "--as-of", as_of, "--audience", "committee").code == 0
        site = school.root / "site/committee/2017"
        missed = (site / "due.html").read_text("utf-8").partition("还可以补办的")[2]
        assert ('href="jichu/index.html#' in missed) is not ended and 'href="jidian/index.html#' in missed
        assert ("不再测算推荐条件" in (site / "jichu/evaluation.html").read_text("utf-8")) is ended
        assert ('<td data-label="推荐条件">已撤销' in (site / "evaluation.html").read_text("utf-8")) is ended

    def test_a_year_without_campaign_and_grading(self, tmp_path: Path) -> None:
        school = School(tmp_path, config={"campaigns": {2016: {}}})
        assert found(school) is None

    def test_a_grading_without_campaign(self, tmp_path: Path) -> None:
        school = School(tmp_path)
        assert found(ready(school))["met"]

    def test_a_pack_that_asks_for_nothing(self, tmp_path: Path) -> None:
        line = next(each for each in PROJECT_PACK.read_text("utf-8").splitlines() if each.startswith("recommendable:"))
        school = School(tmp_path, pack=PROJECT_PACK.read_text("utf-8").replace(f"{line}\n", ""), config=CAMPAIGN)
        assert found(ready(school)) is None


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("recommendable: {grade: good, rules: [X99]}", "rule_unknown"),
        ("recommendable: {grade: splendid, rules: [M10]}", "pack_choice"),
        ("recommendable: {rules: [M10]}", "parameter_missing"),
        ("recommendable: {grade: good, latest_within_months: {L05: soon}}", "pack_figure"),
        ("recommendable: {grade: good, vote: [M10]}", "parameter_unknown"),
        ("recommendable: [good]", "not_a_mapping"),
    ],
)
def test_conditions_that_make_no_sense(tmp_path: Path, line: str, code: str) -> None:
    lines = PROJECT_PACK.read_text("utf-8").splitlines()
    place = next(number for number, each in enumerate(lines) if each.startswith("recommendable:"))
    lines[place] = line
    school = School(tmp_path, pack="\n".join(lines) + "\n")
    (problem,) = school.problems()
    assert (problem["code"], problem["line"]) == (code, place + 1)


@pytest.mark.parametrize(("share", "allowed"), [("0.4", 0), ("0.5", 1)])
def test_the_quota_is_said_and_decides_nothing(tmp_path: Path, share: str, allowed: int) -> None:
    config = {**CAMPAIGN, "rounds": {"quota": {"share": share}}}
    school = ready(School(tmp_path, branch(), branch("jidian"), config=config), "decision")
    told = school.run("status", "--year", "2017", "--as-of", AS_OF).out
    assert f"推荐名额{allowed}个" in told
    assert "现有1个支部" in told
    assert found(school)["unmet"] == ["decision"]


def test_no_quota_unless_configured(school: School) -> None:
    assert "名额" not in ready(school).run("status", "--year", "2017", "--as-of", AS_OF).out


def answers(yes: int, no: int) -> dict[str, Any]:
    said = {"yes": yes, "partly": 0, "no": no}
    return {"questions": dict.fromkeys(("improved", "solved", "satisfied"), said)}


@pytest.mark.parametrize(
    ("least", "yes", "unmet"),
    [(None, 10, []), ("0.8", 16, []), ("0.8", 15, ["questions"]), ("0.5", 10, [])],
)
def test_a_least_share_of_yes_is_a_condition_only_where_configured(
    tmp_path: Path, least: str | None, yes: int, unmet: list[str]
) -> None:
    config = CAMPAIGN | ({"rounds": {"questions_least": least}} if least else {})
    school = ready(School(tmp_path, config=config), "grade")
    sheet(school, "12-04", "self_assessment", FULL)
    school.record("2017/jichu/12-05-mass-survey", ballots(20, 20) | answers(yes, 20 - yes))
    sheet(school, "12-07", "organization_review", FULL)
    assert found(school)["unmet"] == unmet


@pytest.mark.parametrize(("yes", "said"), [(10, "答“是”仅50%"), (11, "答“是”55%")])
def test_what_the_questions_got_stands_beside_the_conditions(school: School, yes: int, said: str) -> None:
    ready(school, "grade")
    sheet(school, "12-04", "self_assessment", FULL)
    school.record("2017/jichu/12-05-mass-survey", ballots(20, 20) | answers(yes, 20 - yes))
    sheet(school, "12-07", "organization_review", FULL)
    assert school.run("build", "--as-of", AS_OF, "--audience", "committee").code == 0
    page = (school.root / "site/committee/2017/jichu/evaluation.html").read_text("utf-8")
    assert said in page.replace(" ", "")
