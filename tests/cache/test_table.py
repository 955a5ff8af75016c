"""What is kept comes back; what cannot be used is as good as none; nothing foreign is ever called."""

from __future__ import annotations

import importlib
import os
import pickle
import pkgutil
import sqlite3
import threading
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from zlib import crc32

import pytest

from generator import model
from generator.cache.kept import packed, unpacked
from generator.cache.pieces import Pieces
from generator.cache.private import CACHE
from generator.cache.store import Store
from generator.cache.table import Table
from generator.cache.whole import write_whole
from generator.model.node import Mark
from generator.model.problem import Problem, Severity

VALUE = {"day": date(2017, 3, 8), "share": Fraction(1, 3), "problem": Problem("a.md", Mark(2, 5), Severity.ERROR, "x")}


def table(file: Path, context: str = "one") -> Table:
    return Table(Store(file), "kept", context)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    table(tmp_path / "kept" / "a.sqlite").put([("a", VALUE), ("b", 2)])
    again = table(tmp_path / "kept" / "a.sqlite")
    assert again.get("a") == VALUE
    assert again.get("c") is None
    again.put([("c", 3)], keep=["a", "c"])
    assert (again.get("a"), again.get("b"), again.get("c")) == (VALUE, None, 3)


def test_what_comes_packed_is_there_also_for_who_looked_for_it_before(tmp_path: Path) -> None:
    store = Store(tmp_path / "a")
    store.held = {}
    made = Table(store, "kept", "one", held=True)
    assert made.get("a") is None
    made.put_packed([("a", made.packed(VALUE))])
    assert made.get("a") == VALUE
    assert made.get("a") is made.get("a")
    assert table(tmp_path / "a").get("a") == VALUE


def test_another_context_knows_nothing(tmp_path: Path) -> None:
    table(tmp_path / "a").put([("a", 1)])
    assert table(tmp_path / "a", "two").get("a") is None
    assert table(tmp_path / "a").get("a") is None


def test_one_table_is_not_another(tmp_path: Path) -> None:
    store = Store(tmp_path / "a")
    Table(store, "kept", "one").put([("a", 1)])
    other = Table(store, "other", "two")
    assert other.get("a") is None
    other.put([("a", 2)], keep=["a"])
    assert table(tmp_path / "a").get("a") == 1


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 99, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a"
    file.write_bytes(content)
    made = table(file)
    made.put([("a", 1)])
    assert made.get("a") == 1


def test_a_file_that_turns_out_to_be_damaged_is_as_good_as_none(tmp_path: Path) -> None:
    file = tmp_path / "a"
    table(file).put([(str(number), "x" * 999) for number in range(99)])
    with file.open("r+b") as damaged:
        damaged.seek(4096)
        damaged.write(b"\xff" * (file.stat().st_size - 4096))
    made = table(file)
    assert made.get("50") is None
    made.put([("a", 1)])
    made.put([("a", 1)])
    assert table(file).get("a") == 1


def test_a_place_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    made = table(tmp_path / "file" / "a")
    made.put([("a", 1)])
    assert made.get("a") is None


def test_a_file_in_use_does_not_stop_anyone(tmp_path: Path) -> None:
    table(tmp_path / "a").put([("a", 1)])
    other = sqlite3.connect(tmp_path / "a", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    table(tmp_path / "a").put([("a", 2)])
    other.execute("ROLLBACK")
    assert table(tmp_path / "a").get("a") == 1


def test_a_child_of_the_process_reads_for_itself(tmp_path: Path) -> None:
    made = table(tmp_path / "a")
    made.put([("a", 1)])
    child = os.fork()
    if not child:
        os._exit(made.get("a"))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert made.get("a") == 1


class _Evil:
    def __init__(self, code: str) -> None:
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        return (os.system, (self.code,))


def _summed(value: bytes) -> bytes:
    """As whoever knows how values are kept would put it there."""
    return crc32(value).to_bytes(4, "big") + value


@pytest.mark.parametrize("form", [bytes, _summed])
@pytest.mark.parametrize("value", [pickle.dumps(_Evil("touch evil")), b"\x80", b"cposix\nsystem\n(S'touch evil'\ntR."])
def test_a_value_put_there_by_others_is_never_run(
    tmp_path: Path, form: Callable[[bytes], bytes], value: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table(tmp_path / "a").put([("b", 1)])
    rows = sqlite3.connect(tmp_path / "a")
    rows.execute("INSERT INTO kept VALUES ('a', ?)", (form(value),))
    rows.commit()
    assert table(tmp_path / "a").get("a") is None
    assert not (tmp_path / "evil").exists()


def test_only_the_models_own_classes_are_ever_made_of_what_is_kept(tmp_path: Path) -> None:
    table(tmp_path / "a").put([("b", 1)])
    rows = sqlite3.connect(tmp_path / "a")
    imported = 0
    for info in pkgutil.iter_modules(model.__path__):
        module = importlib.import_module(f"{model.__name__}.{info.name}")
        for name, value in vars(module).items():
            value_of_it = _summed(f"c{module.__name__}\n{name}\n.".encode())
            rows.execute("INSERT OR REPLACE INTO kept VALUES ('a', ?)", (value_of_it,))
            rows.commit()
            own = isinstance(value, type) and value.__module__ == module.__name__
            assert (table(tmp_path / "a").get("a") is not None) == own, f"{module.__name__}.{name}"
            imported += not own
    assert imported > 50


def test_a_value_of_which_one_byte_is_another_is_as_good_as_none() -> None:
    data = packed({"a": ("甲", 1)}, {})
    assert unpacked(data, {}) == {"a": ("甲", 1)}
    for place in range(len(data)):
        assert unpacked(bytes([*data[:place], data[place] ^ 1, *data[place + 1 :]]), {}) is None


def test_what_is_kept_is_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "root" / CACHE
    folder.mkdir(parents=True, mode=0o755)
    table(folder / "a.sqlite").put([("a", 1)])
    write_whole(folder / "pages" / "b.json", "{}")
    Pieces(folder / "attached", 10).put("c", b"d")
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (folder, *folder.rglob("*"))}
    assert modes == {
        CACHE: "0o700",
        "a.sqlite": "0o600",
        "pages": "0o700",
        "b.json": "0o600",
        "attached": "0o700",
        "c": "0o600",
    }


def test_whatever_thread_asks(tmp_path: Path) -> None:
    """Of a desk, every request is another thread's: its root forgot everything at every second one."""
    kept = table(tmp_path / "kept" / "a.sqlite")
    found: list[object] = []

    def another() -> None:
        found.append(kept.get("a"))
        kept.put([("b", 2)])

    kept.put([("a", 1)])
    thread = threading.Thread(target=another)
    thread.start()
    thread.join()
    assert (found, kept.get("a"), kept.get("b")) == ([1], 1, 2)
