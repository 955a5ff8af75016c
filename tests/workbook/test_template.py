"""A template says what to write in each column, and comes back filled in."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from generator.commands.sheets import in_use
from generator.types import registry
from generator.workbook import template_workbook
from generator.workbook.columns import kinds
from generator.workspace.workspace import Workspace
from tests.school import School, branch, command
from tests.workbook.sheets import planned

EVERY = [*registry().types, "rectification"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return School(tmp_path, branch("jichu", groups=["g1"]), branch("jidian")).root


def template(root: Path, types: list[str]) -> bytes:
    workspace = Workspace(root, root, "zh")
    return template_workbook(workspace, in_use(workspace, types, None), None, 2018)


def loaded(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def test_each_type_has_a_sheet_with_its_fields_and_an_example_that_is_skipped(root: Path) -> None:
    data = template(root, EVERY)
    assert template(root, EVERY) == data
    book = loaded(data)
    assert book.sheetnames == ["填写说明", *(each.label for each in kinds()), "选项"]
    for kind in kinds():
        sheet = book[kind.label]
        heads = {str(cell.value): cell for cell in sheet[1]}
        assert sheet.freeze_panes == "C2" and all(cell.comment for cell in heads.values()), kind.id
        wanted = registry().types[kind.id].needs if kind.type else kind.list.needs  # type: ignore[union-attr]
        needed = {kind.fields[name.split("|")[0]].zh[0] for name in wanted if "|" not in name}
        starred = {head.removesuffix("*").split("·")[0] for head in heads if head.endswith("*")}
        assert needed <= starred, kind.id
        assert str(sheet.cell(2, 1).value).startswith("示例"), kind.id
    assert [each.problem.code for each in planned(root, data).faults] == ["no_rows"]


def test_the_examples_stand_where_nobody_says_they_are_none(root: Path) -> None:
    """What the example shows is right: without its first cell it is a record that counts."""
    book = loaded(template(root, ["committee_meeting", "party_lecture", "dues", "member_appraisal", "rectification"]))
    for sheet in book.worksheets[1:-1]:
        sheet.cell(2, 1).value = "jichu" if sheet.title.endswith("清单") else None
        if (head := next((cell for cell in sheet[1] if cell.value == "附件"), None)) is not None:
            sheet.cell(2, head.column).value = None
    target = BytesIO()
    book.save(target)
    found = planned(root, target.getvalue())
    assert {each.problem.code for each in found.faults if each.rejects} == {"evidence_unknown"}
    assert len(found.new) == 7


def test_cells_help_to_write_what_is_right(root: Path) -> None:
    book = loaded(template(root, ["committee_meeting", "self_assessment", "rectification"]))
    meeting, sheet, problems = book["支部委员会"], book["自评"], book["问题清单"]
    rules = {
        str(each.sqref).split(":")[0].rstrip("0123456789"): each for each in meeting.data_validations.dataValidation
    }
    at = {str(cell.value).removesuffix("*"): cell.column_letter for cell in meeting[1]}
    assert rules[at["支部"]].type == "list" and rules[at["支部"]].formula1 == '"jichu党支部,jidian党支部"'
    assert rules[at["日期"]].type == "date" and rules[at["日期"]].error == "请写日期，例如 2017-03-08"
    assert rules[at["应到"]].type == "whole"
    assert meeting[f"{at['日期']}2"].number_format == r"yyyy\-mm\-dd"
    assert meeting[f"{at['日期']}2"].value.date() == date(2018, 3, 8)
    assert any(str(cell.value).startswith("得分·L02") for cell in sheet[1])
    sources = [each.formula1 for each in problems.data_validations.dataValidation if each.type == "list"]
    assert '"自查,群众,上级,数据,组织生活会"' in sources


def test_many_branches_are_chosen_from_a_list_of_their_own(tmp_path: Path) -> None:
    root = School(tmp_path, *(branch(f"b{number}", name=f"第{number}党支部委员会") for number in range(80))).root
    book = loaded(template(root, ["party_day"]))
    rules = book["党日活动"].data_validations.dataValidation
    assert next(each.formula1 for each in rules if each.type == "list") == "选项!$A$1:$A$80"
    assert book["选项"]["A80"].value == "第79党支部委员会"


def test_only_types_in_use_unless_others_are_named(root: Path) -> None:
    workspace = Workspace(root, root, "zh")
    labels = [each.label for each in in_use(workspace, (), "jichu")]
    assert {"支部委员会", "问题清单"} <= {*labels} and "公示" not in labels and "组织处置" not in labels
    assert [each.label for each in in_use(workspace, ("party_lecture",), None)] == ["党课"]


def test_the_command_writes_it(root: Path) -> None:
    out = root / "模板.xlsx"
    ran = command("--root", str(root), "export", "模板", "--branch", "jichu", "--type", "党课", "--out", str(out))
    assert ran.code == 0 and str(out) in ran.out
    assert loaded(out.read_bytes()).sheetnames == ["填写说明", "党课", "选项"]
    assert command("--root", str(root), "export", "模板", "--out", str(root / "a.csv")).code == 2
