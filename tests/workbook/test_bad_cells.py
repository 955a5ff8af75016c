"""Every bad cell is told by sheet, row and column, with what to write; what people plainly mean is understood."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from generator.commands.bring_in import place, report
from generator.language import catalogue
from generator.workbook import Plan
from tests.school import School, branch
from tests.shop import Shop
from tests.workbook.old import old_book
from tests.workbook.sheets import book, codes, planned

MEETING = "支部委员会"
HEAD = ["支部", "日期", "时间", "地点", "主持人", "记录人", "应到", "实到", "请假", "缺席", "议题", "决议", "请假名单"]
GOOD: list[Any] = ["jichu党支部", date(2017, 3, 8), "14:00-15:30", "礼堂", "书记", "组织委员", 5, 4, 1, 0, "学习"]
AT = {name: number for number, name in enumerate(HEAD)}


def meeting(**changes: Any) -> list[list[Any]]:
    row = [*GOOD, None, None]
    for name, value in changes.items():
        row[AT[name]] = value
    return [HEAD, row]


def one(head: str, value: Any) -> dict[str, list[list[Any]]]:
    return {MEETING: meeting(**{head: value})}


def of(type: str, **cells: Any) -> dict[str, list[list[Any]]]:
    return {type: [["支部", "日期", *cells], ["jichu", "2017-03-08", *cells.values()]]}


BAD: dict[str, tuple[dict[str, list[list[Any]]], str, int, int]] = {
    "a branch nobody has": (one("支部", "机电部"), "unknown_branch", 2, 1),
    "no branch": (one("支部", None), "cell_missing", 2, 1),
    "no date": (one("日期", None), "cell_missing", 2, 2),
    "a day no calendar has": (one("日期", "2017-02-30"), "impossible", 2, 2),
    "a Chinese day no calendar has": (one("日期", "2017年13月1日"), "impossible", 2, 2),
    "words for a date": (one("日期", "三月上旬"), "not_a_date", 2, 2),
    "a day without its year": (one("日期", "3月8日"), "not_a_date", 2, 2),
    "two days": (one("日期", "2017-03-08、2017-03-09"), "not_a_date", 2, 2),
    "a day with a clock": (one("日期", datetime(2017, 3, 8, 14, 30)), "cell_moment", 2, 2),
    "a day of another century": (one("日期", date(1907, 3, 8)), "cell_far_day", 2, 2),
    "another weekday": (one("日期", "2017-03-08（星期五）"), "weekday_unlike", 2, 2),
    "no time": (one("时间", "下班后"), "not_a_times", 2, 3),
    "a time no clock has": (one("时间", "25:00"), "impossible", 2, 3),
    "an end before the start": (one("时间", "15:30-14:00"), "time_backwards", 2, 3),
    "morning or afternoon": (one("时间", "2:30"), "morning_or_afternoon", 2, 3),
    "about so many": (one("应到", "约5人"), "not_a_count", 2, 7),
    "a half": (one("应到", 4.5), "not_a_count", 2, 7),
    "less than none": (one("缺席", -1), "not_a_count", 2, 10),
    "a day for a number": (one("应到", date(2017, 5, 1)), "not_a_count", 2, 7),
    "a share for a number": (one("实到", "80%"), "not_a_count", 2, 8),
    "an error": (one("应到", "#REF!"), "cell_error", 2, 7),
    "another error": (one("地点", "#N/A"), "cell_error", 2, 4),
    "a formula nobody has calculated": (one("应到", "=1+4"), "formula_empty", 2, 7),
    "more present than expected": (one("实到", 6), "present_above_expected", 2, 8),
    "a sum that is none": (one("请假", 0), "attendance_sum", 2, 7),
    "digits that are lost": (one("地点", 622202000000000123), "cell_digits", 2, 4),
    "scientific notation": (one("地点", "1.38E+10"), "cell_scientific", 2, 4),
    "one or several": (one("议题", "学习文件、讨论计划"), "one_or_several", 2, 11),
    "votes beyond the voters": (one("决议", "通过计划 | 9 | 0 | 0"), "votes_above", 2, 12),
    "votes that are no numbers": (one("决议", "通过计划 | 多数 | 0 | 0"), "not_a_count", 2, 12),
    "more parts than there are": (one("决议", "通过 | 4 | 0 | 0 | 0"), "unknown_field", 2, 12),
    "a reason without a name": (one("请假名单", " | 病假"), "entry_incomplete", 2, 13),
    "a mobile number": (one("地点", "13800138000"), "personal_number", 2, 4),
    "a part of ballots": (of("民主评议党员", **{"评议结果·优秀": "很多"}), "not_a_count", 2, 3),
    "a month no year has": (of("党费收缴", 月份="2017-13"), "not_a_month", 2, 3),
    "no choice": (of("自评", 轮次="第三轮"), "not_a_choice", 2, 3),
    "points nobody can give": (of("自评", **{"得分·L02": "优"}), "not_a_scores", 2, 3),
    "yes or no": (of("党日活动", 涉及创建活动="大概"), "not_a_flag", 2, 3),
    "a span that ends before it begins": (of("工作计划", 适用期间="2017-12-31至2017-01-01"), "span_backwards", 2, 3),
    "an attachment that is not there": (of("党课", 附件="讲稿.pdf"), "attachment_missing", 2, 3),
    "a group nobody has": (of("党小组会", 党小组="第九党小组"), "unknown_group", 2, 3),
    "a record nobody has": ({MEETING: [["记录编号", *HEAD], ["2017/jichu/1", *GOOD]]}, "no_such_record", 2, 1),
    "a type for single persons": (of("组织处置"), "no_private_root_here", 2, 0),
    "the lists without a year": ({"问题清单": [["支部", "序号"], ["jichu", "P1"]]}, "cell_missing", 2, 0),
    "the lists without a number": ({"问题清单": [["支部", "年度"], ["jichu", 2017]]}, "cell_missing", 2, 0),
    "a number twice": (
        {"问题清单": [["支部", "年度", "序号"], ["jichu", 2017, "P1"], ["jichu", 2017, "P1"]]}, "row_twice", 3, 3,
    ),
    "a task of no problem": (
        {"任务清单": [["支部", "年度", "序号", "对应问题"], ["jichu", 2017, "T1", "P7"]]}, "task_without_problem", 2, 4,
    ),
    "which of the six": (
        {"问题清单": [["支部", "年度", "序号", "对照"], ["jichu", 2017, "P1", 7]]}, "out_of_range", 2, 4,
    ),
    "a sheet without heads": ({MEETING: [["1", "2"], ["3", "4"]]}, "no_head", 0, 0),
    "a head twice": ({MEETING: [[*HEAD, "地点"], [*GOOD, None, None, "二楼"]]}, "column_twice", 1, 14),
    "a head nobody knows": ({MEETING: [[*HEAD, "天气"], [*GOOD, None, None, "晴"]]}, "column_unknown", 1, 14),
    "a column without a head": ({MEETING: [HEAD, [*GOOD, None, None, "晴"]]}, "column_unnamed", 2, 14),
    "a sheet of another thing": ({"通讯录": [["甲", "乙"]], MEETING: meeting()}, "sheet_unknown", 0, 0),
    "nothing": ({MEETING: [HEAD]}, "no_rows", 0, 0),
}  # fmt: skip
"""What stands in a workbook, and what is told of it at which row and column."""


def school(folder: Path) -> School:
    return School(folder, branch("jichu", groups=["g1"]), branch("jidian"))


@pytest.fixture(scope="module")
def root(shop: Shop) -> Path:
    return shop.once("workbooks", school)


def test_each_bad_cell_is_told_at_its_place(root: Path) -> None:
    say, wrong = catalogue("zh"), []
    for name, (sheets, code, row, column) in BAD.items():
        found = planned(root, book(sheets))
        there = [(each.row, each.column) for each in found.faults if each.problem.code == code]
        if (row, column) not in there:
            wrong.append((name, code, (row, column), codes(found)))
            continue
        fault = next(each for each in found.faults if (each.problem.code, each.row, each.column) == (code, row, column))
        assert found.stands is not fault.rejects or any(each.rejects for each in found.faults if each is not fault), (
            name
        )
        text = "\n".join(report(found, say, dry=True))
        assert place(fault, say) in text and "提示：" in text, name
    assert wrong == []
    assert len(BAD) >= 40


def test_nothing_is_written_with_one_bad_cell(tmp_path: Path) -> None:
    own = school(tmp_path)
    rows = [*meeting(), meeting(支部="机电部")[1]]
    own.write("a.xlsx", book({MEETING: rows}))
    ran = own.run("import", str(tmp_path / "a.xlsx"))
    assert ran.code == 1 and "工作表“支部委员会”第3行A列（支部）：错误" in ran.out and "一条也没有写入" in ran.out
    assert not (tmp_path / "records" / "2017").exists()


def merge(cells: str) -> Callable[[Worksheet], object]:
    return lambda sheet: sheet.merge_cells(cells)


def styled(sheet: Worksheet) -> None:
    sheet["A1048000"].number_format = "0.00"
    sheet["G2"].number_format = "@"
    sheet["H2"].value = " ４人 "


def percent(sheet: Worksheet) -> None:
    sheet["C2"].number_format = "0%"


def values(found: Plan) -> str:
    assert found.stands, [each.problem for each in found.faults]
    return b"".join(found.files.values()).decode()


def test_what_people_mean_is_understood(root: Path) -> None:
    lines: dict[str, tuple[dict[str, list[list[Any]]], str]] = {
        "serial days": (one("日期", 42802), "日期: 2017-03-08"),
        "a text of a serial": (one("日期", "2017.3.8"), "日期: 2017-03-08"),
        "Chinese days": (one("日期", "二〇一七年三月八日"), "日期: 2017-03-08"),
        "days as a number": (one("日期", 20170308), "日期: 2017-03-08"),
        "a clock": (one("时间", time(14, 30)), "时间: 14:30"),
        "a part of a day": (one("时间", 0.6041666667), "时间: 14:30"),
        "Chinese times": (one("时间", "下午两点至三点半"), "时间: 14:00-15:30"),
        "full-width digits": (one("应到", "５人"), "应到: 5"),
        "a number as text": (one("应到", " 5 "), "应到: 5"),
        "a text as number": (one("地点", 302), "地点: 302"),
        "yes": (of("党日活动", 涉及创建活动=True), "涉及创建活动: 是"),
        "semicolons": (one("议题", "学习；讨论;其他"), "议题: [学习, 讨论, 其他]"),
        "lines": (one("议题", "1. 学习\n2. 讨论"), "议题: "),
        "a branch by its short name": (one("支部", "jichu"), "类型: 支部委员会"),
        "rows with bars": (one("决议", "通过 | 4\n再议 |"), "决议:\n  - {内容: 通过, 赞成: 4}\n  - {内容: 再议}"),
        "rows as people say them": (one("决议", "通过（赞成4，反对0）"), "{内容: 通过, 赞成: 4, 反对: 0}"),
        "persons": (one("请假名单", "甲（病假）、乙"), "  - {姓名: 甲, 事由: 病假}\n  - {姓名: 乙}"),
        "a month as a day": (of("党费收缴", 月份=date(2017, 1, 1)), "月份: 2017-01"),
        "half a head": (of("民主评议党员", 优秀=4, 合格=8), "评议结果: {优秀: 4, 合格: 8}"),
        "ballots in one cell": (of("民主评议党员", 评议结果="优秀4，合格8"), "评议结果: {优秀: 4, 合格: 8}"),
        "points": (of("自评", **{"L02": 3, "得分·L05": "4分"}), "得分: {L02: 3, L05: 4}"),
        "bands": (of("党员队伍结构", 结构分布="35岁以下：4；女：3"), "{35岁以下: 4, 女: 3}"),
    }  # fmt: skip
    wrong = {}
    for name, (sheets, line) in lines.items():
        text = values(planned(root, book(sheets)))
        if line not in text:
            wrong[name] = (line, text)
    assert wrong == {}


def test_sheets_as_people_leave_them(root: Path) -> None:
    rows = meeting()
    merged = [HEAD, rows[1], [None, date(2017, 4, 5), *rows[1][2:]]]
    found = planned(root, book({MEETING: merged}, merge("A2:A3")))
    assert found.stands and len(found.new) == 2
    found = planned(root, book({MEETING: rows}, styled))
    assert "应到: 5\n实到: 4\n" in values(found)
    across = planned(root, book({MEETING: rows}, merge("D2:F2")))
    assert (MEETING, 2, 4, "cells_merged") in codes(across) and not across.stands
    title = [
        ["2017年支部委员会台账"],
        [],
        HEAD,
        ["示例", *rows[1][1:]],
        rows[1],
        ["合计", None, None, None, None, None, 5],
    ]
    found = planned(root, book({"支部委员会台账": title}, merge("A1:M1")))
    assert found.stands and [each.row for each in found.new] == [5]
    marked = [f"{each}*\n（必填）" for each in reversed(HEAD)]
    found = planned(root, book({MEETING: [marked, [*reversed(rows[1])]]}))
    assert "地点: 礼堂" in values(found)
    upper = ["支部", "日期", "评议结果", None, None, None]
    lower = [None, None, "优秀", "合格", "基本合格", "不合格"]
    twofold = {"民主评议党员": [upper, lower, ["jichu", "2017-12-08", 4, 8, 0, 0]]}
    found = planned(root, book(twofold, merge("C1:F1")))
    assert "评议结果: {优秀: 4, 合格: 8, 基本合格: 0, 不合格: 0}" in values(found)


def test_what_cannot_be_seen_is_told(root: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["D"].hidden = True

    found = planned(root, book({MEETING: meeting()}, hide))
    assert {(MEETING, 2, 0, "rows_hidden"), (MEETING, 1, 4, "column_hidden")} <= set(codes(found)) and found.stands

    def hidden(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    found = planned(root, book({MEETING: meeting(), "党课": [HEAD]}, hidden))
    assert (MEETING, 0, 0, "sheet_hidden") in codes(found) and not found.new


def test_days_are_counted_from_1904_where_the_workbook_says_so(root: Path) -> None:
    workbook = load_workbook(BytesIO(book({MEETING: meeting(日期=42802 - 1462)})))
    workbook.epoch = CALENDAR_MAC_1904
    target = BytesIO()
    workbook.save(target)
    assert "日期: 2017-03-08" in values(planned(root, target.getvalue()))


def test_only_one_branch_where_one_is_asked_for(root: Path) -> None:
    rows = [HEAD, meeting()[1], meeting(支部="jidian")[1], meeting(支部=None, 日期="2017-04-05")[1]]
    found = planned(root, book({MEETING: rows}), "jichu")
    assert codes(found) == [(MEETING, 3, 1, "row_of_other_branch")]
    rows.pop(2)
    assert [each.file for each in planned(root, book({MEETING: rows}), "jichu").new] == [
        "records/2017/jichu/03-08-committee-meeting.md", "records/2017/jichu/04-05-committee-meeting.md"
    ]  # fmt: skip


def test_an_old_workbook_is_read_too(root: Path) -> None:
    rows = [HEAD[:11], [*GOOD[:6], 5.0, "４人", 1, 0, "学习"]]
    text = values(planned(root, old_book(MEETING, rows)))
    assert "日期: 2017-03-08\n时间: 14:00-15:30\n" in text and "应到: 5\n实到: 4\n" in text
    assert (MEETING, 2, 2, "impossible") in codes(planned(root, old_book(MEETING, [HEAD[:2], ["jichu", "2017-02-30"]])))
    assert (MEETING, 0, 0, "sheet_hidden") in codes(planned(root, old_book(MEETING, rows, hidden=True)))
