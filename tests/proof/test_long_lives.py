"""The incremental build against the one from nothing, over many lives of a root, a change at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.incremental.killed import kills
from tests.incremental.living import always, life

pytestmark = pytest.mark.proof
LIVES, STEPS = 8, 40
KILLS, AT_ONCE = 200, 40


@pytest.mark.parametrize("seed", range(100, 100 + LIVES))
def test_a_long_life(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    always(monkeypatch)
    assert len(list(life(tmp_path / "root", seed, steps=STEPS, at_once=1))) == STEPS + 1


@pytest.mark.parametrize("seed", range(11, 11 + KILLS // AT_ONCE))
def test_two_hundred_kills(tmp_path: Path, seed: int) -> None:
    """So many by each seed; some must come before the new site is out, and some after, or the moments prove nothing."""
    told = list(kills(tmp_path / "root", seed, times=AT_ONCE))
    assert len(told) == AT_ONCE
    assert {each.rpartition(" ")[2] for each in told} >= {"old", "new"}
