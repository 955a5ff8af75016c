"""site_config.yml."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from generator.model.config import Config, RecordRoot
from generator.read.config import read_config
from generator.types.findings import Findings

PROJECT = Path(__file__).resolve().parents[2] / "site_config.yml"
LEAST = "packs: {scoring: five-good}\n"
FULL = """\
党委: {名称: 中共示例职业学校委员会, 简称: 学校党委}
packs: {scoring: five-good, beside: [regulation-2018]}
rules: {M06: {threshold: 0.9}, O02: {min: 2}}
bands: {good: 92, fairly_good: 80}
reporting_deadline: next-02-15
campaign: {year: 2017, topics: [讲政治、有信念]}
late_entry_days: 10
similar: {share: 0.8, min_characters: 50}
publish_scores: 党员
record_roots: [{path: records, shared: 是}, {path: ../private, shared: 否}]
archive_dir: kept
demonstration: {as_of: 2017-12-20}
"""


def read(folder: Path, text: str) -> tuple[Config | None, list[tuple[str, int, int]]]:
    path = folder / "site_config.yml"
    path.write_text(text, "utf-8")
    findings = Findings("site_config.yml")
    found = read_config(path, findings)
    return found, [(each.code, each.mark.line, each.mark.column) for each in findings.problems]


def test_the_defaults(tmp_path: Path) -> None:
    found, problems = read(tmp_path, LEAST)
    assert problems == []
    assert found is not None
    assert (found.scoring, found.beside, dict(found.rules), dict(found.bands)) == ("five-good", (), {}, {})
    assert (found.reporting_deadline, found.late_entry_days) == ("next-01-31", 7)
    assert (found.similar_share, found.similar_characters) == (Fraction(9, 10), 100)
    assert (found.publish_scores, found.archive_dir) == ("public", "archive")
    assert found.record_roots == (RecordRoot("records", True),)
    assert (found.campaign_year, found.campaign_topics) == (None, ())
    assert (found.demonstration, found.demonstration_as_of) == (False, None)


def test_everything_written(tmp_path: Path) -> None:
    found, problems = read(tmp_path, FULL)
    assert problems == []
    assert found is not None
    assert (found.committee_name, found.committee_short_name) == ("中共示例职业学校委员会", "学校党委")
    assert found.beside == ("regulation-2018",)
    assert sorted(found.rules) == ["M06", "O02"]
    assert dict(found.bands) == {"good": Fraction(92), "fairly_good": Fraction(80)}
    assert (found.reporting_deadline, found.late_entry_days) == ("next-02-15", 10)
    assert (found.similar_share, found.similar_characters) == (Fraction(4, 5), 50)
    assert (found.publish_scores, found.archive_dir) == ("members", "kept")
    assert found.record_roots == (RecordRoot("records", True), RecordRoot("../private", False))
    assert (found.campaign_year, found.campaign_topics) == (2017, ("讲政治、有信念",))
    assert (found.demonstration, found.demonstration_as_of) == (True, date(2017, 12, 20))
    assert found.canonical["late_entry_days"] == "10"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ("config_no_pack", 1, 1)),
        ("packs: {beside: []}\n", ("config_no_pack", 1, 8)),
        (LEAST + "reporting_deadline: next-02-30\n", ("not_a_day", 2, 21)),
        (LEAST + "reporting_deadline: 2018-01-31\n", ("not_a_day", 2, 21)),
        (LEAST + "rules: [M06]\n", ("not_a_parts", 2, 8)),
        (LEAST + "record_roots: [{path: a, shared: 否}]\n", ("config_no_shared_root", 2, 15)),
        (LEAST + "publish_scores: 大家\n", ("not_a_choice", 2, 17)),
        (LEAST + "late_entry_days: -1\n", ("not_a_count", 2, 18)),
        (LEAST + "demonstration: {as_of: 2017-02-30}\n", ("impossible", 2, 24)),
        (LEAST + "site_name: a\n", ("unknown_field", 2, 1)),
        (LEAST + "similar: {share: most}\n", ("not_a_number", 2, 18)),
    ],
)
def test_refused_at_its_place(tmp_path: Path, text: str, problem: tuple[str, int, int]) -> None:
    found, problems = read(tmp_path, text)
    assert found is None
    assert problem in problems


@pytest.mark.parametrize(
    "steps", ["campaign: {steps: [{name: 学习, from: 09-21}]}", "创建活动: {步骤: [{名称: 学习, 起: 09-21}]}"]
)
def test_the_steps_of_the_campaign_in_either_language(tmp_path: Path, steps: str) -> None:
    found, problems = read(tmp_path, LEAST + steps)
    assert problems == []
    assert found is not None
    assert [(row.text("name"), row.text("from"), row.text("to")) for row in found.campaign_steps] == [
        ("学习", "09-21", "")
    ]


def test_a_root_without_a_path_is_refused(tmp_path: Path) -> None:
    found, problems = read(tmp_path, LEAST + "record_roots: [{path: , shared: 是}]\n")
    assert found is None
    assert problems


def test_the_project_s_own(tmp_path: Path) -> None:
    findings = Findings("site_config.yml")
    found = read_config(PROJECT, findings)
    assert findings.problems == []
    assert found is not None
    assert found.demonstration
