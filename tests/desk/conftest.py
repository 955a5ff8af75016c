"""One stand a module where nothing is changed, one a test where something is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.desk.views import taken
from tests.desk.stand import Stand


@pytest.fixture(autouse=True)
def in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody builds, nobody waits for a page."""
    monkeypatch.setattr(taken, "PATIENCE", 0.05)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    found = Stand(tmp_path)
    with found.quiet():
        yield found
