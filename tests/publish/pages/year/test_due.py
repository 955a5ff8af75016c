"""What is due: the page says what the command says, and the tasks of the lists beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.judge.due import dues
from generator.publish.pages.parts.due import DueRow
from generator.publish.pages.view import Link
from tests.publish.conftest import content, make_root, sites
from tests.publish.one_page import page as one_page
from tests.shop import Shop

DAY = "2017-11-05"


@pytest.fixture(scope="module")
def root(shop: Shop) -> Path:
    return shop.once("due", lambda root: sites(root, DAY))


def page(root: Path, path: str, audience: str = "committee") -> str:
    return (root / "site" / audience / "2017" / path).read_text("utf-8")


def test_the_page_says_what_the_command_says(root: Path) -> None:
    text = page(root, "due.html")
    last = date.fromisoformat(DAY) + timedelta(days=30)
    wanted = [each for each in dues(content(root, DAY).results[2017], "zh") if each.by <= last]
    assert wanted
    for each in wanted:
        unit = each.unit.split("/")[0]
        assert f'href="{unit}/index.html#{each.rule}"' in text, each
        assert f"{each.by.year}年{each.by.month}月{each.by.day}日" in text
    tasks = len(re.findall(r"整改台账 T", text))
    assert f"还有{len(wanted) + tasks}项到期" in text
    assert f">{len(wanted) + tasks}项<" in page(root, "index.html")


def test_a_group_is_named(root: Path) -> None:
    assert re.search(r">基础部党支部 [^<]*党小组</a>", page(root, "due.html"))


def test_each_branch_has_its_own_on_its_page(root: Path) -> None:
    assert 'href="jichu/months.html#due"' in page(root, "due.html")
    text = page(root, "jichu/months.html").split('id="due"')[1]
    assert 'href="../jichu/index.html#O02"' in text
    count = int(re.findall(r'jichu/months\.html#due">[^<]*</a></td><td class="num">(\d+)<', page(root, "due.html"))[0])
    assert len(re.findall(r'<th scope="row">2017年', text)) == count


def test_tasks_are_there_overdue_ones_first(tmp_path: Path) -> None:
    make_root(tmp_path, 2)
    text = one_page(tmp_path, "2017/due.html", as_of="2017-12-20")
    late = [position.start() for position in re.finditer("逾期</span>", text)]
    other = text.index("2017年12月31日</th>")
    assert all(position < other for position in late)
    for link in re.findall(r'href="(\w+)/rectification\.html#(T\d+)"', text):
        assert f'id="{link[1]}"' in one_page(tmp_path, f"2017/{link[0]}/rectification.html", as_of="2017-12-20")


def test_of_rules_an_audience_does_not_see_nothing_is_due(root: Path) -> None:
    assert not {"M09", "M13"} & set(re.findall(r"<b><a [^>]*>(\w+)</a></b>", page(root, "due.html", "public")))


def test_nothing_due(tmp_path: Path) -> None:
    make_root(tmp_path, 1)
    (tmp_path / "records/2017/jichu/rectification.yml").unlink()
    for path in ("2017/due.html", "2017/jichu/months.html"):
        assert "没有到期的事项" in one_page(tmp_path, path, as_of="2019-06-01")


def test_only_another_day_and_its_passing_move_an_entry_of_a_calendar() -> None:
    row = DueRow("2017/jichu/rectification#R1", date(2017, 11, 30), "一", Link("R1"))
    course = [row, replace(row, late=True), replace(row, extended=1), replace(row, extended=1, late=True)]
    assert [each.sequence for each in course] == [0, 1, 2, 3]
    assert replace(row, what="二", period="整改中").sequence == row.sequence
