"""regulation-2018: beside the score, without points, and not before it was in force (design §4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.packs.foreign import STANDARDS, foreign, totals
from tests.school import School, branch, days, reasons, statuses
from tests.sweep import over

PACK = yaml.safe_load((STANDARDS / "regulation-2018.yml").read_text("utf-8"))


@pytest.fixture
def school(tmp_path: Path) -> School:
    return foreign(tmp_path, "regulation-2018", branch(groups=["g1"]))


def rules(school: School, year: int, as_of: str) -> dict[str, Any]:
    found: dict[str, Any] = school.status(year=year, as_of=as_of)["branches"]["jichu"]["rules"]
    return found


def test_the_pack_is_sound_and_has_no_points(school: School) -> None:
    assert school.check() == (0, {"errors": 0, "warnings": 0, "problems": []})
    found = school.status(year=2019, as_of="2020-02-01")["branches"]["jichu"]
    assert all(each["points"] is None and each["earned"] is None for each in found["rules"].values())
    assert totals(found) == {**dict.fromkeys("12345"), "score": None, "basis": "0"}


@over("rule", PACK["rules"], lambda rule: rule["id"])
def test_every_rule_cites_the_regulation_and_is_told_in_two_languages(rule: dict[str, Any]) -> None:
    assert rule["source"] == "regulation"
    assert rule["clause"]
    assert rule["gloss"].keys() == {"zh", "en"}
    assert 0 < len(rule["gloss"]["zh"]) <= 60
    assert rule["gloss"]["en"].endswith(".")


def test_it_stands_beside_the_pack_that_scores(tmp_path: Path) -> None:
    school = School(tmp_path, config={"packs": {"scoring": "five-good", "beside": ["regulation-2018"]}})
    school.write("content/standards/regulation-2018.yml", (STANDARDS / "regulation-2018.yml").read_text("utf-8"))
    assert school.check()[0] == 0
    alone = School(tmp_path / "alone").status(as_of="2017-12-31")["branches"]["jichu"]
    assert school.status(as_of="2017-12-31")["branches"]["jichu"] == alone


def test_windows_that_began_before_it_are_not_judged(school: School) -> None:
    found = rules(school, 2018, "2019-02-01")
    assert statuses(found["B05"]) == ["not_applicable"] * 10 + ["fail", "fail"]
    assert statuses(found["B06"], "jichu/g1") == ["not_applicable"] * 10 + ["fail", "fail"]
    assert statuses(found["D01"]) == ["not_applicable"] * 10 + ["fail", "fail"]
    for rule in ("B04", "B09", "B11", "D02"):
        assert set(statuses(found[rule])) == {"not_applicable"}
        assert reasons(found[rule]) == {"not_started"}
    assert (found["B12"]["status"], found["B12"]["reason"]) == ("not_applicable", "not_started")
    assert statuses(rules(school, 2019, "2020-02-01")["B04"]) == ["fail"] * 4


def test_years_before_it_are_refused(school: School) -> None:
    ran = school.run("status", "--year", "2017", "--as-of", "2018-02-01")
    assert ran.code == 2


def test_a_later_regulation_counts_from_its_own_day(school: School) -> None:
    school.records("centralized_training", ["2019-06-01"], hours="30", present=12)
    school.records("centralized_training", ["2020-06-01", "2020-09-01"], hours="16", present=12)
    assert reasons(rules(school, 2019, "2020-02-01")["E01"]) == {"not_started"}
    assert statuses(rules(school, 2020, "2020-12-31")["E01"]) == ["pass"]
    assert rules(school, 2020, "2021-02-01")["V02"]["reason"] == "not_started"
    assert rules(school, 2021, "2022-02-01")["V02"]["reason"] == "no_case"


@pytest.mark.parametrize(
    ("excellent", "others", "status"),
    [(4, 8, "pass"), (5, 7, "fail"), (4, 7, "fail"), (3, 7, "pass"), (0, 12, "pass")],
)
def test_at_most_a_third_are_excellent(school: School, excellent: int, others: int, status: str) -> None:
    ballots = {"excellent": excellent, "qualified": others}
    away = 12 - excellent - others
    school.record("2019/jichu/12-20-member-appraisal", {"ballots": ballots, "not_appraised": away})
    assert rules(school, 2019, "2019-12-31")["B12"]["status"] == status


@pytest.mark.parametrize(
    ("study", "status"), [("12-19", "pass"), ("12-20", "fail"), ("11-20", "pass"), ("11-19", "fail"), (None, "fail")]
)
def test_study_before_the_life_meeting(school: School, study: str | None, status: str) -> None:
    school.record("2019/jichu/12-20-organizational-life-meeting")
    if study:
        school.record(f"2019/jichu/{study}-theory-study")
    assert rules(school, 2019, "2019-12-31")["B10"]["status"] == status


@pytest.mark.parametrize(
    ("full", "committee", "groups", "expected"),
    [
        (2, None, [], {"B01": "fail", "B02": "not_applicable", "B03": "not_applicable"}),
        (3, None, [], {"B01": "pass", "B02": "not_applicable", "B03": "not_applicable"}),
        (7, None, [], {"B01": "pass", "B02": "fail", "B03": "not_applicable"}),
        (7, 3, [], {"B01": "pass", "B02": "pass", "B03": "not_applicable"}),
        (12, 8, [], {"B01": "pass", "B02": "fail", "B03": "not_applicable"}),
        (20, 5, [], {"B01": "pass", "B02": "pass", "B03": "fail"}),
        (50, 5, ["g1"], {"B01": "pass", "B02": "pass", "B03": "pass"}),
        (51, 5, ["g1"], {"B01": "fail", "B02": "pass", "B03": "pass"}),
    ],
)
def test_how_a_branch_is_made_up(
    tmp_path: Path, full: int, committee: int | None, groups: list[str], expected: dict[str, str]
) -> None:
    terms = [{"from": "2014-09-01", "size": committee}] if committee else None
    school = foreign(tmp_path, "regulation-2018", branch(full=full, committee=terms, groups=groups))
    found = rules(school, 2019, "2019-06-30")
    assert {rule: found[rule]["status"] for rule in expected} == expected


def test_a_full_year(school: School) -> None:
    school.records("member_meeting", ["2019-02-10", "2019-05-10", "2019-08-10", "2019-11-10"])
    for kind in ("committee_meeting", "group_meeting", "party_day"):
        school.records(kind, days("2019-*-08"))
    school.records("party_lecture", ["2019-06-28"])
    school.records("theory_study", ["2019-12-10"])
    school.records("organizational_life_meeting", ["2019-12-20"])
    school.records("member_appraisal", ["2019-12-21"])
    school.record("2019/jichu/07-01-talk", {"talks": 12, "members_covered": 12})
    school.record("2019/jichu/12-30-dues-disclosure", {"period": "2019"})
    for month, day in enumerate(days("2019-*-20"), 1):
        paid = {"due_members": 12, "paid_on_time": 12, "paid_in_full": 12, "paid_on_time_in_full": 12}
        school.record(f"2019/jichu/{day[5:]}-dues", {"month": f"2019-{month:02}", **paid})
    found = {rule: each["status"] for rule, each in rules(school, 2019, "2019-12-31").items()}
    out = {"B03": "not_applicable", "E01": "not_applicable", "E02": "not_applicable", "V02": "not_applicable"}
    assert found == {**dict.fromkeys(found, "pass"), **out, "V03": "not_applicable", "V01": "fail"}  # elected in 2015
