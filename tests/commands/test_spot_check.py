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
    assert "抽签号码: 20171220" in text and f"抽取范围: [{', '.join(sorted(BRANCHES))}]" in text
    assert "草稿: 是" in text and "houqin" not in ran.out
    assert "先抽" not in text + ran.out  # nobody was inspected: all are drawn alike
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
    assert "\n".join(["抽取范围:", *(f"  - {each}" for each in frame)]) in text
    assert "\n".join(["关联:", *(f"  - {each}" for each in draw("7", frame, 3))]) in text
    assert "涉及支部: [jichu]" in text


def inspect(school: School, day: str, kind: str, *branches: str, **fields: object) -> None:
    school.record(f"{day[:4]}/_committee/{day[5:]}-inspection", {"kind": kind, "branches": list(branches), **fields})


def test_those_without_a_spot_check_this_year_come_first(school: School) -> None:
    inspect(school, "2016-11-08", "spot_check", *BRANCHES)
    inspect(school, "2017-10-25", "spot_check", "jichu", "xinxi")
    inspect(school, "2017-11-22", "hear_report", "jidian")
    ran = school.run("spot-check", "--seed", "20171220", "--count", "3", *DAY)
    first = ("caijing", "jidian")
    text = (school.root / WRITTEN).read_text("utf-8")
    assert "先抽范围: [caijing, jidian]" in text
    drawn = draw("20171220", BRANCHES, 3, first)
    assert set(drawn[:2]) == set(first) and f"涉及支部: [{', '.join(sorted(drawn))}]" in text
    assert "本年还没有随机抽查过的支部先抽：caijing党支部、jidian党支部" in ran.out
    assert school.problems(file=WRITTEN) == []


@pytest.mark.parametrize(
    ("args", "first"),
    [
        ((), "[caijing, jidian]"),
        (("--first", "uninspected"), "[caijing]"),
        (("--first", "none"), ""),
        (("--date", "2017-10-25"), "[caijing, jidian]"),  # inspected on the very day
        (("--date", "2017-10-24"), ""),  # the day before nobody was
        (("--date", "2018-01-10"), ""),  # nobody yet in the new year
        (("--branch", "jichu", "--branch", "xinxi"), ""),  # each had one
        (("--branch", "jichu", "--branch", "caijing"), "[caijing]"),
    ],
)
def test_whom_to_draw_first(school: School, args: tuple[str, ...], first: str) -> None:
    inspect(school, "2017-10-25", "spot_check", "jichu", "xinxi")
    inspect(school, "2017-10-20", "hear_report", "jidian")
    inspect(school, "2017-10-21", "spot_check", "caijing", draft=True)  # not held
    before = set(school.root.rglob("*-inspection*.md"))
    assert school.run("spot-check", "--seed", "1", "--count", "1", *args, *DAY).code == 0
    (written,) = set(school.root.rglob("*-inspection*.md")) - before
    text = written.read_text("utf-8")
    assert (f"先抽范围: {first}" in text) if first else ("先抽范围" not in text)


def test_records_of_branches_without_a_spot_check_come_first(school: School) -> None:
    inspect(school, "2017-10-25", "spot_check", "jichu")
    school.record("2017/xinxi/03-09-committee-meeting")
    args = ("--seed", "7", "--count", "2", "--type", "支部委员会", "--as-of", "2017-12-20")
    assert school.run("spot-check", *args).code == 0
    text = (school.root / WRITTEN).read_text("utf-8")
    assert "先抽范围: [2017/xinxi/03-09-committee-meeting]" in text
    assert "关联:\n  - 2017/xinxi/03-09-committee-meeting\n  - 2017/jichu/" in text


@pytest.mark.parametrize(
    "args",
    [
        ("--count", "1"),
        ("--seed", "1", "--count", "1", "--first", "somebody"),
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
