"""The committee and its branches, as functions of the date (domain §0.1, §0.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from generator.model.interval import Interval, Step, value_on
from generator.model.key import key_of


@dataclass(frozen=True, slots=True)
class CommitteeTerm:
    """A span in which the branch has a 支部委员会, with its number of members where stated."""

    span: Interval
    size: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A 党小组 of a branch."""

    id: str
    name: str
    span: Interval


@dataclass(frozen=True, slots=True)
class ElectionMark:
    """The last election known from before the records begin."""

    on: date
    term_years: int


@dataclass(frozen=True, slots=True)
class Branch:
    """A 党支部: the unit that is judged."""

    id: str
    name: str
    span: Interval
    full_members: tuple[Step, ...] = ()
    probationary_members: tuple[Step, ...] = ()
    committee: tuple[CommitteeTerm, ...] = ()
    groups: tuple[Group, ...] = ()
    last_election: ElectionMark | None = None
    secretaries: tuple[date, ...] = ()
    predecessors: tuple[str, ...] = ()

    def full_on(self, day: date) -> int:
        """Full members on the day."""
        return value_on(self.full_members, day)

    def members_on(self, day: date) -> int:
        """Full and probationary members on the day."""
        return self.full_on(day) + value_on(self.probationary_members, day)

    def committee_on(self, day: date) -> CommitteeTerm | None:
        """The committee in office on the day."""
        return next((term for term in self.committee if term.span.covers(day)), None)

    def group(self, group_id: str) -> Group | None:
        """The group of that id, whenever it existed."""
        return next((group for group in self.groups if group.id == group_id), None)


@dataclass(frozen=True, slots=True)
class Organization:
    """The school committee (学校党委) and the branches under it."""

    name: str
    short_name: str
    branches: tuple[Branch, ...]
    words: tuple[tuple[str, str], ...] = ()
    """What it calls itself and its people otherwise than units of its kind, by the word for a school."""
    by_id: dict[str, Branch] = field(init=False, compare=False, repr=False)
    key: str = field(init=False, compare=False, repr=False)
    """Changes with anything said of it or of its branches: a thousand of them are not written out for each question."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {branch.id: branch for branch in self.branches})
        object.__setattr__(self, "key", key_of(self))
