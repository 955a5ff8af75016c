from __future__ import annotations

import pytest

from generator.read import reading_cache


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every file had been written long ago."""
    monkeypatch.setattr(reading_cache, "SETTLED", 0)
    monkeypatch.setattr(reading_cache, "TICK", 1)
    monkeypatch.setattr(reading_cache, "FEW", 1)
