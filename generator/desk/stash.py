"""Files that were sent with a form which is not submitted yet: a browser cannot send them a second time by itself."""

from __future__ import annotations

import hashlib
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.gate.accounts import Account

KEPT_FOR = 2 * 24 * 3600
"""Seconds."""
MOST = 60
"""Files of one account; the oldest go first."""
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Stash:
    """A folder with a folder for each account."""

    folder: Path

    def put(self, account: Account, data: bytes) -> str:
        """Keeps the file; gives its key, under which this account alone gets it back."""
        key, own = hashlib.sha256(data).hexdigest(), self._of(account)
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep(own)
        fresh = own / f".{key}"
        fresh.write_bytes(data)
        fresh.replace(own / key)
        return key

    def get(self, account: Account, key: str) -> bytes | None:
        """The file; None where it is not there any more."""
        if not _KEY.fullmatch(key):
            return None
        with suppress(OSError):
            return (self._of(account) / key).read_bytes()
        return None

    def _of(self, account: Account) -> Path:
        return self.folder / hashlib.sha256(account.name.encode()).hexdigest()[:32]

    def _sweep(self, own: Path) -> None:
        files = sorted(own.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
        for number, each in enumerate(files):
            if number >= MOST or time.time() - each.stat().st_mtime > KEPT_FOR:
                each.unlink(missing_ok=True)
