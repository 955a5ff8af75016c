"""Whatever is typed stands in a value, in the minutes or in a message, or is layout; no word of the parser is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.language import catalogue
from generator.model.node import Listing, Node, Scalar
from generator.read.nodes import read_mapping
from generator.read.record import read_record
from generator.types import registry
from generator.types.findings import MOST, Findings
from tests.read.test_record import SCHOOL
from tests.read.ways.test_ways_of_writing import LINES

NAMES = registry().fields_by_name(())
_PARSER = re.compile(r"found character|did not find|could not|scanning|block mapping|found unknown|unexpected")
_TEXT = re.compile(r"[\u4e00-\u9fff]")
"""What nobody types for layout: a Chinese character."""
WHOLE = ("not_a_mapping", "key_twice", "alias", "tag", "too_deep", "key_not_text", "several_documents")
"""What is told once for all that stands below its line."""
MINUTES = "会议研究了一季度工作"
_NAME = st.sampled_from(["类型", "日期", "地点", "主持人", "应到", "议题", "决议", "附件", "标题", "甲乙", "时　间"])
_SEPARATOR = st.sampled_from([": ", ":", "：", " : ", "∶", " ", "=", ":\t", ":　"])
_WORD = st.text("学习研究王甲五5人年月日 ：:、，；。#*&!@%`|>-?[]{}()（）“”\"'\\\t　\u200b\u2028", max_size=14)
_LINE = st.builds(
    "{}{}{}{}".format, st.sampled_from(["", "", "", "  ", "\t", "- ", "　", "1. ", "# "]), _NAME, _SEPARATOR, _WORD
)
_LETTERS = st.lists(_LINE | _WORD | st.sampled_from([line.partition(" → ")[0] for line in LINES]), max_size=7)


def words(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Listing):
        for item in node.items:
            yield from words(item)
    else:
        for key, value in node.pairs:
            yield key.text
            yield from words(value)


def assert_nothing_lost(lines: list[str]) -> None:
    text = "\n".join(lines).replace("⏎", "\n")
    findings = Findings("records/2017/jichu/03-08-committee-meeting.md")
    mapping = read_mapping(text, findings, names=NAMES)
    sentences = catalogue("zh")
    told = [
        sentences.text(f"problems.{each.code}.{part}", **each.args)
        for each in findings.problems
        for part in ("message", "hint")
    ]
    assert not any(map(_PARSER.search, told)), told
    if any(each.code in WHOLE for each in findings.problems):
        return
    places = {each.mark.line for each in findings.problems}
    said = "".join(words(mapping)) if mapping else ""
    there = "".join([said, *told])
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip(" \t　-").startswith("#") or re.search(r"\s#", line) or number in places or len(line) > MOST:
            continue
        lost = [character for character in _TEXT.findall(line) if character not in there]
        assert not lost, (line, lost, there)


@given(_LETTERS)
def test_every_character_is_somewhere(lines: list[str]) -> None:
    assert_nothing_lost(lines)


@pytest.mark.proof
def test_every_character_is_somewhere_for_long() -> None:
    settings(max_examples=6_000, deadline=None, derandomize=False, database=None)(
        given(_LETTERS)(assert_nothing_lost)
    )()


@settings(max_examples=60, deadline=None)
@given(_LETTERS)
def test_any_letter_is_a_record_or_told(lines: list[str]) -> None:
    front = "\n".join(lines).replace("⏎", "\n")
    findings = Findings("records/2017/jichu/03-08-committee-meeting.md")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "03-08-committee-meeting.md"
        path.write_text(f"---\n{front}\n---\n{MINUTES}\n", "utf-8")
        record = read_record(path, PurePosixPath("2017/jichu") / path.name, True, SCHOOL, findings)
    assert record is not None or findings.failed
    for problem in findings.problems:
        for language in ("zh", "en"):
            for part in ("message", "hint"):
                said = catalogue(language).text(f"problems.{problem.code}.{part}", **problem.args)
                assert said.strip()
                assert not _PARSER.search(said), said


@pytest.mark.parametrize("line", ["：" * 20_000, "地点: " + "a #b " * 12_000, "地点: 甲 " + "记录人 " * 8_000])
def test_a_line_as_long_as_a_file_may_be_is_read_once(line: str) -> None:
    assert_nothing_lost(["类型: 支部委员会", line])
