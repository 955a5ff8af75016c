"""Checks across records: quorum, two bodies, make-ups, waivers, sheets, rosters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.school import School, branch


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path, branch(groups=["g1"]))


def codes(school: School, id: str, fields: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """What `check` says of one record."""
    school.record(id, fields)
    return [(problem["severity"], problem["code"]) for problem in school.check()[1]["problems"]]


DUES = {"paid_on_time": 5, "paid_in_full": 5}


@pytest.mark.parametrize(
    ("id", "fields", "problems"),
    [
        ("2017/jichu/03-08-committee-meeting", {"present": 3}, []),
        ("2017/jichu/03-08-committee-meeting", {"present": 2}, [("warning", "no_quorum")]),
        ("2017/jichu/03-08-member-meeting", {"present": 5}, [("warning", "no_quorum")]),
        ("2017/jichu/03-08-committee-meeting", {"present": 2, "draft": True}, []),
        ("2017/jichu/03-08-member-meeting", {"type": ["member_meeting", "committee_meeting"], "expected": 12},
         [("warning", "two_bodies")]),
        ("2017/jichu/03-08-member-meeting", {"type": ["member_meeting", "theory_study"]}, []),
        ("2017/jichu/03-08-member-meeting", {"type": ["member_meeting", "theory_study", "party_day"]},
         [("warning", "many_types")]),
        ("2017/jichu/03-08-committee-meeting", {"make_up_for": "2017-02"}, []),
        ("2017/jichu/03-08-committee-meeting", {"make_up_for": "2017-03"}, [("warning", "make_up_unmatched")]),
        ("2017/jichu/03-08-committee-meeting", {"make_up_for": "2016-Q4"}, [("warning", "make_up_unmatched")]),
        ("2017/jichu/03-08-member-meeting", {"make_up_for": "2016-Q4"}, []),
        ("2017/jichu/03-08-waiver", {"rule": "O02", "window": ["2017-02-01", "2017-02-28"]}, []),
        ("2017/jichu/03-08-waiver", {"rule": "O99", "window": ["2017-02-01", "2017-02-28"]},
         [("warning", "rule_unknown")]),
        ("2017/jichu/03-08-organization-review", {"points": {"L02": "3", "G02": "met"}}, []),
        ("2017/jichu/03-08-organization-review", {"points": {"1": "20"}}, []),
        ("2017/jichu/03-08-organization-review", {"points": {"L02": "3.5"}}, [("error", "points_above")]),
        ("2017/jichu/03-08-organization-review", {"points": {"L02": "met"}}, [("error", "points_or_gate")]),
        ("2017/jichu/03-08-organization-review", {"points": {"G02": "3"}}, [("error", "points_or_gate")]),
        ("2017/jichu/03-08-organization-review", {"points": {"L99": "3"}}, [("error", "rule_unknown")]),
        ("2017/jichu/03-08-dues", {"month": "2017-02", "due_members": 12, **DUES}, []),
        ("2017/jichu/03-08-dues", {"month": "2017-02", "due_members": 11, **DUES}, [("warning", "dues_roster")]),
        ("2017/jichu/03-08-dues", {"month": "2017-Q1", "due_members": 11, "arrangement": "quarterly",
                                   "approved_on": "2017-01-05", **DUES}, []),
    ],
)  # fmt: skip
def test_said_of_a_record(school: School, id: str, fields: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    assert codes(school, id, fields) == problems


@pytest.mark.parametrize("month", ["2017-H1", "2017"])
def test_dues_of_a_longer_time_are_no_month(school: School, month: str) -> None:
    codes(school, "2017/jichu/07-08-dues", {"month": month, "due_members": 12, **DUES})


def test_the_roster_of_the_month_s_last_day_decides(tmp_path: Path) -> None:
    school = School(tmp_path, branch(full={"2014-09-01": 12, "2017-02-28": 13}, probationary={"2017-03-01": 1}))
    for month, due in (("2017-01", 12), ("2017-02", 13), ("2017-03", 14)):
        assert codes(school, "2017/jichu/04-08-dues", {"month": month, "due_members": due, **DUES}) == []


def test_a_sheet_with_an_error_is_kept_out(school: School) -> None:
    codes(school, "2017/jichu/03-08-organization-review", {"points": {"L02": "3.5"}})
    assert school.rule("L01", as_of="2017-12-31")["status"] == "needs_review"
    (problem,) = school.problems()
    text = (school.root / problem["file"]).read_text("utf-8").split("\n")[problem["line"] - 1]
    assert text[problem["column"] - 1 :].startswith("3.5")
