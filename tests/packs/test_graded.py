"""Gradings under packs of other shapes: 150 points in sections, pools, own grades, a school year, no points."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.packs.foreign import HERE, foreign
from tests.school import School

ALONE: Mapping[str, Any] = {"rounds": {"weights": {"self": 1, "mass": 0, "organization": 0}}}
FULL = {"A1": 20, "A2": 60, "A3": 60, "A4": 40, "B1": 30, "B2": 30, "B3": 30, "B4": 20, "B5": 10, "C1": 20, "C2": 20}


def sheet(school: School, points: Mapping[str, Any], id: str = "2017/jichu/12-04-self-assessment") -> None:
    school.record(id, {"round": "final", "points": dict(points)}, suffix=".yml")


def final(school: School, year: int = 2017, as_of: str = "2017-12-20") -> tuple[Any, Any]:
    found = school.status(year=year, as_of=as_of)["branches"]["jichu"]["rounds"]["final"]
    return found["final"], found["grade"]


@pytest.mark.parametrize(
    ("third", "score", "grade"),
    [("36", "90", "good"), ("35.9", "89.933333", "fairly_good"), ("0", "66", "average"), (None, None, None)],
)
def test_a_sheet_of_150_points_is_out_of_100(tmp_path: Path, third: str | None, score: str, grade: str) -> None:
    school = foreign(tmp_path, "deductions-150", **ALONE)
    sheet(school, {"A": 45, "B": 54} | ({"C": third} if third else {}))
    assert final(school) == (score, grade)


def test_rules_of_a_pool_take_off_it_what_they_lost(tmp_path: Path) -> None:
    school = foreign(tmp_path, "deductions-150", **ALONE)
    sheet(school, FULL)
    assert final(school) == ("100", "good")
    sheet(school, {**FULL, "A1": 0})  # 40 of the pool of 60: 80 of 100, which weigh 50
    assert final(school) == ("93.333333", "good")
    sheet(school, {**FULL, "A1": 0, "A2": 0, "A3": 0})  # the pool falls to 0, not below
    assert final(school) == ("80", "fairly_good")


def test_a_pool_member_without_a_figure(tmp_path: Path) -> None:
    school = foreign(tmp_path, "deductions-150", **ALONE)
    sheet(school, {name: points for name, points in FULL.items() if name != "A2"})
    assert final(school) == (None, None)


@pytest.mark.parametrize(("first", "grade"), [("60", "五星"), ("45", "四星"), ("30", "poor")])
def test_grades_of_its_own_are_called_as_written(tmp_path: Path, first: str, grade: str) -> None:
    school = foreign(tmp_path, "levels-and-steps", **ALONE)
    text = (HERE / "levels-and-steps.yml").read_text("utf-8")
    changed = text.replace("bands: {good: 90, fairly_good: 80, average: 60}", "bands: {五星: 95, 四星: 80}")
    school.write("content/standards/levels-and-steps.yml", changed)
    sheet(school, {"1": first, "2": 40})
    assert final(school)[1] == grade


def test_a_veto_of_another_pack_caps_the_grade(tmp_path: Path) -> None:
    school = foreign(tmp_path, "levels-and-steps", **ALONE)
    sheet(school, {"1": 60, "2": 40})
    assert final(school) == ("100", "good")
    school.record("2017/jichu/11-20-relation-check", {"roster_count": 12, "checked_count": 12, "lost": 1})
    assert final(school) == ("100", "average")


def test_a_school_year_reaches_into_the_next_calendar_year(tmp_path: Path) -> None:
    """That pack has no bands, so there is a score and no grade."""
    school = foreign(tmp_path, "school-year", **ALONE)
    sheet(school, {"1": 60, "2": 30}, "2019/jichu/01-10-self-assessment")
    assert final(school, 2018, "2019-02-01") == ("90", None)
    assert final(school, 2018, "2019-01-09") == (None, None)


def test_standards_without_points_have_no_score(tmp_path: Path) -> None:
    school = foreign(tmp_path, "regulation-2018", **ALONE)
    school.record("2019/jichu/12-04-self-assessment", {"round": "final"}, suffix=".yml")
    assert final(school, 2019, "2019-12-20") == (None, None)
