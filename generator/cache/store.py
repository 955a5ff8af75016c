"""The one file in which a root remembers what earlier runs found out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.cache.private import private

FILE = ".wuhao/memory.sqlite"
_ABOUT = "CREATE TABLE about (name TEXT PRIMARY KEY, made_by TEXT)"
Statement = tuple[str, Iterable[Sequence[object]]]
"""What is to be done, and for which rows."""


class Store:
    """A sqlite file with tables of plain columns, for any tool to open.

    A file that is damaged, in use or somebody else's is as good as none: reading gives nothing, writing does nothing.
    The first that is written makes the file; `about` says of each table what made it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._made_by: dict[str, tuple[str, str]] = {}
        self._rows: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None
        self.held: dict[tuple[str, str], Any] | None = None
        """By table and key what was read or written, where a process goes on and asks for it again; else None."""
        self._process = os.getpid()
        if file.is_file():
            self._try_to_open()

    def __reduce__(self) -> tuple[type[Store], tuple[Path]]:
        """On another machine it remembers nothing."""
        return Store, (Path(os.devnull, FILE),)

    @property
    def is_there(self) -> bool:
        """Whether there is a file that can be used."""
        return self._rows is not None

    def table(self, name: str, made_by: str, columns: str) -> None:
        """Has the table ready, empty where what made it before is not the same; `columns` as sqlite declares them."""
        self._made_by[name] = made_by, columns
        if self._rows is not None:
            self._guarded(lambda rows: _ready(rows, name, made_by, columns))

    def read(self, statement: str, *given: object) -> list[tuple[Any, ...]]:
        """The rows that a statement finds."""
        if self._rows is not None:
            self.take_over()
        return self._guarded(lambda rows: rows.execute(statement, given).fetchall()) or []

    def write(self, *statements: Statement, unless: tuple[str, Sequence[object]] | None = None) -> bool:
        """Does all of it or nothing; nothing where `unless` finds a row, as it does if another run was faster.

        Whether it could be done.
        """
        if self._rows is None and not self._file.is_file():
            self._try_to_open()
        return os.getpid() == self._process and bool(self._guarded(lambda rows: _write(rows, statements, unless)))

    def _open_again(self) -> None:
        """A child of the process that opened the file has to open it for itself, and leave the other as it is."""
        self._inherited, self._rows, self._process = self._rows, None, os.getpid()
        if self._file.is_file():
            self._try_to_open()

    def take_over(self) -> None:
        """This process goes on in the place of the one that opened the file: what it finds out is written down."""
        if os.getpid() != self._process:
            self._open_again()

    def close(self) -> None:
        """Gives the file back."""
        if self._rows is not None:
            with suppress(sqlite3.Error):
                self._rows.close()
            self._rows = None

    def _try_to_open(self) -> None:
        for attempt in (0, 1):
            try:
                self._open()
                return
            except (sqlite3.Error, OSError) as error:
                self.close()
                if attempt or _in_use(error) or not _removed(self._file):
                    return

    def _open(self) -> None:
        private(self._file.parent)
        os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
        # Of a process with threads, as the desk is, one at a time asks, and sqlite would take several.
        self._rows = rows = sqlite3.connect(self._file, timeout=0.5, isolation_level=None, check_same_thread=False)
        rows.execute("PRAGMA synchronous = OFF")  # a power failure may cost the memory, and nothing else
        if not rows.execute("SELECT name FROM sqlite_master WHERE name = 'about'").fetchone():
            rows.execute(_ABOUT)
        for name, (made_by, columns) in self._made_by.items():
            _ready(rows, name, made_by, columns)

    def _guarded(self, ask: Any) -> Any:
        """What is found; nothing where the file turns out to be of no use, which is then made anew by the next run."""
        if self._rows is None:
            return None
        try:
            return ask(self._rows)
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):
                self._rows.rollback()
            if not isinstance(error, sqlite3.OperationalError) or not _in_use(error):
                self.close()
                _removed(self._file)
            return None


def _ready(rows: sqlite3.Connection, name: str, made_by: str, columns: str) -> None:
    held = f"{made_by} {columns}"
    if rows.execute("SELECT made_by FROM about WHERE name = ?", (name,)).fetchall() == [(held,)]:
        return
    rows.execute("BEGIN IMMEDIATE")
    rows.execute(f"DROP TABLE IF EXISTS {name}")
    rows.execute(f"CREATE TABLE {name} ({columns}) WITHOUT ROWID")
    rows.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, held))
    rows.execute("COMMIT")


def _write(
    rows: sqlite3.Connection, statements: Iterable[Statement], unless: tuple[str, Sequence[object]] | None
) -> bool:
    rows.execute("BEGIN IMMEDIATE")
    if unless is None or not rows.execute(*unless).fetchone():
        for statement, given in statements:
            rows.executemany(statement, given)
    rows.execute("COMMIT")
    return True


def _in_use(error: Exception) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _removed(file: Path) -> bool:
    with suppress(OSError):
        file.unlink()
        return True
    return False
