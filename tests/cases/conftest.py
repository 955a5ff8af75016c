"""The school every case begins with."""

from pathlib import Path

import pytest

from tests.school import School


@pytest.fixture
def school(tmp_path: Path) -> School:
    """One branch, jichu: 12 full members, a committee of 5, no groups, no records."""
    return School(tmp_path)
