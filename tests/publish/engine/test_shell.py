from __future__ import annotations

import re

import pytest

from generator.publish.engine import Heading, Page, Shell, ShellError

SHELL = """<title><!--wuhao:title--></title><meta content="<!--wuhao:description-->">
<aside<!--wuhao:toc-hidden-->>
<!--wuhao:if-toc-->
<b>contents</b>
<!--wuhao:if-toc-->
<ul>
<!--wuhao:toc--><li><a href="#<!--wuhao:anchor-->"><!--wuhao:heading--></a>
<!--wuhao:inner--><ul title="<!--wuhao:heading-->"><!--wuhao:deeper--></ul>
<!--wuhao:outer--></li><!--wuhao:cot-->
</ul>
<!--wuhao:end-toc-->
<!--wuhao:end-toc-->
</aside><main><!--wuhao:content--></main>"""


def filled(*headings: Heading, content: str = "x", title: str = "t") -> str:
    return Shell(SHELL).fill(Page("a.html", title, content, headings))


def contents(*levels: int) -> str:
    headings = (Heading(str(number), str(number), level) for number, level in enumerate(levels))
    return re.sub(
        r' title="\d"|<a href="#(\d)">\d</a>|\n', r"\1", filled(*headings).split("</b>")[1].split("</aside")[0]
    )


def test_every_place_is_filled_and_no_mark_is_left() -> None:
    html = filled(Heading("h", "节"), content="<p>正文</p>", title="标题")
    assert "<title>标题</title>" in html
    assert 'content="标题"' in html
    assert "<main><p>正文</p></main>" in html
    assert '<a href="#h">节</a>' in html
    assert "wuhao:" not in html


def test_without_headings_the_contents_are_gone_and_the_sidebar_hidden() -> None:
    html = filled()
    assert "contents" not in html
    assert "<aside hidden>" in html
    assert "wuhao:" not in html


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((2, 2), "<ul><li>0</li><li>1</li></ul>"),
        ((2, 3, 2), "<ul><li>0<ul><li>1</li></ul></li><li>2</li></ul>"),
        ((2, 3, 3), "<ul><li>0<ul><li>1</li><li>2</li></ul></li></ul>"),
        ((2, 3, 4, 2), "<ul><li>0<ul><li>1<ul><li>2</li></ul></li></ul></li><li>3</li></ul>"),
        ((2, 4, 3), "<ul><li>0<ul><li>1</li><li>2</li></ul></li></ul>"),
        ((3, 2), "<ul><li>0</li><li>1</li></ul>"),
    ],
)
def test_contents_lie_in_each_other_as_the_headings_do(levels: tuple[int, ...], expected: str) -> None:
    assert contents(*levels) == expected


def test_titles_and_headings_are_text() -> None:
    html = filled(Heading('a"b', "<i>", 2), title='</title><script>"')
    assert "<script>" not in html
    assert "<i>" not in html
    assert 'href="#a&quot;b"' in html


def test_marks_in_a_page_are_not_filled() -> None:
    assert "<!--wuhao:title-->" in filled(content="<!--wuhao:title-->")


@pytest.mark.parametrize(
    "broken",
    [
        SHELL.replace("<!--wuhao:content-->", ""),
        SHELL.replace("<!--wuhao:content-->", "<!--wuhao:other-->"),
        SHELL.replace("<!--wuhao:end-toc-->", "", 1),
        SHELL.replace("<!--wuhao:cot-->", ""),
    ],
)
def test_a_theme_that_lost_a_mark_is_refused(broken: str) -> None:
    with pytest.raises(ShellError):
        Shell(broken)


def test_the_key_follows_the_text() -> None:
    assert Shell(SHELL).key == Shell(SHELL).key
    assert Shell(SHELL).key != Shell(SHELL.replace("contents", "Contents")).key
