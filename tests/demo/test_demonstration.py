"""The demonstration is the same every time, and as large as asked for."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

import pytest
import yaml

from generator.demo import demonstration
from generator.demo.topics import TYPES, Deck
from generator.types import registry

YEARS = (2016, 2017)
PROJECT = Path(__file__).resolve().parents[2]
_FIGURE = re.compile(r"\{\{fig:[^{}]*\}\}")
"""A figure of a bulletin, which is written in braces."""


def test_same_arguments_give_the_same_files_in_the_same_order() -> None:
    assert list(demonstration(3, YEARS, 5)) == list(demonstration(3, YEARS, 5))


def test_the_records_of_the_project_are_the_demonstration_as_it_comes() -> None:
    made = {path: text for path, text in demonstration(8, YEARS) if path.startswith("records")}
    there = {
        path.relative_to(PROJECT).as_posix(): path.read_text("utf-8")
        for root in ("records", "records-private")
        for path in (PROJECT / root).rglob("*")
        if path.is_file() and path.parent.name != "calendar"
    }
    assert sorted(there) == sorted(made)
    assert not [path for path, text in there.items() if made[path] != text]


def test_another_seed_gives_other_records() -> None:
    assert list(demonstration(3, YEARS, 5)) != list(demonstration(3, YEARS, 6))


def test_more_branches_change_no_other_branch() -> None:
    few = branch_records(dict(demonstration(9, YEARS)))
    many = branch_records(dict(demonstration(12, YEARS)))
    assert few.items() <= many.items()


def test_other_years_change_no_earlier_year() -> None:
    both = dict(demonstration(9, YEARS))
    more = dict(demonstration(9, (2016, 2017, 2018)))
    assert {path: text for path, text in branch_records(both).items() if path.startswith("records/2016/")} == {
        path: text for path, text in branch_records(more).items() if path.startswith("records/2016/")
    }


def test_nothing_to_make_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        list(demonstration(0, YEARS))
    with pytest.raises(ValueError, match="at least one"):
        list(demonstration(1, ()))


def test_paths_are_ascii_and_unlike() -> None:
    paths = [path for path, _ in demonstration(12, YEARS)]
    assert all(re.fullmatch(r"[A-Za-z0-9_./-]+", path) for path in paths)
    assert not [path for path, times in Counter(paths).items() if times > 1]


def test_every_type_is_declared() -> None:
    for path, text in demonstration(12, YEARS):
        if written := re.search(r"^类型: (.*)$", text, re.MULTILINE):
            for name in written[1].strip("[]").split(", "):
                assert registry().type_named(name), f"{path}: {name}"


def test_names_and_ids_are_unlike() -> None:
    written = yaml.safe_load(dict(islice(demonstration(1100, (2017,)), 2))["records/organization.yml"])
    for field in ("id", "name"):
        assert len({branch[field] for branch in written["branches"]}) == 1100
    assert written["branches"][8]["id"] == "b0009"


@pytest.mark.proof
def test_a_thousand_branches_come_in_full() -> None:
    assert sum(1 for _ in demonstration(1000, (2017,))) > 60_000


def test_fifty_branches_come_in_full() -> None:
    assert sum(1 for _ in demonstration(50, (2017,))) > 3_000


def test_every_branch_has_an_organization_entry_and_records() -> None:
    files = dict(demonstration(30, (2017,)))
    ids = [branch["id"] for branch in yaml.safe_load(files["records/organization.yml"])["branches"]]
    assert {path.split("/")[2] for path in files if path.count("/") == 3} == {*ids, "_committee"}


def test_nobody_is_named_and_no_number_identifies_anybody() -> None:
    for path, written in demonstration(40, YEARS):
        text = _FIGURE.sub("", written)
        assert not re.search(r"\d{17}[\dXx]|(?<!\d)1[3-9]\d{9}(?!\d)|\d{3,4}-\d{7,8}|@", text), path
        assert not re.search("姓名|先生|女士|天津|电子计算机", text), path


def test_minutes_are_of_the_length_recorders_write() -> None:
    lengths = sorted(
        len(text.split("---\n", 2)[2].encode())
        for path, text in demonstration(8, YEARS)
        if path.endswith("-meeting.md") and "life" not in path
    )
    assert 700 < lengths[len(lengths) // 2] < 1500
    assert lengths[0] > 400


def test_every_wording_is_completed() -> None:
    for path, text in demonstration(40, YEARS):
        if path.endswith(".md"):
            assert not re.search(r"\{[^}]*[|~]", _FIGURE.sub("", text)), path
            assert "{" not in _FIGURE.sub("", text.split("---\n", 2)[2]), path


def test_the_configuration_says_that_it_is_a_demonstration() -> None:
    config = dict(demonstration(1, YEARS))["site_config.yml"]
    assert "演示数据" in config
    assert str(yaml.safe_load(config)["demonstration"]["as_of"]) == "2017-12-20"


@pytest.mark.parametrize("kind", ["teaching", "office", "logistics", "retired"])
@pytest.mark.parametrize("year", [2016, 2017, 2031])
def test_a_branch_of_any_kind_has_something_to_talk_about_in_any_month(kind: str, year: int) -> None:
    deck = Deck(kind, Random(1), {})
    for name in TYPES:
        for month in range(1, 13):
            assert deck.draw(name, date(year, month, 1), 1), (name, month)


def branch_records(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.startswith("records/20") and "/_committee/" not in path}
