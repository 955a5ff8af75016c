"""Here MkDocs itself is tested."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def shells_made_once() -> None:
    """Runs MkDocs for each test that asks for it."""
