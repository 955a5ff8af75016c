"""150 points in weighted sections, lost by deduction from pools that never fall below nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.packs.foreign import earned, foreign, totals
from tests.school import School, branch, days

AS_OF = "2017-12-31"


@pytest.fixture
def school(tmp_path: Path) -> School:
    return foreign(tmp_path, "deductions-150", branch(), branch("xinxi"))


@pytest.fixture
def jichu(school: School) -> dict[str, Any]:
    school.record("2017/jichu/04-05-responsibility-letter")
    school.record("2017/jichu/03-10-work-report", {"to": "学校党委"})
    ballots = {"issued": 20, "returned": 20, "invalid": 0, "good": 18, "fairly_good": 2, "average": 0, "poor": 0}
    school.record("2017/jichu/12-20-accountability-review", {"ballots": {**ballots, "abstain": 0}})
    school.records("member_meeting", ["2017-02-10", "2017-05-10", "2017-08-10"], present=10)
    school.records("committee_meeting", days("2017-*-08", skip=[2, 8]))
    school.record("2017/jichu/06-28-party-lecture")
    for month, day in enumerate(days("2017-*-28"), 1):
        on_time, in_full = {3: (11, 11), 5: (11, 12)}.get(month, (12, 12))
        fields = {"month": f"2017-{month:02}", "due_members": 12, "paid_on_time": on_time, "paid_in_full": in_full}
        school.record(f"2017/jichu/{day[5:]}-dues", fields)
    for month in range(1, 6):
        done = "20" if month == 1 else "29"  # the first in time, four late
        fields = {"assigned_on": f"2017-0{month}-01", "due": f"2017-0{month}-25", "done_on": f"2017-0{month}-{done}"}
        school.record(
            f"2017/jichu/0{month}-01-task", {**fields, "done_on": fields["done_on"].replace("02-29", "03-01")}
        )
    found: dict[str, Any] = school.status(as_of=AS_OF)["branches"]["jichu"]
    return found


def test_the_pack_is_sound(school: School) -> None:
    assert school.check() == (0, {"errors": 0, "warnings": 0, "problems": []})


def test_rules(jichu: dict[str, Any]) -> None:
    assert earned(jichu) == {
        "A1": "0",  # signed in April: 20 lost
        "A2": "45",  # 60 − 15 × 1 half-year
        "A3": "0",  # 18/20 < 95 %: all 60 lost
        "A4": "40",
        "B1": "27",  # 30 − 3 × 1 quarter
        "B2": "26",  # 30 − 2 × 2 months
        "B3": "15",  # 30 − 5 × 3 quarters
        "B4": "16.5",  # 30/36 = 83.33 %, 6.67 points below 90 %, 7 begun: 20 − 7 × ½
        "B5": None,  # open to the end of January
        "C1": "17",  # March missed, May late for half: 20 − 2 × 1½
        "C2": "12",  # four times: 1 + 2 + 3 + 3 = 9, at most 8
    }


def test_pools_sections_and_total(jichu: dict[str, Any]) -> None:
    # A: the pool 60 − 20 − 15 − 60 is 0, with A4 40 of 100, weighing 50: 20.
    # B: the pool 30 − 3 − 4 − 15 = 8, with B4 24.5 of the 50 judged, weighing 60: 29.4. C: 17 + 12.
    # 78.4 of 150.
    assert totals(jichu) == {"A": "20", "B": "29.4", "C": "29", "score": "52.266666", "basis": "140"}


def test_a_branch_with_little_on_record(school: School) -> None:
    school.record("2017/xinxi/03-30-responsibility-letter")
    school.record("2017/xinxi/09-10-work-report", {"to": "学校党委"})
    school.record("2017/xinxi/12-20-accountability-review")
    # A: (60 − 15) + 40 = 85 of 100: 42.5. B: 12 + 24 + 20 off a pool of 30: 0, and B4 has no evidence.
    # C: twelve months without dues −24 of 20: 0, no late task: 20 of 40.
    found = school.status(as_of=AS_OF)["branches"]["xinxi"]
    assert totals(found) == {"A": "42.5", "B": "0", "C": "20", "score": "41.666666", "basis": "120"}


def test_explained_step_by_step(school: School, jichu: dict[str, Any]) -> None:
    assert "20 − 7 × 0.5" in school.explain("B4", as_of=AS_OF)
    assert "发生4次，按次共9分，至多8分" in school.explain("C2", as_of=AS_OF)


@pytest.mark.parametrize(
    ("founded", "status", "reason"), [("2019-03-31", "fail", None), ("2019-04-01", "not_applicable", "part_window")]
)
def test_nothing_was_due_of_a_branch_founded_after_the_day(
    tmp_path: Path, founded: str, status: str, reason: str | None
) -> None:
    school = foreign(tmp_path, "deductions-150", branch(valid_from=founded))
    found = school.rule("A1", year=2019, as_of="2020-01-20")
    assert (found["status"], found["reason"]) == (status, reason)
