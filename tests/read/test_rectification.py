"""The three lists of a branch: rows that belong together, and closing by somebody else, with evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.model.rectification import Rectification, due_date
from generator.read.rectification import read_rectification
from generator.types.findings import Findings
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
    found = read_rectification(path, "jichu", 2017, findings, ("学校党委", "中共示例职业学校委员会"))
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
    assert found is not None, "a row is left out, never the file"
    assert problems[0] == (code, *place)
    closing = code.startswith("clos")
    assert [each.code for each in found.left_out[:1]] == ([] if closing else [code])
    assert code == "id_twice" or not any("verified" in duty for duty in found.responsibilities)


def test_closed_without_evidence(tmp_path: Path) -> None:
    text, place = unmarked(LISTS.replace(", 佐证材料: [记录本]", "").replace("{销号人", "▸{销号人"))
    found, problems = read(tmp_path, text)
    assert problems == [("closing_without_evidence", *place)]
    assert found is not None
    assert [(duty["id"], duty.get("verified")) for duty in found.responsibilities] == [("R1", None)]


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
    assert found is not None
    assert found.left_out
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
            "{新时限: ▸2017-12-20}",
            "extension_undated",
        ),
        ("新时限: 2017-12-20, 批准人: 学校党委", "新时限: ▸2017-12-20, 批准人: ' '", "extension_unapproved"),
        ("长期坚持: 是, 复查日期: 2018-03-01", "长期坚持: ▸是", "standing_without_review"),
        (
            "- {序号: R2, 对应任务序号: T2}",
            "- {序号: R2, 对应任务序号: T2, 退回: ▸[{日期: 2017-12-22, 原因: 不够}]}",
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
    assert found is not None
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
    ],
)
def test_on_the_same_day_is_in_order(tmp_path: Path, old: str, new: str) -> None:
    assert FULL.count(old) == 1
    assert read(tmp_path, FULL.replace(old, new))[1] == []


def test_sent_back_before_anybody_closed_it(tmp_path: Path) -> None:
    text = FULL.replace("  销号情况: {销号人: 学校党委组织科, 日期: 2017-12-19}\n", "")
    found, problems = read(tmp_path, text)
    assert problems == []
    assert found is not None
    assert found.responsibilities[0].rows("reopened")


@pytest.mark.parametrize(
    ("answer", "due", "codes"),
    [
        ("", date(2017, 12, 10), ["extension_unapproved"]),
        (", 批准人: 学校党委", date(2017, 12, 20), []),
        (", 不批准的理由: 做得完", date(2017, 12, 10), []),
        (", 批准人: 学校党委, 不批准的理由: 做得完", date(2017, 12, 10), []),
    ],
)
def test_an_extension_that_was_asked_for(tmp_path: Path, answer: str, due: date, codes: list[str]) -> None:
    """It moves the day once it is approved; until then that is told, and nothing of the task is lost."""
    found, problems = read(tmp_path, FULL.replace(SECOND, f"{{申请日期: 2017-12-01, 新时限: 2017-12-20{answer}}}"))
    assert found is not None
    assert [code for code, _, _ in problems] == codes
    assert len(found.tasks[0].rows("extensions")) == 2
    assert due_date(found.tasks[0]) == due


def test_due_on_the_day_it_was_found(tmp_path: Path) -> None:
    text = LISTS.replace("完成时限: 2017-11-30", "完成时限: 2017-10-12")
    assert read(tmp_path, text)[1] == []


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
    told = [code for code, _, _ in read(tmp_path, text)[1] if code != "closed_by_outsider"]
    assert told == (["closed_by_doer"] if refused else [])


def test_an_id_stands_once_in_each_list(tmp_path: Path) -> None:
    twice = [("- {序号: T2,", "- {序号: T1,"), ("- {序号: R2,", "- {序号: R1,")]
    twice.append(("任务清单:", "- {序号: P1}\n任务清单:"))
    for old, new in twice:
        assert "id_twice" in [code for code, _, _ in read(tmp_path, FULL.replace(old, new))[1]]
    same = FULL.replace("T1", "1").replace("P1", "1").replace("R1", "1")
    assert read(tmp_path, same)[1] == []


TWO = """\
问题清单:
- {序号: P1, 发现日期: 2017-10-12}
- {序号: P2, 发现日期: 2017-10-13, 列入日期: 2017-10-16}
任务清单:
- {序号: T1, 对应问题序号: P1, 完成时限: 2017-11-30}
- {序号: T2, 对应问题序号: P2, 完成时限: 2017-11-30, 列入日期: 2017-10-25}
- {序号: T3, 对应问题序号: P2, 完成时限: 2017-12-10}
责任清单:
- {序号: R1, 对应任务序号: T1, 责任人: 组织委员}
- {序号: R2, 对应任务序号: T2, 责任人: 组织委员}
- {序号: R3, 对应任务序号: T3, 责任人: 组织委员}
"""


def ids(lists: Rectification | None) -> list[str]:
    assert lists is not None
    return [str(row["id"]) for row in (*lists.problems, *lists.tasks, *lists.responsibilities)]


@pytest.mark.parametrize(
    ("old", "new", "kept", "out"),
    [
        ("发现日期: 2017-10-12", "发现日期: ▸十月", "P2 T2 T3 R2 R3", ("problems", "P1", "not_a_date")),
        ("完成时限: 2017-12-10", "完成时限: ▸2017-10-12", "P1 P2 T1 T2 R1 R2", ("tasks", "T3", "due_before_found")),
        (
            "序号: R2, 对应",
            "序号: R2, ▸备注: 无, 对应",
            "P1 P2 T1 T2 T3 R1 R3",
            ("responsibilities", "R2", "unknown_field"),
        ),
        ("序号: T2, 对应", "序号: ▸T1, 对应", "P1 P2 T1 T3 R1 R3", ("tasks", "T1", "id_twice")),
        ("- {序号: P1, 发现日期: 2017-10-12}", "- ▸学习不够", "P2 T2 T3 R2 R3", ("problems", "", "not_a_entries")),
    ],
)
def test_a_bad_row_takes_with_it_what_rests_on_it_and_nothing_else(
    tmp_path: Path, old: str, new: str, kept: str, out: tuple[str, str, str]
) -> None:
    assert TWO.count(old) == 1
    text, place = unmarked(TWO.replace(old, new))
    found, problems = read(tmp_path, text)
    assert ids(found) == kept.split()
    assert found is not None
    assert (out[2], *place) in problems
    first = found.left_out[0]
    assert (first.list, first.row, first.code) == out


def test_what_rests_on_a_bad_row_is_told_of_and_is_no_fault(tmp_path: Path) -> None:
    found, problems = read(tmp_path, TWO.replace("发现日期: 2017-10-13", "发现日期: 十月"))
    assert [code for code, _, _ in problems] == ["not_a_date", *["rests_on_left_out"] * 4]
    assert found is not None
    assert [each.row for each in found.left_out] == ["P2"]


def test_a_row_is_listed_when_what_it_rests_on_is(tmp_path: Path) -> None:
    found, _ = read(tmp_path, TWO)
    assert found is not None
    rows = (*found.problems, *found.tasks, *found.responsibilities)
    days = ["10-12", "10-16", "10-12", "10-25", "10-16", "10-12", "10-25", "10-16"]
    assert [row.get("listed_on") for row in rows] == [date.fromisoformat(f"2017-{day}") for day in days]


@pytest.mark.parametrize(
    ("asked", "approved", "code"),
    [
        ("2017-11-30", "学校党委", None),
        ("2017-12-01", "学校党委", "extension_asked_late"),
        ("2017-11-20", "组织委员", "extension_by_doer"),
        ("2017-11-20", "支部书记和组织委员", "extension_by_doer"),
    ],
)
def test_an_extension_is_asked_in_time_and_approved_by_another(
    tmp_path: Path, asked: str, approved: str, code: str | None
) -> None:
    extension = f"延期: [{{申请日期: {asked}, 新时限: 2017-12-20, 批准人: {approved}}}]"
    found, problems = read(tmp_path, TWO.replace("完成时限: 2017-12-10", f"完成时限: 2017-11-30, {extension}"))
    assert [each for each, _, _ in problems] == ([code] if code else [])
    assert found is not None
    assert len(found.tasks[2].rows("extensions")) == (0 if code else 1)


def test_a_second_extension_is_asked_before_the_first_one_ends(tmp_path: Path) -> None:
    late = FULL.replace("申请日期: 2017-12-01", "申请日期: 2017-12-11")
    assert [code for code, _, _ in read(tmp_path, late)[1]] == ["extension_asked_late"]


def test_an_extension_says_when_it_was_asked_for(tmp_path: Path) -> None:
    undated = FULL.replace("申请日期: 2017-12-01, ", "")
    assert [code for code, _, _ in read(tmp_path, undated)[1]] == ["extension_undated"]


@pytest.mark.parametrize(
    ("doer", "closer", "refused"),
    [
        ("王甲 李乙", "李乙", True),
        ("王甲 李乙", "李 乙", True),
        ("王甲和李乙", "李乙", True),
        ("王甲与李乙", "李乙", True),
        ("王甲及李乙", "李乙", True),
        ("王甲以及李乙", "王甲", True),
        ("王甲、李乙，赵丙；钱丁/孙戊", "孙戊", True),
        ("李和平", "李和军", False),
        ("李和平", "李和平", True),
        ("Li Ping", "Li Jun", False),
    ],
)
def test_names_stand_apart_however_people_write_them(tmp_path: Path, doer: str, closer: str, refused: bool) -> None:
    text = FULL.replace("责任人: 张三、李四", f"责任人: {doer}, 督办人: {closer}".replace(", 督办人", "\n  督办人"))
    found, problems = read(tmp_path, text.replace("学校党委组织科", closer))
    assert [code for code, _, _ in problems] == (["closed_by_doer"] if refused else [])
    assert found is not None
    assert ("verified" in found.responsibilities[0]) is not refused


@pytest.mark.parametrize(
    ("supervisor", "closer", "told"),
    [
        ("学校党委组织科", "组织科", False),
        ("纪检委员", "纪检委员", False),
        ("纪检委员", "学校党委委员", False),
        ("纪检委员", "宣传委员", True),
        ("", "宣传委员", True),
    ],
)
def test_closed_by_the_supervisor_or_the_superior(tmp_path: Path, supervisor: str, closer: str, told: bool) -> None:
    text = FULL.replace("责任人: 张三、李四", f"责任人: 张三\n  督办人: {supervisor}").replace(
        "学校党委组织科,", f"{closer},"
    )
    found, problems = read(tmp_path, text)
    assert [code for code, _, _ in problems] == (["closed_by_outsider"] if told else [])
    assert found is not None
    assert "verified" in found.responsibilities[0]
