"""The few rows the desk keeps: sessions, failures to sign in, what was refused and waits to be mended."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FILE = "memory.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, begun REAL NOT NULL, seen REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS failures (who TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS failures_who ON failures (who, at);
CREATE TABLE IF NOT EXISTS refused (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, account TEXT NOT NULL, about TEXT NOT NULL, form TEXT NOT NULL
);
"""
_WAIT = 10
"""Seconds to wait for who writes just now."""


@dataclass(frozen=True)
class Memory:
    """One file of sqlite, whatever thread asks; nothing in it is worth a backup."""

    folder: Path

    @contextmanager
    def rows(self) -> Iterator[sqlite3.Connection]:
        """The rows, in one transaction."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self.folder / FILE
        if not file.exists():
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
        rows = sqlite3.connect(file, timeout=_WAIT, isolation_level=None)
        try:
            rows.executescript(_TABLES)
            rows.execute("BEGIN IMMEDIATE")
            yield rows
            rows.execute("COMMIT")
        finally:
            rows.close()
