"""The incremental build against the one from nothing, over many lives of a root, a change at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.incremental.killed import kills
from tests.incremental.living import always, life

pytestmark = pytest.mark.proof
LIVES, STEPS = 12, 50
KILLS = 200


@pytest.mark.parametrize("seed", range(100, 100 + LIVES))
def test_a_long_life(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    always(monkeypatch)
    assert len(list(life(tmp_path / "root", seed, steps=STEPS, at_once=1))) == STEPS + 1


def test_two_hundred_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = list(kills(tmp_path / "root", seed=11, times=KILLS))
    new = sum(each.endswith("new") for each in told)
    with capsys.disabled():
        print(f"\n{KILLS} builds killed: {KILLS - new} times the old site was served, {new} times the new one")
    assert len(told) == KILLS
