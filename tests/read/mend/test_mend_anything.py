"""Whatever is written, mending loses nothing and is done after one time."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.interval import Interval
from generator.model.organization import Branch, Organization
from generator.model.record import Record
from generator.read.record import read_record
from generator.types.findings import Findings
from tests.read.mend.ways import FILE, FORMS, GOOD, mended, text_of

# ── Whatever is written ──────────────────────────────────

ORGANIZATION = Organization(
    "中共示例职业学校委员会",
    "学校党委",
    (Branch("jichu", "基础部党支部", Interval(date(2014, 9, 1), None)),),
)


MENDED = ("unnormalised", "set_out", "list_begun", "byte_order_mark", "spacing", "invisible")


def read(data: bytes) -> tuple[Record | None, list[tuple[str, str]]]:
    """The record as typed, and the problems but those `fmt` is for, without the places that lines put in shift."""
    relative = PurePosixPath(FILE).relative_to("records")
    findings = Findings(FILE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / relative.name
        path.write_bytes(data)
        record = read_record(path, relative, True, ORGANIZATION, findings)
    problems = [
        (each.code, str({name: value for name, value in each.args.items() if name != "line"}))
        for each in findings.problems
    ]
    return record, [each for each in problems if each[0] not in MENDED]


def unplaced(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: unplaced(each) for name, each in value.items()}
    return [unplaced(each) for each in value] if isinstance(value, tuple) else value


def assert_nothing_is_lost(data: bytes) -> None:
    found = mended(data)
    again = mended(found.data)
    assert (again.data, again.changes) == (found.data, ())
    for each in found.changes:
        if each.what.code == "fmt.encoding":
            data = data.decode(str(each.what.args["was"])).encode()
    before, after = read(data), read(found.data)
    assert before[1] == after[1]
    assert (before[0] is None) == (after[0] is None)
    if before[0] is not None and after[0] is not None:
        assert unplaced(before[0].values) == unplaced(after[0].values)
        assert (before[0].body, before[0].types) == (after[0].body, after[0].types)


DATES = st.sampled_from(
    [value for name, value, _ in FORMS if name == "日期"]
    + ["2017-03-08", "2017-03-09", "3月8日"]
    + ["3月8日至9日", "3月8日、9日", "2017年3月8日—10日", "2月30日至31日"]
)
TIMES = st.sampled_from([value for name, value, _ in FORMS if name == "时间"] + ["14:00-15:30", "二十五点", "9:00"])
COUNTS = st.builds(
    "{}{}".format,
    st.sampled_from(["5", "４", "12", "0", "五"]),
    st.sampled_from(["", "人", " 名", "票", "人，请假1人"]),
)
VOTES = COUNTS.filter(lambda text: "，" not in text) | st.sampled_from(["全票通过", "一致同意"])
TEXTS = st.text("学习5人年月日 :：#'\"[]{}-*&!@%`\t　\u2028\ufeff\x85𠀀|>", max_size=12)


@st.composite
def scalars(draw: st.DrawFn, values: st.SearchStrategy[str]) -> str:
    value = draw(values)
    way = draw(st.sampled_from(["{}", "{}", "'{}'", '"{}"', "  {} ", "{} # 注", "|\n  {}", "!!str {}", "\n  {}  "]))
    return way.format(value.replace("'", "''") if way == "'{}'" else value)


@st.composite
def fronts(draw: st.DrawFn) -> str:
    lines = {
        "日期": draw(scalars(DATES)),
        "结束日期": draw(scalars(DATES)),
        "时间": draw(scalars(TIMES)),
        "应到": draw(scalars(COUNTS)),
        "present": draw(scalars(COUNTS)),
        "实到有表决权": draw(st.sampled_from(["4", "5人", "全体"])),
        "地点": draw(scalars(TEXTS)),
        "草稿": draw(scalars(st.sampled_from(["是", "ＮＯ", "否", "Yes", "无"]))),
        "适用期间": f"[{draw(DATES)}, '{draw(DATES)}' ]",
        "决议": f'\n  - {{内容: 通过, 赞成: {draw(VOTES)},  反对: "{draw(COUNTS)}"}} ',
        "议题": draw(st.sampled_from(["|+\n  一  \n   \n\n", '"一  \n  二 "', "\n- 一 \n- 二", "一\n  二 # 注 "])),
    }
    names = draw(st.permutations(["日期", *draw(st.sets(st.sampled_from(sorted(set(lines) - {"日期"}))))]))
    fillers = st.sampled_from(["", "", "\n", "# 说明 5人 \n", "  \n"])
    return "".join(f"{draw(fillers)}{name}: {lines[name]}\n" for name in names)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    body = draw(st.text("会议内容5人\n -\t\u2028#\r\ufeff", max_size=30))
    fence = draw(st.sampled_from(["---", "--- ", "---　"]))
    text = f"{fence}\n类型: [支委会, 工作计划]\n{draw(fronts())}{fence}\n{body}"
    text = text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])))
    encodings = st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"])
    return text.encode(draw(encodings))


@given(files())
def test_twice_is_once_and_the_values_are_the_same(data: bytes) -> None:
    assert_nothing_is_lost(data)


UNTIDY = text_of("日期: 2017年3月8日 # 周三\n应到: '5人'\n时间: 14：00—15：30\n决议: [{内容: 通过, 赞成: 4票}]\n")


@st.composite
def odd_texts(draw: st.DrawFn) -> bytes:
    text = draw(st.sampled_from(["", UNTIDY, GOOD]))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        put = draw(st.text("5人年月日 -:#'\"[]{}|>&*!%@,?\t\n\r\u3000\u2028\ufeff\x85\0𠀀", max_size=3))
        text = text[:at] + put + text[at + draw(st.integers(0, 2)) :]
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"])))


@given(odd_texts())
def test_any_text(data: bytes) -> None:
    assert_nothing_is_lost(data)


def test_two_byte_order_marks_are_taken_away_together() -> None:
    found = mended(b"\xef\xbb\xbf" * 2 + GOOD.encode())
    assert (found.data, [each.what.code for each in found.changes]) == (GOOD.encode(), ["fmt.byte_order_mark"])
    assert_nothing_is_lost(b"\xef\xbb\xbf" * 2 + GOOD.encode())


@pytest.mark.parametrize(
    "text",
    [
        text_of("日期: 2017年3月8日\n决议: [{内容: 通过\ufeff赞成: 4票}]\n"),
        text_of("日期: 2017年3月8日\n决议: [{内容: 通过, 赞成:\ufeff 4票}]\n"),
        text_of("日期: 2017年3月8日\n地点: \ufeff # 注\n"),
        text_of("日期: 2017年3月8日\n地点:\ufeff礼堂\u2028# 注\ufeff\n应到\ufeff：\ufeff5人\n"),
        text_of("日期: 2017年3月8日\n", "5\r\ufeff"),
        text_of("日期: 2017年3月8日\n", "\ufeff\n\n5\n\u200b\n\ufeff"),
    ],
)
def test_signs_that_nobody_sees_go_at_once(text: str) -> None:
    assert "\ufeff" in text and "\ufeff" not in mended(text.encode()).data.decode()
    assert_nothing_is_lost(text.encode())


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("# 说明\u2028应到: 5", "# 说明\n应到: 5"),
        ("议题:\n  - 甲\x85  - 乙", "议题:\n  - 甲\n  - 乙"),
        ("议题: [甲, 乙]\u2029应到: 5", "议题: [甲, 乙]\n应到: 5"),
        ("主持人: '甲'\u2028自定: 5", "主持人: '甲'\n自定: 5"),
        ("地点: 第一\u2028会议室", "地点: 第一 会议室"),
    ],
)
def test_a_soft_end_of_a_line_hides_no_field(front: str, wanted: str) -> None:
    found = mended(text_of(f"日期: 2017-03-08\n{front}\n").encode())
    assert found.data.decode() == text_of(f"日期: 2017-03-08\n{wanted}\n")
    assert_nothing_is_lost(text_of(f"日期: 2017-03-08\n{front}\n").encode())


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff"])
def test_a_sign_beside_a_fence_is_taken_away(sign: str) -> None:
    for text in (f"---{sign}\n", f"{sign}---{sign}\n"):
        record = GOOD.replace("---\n", text)
        assert read(record.encode())[0] is not None
        assert mended(record.encode()).data.decode().count("\n---\n") == 2
        assert_nothing_is_lost(record.encode())


@pytest.mark.parametrize("types", ["['']", "、", "[、]", '"和"', '"\u200b"'])
def test_a_record_of_no_type_is_told(types: str) -> None:
    found, problems = read(f"---\n类型: {types}\n日期: 2017-03-08\n---\n甲\n".encode())
    assert (found, [code for code, _ in problems]) == (None, ["missing_type"])


@pytest.mark.parametrize("types", ["支部委员会  , 支委会", "支部委员会 + 支委会", "支委会+党课", "[支委会, 支委会]"])
def test_types_said_twice_are_said_once(types: str) -> None:
    assert_nothing_is_lost(GOOD.replace("类型: 支部委员会 ", f"类型: {types} ").encode())


@pytest.mark.parametrize(
    "front",
    [
        "\t\n日期: 2017年3月8日\n",
        "日期: 2017年3月8日\n　\n地点: 礼堂\n",
        ",决议:\n [{内容: 通过, 赞成: 4票}]\n日期: 2017年3月8日\n",
    ],
)
def test_what_is_read_and_is_no_yaml(front: str) -> None:
    assert_nothing_is_lost(f"---\n{front}类型: [支委会, 工作计划]\n---\n会议内容\n".encode())


@given(st.data())
def test_any_bytes(data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(["utf-8", "gb18030", "utf-16"]))
    base = bytearray(data.draw(st.sampled_from(["", UNTIDY, GOOD])).encode(encoding))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(base)))
        base[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    assert_nothing_is_lost(bytes(base))
