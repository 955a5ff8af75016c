"""Bytes by key, each in a file of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.cache.pieces import Pieces


def test_what_is_put_comes_back_under_its_own_key_alone(tmp_path: Path) -> None:
    pieces = Pieces(tmp_path / "p", 100)
    pieces.put("a", b"one")
    assert (pieces.get("a"), pieces.get("b")) == (b"one", None)
    (tmp_path / "p" / "a").rename(tmp_path / "p" / "b")  # as anybody could who has the folder
    assert pieces.get("b") is None


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:5], lambda data: b"\0" + data[1:]])
def test_what_is_not_as_it_was_put_is_not_there(tmp_path: Path, damage: object) -> None:
    pieces = Pieces(tmp_path, 100)
    pieces.put("a", b"one")
    (tmp_path / "a").write_bytes(damage((tmp_path / "a").read_bytes()))  # type: ignore[operator]
    assert pieces.get("a") is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    pieces = Pieces(tmp_path / "file", 100)
    pieces.put("a", b"one")
    pieces.tidy()
    assert pieces.get("a") is None


def test_what_was_longest_not_asked_for_goes_first(tmp_path: Path) -> None:
    pieces = Pieces(tmp_path, 200)
    for number, key in enumerate("abcd"):
        pieces.put(key, b"x" * 50)
        os.utime(tmp_path / key, (number, number))
    pieces.get("a")
    pieces.tidy()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "d"]
