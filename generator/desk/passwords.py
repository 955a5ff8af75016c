"""Passwords of accounts: their argon2id hashes, in a file beside accounts.yml that only the gate's account reads."""

from __future__ import annotations

import fcntl
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from pathlib import Path
from typing import TypedDict

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from generator.gate.accounts import replace_file
from generator.gate.gatehouse import Gatehouse

FILE = "passwords.json"
LEAST, MOST = 10, 200
"""Characters of a password."""
FIRST_VALID = 30 * 24 * 3600
"""Seconds for which a first password may be used."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters nobody takes for another when they are read aloud."""
_DIFFERENT = 5
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 64 MB for a moment: many at once would be a way to fill the memory."""


class Fault(Enum):
    """Why a password is not taken."""

    SHORT = auto()
    LONG = auto()
    SIMPLE = auto()
    SAME = auto()


class _Row(TypedDict):
    hash: str
    first: bool
    since: float


@dataclass(frozen=True)
class Passwords:
    """The passwords of a gate's accounts."""

    file: Path
    hasher: PasswordHasher = field(default_factory=PasswordHasher)

    @classmethod
    def of(cls, house: Gatehouse) -> Passwords:
        """Those of the accounts of that gate."""
        return cls(house.folder / FILE)

    def give_first(self, name: str) -> str:
        """A new password that counts until its owner chooses another; it is written nowhere, so tell it."""
        password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        self._set(name, password, first=True)
        return password

    def fault(self, name: str, password: str) -> Fault | None:
        """What is wrong with a password that somebody chose; None where it may be taken."""
        if len(password) < LEAST:
            return Fault.SHORT
        if len(password) > MOST:
            return Fault.LONG
        if len(set(password)) < _DIFFERENT or name.lower() in password.lower():
            return Fault.SIMPLE
        return Fault.SAME if self.match(name, password) else None

    def change(self, name: str, password: str) -> None:
        """Sets the password that its owner chose."""
        self._set(name, password, first=False)

    def match(self, name: str, password: str) -> bool:
        """Whether it is the account's password; an unknown account takes as long as a known one."""
        row = self._rows.get(name)
        with _AT_ONCE:
            try:
                right = self.hasher.verify(row["hash"] if row else self._nobodys, password[:MOST])
            except (VerificationError, InvalidHashError):
                return False
        return bool(row) and right and not _lapsed(row)

    def has(self, name: str) -> bool:
        """Whether the account has a password."""
        return name in self._rows

    def is_first(self, name: str) -> bool:
        """Whether its owner has yet to choose one."""
        row = self._rows.get(name)
        return row is not None and row["first"]

    def forget(self, name: str) -> None:
        """Takes the password of an account away."""
        with self._changed() as rows:
            rows.pop(name, None)

    def _set(self, name: str, password: str, first: bool) -> None:
        with _AT_ONCE:
            hashed = self.hasher.hash(password)
        with self._changed() as rows:
            rows[name] = {"hash": hashed, "first": first, "since": time.time()}

    @cached_property
    def _nobodys(self) -> str:
        return self.hasher.hash(secrets.token_hex())

    @property
    def _rows(self) -> Mapping[str, _Row]:
        return self._read()

    def _read(self) -> dict[str, _Row]:
        try:
            found: dict[str, _Row] = json.loads(self.file.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return found

    @contextmanager
    def _changed(self) -> Iterator[dict[str, _Row]]:
        with self.file.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            rows = self._read()
            yield rows
            replace_file(self.file, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def _lapsed(row: _Row | None) -> bool:
    return row is not None and row["first"] and time.time() - row["since"] > FIRST_VALID
