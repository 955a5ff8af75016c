"""A branch in the year of the campaign."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.school import CAMPAIGN, School


@pytest.fixture
def school(tmp_path: Path) -> School:
    """One branch in the year of the campaign."""
    return School(tmp_path, config=CAMPAIGN)
