"""Minutes: what people may write, and what must not come through."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.render.markdown import minutes

_ALLOWED = re.compile(
    r"</?(?:a|blockquote|br|code|dd|del|dl|dt|em|h[3-6]|hr|img|li|ol|p|pre|strong|sub|sup|table|tbody|td|th|thead|tr|ul)"
    r"(?: (?:href|title|src|alt|start|align|rel)=\"[^\"<>]*\")*>"
)


def test_tables_lists_code_and_headings() -> None:
    made = minutes("# 一\n\n| 甲 | 乙 |\n|---|---:|\n| 1 | 2 |\n\n- a\n- b\n\n```\n<b>\n```\n")
    assert "<h3>一</h3>" in made and '<td align="right">2</td>' in made
    assert "<li>a</li>" in made and "&lt;b&gt;" in made


def test_headings_never_reach_the_pages_own() -> None:
    assert not re.search(r"<h[12]", minutes("# 1\n\n## 2\n\n###### 6\n\nx\n===\n"))


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


@pytest.mark.parametrize("text", ["[" * 20000, ">" * 20000, "![](" * 5000, "*" * 20000, "a\n" * 200_000, "- " * 5000])
def test_no_minutes_take_long(text: str) -> None:
    start = time.perf_counter()
    minutes(text)
    assert time.perf_counter() - start < 5
