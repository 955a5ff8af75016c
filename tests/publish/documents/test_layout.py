"""Titles break evenly and where their sense does; signatures and columns fall where they should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.documents import Table
from generator.publish.documents.layout import column_widths, signature_indents, title_lines, width


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("公示", ("公示",)),
        ("关于拟推荐“五好党支部”的公示", ("关于拟推荐“五好党支部”的公示",)),
        ("关于“五好党支部”创建活动进展情况的通报", ("关于“五好党支部”", "创建活动进展情况的通报")),
    ],
)
def test_titles(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


@given(st.text("关于公示的情况与和、。“”《》2017年abc", min_size=1, max_size=70))
def test_a_title_loses_nothing_and_breaks_no_rule(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(lines)


@pytest.mark.parametrize("title", ["关于开展2017年度党支部书记抓党建述职评议考核工作有关事项的通知", "汉字" * 27])
def test_lines_of_a_title_are_even(title: str) -> None:
    widths = [width(line) for line in title_lines(title)]
    assert len(widths) > 1
    assert max(widths) <= 18
    assert max(widths) - min(widths) <= 4


def test_a_line_of_a_title_never_begins_with_a_mark_or_breaks_a_quotation() -> None:
    for length in range(12, 40):
        lines = title_lines("学" * length + "“五好党支部”的" + "习" * 9)
        assert all(line[0] not in "”的，。" for line in lines)
        assert all(line.count("“") == line.count("”") for line in lines)


@pytest.mark.parametrize(
    ("signature", "day", "indents"),
    [
        ("中共示例职业学校委员会", "2017年12月8日", (15, 17)),
        ("组织部", "2017年12月18日", (17, 19)),
        ("汉" * 40, "2017年12月8日", (0, 2)),
    ],
)
def test_where_signature_and_date_begin(signature: str, day: str, indents: tuple[float, float]) -> None:
    assert signature_indents(signature, day) == indents


def test_latin_letters_and_digits_are_half_as_wide() -> None:
    assert width("2017年A") == 3.5


def test_no_column_is_too_narrow_or_takes_all() -> None:
    table = Table(("序号", "名称", "说明"), (("1", "基础部党支部", "很" * 90),))
    assert column_widths(table) == (4, 7, 17)


@pytest.mark.parametrize("piece", ["学", "学，", "（", "《学", "a ", "学习a1年"])
def test_a_title_of_any_length_is_broken_in_a_moment_and_whole(piece: str) -> None:
    for length in (60, 150, 5000):  # a hundred lines can be broken in more ways than anybody counts
        title = piece * length
        lines = title_lines(title)
        assert "".join(lines) == title.rstrip() or "".join(lines) == title
        assert len(lines) == 1 or all(width(line) <= 21 for line in lines), lines[:3]
