"""Levels and steps, bonuses and deductions with caps, a veto; what is not enabled does nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.packs.foreign import earned, foreign, totals
from tests.school import School, branch, days

AS_OF = "2017-12-31"
TOPICS = ["讲政治有信念", "讲规矩、有纪律", "讲道德、有品行", "讲奉献、有作为"]
CHECK = {"roster_count": 12, "checked_count": 12, "lost": 0, "pocket": 0, "floating": 0, "floating_managed": 0}


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = foreign(tmp_path, "levels-and-steps")
    school.records("member_meeting", ["2017-01-10", "2017-03-10", "2017-05-10", "2017-11-10"])
    school.record("2017/jichu/10-10-member-meeting", {"make_up_for": "2017-Q3"})
    school.records("committee_meeting", days("2017-*-08", skip=[2]))
    school.records("party_lecture", ["2017-04-20", "2017-06-28", "2017-09-20"])
    school.record("2017/jichu/04-06-theory-study", {"topics": TOPICS[:2]})
    school.record("2017/jichu/09-06-theory-study", {"topics": TOPICS[1:3], "present": 11})
    school.record("2017/jichu/05-04-award", {"level": "市级"})
    school.record("2017/jichu/06-30-award", {"level": "市级"})
    school.record("2017/jichu/09-10-award", {"level": "区级"})
    return school


def jichu(school: School, as_of: str = AS_OF) -> dict[str, Any]:
    found: dict[str, Any] = school.status(as_of=as_of)["branches"]["jichu"]
    return found


def test_the_pack_is_sound(school: School) -> None:
    assert school.check() == (0, {"errors": 0, "warnings": 0, "problems": []})


def test_with_lost_members(school: School) -> None:
    school.record("2017/jichu/11-20-relation-check", {**CHECK, "lost": 2})
    found = jichu(school)
    assert earned(found) == {
        "M1": "13.75",  # two, one, made up, one: (20 + 15 + 5 + 15) ÷ 4
        "M2": "16",  # 11/12 = 91.6 %: the step from 90 %
        "M3": "12",  # three lectures: the step from two
        "S1": "15",  # three of four topics: 20 × 3/4
        "S2": "20",  # 23/24 = 95.8 %
        "N1": "4",  # 2 × 3, at most 4
        "N2": "2",
        "N3": None,
        "T1": "-4",  # two persons
        "T2": "0",
        "V1": None,
        "V2": None,
    }
    # 41.75 of 60 and 35 of 40; off the total 4, at most 3; added 6, at most 5
    assert totals(found) == {"1": "41.75", "2": "35", "score": "78.75", "basis": "100"}
    assert (found["rules"]["V1"]["status"], found["rules"]["V2"]["status"]) == ("fail", "not_applicable")
    assert found["rules"]["T1"]["value"] == {"numerator": 2, "denominator": 12, "threshold": None}
    assert "一般" in found["rules"]["V1"]["why"]
    assert found["rules"]["V1"]["evidence"] == ["2017/jichu/11-20-relation-check"]


def test_without_trouble(school: School) -> None:
    school.record("2017/jichu/10-20-relation-check", {**CHECK, "lost": 1})
    school.record("2017/jichu/11-20-relation-check", CHECK)
    found = jichu(school)
    assert found["rules"]["V1"]["status"] == "pass"  # the latest check decides
    assert found["rules"]["T1"]["earned"] == "-2"  # what happened in the year still counts
    assert totals(found)["score"] == "79.75"


def test_bonuses_do_not_lift_a_score_above_full_marks(school: School) -> None:
    school.records("member_meeting", ["2017-06-10", "2017-07-10", "2017-08-10", "2017-12-10"])
    school.record("2017/jichu/02-08-committee-meeting")
    school.record("2017/jichu/12-20-party-lecture")
    school.record("2017/jichu/12-06-theory-study", {"topics": TOPICS[3:]})
    assert totals(jichu(school)) == {"1": "60", "2": "40", "score": "100", "basis": "100"}
    pack = (school.root / "content/standards/levels-and-steps.yml").read_text("utf-8")
    school.write("content/standards/levels-and-steps.yml", pack.replace("{cap: 5}", "{cap: 5, above_total: true}"))
    assert totals(jichu(school))["score"] == "105"


def test_late_entries_lower_their_standard(school: School) -> None:
    school.write(
        "records/entered.csv",
        "record,entered_on\n2017/jichu/03-08-committee-meeting,2017-03-16\n"
        "2017/jichu/04-08-committee-meeting,2017-04-15\n",
    )
    found = jichu(school)
    assert found["rules"]["T2"]["earned"] == "-0.5"
    assert found["rules"]["T2"]["evidence"] == ["2017/jichu/03-08-committee-meeting"]
    assert found["standards"]["1"]["earned"] == "41.25"


def test_the_school_switches_a_rule_on(school: School) -> None:
    config = (school.root / "site_config.yml").read_text("utf-8")
    school.write("site_config.yml", config + "rules: {N3: {enabled: true}}\n")
    found = jichu(school)
    # three awards at 9 points each: 35 − 27
    assert (found["rules"]["N3"]["earned"], found["standards"]["2"]["earned"]) == ("-27", "8")


def test_topics_are_pending_until_the_year_is_over(school: School) -> None:
    found = jichu(school, "2017-12-30")["rules"]["S1"]
    assert (found["status"], found["earned"]) == ("pending", None)
    assert found["value"] == {"numerator": 3, "denominator": 4, "threshold": "1"}


def test_a_branch_with_nothing_is_not_given_a_score_below_zero(tmp_path: Path) -> None:
    school = foreign(tmp_path, "levels-and-steps", branch())
    school.record("2017/jichu/11-20-relation-check", {**CHECK, "lost": 9})
    assert totals(jichu(school))["score"] == "0"
