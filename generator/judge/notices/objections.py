"""Objections to a notice: which must be checked, whom they concern, and what came of it (plan 三 4, domain §3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.values import Values

OBJECTION = "objection"
UNFOUNDED, WITHDRAW, SUSPEND = "unfounded", "withdraw", "suspend"
_VAGUE = "anonymous_vague"


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection as known on a day."""

    notice: str
    branches: tuple[str, ...]
    """Whom it names; without any it is about every branch of the notice."""
    to_check: bool
    """All but an anonymous one without a clue."""
    conclusion: str | None
    """What checking it found; None while it is checked."""

    def about(self, branch: str) -> bool:
        """Whether it must be checked and concerns the branch."""
        return self.to_check and (not self.branches or branch in self.branches)

    def stands_against(self, branch: str) -> bool:
        """Whether it keeps the branch's notice from being done: being checked, or found to hold."""
        return self.about(branch) and self.conclusion != UNFOUNDED


def objections(known: Iterable[Values]) -> tuple[Objection, ...]:
    """Those received, of all that count, from their values as known on the day."""
    return tuple(
        Objection(
            values.text("notice"),
            values.names("branches"),
            values.text("kind") != _VAGUE,
            (values.text("conclusion") or None) if values.says("concluded_on") else None,
        )
        for values in known
        if values.says("received_on")
    )
