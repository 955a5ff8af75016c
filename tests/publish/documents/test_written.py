"""Markdown as people write it becomes the blocks of a document."""

from __future__ import annotations

import pytest

from generator.publish.documents import Heading, Paragraph, Table, blocks


def test_paragraphs_are_parted_by_blank_lines_and_by_line_ends() -> None:
    assert blocks("甲\n乙\n\n丙") == (Paragraph("甲"), Paragraph("乙"), Paragraph("丙"))


@pytest.mark.parametrize(
    ("written", "block"),
    [
        ("一、基本情况", Heading("一、基本情况")),
        ("（二）做法", Heading("（二）做法", 2)),
        ("一、基本情况。各支部完成。", Paragraph("各支部完成。", "一、基本情况。")),
        ("（一）做法。各支部完成。", Paragraph("各支部完成。", "（一）做法。", 2)),
        ("二、" + "长" * 40 + "。后面", Paragraph("二、" + "长" * 40 + "。后面")),
        ("各党支部：", Paragraph("各党支部：", indented=False)),
        ("# 标题", Heading("标题")),
        ("## 小标题", Heading("小标题", 2)),
        ("**加粗**和`代码`", Paragraph("加粗和代码")),
    ],
)
def test_a_line(written: str, block: object) -> None:
    assert blocks(written) == (block,)


def test_lists_keep_their_numbers() -> None:
    assert blocks("3. 甲\n4. 乙\n\n- 丙") == (Paragraph("3．甲"), Paragraph("4．乙"), Paragraph("丙"))


def test_tables() -> None:
    assert blocks("| 支部 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | |") == (
        Table(("支部", "数"), (("甲", "1"), ("乙", ""))),
    )


def test_html_is_text() -> None:
    assert blocks("<script>x</script>") == (Paragraph("<script>x</script>"),)


def test_nothing_written_is_nothing() -> None:
    assert blocks("") == ()
