"""A school year: 2018 runs from 1 September 2018 to 31 August 2019, in semesters, quarters of its own, named days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.packs.foreign import earned, foreign, totals
from tests.school import School, branch, statuses

END = "2019-08-31"
MONTHS = [f"2018-{month:02}" for month in range(9, 13)] + [f"2019-{month:02}" for month in range(1, 9)]


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = foreign(tmp_path, "school-year", branch(), reporting_deadline="next-09-30")
    school.records("organizational_life_meeting", ["2018-12-20", "2019-06-15"])
    school.records("committee_meeting", [f"{key}-08" for key in MONTHS if key[5:] not in ("02", "07")])
    school.records("member_meeting", ["2018-10-10", "2019-01-15", "2019-04-10"])
    school.records("centralized_training", ["2018-11-03"], hours="8.5", present=12)
    school.records("centralized_training", ["2019-05-11"], hours="7.5", present=12)
    school.records("activity", ["2018-10-09", "2019-03-06"], participants=20)
    school.records("theory_study", ["2018-12-17", "2019-06-14"])
    # of the school years before and after
    school.records("committee_meeting", ["2018-08-08", "2019-09-08"])
    school.records("member_meeting", ["2018-08-10"])
    school.records("centralized_training", ["2019-09-01"], hours="30", present=12)
    return school


def jichu(school: School, as_of: str = END, year: int = 2018) -> dict[str, Any]:
    found: dict[str, Any] = school.status(year=year, as_of=as_of)["branches"]["jichu"]
    return found


def test_the_pack_is_sound(school: School) -> None:
    assert school.check() == (0, {"errors": 0, "warnings": 0, "problems": []})


def test_the_whole_year(school: School) -> None:
    assert earned(jichu(school)) == {
        "H1": "20",
        "H2": "20",  # 24 × 10/12
        "H3": "12",  # June to August without one: 16 × 3/4
        "H4": "20",  # 8.5 + 7.5 hours
        "H5": "5",  # the fifth of March was missed by a day
        "H6": "5",  # the second study was the day before
    }
    assert totals(jichu(school)) == {"1": "52", "2": "30", "score": "82", "basis": "100"}


def test_windows_run_from_september(school: School) -> None:
    rules = jichu(school)["rules"]
    spans = {rule: [(each["from"], each["to"]) for each in rules[rule]["windows"]] for rule in ("H1", "H2", "H3", "H4")}
    assert spans["H1"] == [("2018-09-01", "2019-01-31"), ("2019-02-01", "2019-08-31")]
    assert [first[:7] for first, _ in spans["H2"]] == MONTHS
    assert spans["H3"][:2] == [("2018-09-01", "2018-11-30"), ("2018-12-01", "2019-02-28")]
    assert spans["H4"] == [("2018-09-01", "2019-08-31")]


def test_in_the_middle_of_the_year(school: School) -> None:
    rules = jichu(school, "2019-02-28")["rules"]
    assert statuses(rules["H1"]) == ["pass", "pending"]
    assert statuses(rules["H2"]) == ["pass"] * 5 + ["fail"] + ["pending"] * 6
    assert statuses(rules["H3"]) == ["pass", "pass", "pending", "pending"]
    assert statuses(rules["H4"]) == ["pending"]


def test_nothing_is_held_against_a_branch_before_its_year_is_over(tmp_path: Path) -> None:
    school = foreign(tmp_path, "school-year", branch())  # the deadline of 31 January falls within the year
    assert jichu(school, END)["rules"]["H6"]["status"] == "no_evidence"
    assert jichu(school, "2019-09-01")["rules"]["H6"]["status"] == "fail"


def test_a_month_made_up_for_across_the_new_year(school: School) -> None:
    school.record("2019/jichu/03-20-committee-meeting", {"make_up_for": "2019-02"})
    assert school.check()[1]["problems"] == []
    february = jichu(school)["rules"]["H2"]["windows"][5]
    assert (february["from"], february["status"], february["reason"]) == ("2019-02-01", "late", "made_up")


def test_a_branch_founded_in_spring_is_judged_by_half_a_semester(tmp_path: Path) -> None:
    school = foreign(tmp_path, "school-year", branch(valid_from="2019-04-01"))
    rules = jichu(school)["rules"]
    assert statuses(rules["H1"]) == ["not_applicable", "fail"]
    assert statuses(rules["H4"]) == ["not_applicable"]  # five months of twelve


def test_what_says_no_year_belongs_to_the_school_year_of_its_day(tmp_path: Path) -> None:
    """A25: an appraisal in June 2019 is of the school year 2018, and a day of spring lies in its second half."""
    school = foreign(tmp_path, "school-year", branch(), reporting_deadline="next-09-30")
    path = tmp_path / "content/standards/school-year.yml"
    more = (
        "- {id: H7, standard: 2, kind: cadence, points: 0, types: [member_appraisal], period: year,"
        " year_field: appraised_year, open_until: next-01-31, clause: 每学年评议一次}\n"
        "- {id: H8, standard: 2, kind: deadline, points: 0, types: [responsibility_letter], by: 03-31,"
        " year_field: covers_year, clause: 三月底前签订}\n"
        "- {id: H9, standard: 2, kind: cadence, points: 0, types: [party_day], period: month,"
        " within: [03-01, 05-31], campaign: false, clause: 春季每月一次}\n"
    )
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    school.record("2019/jichu/06-20-member-appraisal")
    school.record("2019/jichu/03-20-responsibility-letter")
    found = jichu(school, END)["rules"]
    assert [found[rule]["status"] for rule in ("H7", "H8")] == ["pass", "pass"]
    assert [each["from"][:7] for each in found["H9"]["windows"]] == ["2019-03", "2019-04", "2019-05"]
    later = jichu(school, "2019-12-31", 2019)["rules"]
    assert [later[rule]["status"] for rule in ("H7", "H8")] == ["pending", "pending"]
    early = jichu(school, "2019-03-19")["rules"]
    assert [early[rule]["status"] for rule in ("H7", "H8")] == ["pending", "pending"]


def test_the_next_year_is_another(school: School) -> None:
    rules = jichu(school, "2019-09-30", year=2019)["rules"]
    assert statuses(rules["H2"]) == ["pass"] + ["pending"] * 11
    assert rules["H4"]["windows"][0]["count"] == 30
