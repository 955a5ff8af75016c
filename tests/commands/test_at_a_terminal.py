"""At a terminal `new` asks for what a record needs and `check --watch` stays; at a pipe neither waits for anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.terminal import Terminal
from tests.school import School, branch

FILE = "records/2017/jichu/03-08-party-lecture.md"


@pytest.fixture
def school(tmp_path: Path) -> School:
    return School(tmp_path, branch("jichu"), branch("jidian"))


def test_new_asks_until_each_answer_can_be_read(school: School) -> None:
    terminal = Terminal(school.root, "new", "民主评议党员", "--date", "2017-03-08")
    terminal.until("哪个支部")
    terminal.types("没有这个")
    terminal.until("哪个支部")
    terminal.types("jichu")
    terminal.until("评议结果")
    terminal.types("很多人优秀")
    said = terminal.until("评议结果（")
    assert "不能写" in said and "提示：" in said
    terminal.types("优秀4，合格8")
    terminal.until("已新建")
    assert terminal.ends() == 0
    text = (school.root / "records/2017/jichu/03-08-member-appraisal.md").read_text("utf-8")
    assert "\n评议结果: {优秀: 4, 合格: 8}   # " in text and "\n应到:   # " in text


def test_new_asks_for_the_day_and_offers_what_there_is(tmp_path: Path) -> None:
    """A recorder writes on Friday of Tuesday's meeting, and knows the branch by its name."""
    school = School(tmp_path, branch("jichu"))
    terminal = Terminal(school.root, "new", "支委会")
    assert "jichu  jichu党支部" in terminal.until("[jichu]: ")
    terminal.types("")
    terminal.until("日期（")
    terminal.types("2017-13-40")
    assert "不存在" in terminal.until("日期（")
    terminal.types("2017年3月8日")
    for field, answer in {"地点": "第一会议室", "主持人": "书记", "记录人": "甲", "应到": "5", "实到": "5"}.items():
        terminal.until(f"{field}（")
        terminal.types(answer)
    terminal.until("议题（")  # without it, or a text, it would not count
    terminal.types("研究工作")
    terminal.until("已新建")
    assert terminal.ends() == 0
    text = (school.root / "records/2017/jichu/03-08-committee-meeting.md").read_text("utf-8")
    assert "\n日期: 2017-03-08\n" in text
    assert "\n议题: [研究工作]   # " in text


def test_new_writes_nothing_where_somebody_stops_it(school: School) -> None:
    terminal = Terminal(school.root, "new", "党课", "--branch", "jichu", "--date", "2017-03-08")
    terminal.until("主讲人")
    assert terminal.interrupted() == 130
    assert not (school.root / FILE).exists()


def test_new_asks_nobody_at_a_pipe(school: School) -> None:
    assert school.run("new", "党课", "--branch", "jichu", "--date", "2017-03-08").code == 0
    assert "\n主讲人:   # " in (school.root / FILE).read_text("utf-8")
    assert school.run("new", "党课").code == 2


def test_check_stays_and_checks_again_after_each_save(school: School) -> None:
    terminal = Terminal(school.root, "check", "--watch")
    assert "错误0处" in terminal.until("Ctrl+C")
    school.write(FILE, "---\n类型: 党课\n日期: 2017-02-30\n---\n")
    assert "错误1处" in terminal.until("Ctrl+C")
    school.write("site_config.yml", "packs: [")
    assert "site_config.yml" in terminal.until("Ctrl+C")
    assert terminal.interrupted() == 0
