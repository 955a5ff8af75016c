"""The desk of one gate: everything its views ask for and send to."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.desk.attempts import Attempts
from generator.desk.memory import Memory
from generator.desk.passwords import Passwords
from generator.desk.sessions import Sessions
from generator.desk.standing import Standings
from generator.desk.submission import Submissions
from generator.gate.accounts import Account, Role
from generator.gate.gatehouse import Gatehouse
from generator.types import Audience


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk was started."""

    language: str = "zh"
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    """The names by which browsers reach it; another one is refused."""
    proxied: bool = False
    """Whether a web server stands before it, on this machine, and says for whom it asks."""
    identity_header: str = ""
    """The header in which that server says who signed in there; empty where people sign in here."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form that was refused, as it was filled in."""

    id: int
    at: float
    """Seconds since 1970."""
    about: str
    """The path of the file it was to become, from the root."""
    form: Mapping[str, Any]


@dataclass(frozen=True)
class Desk:
    """One gate's desk."""

    house: Gatehouse
    settings: Settings = Settings()

    @cached_property
    def memory(self) -> Memory:
        """What it keeps."""
        return Memory(self.house.desk)

    @cached_property
    def passwords(self) -> Passwords:
        """The accounts' passwords."""
        return Passwords.of(self.house)

    @cached_property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        return Sessions(self.memory)

    @cached_property
    def attempts(self) -> Attempts:
        """Who guesses."""
        return Attempts(self.memory)

    @cached_property
    def submissions(self) -> Submissions:
        """The way to the gate: `desk().submissions.submit(account, changes, seen, reason)`."""
        return Submissions(self.house, self.standings.aside)

    @cached_property
    def standings(self) -> Standings:
        """What stands: `with desk().standings.now() as standing: …`."""
        return Standings(self.house, self.settings.language)

    def refused(self, account: Account) -> Sequence[Unfinished]:
        """What of this account's was refused and is not mended, the last first."""
        with self.memory.rows() as rows:
            found = rows.execute(
                "SELECT id, at, about, form FROM refused WHERE account = ? ORDER BY at DESC", (account.name,)
            ).fetchall()
        return [Unfinished(number, at, about, json.loads(form)) for number, at, about, form in found]

    def refused_as(self, account: Account, number: int) -> Unfinished | None:
        """The one of that number; None where this account has none such."""
        return next((each for each in self.refused(account) if each.id == number), None)

    def keep_refused(self, account: Account, about: str, form: Mapping[str, Any]) -> None:
        """Keeps a refused form, in the place of an earlier one about the same file."""
        with self.memory.rows() as rows:
            rows.execute("DELETE FROM refused WHERE account = ? AND about = ?", (account.name, about))
            rows.execute(
                "INSERT INTO refused (at, account, about, form) VALUES (?, ?, ?, ?)",
                (time.time(), account.name, about, json.dumps(dict(form), ensure_ascii=False)),
            )

    def forget_refused(self, account: Account, about: str) -> None:
        """Forgets what was refused about a file, once it was taken or given up."""
        with self.memory.rows() as rows:
            rows.execute("DELETE FROM refused WHERE account = ? AND about = ?", (account.name, about))


def audience_of(account: Account | None) -> Audience:
    """The narrowest site that the account may read."""
    if account is None:
        return Audience.PUBLIC
    return Audience.COMMITTEE if account.role is Role.OFFICE else Audience.MEMBERS
