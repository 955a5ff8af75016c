"""Months × duties: the counts are those of the rules, and a cell leads to what it counts."""

from __future__ import annotations

import re
from pathlib import Path

from generator.publish.pages.unit.months import duties
from generator.workspace.workspace import Workspace
from tests.publish.conftest import ROOT, content, make_root, write
from tests.publish.one_page import page

MONTHS = "2017/jichu/months.html"


def rows(text: str) -> dict[str, list[str]]:
    """The cells of each duty, by its name."""
    found = re.findall(r'<tr[^>]*><th scope="row"><a href="ledger\.html#(\w+)">.*?</th>(.*?)</tr>', text, re.S)
    return {name: re.findall(r"<td[^>]*>(.*?)</td>", cells, re.S) for name, cells in found}


def counts(cells: list[str]) -> list[int]:
    """The counted events of the twelve months."""
    return [int(found[1]) if (found := re.search(r"heat--[123]\"[^>]*>(\d+)<", cell)) else 0 for cell in cells[:12]]


def test_the_duties_are_what_the_pack_wants_again_and_again() -> None:
    kinds = Workspace(ROOT, ROOT, "zh").compiled(2017).kinds
    found = {each.type: [ask.rule for ask in each.asks] for each in duties(kinds)}
    assert found["committee_meeting"] == ["O02"]
    assert found["dues"] == ["M14"] and found["daily_record"] == ["M06"]
    assert found["accountability_review"] == ["L03", "L04"]
    assert "system_document" not in found and "relation_transfer" not in found


def test_the_counts_are_the_rules_own(school: Path) -> None:
    text = (school / "site/public" / MONTHS).read_text("utf-8")
    found = rows(text)
    rules = content(school, "2018-01-20").results[2017].branches["jichu"].rules
    for rule, duty in (("O01", "member_meeting"), ("O02", "committee_meeting"), ("O03", "group_meeting")):
        wanted = {item for window in rules[rule].windows for item in window.evidence}
        by_month = [sum(item.split("/")[2][:2] == f"{month:02}" for item in wanted) for month in range(1, 13)]
        assert counts(found[duty]) == by_month, duty
        assert f"<b>{len(wanted)}</b>" in found[duty][-2]
    assert rules["O02"].windows and 'href="index.html#O02"' in found["committee_meeting"][-1]


def test_an_event_of_the_next_year_that_counts_has_a_column(school: Path) -> None:
    text = (school / "site/public" / MONTHS).read_text("utf-8")
    assert "次年" in text
    assert "../../2018/jichu/01-10-accountability-review.html" in rows(text)["accountability_review"][12]


def test_dues_stand_under_the_month_they_are_for(tmp_path: Path) -> None:
    make_root(tmp_path, 1)
    for path in (tmp_path / "records/2017/jichu").glob("*-dues*"):
        path.unlink()
    dues = "类型: 党费收缴\n日期: {day}\n月份: {month}\n应交人数: 20\n按期人数: 20\n足额人数: 20\n{more}"
    write(tmp_path, "records/2017/jichu/03-02-dues.yml", dues.format(day="2017-03-02", month="2017-02", more=""))
    quarter = dues.format(day="2017-06-29", month="2017-Q2", more="交纳方式: 按季\n批准日期: 2017-01-05\n")
    write(tmp_path, "records/2017/jichu/06-29-dues.yml", quarter)
    cells = rows(page(tmp_path, MONTHS, as_of="2017-12-20"))["dues"]
    assert counts(cells) == [0, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert "<b>2</b>" in cells[-2]
    assert "status--fail" in cells[0] and "status--fail" not in cells[1] and "status--pending" in cells[11]


def test_what_is_not_counted_is_seen_and_several_lead_to_the_ledger(tmp_path: Path) -> None:
    make_root(tmp_path, 1)
    for path in (tmp_path / "records/2017/jichu").glob("0[45]-*-committee-meeting*"):
        path.unlink()
    whole = "地点: 会议室\n主持人: 书记\n记录人: 委员\n应到: 5\n实到: 5\n议题: [工作]\n"
    for day, more in (("04-03", ""), ("05-04", whole), ("05-18", whole)):
        meeting = f"类型: 支部委员会\n日期: 2017-{day}\n{more}"
        write(tmp_path, f"records/2017/jichu/{day}-committee-meeting.yml", meeting)
    cells = rows(page(tmp_path, MONTHS, as_of="2017-12-20"))["committee_meeting"]
    assert 'heat--out" href="04-03-committee-meeting.html"' in cells[3] and "status--fail" in cells[3]
    assert 'heat--2" href="ledger.html#committee_meeting-05-04-committee-meeting"' in cells[4]
    assert 'title="5月 支部委员会 2次"' in cells[4]


def test_a_duty_nobody_may_see_the_result_of_is_not_there(school: Path) -> None:
    for audience in ("public", "members"):
        assert "M09" not in (school / "site" / audience / MONTHS).read_text("utf-8")
