"""What `fmt` makes of one file: each form in each way of writing it, and what stays as it was (design §3)."""

from __future__ import annotations

import pytest

from generator.model.problem import Severity
from tests.read.mend.ways import ENGLISH, FILE, FORMS, GOOD, WAYS, codes, mended, said, text_of
from tests.sweep import over


@pytest.mark.parametrize("way", [pattern for _, pattern in WAYS], ids=[name for name, _ in WAYS])
@over("written", FORMS)
def test_each_form_in_each_way_of_writing_it(written: tuple[str, str, str], way: str) -> None:
    name, value, form = written
    before, after = (way.format(name=name, english=ENGLISH[name], value=each) for each in (value, form))
    found = mended(text_of(before))
    assert found.data.decode() == text_of(after)
    assert said(found) == ["value"]
    assert not codes(found.left, Severity.WARNING)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("适用期间: [2017年1月1日, '2017.12.31']\n", "适用期间: [2017-01-01, '2017-12-31']\n"),
        ("适用期间:\n  - 2017年1月1日 # 起\n  - 2017/12/31\n", "适用期间:\n  - 2017-01-01 # 起\n  - 2017-12-31\n"),
        ("决议: [{内容: 5人, 赞成: 4人, 反对: ０}]\n", "决议: [{内容: 5人, 赞成: 4, 反对: 0}]\n"),
        (
            "决议:\n- 内容: 通过\n  赞成: 4票\n  反对: '0票'\n-  {赞成: 3票, 内容: 通过}\n",
            "决议:\n- 内容: 通过\n  赞成: 4\n  反对: '0'\n-  {赞成: 3, 内容: 通过}\n",
        ),
        ("时间:\n  14：00—\n  15：30\n", "时间:\n  14:00-15:30\n"),
        ("应到: 5人\n实到: 4人 \n", "应到: 5\n实到: 4\n"),
    ],
)
def test_lists_groups_and_several_lines(before: str, after: str) -> None:
    assert mended(text_of(before)).data.decode() == text_of(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("应到: 应到12人, 实到11人, 请假1人\n", "应到: 12\n实到: 11\n请假: 1\n"),
        ("应到:  12人，实到11人   # 签到表\n", "应到: 12\n实到: 11   # 签到表\n"),
        ("应到: '应到12人 实到11人'\n", "应到: 12\n实到: 11\n"),
        ("出席情况: 应到12人；实到11人；缺席1人。\n", "应到: 12\n实到: 11\n缺席: 1\n"),
        ("expected: expected 12, present 11\n", "expected: 12\npresent: 11\n"),
        ("日期: 8月23日至27日\n", "日期: 2017-08-23\n结束日期: 2017-08-27\n"),
        ("date: 2017年8月23日—27日\n", "date: 2017-08-23\nend_date: 2017-08-27\n"),
        ("日期: 2017年12月30日至2018年1月2日 # 假期\n", "日期: 2017-12-30\n结束日期: 2018-01-02 # 假期\n"),
        ("日期: 3月8日\n", "日期: 2017-03-08\n"),
        (
            "实到有表决权: 11\n决议:\n  - 内容: 通过\n    赞成: 全票通过\n  - {内容: 二, 表决: 一致同意, 弃权: 0}\n",
            "实到有表决权: 11\n决议:\n  - 内容: 通过\n    赞成: 11\n    反对: 0\n    弃权: 0\n"
            "  - {内容: 二, 赞成: 11, 反对: 0, 弃权: 0}\n",
        ),
        (
            "决议: [{text: a, for: 全票}]\nvoting_present: 3\n",
            "决议: [{text: a, for: 3, against: 0, abstain: 0}]\nvoting_present: 3\n",
        ),
    ],
)
def test_one_line_that_says_several_things(before: str, after: str) -> None:
    found = mended(text_of(before))
    assert found.data.decode() == text_of(after)
    assert "set_out" not in codes(found.left, Severity.WARNING)
    assert not mended(found.data).changes


def test_a_whole_front_matter_in_braces() -> None:
    found = mended("---\n{类型: 支委会, 应到: 5人, 时间: 14：00—15：30}\n---\n")
    assert found.data.decode() == "---\n{类型: 支委会, 应到: 5, 时间: 14:00-15:30}\n---\n"
    found = mended("---\n{类型: 支委会, 应到: '应到5人, 实到4人', 日期: 8月23日至27日}\n---\n")
    assert found.data.decode() == (
        "---\n{类型: 支委会, 应到: 5, 实到: 4, 日期: 2017-08-23, 结束日期: 2017-08-27}\n---\n"
    )


def test_what_is_in_form_stays_byte_for_byte() -> None:
    found = mended(GOOD)
    assert (found.data, found.changes) == (GOOD.encode(), ())


def test_only_the_value_concerned_is_touched() -> None:
    before = GOOD.replace("日期: 2017-03-08", "日期:  2017年3月8日  # 周三").replace("present: 4", "present: ４")
    after = GOOD.replace("日期: 2017-03-08", "日期:  2017-03-08  # 周三")
    assert mended(before).data.decode() == after


@pytest.mark.parametrize(
    "line",
    [
        "地点: 2017年3月8日\n",
        "应到: |\n  5人\n",
        "日期: >-\n  2017年3月8日\n",
        "应到: !!str 5人\n",
        "应到: 应到12人, 其中女5人\n",
        "应到: 应到12人, 请假1人（出差）\n",
        "应到: |\n  应到12人, 实到11人\n",
        "? 应到\n: 应到12人, 实到11人\n",
        "日期: 3月8日, 3月15日\n",
        "日期: 8月底\n",
        "标题: |\n  一  \n\n  二 \n",
        '标题: "一  \n\n  二 "\n',
    ],
)
def test_left_as_it_is(line: str) -> None:
    found = mended(text_of(line))
    assert found.data.decode() == text_of(line)
    assert found.left == found.problems


def test_spaces_at_line_ends_of_the_front_matter_only() -> None:
    before = "--- \n类型: 支委会  \n# 说明\t\n  \n地点:\n应到: 5 \n---\t\n会议内容  \n"
    found = mended(before)
    assert found.data.decode() == "---\n类型: 支委会\n# 说明\n\n地点:\n应到: 5\n---\n会议内容  \n"
    places = [(change.mark.line, change.mark.column) for change in found.changes]
    assert places == [(1, 4), (2, 8), (3, 5), (4, 1), (6, 6), (7, 4)]


def test_a_newline_at_the_end() -> None:
    assert mended(GOOD.rstrip("\n")).data.decode() == GOOD
    assert mended("---\n类型: 支委会\n---").data.decode() == "---\n类型: 支委会\n---\n"
    yml = FILE.replace(".md", ".yml")
    assert mended("类型: 支委会\n应到: 5人", file=yml).data.decode() == "类型: 支委会\n应到: 5\n"
    block = "类型: 支委会\n议题: |+\n  一\n  二"
    assert mended(block, file=yml).data.decode() == block


@pytest.mark.parametrize(
    ("encoded", "changes"),
    [
        (GOOD.encode("utf-8-sig"), ["byte_order_mark"]),
        (GOOD.replace("\n", "\r\n").encode(), ["line_ends"]),
        (GOOD.replace("\n", "\r").encode(), ["line_ends"]),
        (GOOD.encode("gb18030"), ["encoding"]),
        (GOOD.replace("\n", "\r\n").encode("gb18030"), ["encoding", "line_ends"]),
        (GOOD.encode("utf-16"), ["encoding"]),
        (b"\xff\xfe" + GOOD.replace("\n", "\r\n").encode("utf-16-le"), ["encoding", "line_ends"]),
        (b"\xfe\xff" + GOOD.encode("utf-16-be"), ["encoding"]),
    ],
)
def test_encodings_marks_and_line_ends(encoded: bytes, changes: list[str]) -> None:
    found = mended(encoded)
    assert found.data == GOOD.encode()
    assert said(found) == changes
    assert not found.left


def test_values_in_another_encoding_are_mended_too() -> None:
    found = mended(text_of("日期: 2017年3月8日\n").encode("gb18030"))
    assert found.data.decode() == text_of("日期: 2017-03-08\n")
    assert codes(found.problems) == ["encoding"]
    assert not found.left


DAMAGED = [
    ("a broken byte in the minutes", GOOD.encode() + b"\xff\n"),
    ("a character cut in two", GOOD.encode()[:-5]),
    ("short, a broken byte", "类型: 支委会".encode() + b"\x80"),
    ("a word of UTF-8 pasted into GB18030", GOOD.encode("gb18030") + "研究一季度工作".encode()),
    ("UTF-16 cut in two", GOOD.encode("utf-16")[:-1]),
    ("UTF-16 with a lone surrogate", GOOD.encode("utf-16") + b"\x00\xd8\x00\x00"),
    ("UTF-32", GOOD.encode("utf-32")),
    ("NUL", GOOD.encode() + b"\0"),
    ("GB18030 of something else", "---\n甲: 乙\n---\n".encode("gb18030")),
    ("no front matter", "日期: 2017年3月8日\n".encode()),
    ("never closed", "---\n日期: 2017年3月8日\n".encode()),
    ("bracket never closed", text_of("应到: 5人\n议题: [一\n").encode()),
    ("no type", "---\n日期: 2017年3月8日\n---\n".encode()),
    ("unknown type", "---\n类型: 支委委\n日期: 2017年3月8日\n---\n".encode()),
    ("the same name twice", text_of("应到: 5人\n应到: 6人\n").encode()),
    ("an alias", text_of("应到: &a 5人\n实到: *a\n").encode()),
    ("front matter over 64 KB", text_of(f"应到: 5人\n议题: {'学' * 22_000}\n").encode()),
    ("minutes over 1 MB", (text_of("应到: 5人\n") + "学习记录。\n" * 70_000).encode()),
    ("anything over 1 MB", (text_of("应到: 5人\n") + "学习记录。\n" * 90_000).encode()),
    ("empty", b""),
]  # fmt: skip


@pytest.mark.parametrize("data", [data for _, data in DAMAGED], ids=[name for name, _ in DAMAGED])
def test_what_is_not_understood_is_reported_and_left(data: bytes) -> None:
    found = mended(data)
    assert (found.data, found.changes) == (data, ())
    assert codes(found.left)


def test_one_wrong_value_keeps_none_of_the_others_from_being_mended() -> None:
    found = mended(text_of("日期: 2017年3月8日\n应到: 五人左右\n"))
    assert found.data.decode() == text_of("日期: 2017-03-08\n应到: 五人左右\n")
    assert codes(found.left) == ["not_a_count"]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (
            "organization",
            "# 组织\nbranches:\n  - id: jichu\n    valid_from: 2014年9月1日\n"
            "    full_members: [{from: 2014.9.1, count: 12人}]\n    secretaries: [{from: '2014/9/1'}]\n",
            "# 组织\nbranches:\n  - id: jichu\n    valid_from: 2014-09-01\n"
            "    full_members: [{from: 2014-09-01, count: 12}]\n    secretaries: [{from: '2014-09-01'}]\n",
        ),
        (
            "calendar",
            "放假:\n  - {日期: 2017年1月1日, 名称: 元旦}\n调休上班: [2017年1月22日, '2017.2.4', 2017-04-01, 待定]\n",
            "放假:\n  - {日期: 2017-01-01, 名称: 元旦}\n调休上班: [2017-01-22, '2017-02-04', 2017-04-01, 待定]\n",
        ),
        ("calendar", "working_days: 2017年1月22日", "working_days: 2017-01-22\n"),
        (
            "rectification",
            "问题清单:\n  - {序号: P1, 对照: ４, 发现日期: 2017年10月12日, 问题表现: 5人}\n"
            "责任清单:\n  - 序号: R1\n    销号情况:\n      日期: 二〇一七年十一月二十八日\n",
            "问题清单:\n  - {序号: P1, 对照: 4, 发现日期: 2017-10-12, 问题表现: 5人}\n"
            "责任清单:\n  - 序号: R1\n    销号情况:\n      日期: 2017-11-28\n",
        ),
    ],
)
def test_documents(kind: str, before: str, after: str) -> None:
    assert mended(before, kind, f"records/{kind}.yml").data.decode() == after
