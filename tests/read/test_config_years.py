"""What site_config.yml says of each year, and what it says to a root of the release before."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from generator.model.config import YearConfig
from generator.model.node import plain
from tests.read.test_config import LEAST, read


def held(folder: Path, text: str, year: int) -> YearConfig:
    found, problems = read(folder, LEAST + text)
    assert problems == []
    assert found is not None
    return found.of(year)


LAYERS = """\
late_entry_days: 7
rounds: {minimum_n: 12, gap: 5}
years:
  2020: {late_entry_days: }
  2018: {late_entry_days: 10, rounds: {minimum_n: 20}}
"""


@pytest.mark.parametrize(
    ("year", "late", "least"), [(2016, 7, 12), (2017, 7, 12), (2018, 10, 20), (2019, 10, 20), (2020, 7, 20)]
)
def test_a_year_changes_what_it_says_from_then_on(tmp_path: Path, year: int, late: int, least: int) -> None:
    found = held(tmp_path, LAYERS, year)
    assert (found.late_entry_days, found.grading.minimum_n) == (late, least)
    assert found.grading.gap == 5
    assert found.grading.weights["self"] == Fraction(1, 5)


def test_what_is_left_empty_is_as_the_program_has_it(tmp_path: Path) -> None:
    assert held(tmp_path, "late_entry_days: 9\nyears: {2018: {late_entry_days: }}\n", 2018).late_entry_days == 7


@pytest.mark.parametrize(
    ("year", "figures"),
    [
        (2017, {}),
        (2018, {"M06": {"threshold": "0.9"}}),
        (2020, {"M06": {"threshold": "0.9"}}),
        (2021, {"M06": {"threshold": "0.95", "points": "2"}, "P04": {"from": "rectification"}}),
        (2022, {"M06": {"threshold": "0.95", "points": "2"}, "P04": {"from": "rectification"}, "O02": {"min": "2"}}),
        (2023, {"P04": {"from": "rectification"}, "O02": {"min": "2"}}),
    ],
)
def test_local_figures_hold_in_their_years(tmp_path: Path, year: int, figures: dict[str, object]) -> None:
    text = """\
rules:
  M06:
    - {threshold: 0.9, from: 2018, to: 2020}
    - {threshold: 0.95, points: 2, from: 2021}
  P04: [{from: rectification, from: 2021}]
years:
  2022: {rules: {O02: {min: 2}}}
  2023: {rules: {M06: }}
"""
    rules = held(tmp_path, text.replace("from: rectification, from: 2021", "from: rectification"), year).rules
    found = {rule: plain(node) for rule, node in rules.items()}
    assert found == {**({} if year > 2020 else {"P04": {"from": "rectification"}}), **figures}


def test_a_campaign_is_of_its_year(tmp_path: Path) -> None:
    text = "campaigns: {2017: {topics: [讲政治]}, 2027: {topics: [讲规矩]}}\n"
    topics = {year: held(tmp_path, text, year).topics for year in (2016, 2017, 2018, 2027, 2028)}
    assert topics == {2016: (), 2017: ("讲政治",), 2018: (), 2027: ("讲规矩",), 2028: ()}


def test_another_year_s_words_are_not_in_a_year_s_fingerprint(tmp_path: Path) -> None:
    before = held(tmp_path, "campaigns: {2017: {}}\n", 2017).canonical
    more = (
        "campaigns: {2017: {}, 2018: {topics: [讲政治]}}\nrules: {M06: {threshold: 0.9, from: 2018}}\n"
        "years: {2018: {bands: {good: 95}}}\n"
    )
    assert held(tmp_path, more, 2017).canonical == before
    assert held(tmp_path, more, 2018).canonical != before


@pytest.mark.parametrize(
    ("text", "line", "year"),
    [
        ("campaign:\n  year: 2026\n  topics: [讲政治]\n", 2, "2026"),
        ("创建活动: {年度: 2019}\n", 2, "2019"),
    ],
)
def test_a_campaign_as_written_before_is_told_what_to_write(tmp_path: Path, text: str, line: int, year: str) -> None:
    found, problems = read(tmp_path, LEAST + text)
    assert found is None
    assert problems == [("config_campaign", line, 1)]


def test_following_that_makes_it_right(tmp_path: Path) -> None:
    assert held(tmp_path, "campaigns:\n  2026:\n    topics: [讲政治]\n", 2026).topics == ("讲政治",)


def test_what_never_had_an_effect_is_told_and_does_no_harm(tmp_path: Path) -> None:
    found, problems = read(tmp_path, LEAST + "committee: {name: 甲, short_name: 乙}\nlist_names: {problems: 丙}\n")
    assert found is not None
    assert problems == [("config_without_effect", 2, 1), ("config_without_effect", 3, 1)]
