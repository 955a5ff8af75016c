"""Damage of every sort of file, many times over: problems with their places, never a traceback; fmt loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cases.damage import FILES, damaged, good, school
from tests.cases.test_any_bytes import stands
from tests.read.mend.test_mend_anything import GOOD, assert_nothing_is_lost, files, odd_texts

pytestmark = pytest.mark.proof
EXAMPLES = 500
LONG = settings(
    max_examples=20 * EXAMPLES,
    deadline=None,
    derandomize=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("sort", FILES)
def test_whatever_bytes_a_file_holds(tmp_path: Path, sort: str) -> None:
    made = school(tmp_path)
    path, text = good(made, sort)

    @settings(LONG, max_examples=EXAMPLES)
    @given(damaged(text, most=8))
    def tried(data: bytes) -> None:
        stands(made, path, data)

    tried()


@LONG
@given(files())
def test_fmt_twice_is_once_and_changes_no_meaning(data: bytes) -> None:
    assert_nothing_is_lost(data)


@LONG
@given(odd_texts())
def test_fmt_of_odd_texts(data: bytes) -> None:
    assert_nothing_is_lost(data)


@LONG
@given(st.one_of(damaged(GOOD, most=6), damaged(FILES["record"][1], most=6)))
def test_fmt_of_whatever_bytes(data: bytes) -> None:
    assert_nothing_is_lost(data)
