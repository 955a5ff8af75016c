"""spot-check: the same draw each time, its frame listed, the inspection written as a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.judge.spot_check import draw
from tests.school import School, branch, days

BRANCHES = ("jichu", "xinxi", "jidian", "caijing")
WRITTEN = "records/2017/_committee/12-20-inspection.md"
DAY = ("--as-of", "2017-12-20")


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(tmp_path, *(branch(each) for each in BRANCHES), branch("houqin", valid_from="2018-03-01"))
    made.records("committee_meeting", days("2017-*-08"))
    return made


def test_branches_of_the_day_are_drawn_and_written_down(school: School) -> None:
    ran = school.run("spot-check", "--seed", "20171220", "--count", "2", *DAY)
    assert ran.code == 0
    drawn = draw("20171220", BRANCHES, 2)
    text = (school.root / WRITTEN).read_text("utf-8")
    assert f"涉及支部: [{', '.join(sorted(drawn))}]" in text
    assert "随机种子: 20171220" in text and f"抽取范围: [{', '.join(sorted(BRANCHES))}]" in text
    assert "草稿: 是" in text and "houqin" not in ran.out
    assert "sha256sum" in ran.out and all(each in ran.out for each in BRANCHES)
    assert school.problems(file=WRITTEN) == []


def test_the_same_again(school: School) -> None:
    told = {school.run("spot-check", "--seed", "x", "--count", "2", "--print", *DAY).out for _ in range(2)}
    assert len(told) == 1
    assert not (school.root / WRITTEN).exists()


def test_records_of_a_type(school: School) -> None:
    school.record("2017/jichu/06-20-committee-meeting", {"draft": True})
    args = ("--seed", "7", "--count", "3", "--type", "支部委员会", "--branch", "jichu")
    assert school.run("spot-check", *args, "--as-of", "2017-06-30", "--date", "2017-12-20").code == 0
    text = (school.root / WRITTEN).read_text("utf-8")
    frame = [f"2017/jichu/{month:02}-08-committee-meeting" for month in range(1, 7)]
    assert f"抽取范围: [{', '.join(frame)}]" in text
    assert f"关联: [{', '.join(draw('7', frame, 3))}]" in text
    assert "涉及支部: [jichu]" in text


@pytest.mark.parametrize(
    "args",
    [
        ("--count", "1"),
        ("--seed", "1"),
        ("--seed", "1", "--count", "0"),
        ("--seed", "1", "--count", "1", "--branch", "nobody"),
        ("--seed", "1", "--count", "1", "--type", "异议"),
        ("--seed", "1", "--count", "1", "--type", "换届选举"),
    ],
)
def test_wrong_usage(school: School, args: tuple[str, ...]) -> None:
    assert school.run("spot-check", *args, *DAY).code == 2
    assert not (school.root / WRITTEN).exists()
