"""Who is signed in: a random name in the browser's cookie, and here until when it counts and for whom.

Only a hash of the name is kept: whoever reads the file signs in as nobody.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from generator.desk.memory import Memory

IDLE = 4 * 3600
"""Seconds without a request after which a session ends: a form may take an afternoon."""
RENEWED = 60
"""Seconds after which it is written down that somebody is still there: a write for each request waits for the disk."""
LONGEST = 12 * 3600
"""Seconds after which it ends in any case."""


@dataclass(frozen=True)
class Sessions:
    """The sessions of all accounts."""

    memory: Memory
    clock: Callable[[], float] = time.time

    def begin(self, account: str) -> str:
        """A new session of the account, by a name nobody knew before; ended ones are swept."""
        name, now = secrets.token_urlsafe(32), self.clock()
        with self.memory.rows() as rows:
            rows.execute("DELETE FROM sessions WHERE seen < ? OR begun < ?", (now - IDLE, now - LONGEST))
            rows.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_hash(name), account, now, now))
        return name

    def account(self, name: str) -> str | None:
        """Whose session it is; None where there is none, or it has ended."""
        now = self.clock()
        with self.memory.rows() as rows:
            found = rows.execute(
                "SELECT account, seen FROM sessions WHERE id = ? AND seen >= ? AND begun >= ?",
                (_hash(name), now - IDLE, now - LONGEST),
            ).fetchone()
            if found and now - found[1] >= RENEWED:
                rows.execute("UPDATE sessions SET seen = ? WHERE id = ?", (now, _hash(name)))
        return str(found[0]) if found else None

    def end(self, name: str) -> None:
        """Ends one session."""
        with self.memory.rows() as rows:
            rows.execute("DELETE FROM sessions WHERE id = ?", (_hash(name),))

    def end_all(self, account: str) -> None:
        """Ends every session of an account."""
        with self.memory.rows() as rows:
            rows.execute("DELETE FROM sessions WHERE account = ?", (account,))


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
