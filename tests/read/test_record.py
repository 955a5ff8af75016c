"""One file to one record: figures that agree, where it may lie, what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.model.interval import Interval, Step
from generator.model.node import Mark
from generator.model.organization import Branch, CommitteeTerm, Group, Organization
from generator.model.record import Record
from generator.read.record import read_record
from generator.types import registry
from generator.types.findings import Findings
from tests.attached.samples import sample

FOUNDED = Interval(date(2014, 9, 1), date(2018, 1, 1))
SCHOOL = Organization(
    "委员会",
    "党委",
    (
        Branch(
            "jichu",
            "基础部党支部",
            FOUNDED,
            full_members=(Step(date(2014, 9, 1), 12),),
            committee=(CommitteeTerm(FOUNDED, 5),),
            groups=(
                Group("g1", "第一党小组", FOUNDED),
                Group("g2", "第二党小组", Interval(date(2016, 1, 1), date(2017, 3, 1))),
            ),
        ),
    ),
)
MEETING = """\
类型: 支部委员会
日期: 2017-03-08
地点: 第一会议室
主持人: 支部书记
记录人: 组织委员
应到: 5
实到: 4
请假: 1
缺席: 0
"""
PATH = "2017/jichu/03-08-committee-meeting.md"


@pytest.fixture
def reader(tmp_path: Path) -> Any:
    def read(
        front: str, body: str = "会议内容\n", path: str = PATH, shared: bool = True
    ) -> tuple[Record | None, list[tuple[str, str, Mark]]]:
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{front}---\n{body}" if path.endswith(".md") else front, "utf-8")
        findings = Findings(f"records/{path}")
        record = read_record(target, PurePosixPath(path), shared, SCHOOL, findings)
        return record, [(str(each.severity), each.code, each.mark) for each in findings.problems]

    return read


def test_a_record(reader: Any) -> None:
    record, problems = reader(MEETING + "议题: [一, 二]\n", "\n第一行\n\n第二行\n\n")
    assert problems == []
    assert (record.id, record.file) == ("2017/jichu/03-08-committee-meeting", f"records/{PATH}")
    assert (record.branch, record.year, record.date) == ("jichu", 2017, date(2017, 3, 8))
    assert (record.types, record.incomplete, record.draft) == (("committee_meeting",), {}, False)
    assert (record.values["expected"], record.values["agenda"]) == (5, ("一", "二"))
    assert record.mark("expected") == Mark(7, 5)
    assert record.mark("title") == Mark(1, 1)
    assert (record.body, record.stem) == ("第一行\n\n第二行", "03-08-committee-meeting")


def test_places_in_plain_yaml_count_from_the_first_line(reader: Any) -> None:
    record, _ = reader(MEETING + "议题: 一\n", path=PATH.replace(".md", ".yml"))
    assert record.mark("expected") == Mark(6, 5)
    assert record.body == ""


def test_an_event_that_is_several(reader: Any) -> None:
    front = MEETING.replace("支部委员会", "[支委会, 理论学习, 支部委员会]")
    record, problems = reader(front)
    assert problems == []
    assert record.types == ("committee_meeting", "theory_study")


def test_each_of_several_types_needs_its_own(reader: Any) -> None:
    record, problems = reader(MEETING.replace("支部委员会", "[支委会, 党课]"))
    assert lacks(record) == {"party_lecture": [("lecturer",), ("topic",)]}
    assert problems == []


def lacks(record: Any) -> dict[str, list[tuple[str, ...]]]:
    """What each type lacks, by the names of the fields."""
    return {name: [each.names for each in lacking] for name, lacking in record.incomplete.items()}


def changed(line: str, *instead: str) -> str:
    assert f"{line}\n" in MEETING
    return MEETING.replace(f"{line}\n", "".join(f"{each}\n" for each in instead))


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        (changed("应到: 5", "应到: 6"), ("error", "attendance_sum", Mark(7, 5))),
        (changed("实到: 4", "实到: 6"), ("error", "attendance_sum", Mark(7, 5))),
        (changed("日期: 2017-03-08", "日期: 2017-03-09"), ("error", "date_misplaced", Mark(3, 5))),
        (changed("日期: 2017-03-08"), ("error", "missing_date", Mark(1, 1))),
        (changed("类型: 支部委员会"), ("error", "missing_type", Mark(2, 1))),
        (changed("类型: 支部委员会", "类型:"), ("error", "missing_type", Mark(2, 4))),
        (changed("类型: 支部委员会", "类型: []"), ("error", "missing_type", Mark(2, 5))),
        (changed("类型: 支部委员会", "类型: 支部委员汇"), ("error", "unknown_type", Mark(2, 5))),
        (changed("类型: 支部委员会", "类型: 督查"), ("error", "belongs_to_committee", Mark(2, 5))),
        (changed("类型: 支部委员会", "类型: 异议"), ("error", "restricted_in_shared", Mark(2, 5))),
        (MEETING + "党小组: [g9]\n", ("error", "unknown_group", Mark(11, 7))),
        (MEETING + "党小组: [g1, g2]\n", ("error", "group_not_then", Mark(11, 11))),
        (MEETING + "时间: 15:00-14:00\n", ("error", "time_backwards", Mark(11, 5))),
        (MEETING + "时间: 15:00-15:00\n", ("error", "time_backwards", Mark(11, 5))),
        (MEETING + "结束日期: 2017-03-07\n", ("error", "date_order", Mark(11, 7))),
        (MEETING + "实到有表决权: 5\n", ("error", "voting_above_present", Mark(11, 9))),
        (MEETING + "附件: [a.exe]\n", ("error", "attachment_kind", Mark(11, 6))),
        (MEETING + "附件: [../a.pdf]\n", ("error", "attachment_kind", Mark(11, 6))),
        (MEETING + "附件: ['.a.pdf']\n", ("error", "attachment_kind", Mark(11, 6))),
        (MEETING + "附件: [a.pdf]\n", ("error", "attachment_missing", Mark(11, 6))),
    ],
)
def test_rejected(reader: Any, front: str, problem: tuple[str, str, Mark]) -> None:
    record, problems = reader(front)
    assert record is None
    assert problem in problems


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        (changed("请假: 1"), ("warning", "absence_unexplained", Mark(8, 5))),
        (changed("请假: 1").replace("缺席: 0\n", ""), ("warning", "absence_unexplained", Mark(8, 5))),
        (changed("应到: 5", "应到: ５"), ("warning", "unnormalised", Mark(7, 5))),
    ],
)
def test_warned_of(reader: Any, front: str, problem: tuple[str, str, Mark]) -> None:
    record, problems = reader(front)
    assert record is not None
    assert problems == [problem]


@pytest.mark.parametrize("front", [changed("缺席: 0"), changed("请假: 1", "请假名单: [{姓名: 甲}]")])
def test_absence_explained(reader: Any, front: str) -> None:
    assert reader(front)[1] == []


def test_leave_is_counted_from_its_list(reader: Any) -> None:
    record, _ = reader(changed("请假: 1", "请假名单: [{姓名: 甲}]"))
    assert record.values["on_leave"] == 1


def test_a_group_by_its_name_or_id_once(reader: Any) -> None:
    record, problems = reader(MEETING + "党小组: [第一党小组, g1]\n")
    assert (record.values["groups"], problems) == (("g1",), [])


def test_a_branch_that_is_no_more(reader: Any) -> None:
    front = MEETING.replace("2017-03-08", "2018-03-08")
    record, problems = reader(front, path=PATH.replace("2017", "2018"))
    assert record is None
    assert problems == [("error", "branch_not_then", Mark(3, 5))]


def test_neither_minutes_nor_agenda(reader: Any) -> None:
    record, problems = reader(MEETING, "\n \n")
    assert lacks(record) == {"committee_meeting": [("body", "agenda")]}
    assert problems == []


@pytest.mark.parametrize(
    ("front", "body", "lacking"),
    [
        (changed("主持人: 支部书记"), "讨论了工作", [(("chair",), Mark(2, 5), "")]),
        (changed("主持人: 支部书记", "主持人: 无"), "讨论了工作", [(("chair",), Mark(5, 6), "无")]),
        (changed("地点: 第一会议室", "地点: ／"), "讨论了工作", [(("place",), Mark(4, 5), "／")]),
        (changed("地点: 第一会议室", "地点: XXX"), "讨论了工作", [(("place",), Mark(4, 5), "XXX")]),
        (changed("地点: 第一会议室", "地点: XXX会议室"), "讨论了工作", []),
        (changed("地点: 第一会议室", "地点: 无锡校区"), "讨论了工作", []),
        (MEETING + "议题: 无\n", "", [(("body", "agenda"), Mark(11, 5), "无")]),
        (MEETING + "议题: [略, 研究工作]\n", "", []),
        (MEETING + "议题: 研究工作\n", "略。", []),
        (MEETING, "# 会议内容\n\n略。\n", [(("body", "agenda"), Mark(2, 5), "")]),
        (MEETING, "<!-- 在这里写会议内容 -->\n（请写会议内容）\n", [(("body", "agenda"), Mark(2, 5), "")]),
        (MEETING, "见附件", [(("body", "agenda"), Mark(2, 5), "")]),
        (MEETING, "无异议，一致通过。", []),
    ],
)
def test_what_stands_there_and_says_nothing(reader: Any, front: str, body: str, lacking: list[Any]) -> None:
    record, _ = reader(front, body)
    found = record.incomplete.get("committee_meeting", ())
    assert [(each.names, each.mark, each.written) for each in found] == lacking


def test_a_text_that_points_to_an_attachment(reader: Any, tmp_path: Path) -> None:
    folder = (tmp_path / PATH).with_suffix("")
    folder.mkdir(parents=True)
    (folder / "记录.pdf").write_bytes(sample("a.pdf"))
    assert lacks(reader(MEETING + "附件: [记录.pdf]\n", "见附件")[0]) == {}


def test_another_slug_is_told(reader: Any) -> None:
    _, problems = reader(MEETING, path="2017/jichu/03-08-member-meeting.md")
    assert problems == [("warning", "slug_mismatch", Mark(1, 1))]


def test_the_year_a_review_is_of_is_that_of_its_date_unless_said(reader: Any) -> None:
    front = "类型: 述职评议\n日期: 2017-03-08\n测评票: {发出: 5, 收回: 5, 无效: 0, 好: 5}\n"
    path = "2017/jichu/03-08-accountability-review.md"
    assert reader(front, path=path)[0].values["reported_year"] == 2017
    assert reader(front + "述职年度: 2016\n", path=path)[0].values["reported_year"] == 2016


def test_restricted_records_in_a_private_root(reader: Any) -> None:
    front = "类型: 组织关系转接\n日期: 2017-03-08\n方向: 转出\n开具日期: 2017-03-08\n"
    record, problems = reader(front, path="2017/jichu/03-08-relation-transfer.md", shared=False)
    assert problems == []
    assert (record.shared, record.values["valid_days"]) == (False, 90)


def test_a_campaign_event_for_the_whole_school(reader: Any) -> None:
    front = "类型: [全校活动, 党课]\n日期: 2017-03-08\n主讲人: 党委书记\n题目: 党章\n"
    front += "参加情况: [{支部: jichu, 参加人数: 11}]\n"
    record, problems = reader(front, path="2017/_committee/03-08-school-event.md")
    assert problems == []
    assert (record.branch, record.incomplete) == ("_committee", {})
    wrong = front.replace("支部: jichu", "支部: nosuch")
    assert [code for _, code, _ in reader(wrong, path="2017/_committee/03-08-school-event.md")[1]] == ["unknown_branch"]


NAMES = sorted(name for each in registry().types.values() for field in each.fields.values() for name in field.names)
VALUES = st.sampled_from(
    ["", "~", "5", "-1", "2017-03-08", "2017-H1", "2017-Q1", "9999-12-31", "[a]", "{a: b}", "[{a: 1}]", "'", "是", "g1",
     "[2017-01-01, 2017-02-01]", "0001", "999999999", "[[]]", "{_marks: 1}", "[{}]", "{L02: 3}", "*", "jichu"]
)  # fmt: skip
WRITTEN = st.builds(
    lambda types, pairs: "".join(
        [f"类型: {types}\n日期: 2017-03-08\n", *(f"{name}: {each}\n" for name, each in pairs)]
    ),
    st.sampled_from([each.zh[0] for each in registry().types.values()]),
    st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4, unique_by=lambda pair: pair[0]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"---\n---\n")
@example("---\n类型: 支委会\n日期: 2017-03-08\n---\n".encode())
@example(b"---\n? ? ?\n---")
def test_any_bytes_give_problems_or_a_record(tmp_path: Path, data: bytes) -> None:
    anything_gives_problems_or_a_record(tmp_path, data)
    anything_gives_problems_or_a_record(tmp_path, b"---\n" + data + b"\n---\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WRITTEN)
def test_any_values_give_problems_or_a_record(tmp_path: Path, front: str) -> None:
    anything_gives_problems_or_a_record(tmp_path, f"---\n{front}---\n会议内容\n".encode())


def anything_gives_problems_or_a_record(folder: Path, data: bytes) -> None:
    path = folder / "03-08-committee-meeting.md"
    path.write_bytes(data)
    for unit, shared in (("jichu", True), ("_committee", False)):
        findings = Findings("f")
        record = read_record(path, PurePosixPath(f"2017/{unit}/{path.name}"), shared, SCHOOL, findings)
        assert (record is None) == findings.failed
        assert all(each.mark.line >= 1 and each.mark.column >= 1 for each in findings.problems)
