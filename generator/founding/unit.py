"""A unit as its office describes it on the first day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
COMMITTEE_FROM = 7
"""So many full members are to have a branch committee (regulation 2018, art. 11)."""


@dataclass(frozen=True, slots=True)
class FoundedBranch:
    """One branch."""

    id: str
    name: str
    members: int
    """Full members."""
    committee: int | None = None
    """How many sit on its committee; 0 where it has none, None where nobody said."""
    groups: int = 0

    @property
    def has_committee(self) -> bool:
        """As said, else as the regulation has it."""
        return self.members >= COMMITTEE_FROM if self.committee is None else self.committee > 0


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit and its branches."""

    name: str
    short_name: str
    branches: tuple[FoundedBranch, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """From when on records are kept."""

    year: int
    start_on: date | None = None
    """The day, where it is not the first of the year."""
    campaign: bool = False
    """Whether the campaign is held in that year."""


def free_id(taken: Iterable[str]) -> str:
    """An id for a branch that was given none: zhibu1, zhibu2 and so on."""
    known, number = set(taken), 1
    while f"zhibu{number}" in known:
        number += 1
    return f"zhibu{number}"
