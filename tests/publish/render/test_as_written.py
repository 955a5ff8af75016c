"""Minutes of people who know no Markdown: what they write by chance stays what it is, and nothing is lost."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish.documents import blocks
from generator.publish.documents.document import Heading, Paragraph
from generator.publish.render.markdown import minutes

PROSE = [
    "2*3=6票，共5*4=20票",
    "2**3=8，4**2=16",
    "    四个空格开头的一段",
    "\t制表符开头的一段",
    "　　全角空格开头的一段",
    "[注]: 见附件",
    "[注]：见附件",
    "见附件[1]",
    "#302会议室",
    "#党建 #学习",
    "1) 传达精神",
    "（一）传达精神",
    "一、传达精神",
    "1、传达精神",
    "1.传达精神",
    "１. 传达精神",
    "2017.3.8上午",
    "9~11点，约~30人~",
    "联系人_电话_地址",
    "__甲__和_乙_",
    "签名：________",
    "甲|乙|丙",
    "5<6，7>6，A&B",
    "> 80%的党员到会",
    ">=80%",
    "&nbsp;&lt;&#65;",
    r"D:\资料\*.doc，\# \[ \\",
    "一个`反引号",
    "见http://a.example/b_c_d?e=1&f=2#g和a_b@c.example",
    "<http://a.example> <张三> <br> <!-- x -->",
    "<b>加粗</b>",
    "*注：此处略*",
    "***",
    "* * *",
    "+ 5票",
    "-5℃",
    "————————",
    "==========",
    "$100$、^2^、==重点==、:smile:",
    "张**参加，李**请假",
    "张**、李**、王**",
    "电话022-1234****",
    "身份证****1234",
    "[见](下页)",
    "![示意](图)",
    "~~~",
    "```",
    "```没有结束",
    "“”‘’……《》",
]


class Seen(HTMLParser):
    """What a reader sees of HTML, white space aside; the signs before items of lists are seen too."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self._numbers: list[int | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ol", "ul"):
            self._numbers.append(int(dict(attrs).get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            number = self._numbers[-1]
            self.text += "-" if number is None else f"{number}."
            self._numbers[-1] = None if number is None else number + 1
        elif tag == "img":
            self.text += dict(attrs).get("alt") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._numbers.pop()

    def handle_data(self, data: str) -> None:
        self.text += "".join(data.split())


def bare(text: str) -> str:
    return "".join(text.split())


def lost(text: str, seen: str) -> str:
    """The characters of the text that are not seen, each in its turn."""
    left = iter(seen)
    following = next(left, "")
    missing = []
    for character in text:
        if character == following:
            following = next(left, "")
        else:
            missing.append(character)
    return "".join(missing)


@pytest.mark.parametrize("line", PROSE)
@pytest.mark.parametrize("around", ["{}", "上一行\n{}\n下一行", "一段\n\n{}\n\n又一段", "- 一项\n{}\n二", "标题\n{}"])
def test_a_line_of_prose_is_seen_as_it_is_written(line: str, around: str) -> None:
    text = around.format(line)
    assert Seen(minutes(text)).text == bare(text)


@pytest.mark.parametrize("line", ["------", "======", "---"])
def test_dashes_under_a_line_make_it_no_heading(line: str) -> None:
    made = minutes(f"会议记录\n{line}\n正文")
    assert "<h" not in made and Seen(made).text == f"会议记录{line}正文"
    assert minutes("甲\n\n---\n\n乙").count("<hr>") == 1


@given(st.lists(st.sampled_from(PROSE), max_size=8), st.sampled_from(["\n", "\n\n", "\n\n\n", "  \n　　", "，"]))
def test_lines_of_prose_together_are_seen_as_they_are_written(lines: list[str], between: str) -> None:
    if sum(line.startswith("```") or "`" in line for line in lines) > 1 or sum("**" in line for line in lines) > 1:
        lines = [line for line in lines if "`" not in line and "**" not in line]
    text = between.join(lines)
    assert Seen(minutes(text)).text == bare(text)


SIGNS = "#*-`|:\\"
WRITTEN = st.text(st.sampled_from("党会5a。，（<>&\"'_~+=!.#*-`|:\\ \n\t　\u200b"), max_size=300)


@given(WRITTEN | st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=300))
def test_nothing_but_signs_is_ever_lost(text: str) -> None:
    missing = lost(bare(text), Seen(minutes(text)).text)
    assert not missing.strip(SIGNS), missing


@given(WRITTEN)
def test_a_document_says_it_too(text: str) -> None:
    said = "".join(
        each.lead + each.text if isinstance(each, Paragraph) else each.text if isinstance(each, Heading) else ""
        for each in blocks(text.replace("|", ""))
    )
    missing = lost(bare(text.replace("|", "")), bare(said).replace("．", "."))
    assert not missing.strip(SIGNS), missing


# ── How long it takes ───────────────────────────────────────────────────────────────────────────────────────────────

SHAPES = [
    *("# a\n", "a\n=\n", "*a*", "a[", "```a\n", "|\\|", "a\n: b\n", "[aaa", "- a\n", "  - a\n", "1. a\n"),
    *("**a ", "**a**", "`a", "`a`", "[a](", "[a](b", "[a](b)", "![a](x(", "![](", "[[]]", "<b>", "&amp;"),
    *("> ", "|", "|-", "|a|\n|-|\n", "|\n", "a|b\n-|-\n", "*", "_", "~", "\t", "- \n", "\n", "　", "a  \n"),
    *("---\n", "---\n\n", "](", "()", "(()", "**[a](b)**", "**`", "```\n", "```\na\n", "* * ", "1. 2. "),
    *("\\", "x\n- y\n", "- a\n\n", "* a\n  b\n", "[a]: b\n", "[a](b(c)", "张**，", "**，", "# \n", "# #"),
    *("- - ", "\ta\n", " ", "a|b\n", "`\n", "![a](b) ", "http://a_b* ", "｜", "0."),
]
HEADS = ["", "|a|b|\n|-|-|\n", "|" * 30 + "\n" + "|-" * 29 + "|\n", "```\n", "- a\n", "**", "[a]("]
SHORT = 20_000
LONG = 200_000
TIMES = 4
SLOWER = 2.5
"""How much longer than in proportion it may take: a square would be TIMES longer."""
NOTHING = 0.002
"""Seconds under which a measure says nothing."""


def taken(text: str) -> float:
    """Seconds of the processor that the minutes take, the least of some."""
    measured = []
    for _ in range(3):
        start = time.process_time()
        minutes(text)
        measured.append(time.process_time() - start)
    return min(measured)


def written(head: str, shape: str, size: int) -> str:
    return (head + shape * (size // len(shape) + 1))[:size]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_time_they_take_grows_as_they_do(shape: str) -> None:
    once = max(NOTHING, taken(written("", shape, SHORT)))
    assert taken(written("", shape, TIMES * SHORT)) < SLOWER * TIMES * once


@pytest.mark.proof
@pytest.mark.parametrize("head", HEADS)
def test_no_minutes_hold_up_the_others(head: str) -> None:
    for shape in SHAPES:
        start = time.process_time()
        minutes(written(head, shape, LONG))
        assert time.process_time() - start < 2, shape  # a watchdog: minutes of a page take a thousandth of it
