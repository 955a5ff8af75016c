"""What goes out as a workbook comes back as the same records, into the same root and into an empty one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from generator.model.node import Mark
from generator.model.organization import Organization
from generator.read.amend import said_in_lists, said_in_record
from generator.types import RecordType
from generator.types.findings import Findings
from generator.workbook import Plan, plan, records_workbook
from generator.workbook.columns import Kind
from generator.workbook.spoken import alike, node_of, shown
from generator.workspace.workspace import Workspace
from generator.written import record_text
from generator.written.files import write_all
from tests.school import School
from tests.workbook.sheets import book
from tests.written.test_record import records

PROJECT = Path(__file__).resolve().parents[2]
BRANCH = "jidian"


def said(root: Path) -> dict[str, object]:
    """What every record and list of the branch says, and its minutes."""
    found: dict[str, object] = {}
    for path in sorted((root / "records" / "2017" / BRANCH).iterdir()):
        if path.name == "rectification.yml":
            found[path.stem] = said_in_lists(path.read_bytes(), f"records/2017/{BRANCH}/{path.name}")
        elif path.is_file():
            values, body = said_in_record(path.read_bytes(), f"records/2017/{BRANCH}/{path.name}")
            found[path.stem] = (alike(values), body.strip())
    return found


def imported(root: Path, data: bytes) -> Plan:
    workspace = Workspace(root, root, "zh")
    found = plan(data, workspace)
    assert found.stands, found.faults
    write_all(root, found.files)
    return found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("empty")
    for name in ("site_config.yml", "records/organization.yml"):
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / name, root / name)
    shutil.copytree(PROJECT / "records" / "calendar", root / "records" / "calendar")
    (root / "records-private").mkdir()
    yield root


def test_a_branch_of_the_demonstration(empty: Path) -> None:
    here = Workspace(PROJECT, PROJECT, "zh")
    data = records_workbook(here, BRANCH, 2017)
    same = plan(data, here, BRANCH)
    assert same.stands and not same.files and not same.new and not same.changed
    first = imported(empty, data)
    assert len(first.new) == len(same.untouched)
    assert said(empty) == said(PROJECT)
    assert records_workbook(Workspace(empty, empty, "zh"), BRANCH, 2017) == data
    again = imported(empty, data)
    assert not again.files and len(again.untouched) == len(first.new)


def test_rows_without_ids_are_found_again(empty: Path) -> None:
    head = ["支部", "日期", "地点", "主持人", "记录人", "应到", "实到", "议题"]
    rows = [[BRANCH, "2016-03-08", "礼堂", "书记", "组织委员", 5, 5, f"第{number}件事"] for number in range(3)]
    data = book({"支部委员会": [head, *rows]})
    first = imported(empty, data)
    stem = "records/2016/jidian/03-08-committee-meeting"
    assert [each.file for each in first.new] == [f"{stem}{number}.md" for number in ("", "-2", "-3")]
    again = imported(empty, data)
    assert not again.files and len(again.untouched) == 3


@given(records())
@settings(max_examples=150, deadline=None)
def test_any_value_has_words_that_say_it_again(record: tuple[RecordType, dict[str, object]]) -> None:
    """Cells hold what fields say, whatever characters stand in it."""
    kind, fields = record
    nobody = Organization("党委", "党委", ())
    for name, value in fields.items():
        declared = Kind(kind).fields[name]
        cell = shown(declared, value, nobody)
        if cell is None or len(str(cell)) > 32_000:
            continue
        text = cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
        findings = Findings("")
        back = declared.read(node_of(declared, text, Mark(1, 1), nobody), findings)
        assert alike(back) == alike(value), (name, text, findings.problems)


def test_what_no_form_asks_for_has_a_column_too(tmp_path: Path) -> None:
    school = School(tmp_path)
    fields = {"speakers": 9, "related": ["2017/jichu/01-08-committee-meeting"]}
    text = record_text(("committee_meeting",), date(2017, 3, 8), fields, "会议内容\n")
    school.write("records/2017/jichu/03-08-committee-meeting.md", text)
    school.record("2017/jichu/01-08-committee-meeting")
    workspace = Workspace(tmp_path, tmp_path, "zh")
    found = plan(records_workbook(workspace, None, 2017), workspace)
    assert found.stands and len(found.untouched) == 2 and not found.files
