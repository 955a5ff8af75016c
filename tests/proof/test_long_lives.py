"""The incremental build against the one from nothing, over many lives of a root, a change at a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.incremental.changing import PROJECT
from tests.incremental.comparing import OUT, Asked, Seen, Warm, served
from tests.incremental.killed import kills
from tests.incremental.living import always, life
from tests.machines import Machines

pytestmark = pytest.mark.proof
LIVES, STEPS = 8, 40
OTHERWISE = 2
KILLS, AT_ONCE = 200, 40


@pytest.mark.parametrize("seed", range(100, 100 + LIVES))
def test_a_long_life(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    always(monkeypatch)
    assert len(list(life(tmp_path / "root", seed, steps=STEPS, at_once=1))) == STEPS + 1


@pytest.mark.parametrize("seed", range(200, 200 + OTHERWISE))
def test_a_long_life_of_a_process_that_goes_on(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    always(monkeypatch)
    assert len(list(life(tmp_path / "root", seed, steps=STEPS, at_once=1, build=Warm()))) == STEPS + 1


@pytest.mark.parametrize("seed", range(300, 300 + OTHERWISE))
def test_a_long_life_on_a_cluster(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    always(monkeypatch)
    machines = Machines(tmp_path / "machines")

    def build(root: Path, asked: Asked) -> Seen:
        """In a process of its own: what tests are spared is not for workers."""
        asks = ("--audience", asked.audience, "--as-of", asked.as_of, "--out", root / OUT, "--scheduler")
        argv = ("--root", root, "--lang", asked.language, "build", *asks, machines.address)
        ran = subprocess.run([sys.executable, "-m", "generator", *argv], cwd=PROJECT, capture_output=True, check=False)
        assert b"Traceback" not in ran.stderr, ran.stderr.decode()
        return Seen((), *served(root / OUT / asked.audience))

    try:
        assert len(list(life(tmp_path / "root", seed, steps=STEPS, at_once=1, build=build))) == STEPS + 1
    finally:
        machines.stop()


@pytest.mark.parametrize("seed", range(11, 11 + KILLS // AT_ONCE))
def test_two_hundred_kills(tmp_path: Path, seed: int) -> None:
    """So many by each seed; some must come before the new site is out, and some after, or the moments prove nothing."""
    told = list(kills(tmp_path / "root", seed, times=AT_ONCE))
    assert len(told) == AT_ONCE
    assert {each.rpartition(" ")[2] for each in told} >= {"old", "new"}
