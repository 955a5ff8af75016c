"""organization.yml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.model.interval import Interval, Step
from generator.model.organization import Branch, CommitteeTerm, ElectionMark, Group, Organization
from generator.read.organization import read_organization
from generator.types.findings import Findings
from tests.read.marked import unmarked

COMMITTEE = "committee: {name: 中共示例职业学校委员会, short_name: 学校党委}\n"
BRANCH = "  - id: jichu\n    name: 基础部党支部\n    valid_from: 2014-09-01\n"
CHINESE = """\
党委: {名称: 中共示例职业学校委员会, 简称: 学校党委}
党支部:
  - 编号: jichu
    名称: 基础部党支部
    成立日期: 2014-09-01
    撤销日期: 2018-09-01
    正式党员: [{起: 2014-09-01, 人数: 12}, {起: 2017-03-01, 人数: 9}]
    预备党员: [{起: 2017-06-30, 人数: 1}]
    支部委员会: [{起: 2014-09-10, 止: 2017-09-10, 人数: 5}, {起: 2017-09-10}]
    党小组: [{编号: g1, 名称: 第一党小组, 起: 2014-09-10}]
    上次换届: {日期: 2015-09-10, 任期: 3}
    书记任职: [{起: 2016-05-01}, {起: 2015-09-10}]
    前身: [gongong]
"""
D = date.fromisoformat


def read(folder: Path, text: str) -> tuple[Organization | None, list[tuple[str, int, int]]]:
    path = folder / "organization.yml"
    path.write_text(text, "utf-8")
    findings = Findings("records/organization.yml")
    found = read_organization(path, findings)
    return found, [(each.code, each.mark.line, each.mark.column) for each in findings.problems]


def test_everything_in_chinese(tmp_path: Path) -> None:
    found, problems = read(tmp_path, CHINESE)
    assert problems == []
    assert found is not None
    assert (found.name, found.short_name) == ("中共示例职业学校委员会", "学校党委")
    assert found.branches == (
        Branch(
            id="jichu",
            name="基础部党支部",
            span=Interval(D("2014-09-01"), D("2018-09-01")),
            full_members=(Step(D("2014-09-01"), 12), Step(D("2017-03-01"), 9)),
            probationary_members=(Step(D("2017-06-30"), 1),),
            committee=(
                CommitteeTerm(Interval(D("2014-09-10"), D("2017-09-10")), 5),
                CommitteeTerm(Interval(D("2017-09-10")), None),
            ),
            groups=(Group("g1", "第一党小组", Interval(D("2014-09-10"))),),
            last_election=ElectionMark(D("2015-09-10"), 3),
            secretaries=(D("2015-09-10"), D("2016-05-01")),
            predecessors=("gongong",),
        ),
    )


def test_the_least_that_must_be_there(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "committee: {name: 委员会}\nbranches:\n" + BRANCH + "    valid_to: null\n")
    assert problems == []
    assert found is not None
    assert found.short_name == "委员会"
    assert found.branches == (Branch("jichu", "基础部党支部", Interval(D("2014-09-01"))),)


BRANCHES = COMMITTEE + "branches:\n" + BRANCH
GROUP = "name: 一, from: 2015-01-01"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("▸", "organization_committee"),
        ("▸branches:\n" + BRANCH, "organization_committee"),
        ("committee: ▸{short_name: 党委}\nbranches:\n" + BRANCH, "organization_committee"),
        ("▸" + COMMITTEE, "organization_branches"),
        (COMMITTEE + "branches: ▸[]\n", "organization_branches"),
        (COMMITTEE + "branches: ▸{a: b}\n", "not_a_entries"),
        (BRANCHES + BRANCH.replace("jichu", "▸jichu"), "id_twice"),
        (BRANCHES.replace("jichu", "▸Jichu"), "bad_id"),
        (BRANCHES.replace("jichu", "▸_committee"), "bad_id"),
        (BRANCHES.replace("jichu", "▸基础"), "bad_id"),
        (BRANCHES.replace("    name: 基础部党支部\n", "").replace("- id", "- ▸id"), "entry_incomplete"),
        (BRANCHES.replace("2014-09-01", "▸2014-09-31"), "impossible"),
        (BRANCHES + "    valid_to: ▸2014-09-01\n", "span_empty"),
        (BRANCHES + "    committee: [{from: 2015-01-01, to: ▸2014-01-01}]\n", "span_empty"),
        (BRANCHES + f"    groups: [{{id: g1, {GROUP}, to: ▸2015-01-01}}]\n", "span_empty"),
        (BRANCHES + f"    groups: [{{id: g, {GROUP}}}, {{id: ▸g, {GROUP}}}]\n", "id_twice"),
        (BRANCHES + f"    groups: [{{id: ▸G1, {GROUP}}}]\n", "bad_id"),
        (BRANCHES + "    full_members: [{from: 2015-01-01, count: 3}, {from: ▸2015-01-01, count: 4}]\n", "step_twice"),
        (BRANCHES + "    full_members: [{from: 2015-01-01, count: ▸many}]\n", "not_a_count"),
        (BRANCHES + "    ▸members: 12\n", "unknown_field"),
    ],
)
def test_refused_at_its_place(tmp_path: Path, text: str, code: str) -> None:
    text, place = unmarked(text)
    found, problems = read(tmp_path, text)
    assert found is None
    assert (code, *place) in problems


@pytest.mark.parametrize(
    "line",
    [
        "- {id: , name: 甲, valid_from: 2014-09-01}",
        "- {id: jia, name: , valid_from: 2014-09-01}",
        "- {id: jia, name: 甲, valid_from: }",
        "- {id: jia, name: 甲, valid_from: 2014-09-01, full_members: [{from: , count: 3}]}",
        "- {id: jia, name: 甲, valid_from: 2014-09-01, full_members: [{from: 2014-09-01, count: }]}",
        "- {id: jia, name: 甲, valid_from: 2014-09-01, committee: [{from: }]}",
        "- {id: jia, name: 甲, valid_from: 2014-09-01, groups: [{id: , name: 一, from: 2014-09-01}]}",
        "- {id: jia, name: 甲, valid_from: 2014-09-01, secretaries: [{from: ~}]}",
    ],
)
def test_what_must_be_there_is_left_empty(tmp_path: Path, line: str) -> None:
    found, problems = read(tmp_path, f"{COMMITTEE}branches:\n{line}\n")
    assert found is None
    assert problems


def test_no_file_at_all(tmp_path: Path) -> None:
    findings = Findings("records/organization.yml")
    assert read_organization(tmp_path / "nosuch.yml", findings) is None
    assert [each.code for each in findings.problems] == ["missing_file"]
