"""What a word may mean is looked for among the fields of the record's own type first, and in its own unit."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from generator.read.record import read_record
from generator.types.findings import Findings
from tests.read.test_record import SCHOOL


def read(folder: Path, slug: str, *lines: str) -> tuple[object, Findings]:
    path = PurePosixPath(f"2017/jichu/03-08-{slug}.yml")
    file = folder / path.name
    file.write_text("\n".join((*lines, "日期: 2017-03-08", "")), "utf-8")
    findings = Findings(f"records/{path}")
    return read_record(file, path, True, SCHOOL, findings), findings


@pytest.mark.parametrize(
    ("type", "slug", "name", "near"),
    [
        ("走访慰问", "hardship-visit", "次数", "走访次数"),
        ("谈心谈话", "talk", "人数", "谈话人数"),
        ("支部委员会", "committee-meeting", "人数", "应到人数"),
    ],
)
def test_a_name_nobody_knows_means_a_field_of_its_type_before_others(
    tmp_path: Path, type: str, slug: str, name: str, near: str
) -> None:
    _, findings = read(tmp_path, slug, f"类型: {type}", f"{name}: 5")
    assert [each.args["near"] for each in findings.problems] == [near]
    _, findings = read(tmp_path, slug, f"类型: {type}", f"{near}: 5")
    assert not findings.problems


def test_a_figure_in_the_unit_its_field_is_called_by(tmp_path: Path) -> None:
    for written in ("16学时", "16 学时", "16个课时", "十六"):
        record, findings = read(tmp_path, "centralized-training", "类型: 集中培训", f"学时: {written}")
        assert [(each.code, each.args["form"]) for each in findings.problems] == [("unnormalised", "16")], written
        assert record is not None
    for written in ("16元学时", "学时", "约16"):
        record, _ = read(tmp_path, "centralized-training", "类型: 集中培训", f"学时: {written}")
        assert record is None, written
