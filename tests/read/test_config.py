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
packs: {scoring: five-good, beside: [regulation-2018]}
rules: {M06: {threshold: 0.9}, O02: {min: 2}}
bands: {good: 92, fairly_good: 80}
reporting_deadline: next-02-15
campaigns: {2017: {topics: [讲政治、有信念], theme: 两学一做}}
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
    held = found.of(2017)
    assert (held.scoring, held.beside, dict(held.rules), dict(held.bands)) == ("five-good", (), {}, {})
    assert (held.reporting_deadline, held.late_entry_days) == ("next-01-31", 7)
    assert (held.similar_share, held.similar_characters) == (Fraction(9, 10), 100)
    assert (held.publish_scores, found.archive_dir) == ("public", "archive")
    assert found.record_roots == (RecordRoot("records", True),)
    assert (held.campaign, held.topics, held.start_on) == (None, (), None)
    assert (found.demonstration, found.demonstration_as_of) == (False, None)


def test_everything_written(tmp_path: Path) -> None:
    found, problems = read(tmp_path, FULL)
    assert problems == []
    assert found is not None
    held = found.of(2017)
    assert held.beside == ("regulation-2018",)
    assert sorted(held.rules) == ["M06", "O02"]
    assert dict(held.bands) == {"good": Fraction(92), "fairly_good": Fraction(80)}
    assert (held.reporting_deadline, held.late_entry_days) == ("next-02-15", 10)
    assert (held.similar_share, held.similar_characters) == (Fraction(4, 5), 50)
    assert (held.publish_scores, found.archive_dir) == ("members", "kept")
    assert found.record_roots == (RecordRoot("records", True), RecordRoot("../private", False))
    assert held.campaign is not None
    assert (held.campaign.theme, held.topics) == ("两学一做", ("讲政治、有信念",))
    assert (found.of(2016).campaign, found.of(2018).campaign) == (None, None)
    assert (found.demonstration, found.demonstration_as_of) == (True, date(2017, 12, 20))
    assert held.canonical["late_entry_days"] == "10"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ("config_no_pack", 1, 1)),
        ("packs: {beside: []}\n", ("config_no_pack", 1, 8)),
        (LEAST + "reporting_deadline: next-02-30\n", ("not_a_day", 2, 21)),
        (LEAST + "reporting_deadline: 2018-01-31\n", ("not_a_day", 2, 21)),
        (LEAST + "rules: [M06]\n", ("not_a_parts", 2, 9)),
        (LEAST + "years: {2018: {record_roots: [{path: a}]}}\n", ("unknown_field", 2, 16)),
        (LEAST + "years: {2018: 10}\n", ("not_a_of_years", 2, 15)),
        (LEAST + "years: [2018]\n", ("not_a_of_years", 2, 8)),
        (LEAST + "years: {明年: {late_entry_days: 10}}\n", ("not_a_year", 2, 9)),
        (LEAST + "years: {2018: {packs: {scoring: }}}\n", ("config_no_pack", 2, 23)),
        (LEAST + "years: {2018: {rounds: {weights: {self: 0.5}}}}\n", ("weights_not_one", 2, 34)),
        (LEAST + "rules: {M06: {threshold: 0.9, from: 2020, to: 2018}}\n", ("years_backwards", 2, 14)),
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
    "steps",
    [
        "campaigns: {2017: {steps: [{name: 学习, from: 09-21}]}}",
        "创建活动: {2017年: {步骤: [{名称: 学习, 起: 09-21}]}}",
    ],
)
def test_the_steps_of_the_campaign_in_either_language(tmp_path: Path, steps: str) -> None:
    found, problems = read(tmp_path, LEAST + steps)
    assert problems == []
    assert found is not None
    campaign = found.of(2017).campaign
    assert campaign is not None
    assert [(row.text("name"), row.text("from"), row.text("to")) for row in campaign.steps] == [("学习", "09-21", "")]


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
