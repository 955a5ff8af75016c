"""export: a table of one branch or of all, in three formats, cut for an audience."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.school import CAMPAIGN, Ran, School, branch

AS_OF = ["--as-of", "2017-12-05"]
LISTS = """问题清单: [{序号: P1, 标准: 3, 问题表现: 记录甲甲, 发现日期: 2017-10-12}]
任务清单: [{序号: T1, 对应问题序号: P1, 整改目标: =1+1, 完成时限: 2017-11-30}]
责任清单: [{序号: R1, 对应任务序号: T1, 责任人: 责任乙乙}]
"""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> School:
    root = tmp_path_factory.mktemp("export")
    school = School(root, branch(), branch("jidian"), branch("late", valid_from="2018-03-01"), config=CAMPAIGN)
    school.record("2017/jichu/03-08-committee-meeting", {"chair": "主持丙丙"})
    school.record("2017/jidian/03-09-committee-meeting")
    school.write("records/2017/jichu/rectification.yml", LISTS)
    return school


def shown(school: School, *argv: str) -> Any:
    ran = school.run("export", *argv, *AS_OF, "--format", "json", "--out", "-")
    assert ran.code == 0, ran
    (table,) = json.loads(ran.out)["tables"]
    return table


def test_one_branch_or_all(school: School) -> None:
    own = shown(school, "ledger", "--branch", "jichu")
    assert [row["record"] for row in own["rows"]] == ["2017/jichu/03-08-committee-meeting"]
    first = own["rows"][0]
    assert (first["date"], first["expected"], first["rules"]) == ("2017-03-08", 5, "L06、O02、S01")
    every = shown(school, "ledger")
    assert [row["branch"] for row in every["rows"]] == ["jichu党支部", "jidian党支部"]
    assert [column["id"] for column in every["columns"][1:]] == [column["id"] for column in own["columns"]]


@pytest.mark.parametrize("name", ["task_list", "task-list", "任务清单"])
def test_a_table_by_any_of_its_names(school: School, name: str) -> None:
    (row,) = shown(school, name)["rows"]
    assert (row["branch"], row["id"], row["state"], row["due"]) == ("jichu党支部", "T1", "逾期\n未开始", "2017-11-30")


def test_each_audience_gets_its_columns_and_no_more(school: School) -> None:
    ids = {
        audience: {column["id"] for column in shown(school, "ledger", "--audience", audience)["columns"]}
        for audience in ("public", "members", "committee")
    }
    assert ids["members"] - ids["public"] == {"chair", "recorder", "minutes"}
    assert ids["committee"] - ids["members"] == {"on_leave", "absent"}
    public = shown(school, "responsibility_list")
    assert "责任乙乙" not in json.dumps(public, ensure_ascii=False)
    assert "责任乙乙" in json.dumps(shown(school, "responsibility_list", "--audience", "members"), ensure_ascii=False)


def test_comparison_and_months_and_due(school: School) -> None:
    first, second = shown(school, "comparison")["rows"]
    assert (first["branch"], first["members"], first["O02"]) == ("jichu党支部", 12, "未达标")
    assert second["O01"] == "未达标"
    meetings = next(row for row in shown(school, "months", "--branch", "jichu")["rows"] if row["duty"] == "支部委员会")
    assert (meetings["2017-03"], meetings["2017-04"], meetings["total"]) == (1, 0, 1)
    late = [row for row in shown(school, "due", "--branch", "jichu")["rows"] if row["overdue"]]
    assert [(row["by"], row["rule"]) for row in late] == [("2017-11-30", "整改台账 T1")]
    assert all(row["branch"] == "学校党委" for row in shown(school, "due")["rows"] if row["rule"].startswith("G"))


def test_the_form_is_that_of_the_file(school: School, tmp_path: Path) -> None:
    written = {form: tmp_path / f"t.{form}" for form in ("xlsx", "csv", "json")}
    for path in written.values():
        ran = school.run("export", "task_list", "--audience", "members", "--out", str(path), *AS_OF)
        assert (ran.code, str(path) in ran.out, "1行" in ran.out) == (0, True, True)
    sheet = load_workbook(written["xlsx"]).active
    assert sheet is not None and sheet["D2"].value is not None
    cells = {cell.value: cell.data_type for cell in sheet[2]}
    assert cells["=1+1"] == "s"
    lines = list(csv.reader(io.StringIO(written["csv"].read_text("utf-8-sig"))))
    assert "'=1+1" in lines[1]
    assert json.loads(written["json"].read_text("utf-8"))["tables"][0]["rows"][0]["goal"] == "=1+1"


def test_named_after_the_table_without_a_name(school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert school.run("export", "台账", "--branch", "jichu", *AS_OF).code == 0
    assert school.run("export", "comparison", "--format", "csv", "--year", "2017", *AS_OF).code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"ledger-2017-jichu.xlsx", "comparison-2017.csv"}


def test_the_same_bytes_every_time(school: School, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        school.run("export", "ledger", "--out", str(tmp_path / name), *AS_OF)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    "argv",
    [
        ["nosuch"],
        ["ledger", "--branch", "nosuch"],
        ["ledger", "--branch", "late"],
        ["ledger", "--branch", "_committee"],
        ["task_list", "--year", "2016"],
        ["ledger", "--out", "a.md"],
        ["ledger", "--format", "csv", "--out", "a.xlsx"],
        ["ledger", "--format", "pdf"],
    ],
)
def test_wrong_usage_writes_nothing(
    school: School, argv: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran: Ran = school.run("export", *argv, *AS_OF)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip() and not list(tmp_path.iterdir())


def test_a_rejected_file_is_told(tmp_path: Path) -> None:
    school = School(tmp_path)
    school.write("records/2017/jichu/03-08-committee-meeting.md", "---\n日期: 2017-13-08\n---\n")
    ran = school.run("export", "ledger", "--branch", "jichu", "--out", "-", "--format", "csv", *AS_OF)
    assert ran.code == 0 and "1个文件" in ran.err


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_what_holds_a_personal_number_is_not_written(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = School(tmp_path)
    meeting = "2017/jichu/03-08-committee-meeting"
    school.record(meeting, {"标题": "电话138-0013-8000"})
    school.record("2017/jichu/04-08-committee-meeting")
    argv = ("export", "ledger", "--branch", "jichu", "--out", str(tmp_path / f"a.{form}"), *AS_OF)
    ran = school.run(*argv)
    assert ran.code == 0 and meeting in ran.err
    assert b"0013" not in (tmp_path / f"a.{form}").read_bytes()
    (tmp_path / f"a.{form}").unlink()
    monkeypatch.setattr("generator.read.record.tell_in_record", lambda *_: None)  # the first door left open
    ran = school.run(*argv)
    assert ran.code == 1 and "手机号" in ran.err and "0013" not in ran.out + ran.err
    assert not (tmp_path / f"a.{form}").exists()
    school.record(meeting, {"标题": "电话138-0013-8000", "误报放行": [{"号码": "13800138000", "理由": "热线"}]})
    assert school.run(*argv).code == 0
