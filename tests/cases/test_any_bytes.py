"""Whatever bytes a file holds: problems with their places, never a traceback (design §5)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cases.damage import FILES, damaged, good, school
from tests.school import School


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> School:
    return school(tmp_path_factory.mktemp("any"))


def stands(made: School, path: str, data: bytes) -> None:
    """`check` names every problem of the file, and the other commands answer."""
    made.write(path, data)
    try:
        ran = made.run("check", "--format", "json")
        found = json.loads(ran.out)
        assert ran.code == (1 if found["errors"] else 0)
        for problem in found["problems"]:
            assert problem["line"] >= 1 <= problem["column"]
            assert problem["message"].strip()
            assert problem["hint"].strip()
            assert "{" not in problem["code"]
        for argv in (("status", "--year", "2017", "--as-of", "2017-12-05"), ("fmt", "--check")):
            assert made.run(*argv).code in (0, 1)
    finally:
        (made.root / path).unlink()


@pytest.mark.parametrize("sort", FILES)
def test_every_sort_of_file(beside: School, sort: str) -> None:
    path, text = good(beside, sort)
    before = (beside.root / path).read_bytes() if (beside.root / path).exists() else None

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(damaged(text))
    def tried(data: bytes) -> None:
        stands(beside, path, data)

    try:
        tried()
    finally:
        if before is not None:
            beside.write(path, before)


@pytest.mark.parametrize("sort", FILES)
def test_the_good_ones_are_good(tmp_path: Path, sort: str) -> None:
    made = school(tmp_path)
    path, text = good(made, sort)
    made.write(path, text)
    found = made.check()[1]["problems"]
    assert not [each for each in found if each["severity"] == "error"], found


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_damage_is_done(data: st.DataObject) -> None:
    """What the other tests rest on: most damaged files are not the good one."""
    text = FILES["record"][1]
    found = [data.draw(damaged(text)) for _ in range(5)]
    assert all(isinstance(each, bytes) for each in found)
