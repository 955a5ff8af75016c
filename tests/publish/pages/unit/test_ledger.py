"""The ledger: every record once under each of its duties, and the same as a table to download."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from generator.publish.publication import publish
from tests.publish.conftest import AUDIENCES, DRAFT, MEETING, NARROWED, content, make_root, write

LEDGER = "2017/jichu/ledger.html"


def page(school: Path, audience: str) -> str:
    return (school / "site" / audience / LEDGER).read_text("utf-8")


def table(root: Path, audience: str) -> list[dict[str, str]]:
    data = (root / "site" / audience / "2017/jichu/ledger.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    return list(csv.DictReader(data.decode("utf-8-sig").splitlines()))


def row(text: str, anchor: str) -> str:
    found = re.search(rf'<tr id="{anchor}"[^>]*>.*?</tr>', text, re.S)
    assert found, anchor
    return re.sub(r"\s+", " ", found[0])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_record_is_in_it_and_nothing_else(school: Path, audience: str) -> None:
    folder = school / "site" / audience / "2017/jichu"
    listed = set(re.findall(r'<th scope="row"><a href="(\d\d-[^"/]*\.html)"', page(school, audience)))
    assert listed == {path.name for path in folder.glob("[0-9]*.html")}
    ids = {each["记录编号"] for each in table(school, audience)}
    assert {each.removeprefix("2017/jichu/") + ".html" for each in ids if "/jichu/" in each} == listed


def test_an_event_that_is_several_stands_under_each(school: Path) -> None:
    text = page(school, "public")
    stem = MEETING.rsplit("/", 1)[-1]
    assert "兼理论学习" in row(text, f"party_day-{stem}")
    assert "兼党日活动" in row(text, f"theory_study-{stem}")
    assert sum(each["记录编号"] == MEETING for each in table(school, "public")) == 1


def test_each_audience_has_its_own_columns(school: Path) -> None:
    anchor = f"party_day-{MEETING.rsplit('/', 1)[-1]}"
    public, members, committee = (row(page(school, each), anchor) for each in AUDIENCES)
    for found in (public, members, committee):
        assert "参观校史馆" in found and "17 / 20" in found and "index.html#P01" in found
    assert "主持甲甲 / 记录乙乙" in members and "主持甲甲" not in public
    assert 'data-label="会议内容">有' in members and 'data-label="会议内容"' not in public
    heads = {each: set(table(school, each)[0]) for each in AUDIENCES}
    assert heads["members"] - heads["public"] == {"主持人", "记录人", "会议内容"}
    assert heads["committee"] - heads["members"] == {"请假", "缺席"}


def test_notes(school: Path) -> None:
    text = page(school, "committee")
    assert "草稿" in row(text, f"party_day-{DRAFT.rsplit('/', 1)[-1]}")
    assert NARROWED.rsplit("/", 1)[-1] in text and NARROWED.rsplit("/", 1)[-1] not in page(school, "members")


def test_late_incomplete_and_uncounted_are_marked(tmp_path: Path) -> None:
    make_root(tmp_path, 1, every=5)
    write(tmp_path, "records/2017/jichu/09-24-party-day.yml", "类型: 党日活动\n日期: 2017-09-24\n标题: =1+1\n")
    entered = tmp_path / "records/entered.csv"
    lines = entered.read_text("utf-8") if entered.exists() else "record,entered_on\n"
    entered.write_text(f"{lines}2017/jichu/09-24-party-day,2017-10-20\n", "utf-8")
    publish(content(tmp_path), "public", tmp_path / "site")
    text = row((tmp_path / "site/public" / LEDGER).read_text("utf-8"), "party_day-09-24-party-day")
    assert "内容不全" in text and "逾期录入26天" in text and "未计入" in text
    found = next(each for each in table(tmp_path, "public") if each["记录编号"].endswith("09-24-party-day"))
    assert found["名称或议题"] == "'=1+1"
    assert found["录入日期"] == "2017-10-20" and "逾期录入26天" in found["备注"]


def test_what_the_school_held_together_stands_in_the_ledger_of_those_who_came(tmp_path: Path) -> None:
    make_root(tmp_path, 2, every=5)
    event = "类型: [全校活动, 集中培训]\n日期: 2017-04-06\n标题: 春季培训\n学时: 16\n"
    event += "参加情况: [{支部: jichu, 参加人数: 11}]\n"
    write(tmp_path, "records/2017/_committee/04-06-school-event.yml", event)
    publish(content(tmp_path), "public", tmp_path / "site")
    text = (tmp_path / "site/public" / LEDGER).read_text("utf-8")
    found = row(text, "centralized_training-school-04-06-school-event")
    assert 'href="../_committee/04-06-school-event.html"' in found
    assert "全校活动" in found and ">11<" in found and "M05" in found
    assert "春季培训" not in (tmp_path / "site/public/2017/jidian/ledger.html").read_text("utf-8")
    write(tmp_path, "records/2017/_committee/04-06-school-event.yml", event.replace("春季", "初春"))
    publish(content(tmp_path), "public", tmp_path / "site")
    assert "初春培训" in (tmp_path / "site/public" / LEDGER).read_text("utf-8")


def test_a_new_day_does_not_change_it(tmp_path: Path) -> None:
    make_root(tmp_path, 1, every=5)
    found = []
    for day in ("2017-12-20", "2017-12-21"):
        publish(content(tmp_path, day), "members", tmp_path / "site")
        folder = tmp_path / "site/members/2017/jichu"
        found.append([(folder / name).read_bytes() for name in ("ledger.html", "ledger.csv")])
    assert found[0] == found[1]
