"""The three lists of a branch: rows that belong together, and closing by somebody else, with evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.model.rectification import Rectification
from generator.read.findings import Findings
from generator.read.rectification import read_rectification
from tests.read.marked import unmarked

LISTS = """\
问题清单:
- {序号: P1, 标准: 3, 问题表现: 记录过于简单, 来源: 自查, 发现日期: 2017-10-12}
任务清单:
- {序号: T1, 对应问题序号: P1, 完成时限: 2017-11-30, 完成日期: 2017-11-20, 佐证材料: [记录本]}
责任清单:
- {序号: R1, 对应任务序号: T1, 责任人: 组织委员, 销号情况: {销号人: 党委委员, 日期: 2017-11-28}}
"""


def read(folder: Path, text: str) -> tuple[Rectification | None, list[tuple[str, int, int]]]:
    path = folder / "rectification.yml"
    path.write_text(text, "utf-8")
    findings = Findings("records/2017/jichu/rectification.yml")
    found = read_rectification(path, "jichu", 2017, findings)
    return found, [(each.code, each.mark.line, each.mark.column) for each in findings.problems]


def test_the_lists(tmp_path: Path) -> None:
    found, problems = read(tmp_path, LISTS)
    assert problems == []
    assert found is not None
    assert (found.branch, found.year, found.file) == ("jichu", 2017, "records/2017/jichu/rectification.yml")
    assert found.problems[0]["source"] == "self"
    assert found.problems[0]["found_on"] == date(2017, 10, 12)
    assert found.tasks[0]["evidence"] == ("记录本",)
    assert found.responsibilities[0]["verified"] == {"by": "党委委员", "date": date(2017, 11, 28)}


def test_empty_lists_are_lists(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "")
    assert (found, problems) == (Rectification("jichu", 2017, "records/2017/jichu/rectification.yml"), [])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("序号: T1, 对应问题序号: P1", "序号: T1, 对应问题序号: ▸P9", "task_without_problem"),
        ("对应任务序号: T1", "对应任务序号: ▸T9", "duty_without_task"),
        ("完成时限: 2017-11-30", "完成时限: ▸2017-10-11", "due_before_found"),
        ("完成日期: 2017-11-20", "完成日期: ▸2017-10-11", "done_before_found"),
        ("{销号人: 党委委员, ", "▸{销号人: ' 组织委员 ', ", "closed_by_doer"),
        ("{销号人: 党委委员, ", "▸{", "closing_incomplete"),
        ("{销号人: 党委委员, 日期: 2017-11-28}", "▸{销号人: 党委委员, 佐证: 检查记录}", "closing_incomplete"),
        ("责任清单:\n", "- {序号: ▸T1, 对应问题序号: P1}\n责任清单:\n", "id_twice"),
        ("来源: 自查", "来源: ▸传闻", "not_a_choice"),
        ("{序号: P1, 标准", "▸{标准", "entry_incomplete"),
    ],
)
def test_refused_at_its_place(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert LISTS.count(old) == 1
    text, place = unmarked(LISTS.replace(old, new))
    found, problems = read(tmp_path, text)
    assert found is None
    assert problems[0] == (code, *place)


def test_closed_without_evidence(tmp_path: Path) -> None:
    text, place = unmarked(LISTS.replace(", 佐证材料: [记录本]", "").replace("{销号人", "▸{销号人"))
    assert read(tmp_path, text) == (None, [("closing_without_evidence", *place)])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{序号: P1, 标准", "{序号: , 标准"),
        ("{序号: R1, ", "{序号: ~, "),
        ("完成时限: 2017-11-30", "延期: [{新时限: , 批准人: 党委}]"),
    ],
)
def test_what_must_be_there_is_left_empty(tmp_path: Path, old: str, new: str) -> None:
    assert LISTS.count(old) == 1
    found, problems = read(tmp_path, LISTS.replace(old, new))
    assert found is None
    assert "entry_incomplete" in [code for code, _, _ in problems]


def test_evidence_may_stand_with_the_closing(tmp_path: Path) -> None:
    text = LISTS.replace(", 佐证材料: [记录本]", "").replace("日期: 2017-11-28", "日期: 2017-11-28, 佐证: 检查记录")
    assert read(tmp_path, text)[1] == []


CLOSING = "{销号人: 学校党委组织科, 日期: 2017-12-19}"
SECOND = "{申请日期: 2017-12-01, 新时限: 2017-12-20, 批准人: 学校党委}"
FULL = """\
问题清单:
- {序号: P1, 标准: 3, 发现日期: 2017-10-12}
任务清单:
- 序号: T1
  对应问题序号: P1
  列入日期: 2017-10-20
  完成时限: 2017-11-30
  进展情况: [{日期: 2017-11-07, 内容: 已换用记录本}]
  延期:
  - {申请日期: 2017-11-20, 新时限: 2017-12-10, 批准人: 学校党委}
  - {申请日期: 2017-12-01, 新时限: 2017-12-20, 批准人: 学校党委}
  完成日期: 2017-12-18
  佐证材料: [记录本]
- {序号: T2, 对应问题序号: P1, 长期坚持: 是, 复查日期: 2018-03-01}
责任清单:
- 序号: R1
  对应任务序号: T1
  责任人: 张三、李四
  销号情况: {销号人: 学校党委组织科, 日期: 2017-12-19}
  重新打开: [{日期: 2017-12-22, 原因: 抽查发现反复}]
- {序号: R2, 对应任务序号: T2}
"""


def test_a_full_history_is_in_order(tmp_path: Path) -> None:
    assert read(tmp_path, FULL)[1] == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("日期: 2017-11-07, 内容", "日期: ▸2017-10-11, 内容", "before_found"),
        ("申请日期: 2017-11-20", "申请日期: ▸2017-10-11", "before_found"),
        ("{日期: 2017-12-22, 原因", "{日期: ▸2017-10-11, 原因", "before_found"),
        (CLOSING, "▸{销号人: 组织科, 日期: 2017-10-11}", "before_found"),
        ("完成日期: 2017-12-18", "完成日期: ▸2017-10-19", "done_before_listed"),
        ("新时限: 2017-12-10, ", "新时限: ▸2017-11-30, ", "extension_not_later"),
        ("新时限: 2017-12-20, ", "新时限: ▸2017-12-10, ", "extension_not_later"),
        (
            "{申请日期: 2017-12-01, 新时限: 2017-12-20, 批准人: 学校党委}",
            "▸{新时限: 2017-12-20}",
            "extension_unapproved",
        ),
        ("新时限: 2017-12-20, 批准人: 学校党委", "新时限: 2017-12-20, 批准人: ▸' '", "extension_unapproved"),
        ("长期坚持: 是, 复查日期: 2018-03-01", "长期坚持: ▸是", "standing_without_review"),
        (
            "  销号情况: {销号人: 学校党委组织科, 日期: 2017-12-19}\n  重新打开: ",
            "  重新打开: ▸",
            "reopened_without_closing",
        ),
        ("日期: 2017-12-22, 原因: 抽查发现反复", "日期: 2017-12-22", "entry_incomplete"),
        ("日期: 2017-12-22, 原因: 抽查发现反复", "原因: 抽查发现反复", "entry_incomplete"),
        (CLOSING, "▸{销号人: 、, 日期: 2017-12-19}", "closing_incomplete"),
    ],
)
def test_every_move_has_its_order(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert FULL.count(old) == 1
    changed = FULL.replace(old, new)
    text, place = unmarked(changed) if "▸" in changed else (changed, None)
    found, problems = read(tmp_path, text)
    assert found is None
    assert problems[0][0] == code
    assert place is None or problems[0] == (code, *place)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("日期: 2017-11-07, 内容", "日期: 2017-10-12, 内容"),
        ("完成日期: 2017-12-18", "完成日期: 2017-10-20"),
        ("新时限: 2017-12-10, ", "新时限: 2017-12-01, "),
        ("日期: 2017-12-19}", "日期: 2017-12-18}"),
        ("完成日期: 2017-12-18", "完成日期: 2017-12-22"),
        ("完成时限: 2017-11-30", "完成时限: 2017-10-12"),
    ],
)
def test_on_the_same_day_is_in_order(tmp_path: Path, old: str, new: str) -> None:
    assert FULL.count(old) == 1
    assert read(tmp_path, FULL.replace(old, new))[1] == []


@pytest.mark.parametrize(
    ("reopened", "done", "codes"),
    [
        ("2017-12-19", "2017-12-20", []),
        ("2017-12-20", "2017-12-20", []),
        ("2017-12-21", "2017-12-20", ["closed_before_done"]),
        ("2017-12-18", "2017-12-20", ["closed_before_done"]),
    ],
)
def test_done_after_its_closing_only_where_it_was_sent_back(
    tmp_path: Path, reopened: str, done: str, codes: list[str]
) -> None:
    text = FULL.replace("完成日期: 2017-12-18", f"完成日期: {done}").replace("2017-12-22", reopened)
    assert [code for code, _, _ in read(tmp_path, text)[1]] == codes


@pytest.mark.parametrize(
    ("doer", "closer", "refused"),
    [
        ("张三", "张三", True),
        ("张三", " 张三　", True),
        ("张三", "张 三", True),
        ("张　三", "张三", True),
        ("Li Si", "ｌｉ　ｓｉ", True),
        ("组织委员１", "组织委员1", True),
        ("张三、李四", "李四", True),
        ("张三", "王五，张三", True),
        ("张三；李四", "李四/王五", True),
        ("张三", "张三丰", False),
        ("组织委员", "学校党委组织委员", False),
        ("", "张三", False),
    ],
)
def test_the_doer_does_not_close_his_own(tmp_path: Path, doer: str, closer: str, refused: bool) -> None:
    text = FULL.replace("责任人: 张三、李四", f"责任人: '{doer}'").replace("学校党委组织科", f"'{closer}'")
    assert [code for code, _, _ in read(tmp_path, text)[1]] == (["closed_by_doer"] if refused else [])


def test_an_id_stands_once_in_each_list(tmp_path: Path) -> None:
    twice = [("- {序号: T2,", "- {序号: T1,"), ("- {序号: R2,", "- {序号: R1,")]
    twice.append(("任务清单:", "- {序号: P1}\n任务清单:"))
    for old, new in twice:
        assert "id_twice" in [code for code, _, _ in read(tmp_path, FULL.replace(old, new))[1]]
    same = FULL.replace("T1", "1").replace("P1", "1").replace("R1", "1")
    assert read(tmp_path, same)[1] == []
