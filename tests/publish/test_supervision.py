"""The page of supervision: inspections, draws drawn again, what each branch saw of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.judge.spot_check import draw
from tests.school import CAMPAIGN, School, branch, days

BRANCHES = ("jichu", "xinxi", "jidian")
DRAWN = draw("20171025", BRANCHES, 1)


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(tmp_path, *(branch(each) for each in BRANCHES), config=CAMPAIGN)
    made.records("committee_meeting", days("2017-*-08"))
    return made


def inspect(school: School, day: str, **fields: Any) -> None:
    school.record(f"2017/_committee/{day}-inspection", {"title": "督查", **fields})


def page(school: School, audience: str = "public") -> str:
    assert school.run("build", "--audience", audience, "--as-of", "2017-12-31").code == 0
    return (school.root / "site" / audience / "2017" / "supervision.html").read_text("utf-8")


def row(text: str, unit: str) -> list[str]:
    """The cells of a branch, tags left out."""
    branches = text[text.index('id="branches"') :]
    found = re.search(rf"<tr><th[^>]*>(?:(?!</tr>).)*?{unit}党支部.*?</tr>", branches, re.DOTALL)
    assert found
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", found[0], re.DOTALL)]


def test_how_often_each_branch_was_inspected(school: School) -> None:
    inspect(school, "10-25", kind="spot_check", branches=["jichu", "xinxi"])
    inspect(school, "11-25", kind="spot_check", branches=["jichu"])
    inspect(school, "12-05", kind="hear_report", branches=["xinxi"])
    text = page(school)
    assert [row(text, each)[:2] for each in BRANCHES] == [["0", "2"], ["1", "1"], ["0", "0"]]


def test_findings_are_for_members(school: School) -> None:
    inspect(school, "10-25", kind="spot_check", branches=["jichu"], findings=["没有写请假人数甲甲"])
    assert "没有写请假人数甲甲" not in page(school)
    assert "没有写请假人数甲甲" in page(school, "members")


@pytest.mark.parametrize(
    ("taken", "told"),
    [(list(DRAWN), "重抽结果一致"), ([b for b in BRANCHES if b not in DRAWN][:1], "重抽结果与记录不一致")],
)
def test_a_draw_is_drawn_again(school: School, taken: list[str], told: str) -> None:
    inspect(school, "10-25", kind="spot_check", branches=taken, seed="20171025", frame=list(BRANCHES))
    text = page(school)
    assert told in text
    assert f"20171025:{DRAWN[0]}" in text and "sha256sum" in text


def test_records_drawn_are_the_related_ones(school: School) -> None:
    frame = [f"2017/jichu/{month:02}-08-committee-meeting" for month in range(1, 13)]
    taken = list(draw("7", frame, 3))
    inspect(school, "12-25", kind="spot_check", branches=["jichu"], seed="7", frame=frame, related=taken)
    assert "重抽结果一致" in page(school)


def test_who_came_to_the_opening_and_who_keeps_files(school: School) -> None:
    attended = [{"branch": "jichu", "present": 10}]
    school.record("2017/_committee/09-20-mobilization", {"title": "动员会", "attended": attended})
    school.record("2017/jichu/12-15-archive-list")
    text = page(school)
    assert row(text, "jichu")[2] == "10/12" and "2017年12月15日" in row(text, "jichu")[3]
    assert row(text, "xinxi")[2] == "—" and row(text, "xinxi")[3] == "没有"


def test_the_committee_s_own_duties_and_the_leaders(school: School) -> None:
    school.record("2017/_committee/09-18-campaign-plan")
    text = page(school)
    assert all(f"_committee/index.html#{rule}" in text for rule in ("G01", "G04", "G05"))
    assert all(f"jichu/index.html#{rule}" in text for rule in ("G02", "G03"))
