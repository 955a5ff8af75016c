"""A file is changed where its values stand, and nowhere else."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.read.amend import RowChanges, amended_lists, amended_record

FILE = "records/2017/jichu/03-08-committee-meeting.md"
LISTS = "records/2017/jichu/rectification.yml"
HEAD = """---
# 三月的会
类型: 支部委员会
日期: 2017-03-08
时间: 14:00-15:30   # 下午
地点: "第一会议室"
应到: 5
present: 4
议题:
  - 研究一季度工作   # 第一件

  - 其他
决议:
  - {内容: 通过, 赞成: 4}
标题: |
  很长的
  标题
请假:   # 没有填
"""
TEXT = f"{HEAD}---\n\n会议内容：---\n  缩进\n"


def changed(text: str, changes: dict[str, object], body: str | None = None) -> str | None:
    found = amended_record(text.encode(), FILE, changes, body)
    return None if found is None else found.decode()


def test_each_value_is_put_where_it_stands() -> None:
    for changes, old, new in (
        ({"present": 5}, "present: 4", "present: 5"),
        ({"地点": "礼堂"}, '地点: "第一会议室"', "地点: 礼堂"),
        ({"time": ("09:00", None)}, "时间: 14:00-15:30   # 下午", "时间: 09:00   # 下午"),
        ({"agenda": ("一", "二")}, "议题:\n  - 研究一季度工作   # 第一件\n\n  - 其他\n", "议题: [一, 二]\n"),
        ({"agenda": None}, "议题:\n  - 研究一季度工作   # 第一件\n\n  - 其他\n", ""),
        ({"resolutions": ({"text": "不通过", "for": 0},)}, "{内容: 通过, 赞成: 4}", "{内容: 不通过, 赞成: 0}"),
        ({"title": "短"}, "标题: |\n  很长的\n  标题\n请假", "标题: 短\n请假"),
        ({"title": ""}, "标题: |\n  很长的\n  标题\n", ""),
        ({"on_leave": 1}, "请假:   # 没有填", "请假: 1   # 没有填"),
        ({"absent": 1, "campaign": True}, "请假:   # 没有填\n", "请假:   # 没有填\n缺席: 1\n涉及创建活动: 是\n"),
        ({"date": date(2017, 3, 9)}, "日期: 2017-03-08", "日期: 2017-03-09"),
        ({"expected": 5}, "", ""),
    ):
        assert changed(TEXT, changes) == TEXT.replace(old, new), changes


def test_minutes_are_changed_only_where_others_are_given() -> None:
    assert changed(TEXT, {}, "新的内容\n") == f"{HEAD}---\n新的内容\n"
    assert amended_record("类型: 党课\n日期: 2017-03-08\n".encode(), FILE[:-2] + "yml", {}, "内容") is None


def test_what_has_no_place_is_put_in_form_first() -> None:
    loose = "---\n类型：支部委员会\n日期：2017年3月8日\n应到: 应到12人，实到11人\n---\n内容\n"
    assert changed(loose, {"present": 10}) == (
        "---\n类型: 支部委员会\n日期: 2017-03-08\n应到: 12\n实到: 10\n---\n内容\n"
    )
    broken = "---\n类型: 支部委员会\n日期: [2017\n---\n内容\n"
    assert changed(broken, {"present": 10}) is None


@given(st.lists(st.sampled_from(["expected", "agenda", "title", "resolutions", "on_leave", "present"]), unique=True))
@settings(deadline=None, max_examples=40)
def test_there_and_back_again_says_the_same(names: list[str]) -> None:
    values: dict[str, object] = {
        "expected": 5,
        "agenda": ("研究一季度工作", "其他"),
        "title": "很长的\n标题",
        "resolutions": ({"text": "通过", "for": 4},),
        "on_leave": None,
        "present": 4,
    }
    gone = changed(TEXT, dict.fromkeys(names))
    assert gone is not None and gone.endswith("---\n\n会议内容：---\n  缩进\n") and gone.startswith("---\n# 三月的会\n")
    back = amended_record(gone.encode(), FILE, {name: values[name] for name in names})
    assert back is not None
    again = amended_record(back, FILE, values)
    assert again == back


ROWS = """# 三张清单
问题清单:
  - 序号: P1   # 第一个
    问题表现: 记录简单
  - {序号: P2, 问题表现: 人少}

任务清单:
- 序号: T1
  对应问题序号: P1
  进展情况:
    - {日期: 2017-11-10, 内容: 换本}
# 完
"""


def rows(text: str, **changes: RowChanges) -> str | None:
    found = amended_lists(text.encode(), LISTS, changes)
    return None if found is None else found.decode()


def test_rows_are_changed_by_their_ids_and_added_below() -> None:
    task = {"goal": "规范", "progress": ({"date": date(2017, 11, 10), "text": "换本"}, {"date": date(2017, 11, 20)})}
    duty = {"id": "R1", "task": "T1", "verified": {"by": "组织科", "date": date(2017, 11, 28)}}
    found = rows(
        ROWS,
        problems=RowChanges({"P1": {"problem": "太简单"}, "P2": {"cause": "忙"}}, [{"id": "P3", "problem": "新"}]),
        tasks=RowChanges({"T1": task}),
        responsibilities=RowChanges({}, [duty]),
    )
    assert found == (
        "# 三张清单\n问题清单:\n  - 序号: P1   # 第一个\n    问题表现: 太简单\n"
        "  - {序号: P2, 问题表现: 人少, 产生原因: 忙}\n"
        "  - 序号: P3\n    问题表现: 新\n\n任务清单:\n- 序号: T1\n  对应问题序号: P1\n  进展情况:\n"
        "    - {日期: 2017-11-10, 内容: 换本}\n    - {日期: 2017-11-20}\n  整改目标: 规范\n# 完\n"
        "责任清单:\n  - 序号: R1\n    对应任务序号: T1\n    销号情况: {销号人: 组织科, 日期: 2017-11-28}\n"
    )
    assert rows(ROWS, problems=RowChanges({"P9": {"problem": "没有"}})) is None
    assert rows("问题清单: []\n", problems=RowChanges({}, [{"id": "P1"}])) == "问题清单:\n  - {序号: P1}\n"
    assert rows("", problems=RowChanges({}, [{"id": "P1"}])) == "问题清单:\n  - 序号: P1\n"
    flow = "问题清单: [{序号: P1, 标准: 3}, {序号: P2}]\n"
    assert rows(flow, problems=RowChanges({"P1": {"standard": None}})) == (
        "问题清单:\n  - {序号: P1}\n  - {序号: P2}\n"
    )
