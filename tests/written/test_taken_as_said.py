"""What is written is read back as it was said, whatever it holds."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.node import plain
from generator.read.layout.names import clean
from generator.read.nodes import read_mapping
from generator.types import registry
from generator.types.findings import Findings
from generator.written.plain import pair

HOSTILE = [
    "- x: #y", "#", "# 地点: 甲", "a: b", "{a: 1}", "[a, b]", "'", '"', "\\", "---", "...", "null", "~", "&a", "*a",
    "!!str", "| ", ">", "%TAG", "@x", "`x`", "甲、乙；丙", "1. 甲 2. 乙", "应到12人，实到11人", "地点：甲",
    "甲\n地点: 乙",
    "甲\n---\n乙", "　甲　", "是", "no", "08", "0x5", "14:00", "2017年3月8日", "\u2028甲\u0085", "\ufeff甲", "-", ".",
    "甲 主持人：乙", "甲；主持人：乙", "甲　主持人：乙", "甲|应到：9", "\u200b甲", "甲 #乙", "甲\u00a0乙", "1．甲",
    "a #b", "=", "]", "}", "",
]  # fmt: skip
texts = (st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)).map(clean)
"""What a reader leaves out of any text, and tells, is not among them."""


def read_back(name: str, written: object) -> object:
    names = registry().fields_by_name(("committee_meeting",))
    text = "\n".join(["类型: 支部委员会", *pair(name, written), "记录人: 组织委员"])
    findings = Findings("records/2017/jichu/03-08-committee-meeting.md")
    mapping = read_mapping(text, findings, 2, names)
    assert mapping is not None and not findings.problems, (text, findings.problems)
    assert mapping.keys() == ["类型", name, "记录人"], text
    return plain(mapping.pairs[1][1])


@given(texts)
@settings(max_examples=200)
def test_a_text(text: str) -> None:
    assert read_back("地点", text) == text


@given(st.lists(texts, max_size=4))
def test_several_texts(items: list[str]) -> None:
    assert read_back("议题", list(items)) == items


@given(st.lists(st.dictionaries(st.sampled_from(["内容", "赞成"]), texts, min_size=1), min_size=1, max_size=3))
@example([{"内容": "- x: #y"}, {"内容": "甲, 赞成: 9}"}])
def test_rows(rows: list[dict[str, str]]) -> None:
    assert read_back("决议", [dict(each) for each in rows]) == rows


@given(st.dictionaries(texts, texts, max_size=3))
def test_names_of_ones_own(figures: dict[str, str]) -> None:
    assert read_back("结构分布", dict(figures)) == figures
