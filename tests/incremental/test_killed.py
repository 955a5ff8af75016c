"""Whoever is served sees the old site or the new one, whole, also where a build is killed (design §11)."""

from __future__ import annotations

from pathlib import Path

from tests.incremental.killed import kills


def test_a_build_killed_at_any_moment(tmp_path: Path) -> None:
    assert len(list(kills(tmp_path / "root", seed=3, times=2))) == 2
