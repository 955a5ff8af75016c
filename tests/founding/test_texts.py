"""What a root begins with is said once, and says nothing that nobody said."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.demo import demonstration
from generator.founding.organization import numeral
from generator.founding.texts import quoted
from generator.founding.unit import free_id
from generator.language.unit import short_name_of
from generator.read.nodes import read_mapping
from generator.types.findings import Findings

PROJECT = Path(__file__).resolve().parents[2]


def test_the_project_s_configuration_is_the_demonstration_s() -> None:
    assert (PROJECT / "site_config.yml").read_text("utf-8") == dict(demonstration(8, (2016, 2017)))["site_config.yml"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("中共仁和医院委员会", "仁和医院党委"),
        ("中国共产党光明街道工作委员会", "光明街道党工委"),
        ("中共永安公司总支部委员会", "永安公司党总支"),
        ("永安公司党委", "永安公司党委"),
        ("Committee", "Committee"),
    ],
)
def test_the_short_name_of_a_committee(name: str, short: str) -> None:
    assert short_name_of(name) == short


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_numerals_of_groups(number: int, said: str) -> None:
    assert numeral(number) == said


def test_ids_that_are_free() -> None:
    assert free_id([]) == "zhibu1"
    assert free_id(["neike", "zhibu1", "zhibu3"]) == "zhibu2"


@pytest.mark.parametrize(
    "words",
    ["内科党支部", "第一（内科）", "a: b", "yes", "null", "../我的 记录", "-1", "x, y", "'", '"', "a #b", "3", "～"],
)
def test_words_are_read_back_as_they_are(words: str) -> None:
    findings = Findings("x")
    mapping = read_mapping(f"a: {{b: {quoted(words)}, c: 1}}\n", findings)
    assert mapping is not None
    assert not findings.problems
    (_, inner), *_ = mapping.pairs
    assert inner.pairs[0][1].text == words  # type: ignore[union-attr]
