"""Minutes: what is a sign in them, and what must not come through; what is none is in `test_as_written`."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.render.markdown import minutes

_ALLOWED = re.compile(
    r"</?(?:a|br|code|h[3-6]|hr|img|li|ol|p|pre|strong|table|tbody|td|th|thead|tr|ul)"
    r"(?: (?:href|src|alt|start|align|colspan|rel)=\"[^\"<>]*\")*>"
)


def test_tables_lists_code_and_headings() -> None:
    made = minutes("# 一\n\n| 甲 | 乙 |\n|---|---:|\n| 1 | 2 |\n\n- a\n- b\n\n```\n<b>\n```\n")
    assert "<h3>一</h3>" in made and '<td align="right">2</td>' in made
    assert "<li>a</li>" in made and "&lt;b&gt;" in made


def test_headings_never_reach_the_pages_own() -> None:
    assert not re.search(r"<h[12]", minutes("# 1\n\n## 2\n\n###### 6\n\nx\n===\n"))
    assert minutes("## 一 ##\n####### 七") == "<h4>一</h4>\n<p>####### 七</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html,<script>1</script>)",
        "![x](javascript:alert(1))",
        "![x](//evil.example/x.png)",
        "<a href='javascript:alert(1)'>x</a>",
        '[x](https://e.example "onmouseover=alert(1)")',
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
        "<javascript:alert(1)>",
        "`` <iframe> ``",
        "[a]: javascript:alert(1)\n\n[x][a]",
    ],
)
def test_nothing_dangerous(text: str) -> None:
    made = minutes(text)
    rest = _ALLOWED.sub("", made)
    assert "<" not in rest
    assert not re.search(r'(?:href|src)="(?!https?:|mailto:)', made)


@given(st.text(alphabet="<>&\"'`[]()!#*_-|:/\\ \nabjs=1", max_size=200))
def test_only_known_elements_whatever_is_written(text: str) -> None:
    made = minutes(text)
    assert "<" not in _ALLOWED.sub("", made)
    assert not re.search(r'(?:href|src)="\s*(?:javascript|data|vbscript):', made, re.IGNORECASE)


def test_images_and_links_to_the_records_own_files() -> None:
    made = minutes(
        "![合影](合影.jpg) [表](签到.pdf) ![外](http://e.example/x.png)尾",
        {"合影.jpg": "a/1.jpg", "签到.pdf": "a/2.pdf"},
    )
    assert 'src="a/1.jpg"' in made and 'href="a/2.pdf"' in made
    assert "e.example" not in made and "外尾" in made


def test_links_to_other_sites_give_nothing_away() -> None:
    assert 'rel="noopener noreferrer nofollow"' in minutes("[x](https://e.example/)")


@pytest.mark.parametrize(
    ("name", "written"), [("签到 (1).pdf", "签到 (1).pdf"), ("签到 表.pdf", "签到%20表.pdf"), ("a b.pdf", "<a b.pdf>")]
)
def test_files_are_named_as_they_are_called(name: str, written: str) -> None:
    assert 'href="x/1"' in minutes(f"见[签到]({written})。", {name: "x/1"})
    assert minutes(f"见[签到]({written}).", {"别的.pdf": "x/1"}).unescape().endswith(f"[签到]({written}).</p>")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("**议题：**研究工作", "<strong>议题：</strong>研究工作"),
        ("学习**《条例》**第三条", "学习<strong>《条例》</strong>第三条"),
        ("关于**重点**工作，共**5**票", "关于<strong>重点</strong>工作，共<strong>5</strong>票"),
        ("**共2*3票**", "<strong>共2*3票</strong>"),
        ("**一**和**二**", "<strong>一</strong>和<strong>二</strong>"),
        ("**[签到](https://e.example)**", '<strong><a href="https://e.example" rel="noopener noreferrer nofollow">'),
    ],
)
def test_bold(text: str, made: str) -> None:
    assert f"<p>{made}" in minutes(text)


def test_lists_within_lists_and_lines_that_belong_to_an_item() -> None:
    made = minutes("议程：\n1. 甲\n   续\n2. 乙\n  - 子\n\n  - 丑\n- 丙\n散会。").replace("\n", "")
    assert made == (
        "<p>议程：</p><ol><li>甲<br>续</li><li>乙<ul><li>子</li><li>丑</li></ul></li></ol>"
        "<ul><li>丙</li></ul><p>散会。</p>"
    )


def test_items_keep_the_numbers_they_were_given() -> None:
    made = minutes("1. 甲\n2. 乙\n5. 戊\n6. 己\n5. 又").replace("\n", "")
    assert made == (
        '<ol><li>甲</li><li>乙</li></ol><ol start="5"><li>戊</li><li>己</li></ol><ol start="5"><li>又</li></ol>'
    )


def test_a_row_may_be_shorter_or_longer_than_the_head() -> None:
    made = minutes("| 甲 | 乙 |\n|:-:|---|\n| 1 |\n| 1 | 2 | 3 |\n| a\\|b | 2 |\n完")
    assert '<td align="center">1</td><td colspan="1"></td>' in made
    assert "<td>3</td>" in made and ">a|b</td>" in made and made.endswith("<p>完</p>")


def test_a_table_has_so_many_columns_and_the_last_the_rest() -> None:
    made = minutes("|a|b|\n|-|-|\n" + "|x" * 40 + "|\n")
    assert made.count("</td>") == 30 and "x|x|x" in made


def test_what_is_set_in_too_deep_stands_beside_the_last() -> None:
    made = minutes("".join(f"{'  ' * depth}- {depth}\n" for depth in range(200)))
    assert made.count("<ul>") == 6 and made.count("<li>") == 200
