"""Schools that many cases begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases.busy import BUSY, school_with
from tests.school import PRIVATE, School
from tests.spared import read_once


@pytest.fixture
def school(tmp_path: Path) -> School:
    """One branch, jichu: 12 full members, a committee of 5, no groups, no records."""
    return School(tmp_path)


@pytest.fixture
def restricted(tmp_path: Path) -> School:
    """A school with a private root."""
    return School(tmp_path, config=PRIVATE)


@pytest.fixture(scope="module")
def busy() -> Iterator[School]:
    """A school with something for every rule, to be read."""
    with school_with(BUSY) as school, read_once(school.root):
        assert school.problems(severity="error") == []
        yield school
