"""The demonstration is the same every time, and as large as asked for."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from generator.demo import demonstration
from generator.types import registry

YEARS = (2016, 2017)


def test_same_arguments_give_the_same_files_in_the_same_order() -> None:
    assert list(demonstration(3, YEARS, 5)) == list(demonstration(3, YEARS, 5))


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


def branch_records(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.startswith("records/20") and "/_committee/" not in path}
