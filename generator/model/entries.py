"""When records came in, and when they were last changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.model.problem import Phrase

UNKNOWN = frozenset({"no_git", "no_repository", "other_owner", "no_commits", "shallow"})
"""Why nobody can tell when a record came in."""


def why_unknown(unknown: Mapping[str, int]) -> tuple[Phrase, ...]:
    """A sentence for each reason why nobody can tell when records came in, with how many these are."""
    return tuple(
        Phrase("entries.unknown", {"count": count, "reason": Phrase(f"entries.reason.{reason}")})
        for reason, count in unknown.items()
    )


@dataclass(frozen=True, slots=True)
class Entries:
    """The days of each record that has them."""

    days: Mapping[str, date] = field(default_factory=dict)
    """By record id."""
    changed: Mapping[str, date] = field(default_factory=dict)
    """The last day on which the file was changed, or taken away: by the id of a record, or of what was one."""
    unknown: Mapping[str, int] = field(default_factory=dict)
    """Why nobody can tell it of others, and of how many: one of UNKNOWN."""
