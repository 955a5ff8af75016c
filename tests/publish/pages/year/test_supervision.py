"""The page of supervision: inspections, draws drawn again, what each branch saw of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.judge.spot_check import draw
from tests.publish.one_page import page as one_page
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


def page(school: School, audience: str = "public", path: str = "2017/supervision.html") -> str:
    return one_page(school.root, path, audience, as_of="2017-12-31")


def row(text: str, unit: str) -> list[str]:
    """The cells of a branch, tags left out."""
    branches = text[text.index('id="branches"') :]
    found = re.search(rf"<tr[^>]*><th[^>]*>(?:(?!</tr>).)*?{unit}党支部.*?</tr>", branches, re.DOTALL)
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
    public, members = page(school), page(school, "members")
    assert "没有写请假人数甲甲" not in public
    assert "没有写请假人数甲甲" in members
    # what is hidden must not read as nothing found: the column is not there
    assert ">督查情况<" not in public and ">督查情况<" in members
    assert "发现的问题" not in public + members


def test_no_findings_written_is_said_to_whom_may_read_them(school: School) -> None:
    inspect(school, "10-25", kind="spot_check", branches=["jichu"])
    assert "没有填写" in page(school, "members")
    assert "没有填写" not in page(school)


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


def test_a_draw_in_two_parts_is_drawn_again(school: School) -> None:
    last = draw("20171025", BRANCHES, 3)[-1]
    fields = {"kind": "spot_check", "branches": [last], "seed": "20171025", "frame": list(BRANCHES)}
    inspect(school, "10-25", **fields)
    assert "重抽结果与记录不一致" in page(school)
    inspect(school, "10-25", **fields, drawn_first=[last])
    text = page(school)
    assert "重抽结果一致" in text and "其中1个先抽" in text
    inspect(school, "10-25", **fields, drawn_first=[each for each in BRANCHES if each != last])
    assert "重抽结果与记录不一致" in page(school)


def test_the_frame_is_named_by_the_branches(school: School) -> None:
    inspect(school, "10-25", kind="spot_check", branches=list(DRAWN), seed="20171025", frame=list(BRANCHES))
    text = page(school)
    assert "抽签号码 20171025" in text and "种子" not in text
    draws = text[text.index('id="draws"') : text.index('id="bulletins"')]
    assert all(f">{each}党支部<" in draws and f"<code>{each}</code>" in draws for each in BRANCHES)
    record = page(school, path="2017/_committee/10-25-inspection.html")
    assert all(f'href="../{each}/index.html">{each}党支部</a>' in record for each in BRANCHES)
    assert "抽签号码" in record and "随机种子" not in record


def coverage(text: str) -> str:
    part = text[text.index('id="coverage"') :]
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", " ", part[: part.index("</table>")]))


def test_who_was_not_inspected_is_for_the_committee(school: School) -> None:
    inspect(school, "10-25", kind="spot_check", branches=["jichu"])
    inspect(school, "11-25", kind="spot_check", branches=["jichu"])
    inspect(school, "12-05", kind="hear_report", branches=["xinxi"])
    inspect(school, "12-06", kind="spot_check", branches=["jidian"], draft=True)
    told = coverage(page(school, "committee"))
    assert "还没有听取汇报的支部：jichu党支部、jidian党支部" in told
    assert "还没有随机抽查的支部：xinxi党支部、jidian党支部" in told
    assert "jichu党支部没有10月25日、11月25日已抽查" in told
    assert "xinxi党支部12月5日没有未抽查" in told
    assert "jidian党支部没有没有未督查" in told
    for audience in ("public", "members"):
        assert "督查覆盖" not in page(school, audience) and "未督查" not in page(school, audience)
