"""What is kept comes back; what cannot be used is as good as none; nothing foreign is ever called."""

from __future__ import annotations

import os
import pickle
import sqlite3
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from generator.cache.table import Table
from generator.model.node import Mark
from generator.model.problem import Problem, Severity

VALUE = {"day": date(2017, 3, 8), "share": Fraction(1, 3), "problem": Problem("a.md", Mark(2, 5), Severity.ERROR, "x")}


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    table = Table(tmp_path / "kept" / "a.sqlite", "one")
    table.put([("a", VALUE), ("b", 2)])
    table.close()
    again = Table(tmp_path / "kept" / "a.sqlite", "one")
    assert again.get("a") == VALUE
    assert again.get("c") is None
    again.put([("c", 3)], keep=["a", "c"])
    assert (again.get("a"), again.get("b"), again.get("c")) == (VALUE, None, 3)


def test_another_context_knows_nothing(tmp_path: Path) -> None:
    Table(tmp_path / "a", "one").put([("a", 1)])
    assert Table(tmp_path / "a", "two").get("a") is None
    assert Table(tmp_path / "a", "one").get("a") is None


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 99, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a"
    file.write_bytes(content)
    table = Table(file, "one")
    table.put([("a", 1)])
    assert table.get("a") == 1


def test_a_place_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    table = Table(tmp_path / "file" / "a", "one")
    table.put([("a", 1)])
    assert table.get("a") is None


def test_a_file_in_use_does_not_stop_anyone(tmp_path: Path) -> None:
    Table(tmp_path / "a", "one").put([("a", 1)])
    other = sqlite3.connect(tmp_path / "a", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    table = Table(tmp_path / "a", "one")
    table.put([("a", 2)])
    other.execute("ROLLBACK")
    assert Table(tmp_path / "a", "one").get("a") == 1


class _Evil:
    def __init__(self, code: str) -> None:
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, (self.code,))


@pytest.mark.parametrize("value", [pickle.dumps(_Evil("touch evil")), b"\x80", b"cposix\nsystem\n(S'touch evil'\ntR."])
def test_a_value_put_there_by_others_is_never_run(
    tmp_path: Path, value: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Table(tmp_path / "a", "one").put([("b", 1)])
    rows = sqlite3.connect(tmp_path / "a")
    rows.execute("INSERT INTO kept VALUES ('a', ?)", (value,))
    rows.commit()
    assert Table(tmp_path / "a", "one").get("a") is None
    assert not (tmp_path / "evil").exists()
