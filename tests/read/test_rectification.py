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
