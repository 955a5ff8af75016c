"""What a record type is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from generator.model.problem import Term
from generator.types.audience import Audience
from generator.types.field import Choice, Field

DONE = {"zh": ("完成", "做"), "en": ("done", "done")}
"""How most things are done."""


@dataclass(frozen=True, slots=True)
class Check:
    """An arithmetic rule between fields of one record, in the small language of `model.expression`."""

    code: str
    holds: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What must hold for a record to count, and the problem where it does not.

    Beside the record's fields it may name `roster.full` and `roster.members`: full members, and all members, of
    the branch on the day.
    """

    code: str
    holds: str
    lack: str | None = None
    """What `incomplete` then says is lacking, by its key under `judging.lack`."""


@dataclass(frozen=True, slots=True)
class RecordType:
    """A type of record: one kind of event."""

    id: str
    zh: tuple[str, ...]
    en: str
    needs: tuple[str, ...]
    """Fields without which it is published but not counted."""
    fields: Mapping[str, Field]
    """Its own fields beside the shared ones."""
    asks: tuple[str, ...] = ()
    """What a new one asks for beside that: it counts without, and is poor without."""
    tells: tuple[str, ...] = ()
    """What an example of one tells beside what is asked for: an example is one that went well, and to its end."""
    shows: tuple[str, ...] = ()
    """Shared fields a form offers for it, in order."""
    help: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    group: str = "other"
    """Below which heading it is listed, one of the registry's groups."""
    day: date | None = None
    """A day on which one may be held, for an example; that of the field `date` unless stated."""
    audience: Audience = Audience.PUBLIC
    content: tuple[str, ...] = ()
    """Counts only with one of these: `body`, its text, or a field."""
    body: str | None = None
    """Whose meeting it is: branch, committee or group."""
    quorum: str | None = None
    """Counts only with half of: full_members or committee."""
    counts_if: tuple[Counts, ...] = ()
    """What else must hold for it to count."""
    roster: tuple[str, ...] = ()
    """What should hold of its figures and the roster of the day, unless it was held by groups."""
    folder: str = "branch"
    """Where its records lie: branch, committee or any."""
    restricted: bool = False
    """Only in a private root."""
    reviewed: bool = False
    """Only by reviewers and the office; what a file may hold is told by its name, since rights are given by paths."""
    checks: tuple[Check, ...] = ()
    text: Audience = Audience.MEMBERS
    """The class of what it says below its fields."""
    act: Mapping[str, tuple[str, str]] = field(default_factory=lambda: MappingProxyType(DONE))
    """How people say that it is done, by language: in full (没有召开), and before a number (应开12次)."""
    issued: str | None = None
    """The date field that says when it was issued: until then it is seen by the committee alone and does not count."""

    @property
    def slug(self) -> str:
        """Its part of a file name."""
        return self.id.replace("_", "-")

    def label(self, language: str) -> str:
        """The name people read."""
        return self.zh[0] if language == "zh" else self.en

    @property
    def takes_points(self) -> bool:
        """Whether it is a sheet that gives points by rule."""
        return any(each.kind == "scores" for each in self.fields.values())

    @property
    def term(self) -> Term:
        """The same, not yet in any language."""
        return Term({"zh": self.zh[0], "en": self.en})

    def choice(self, id: str) -> Choice | None:
        """The choice of that id, of the first of its fields that has one."""
        return next((found for each in self.fields.values() if (found := each.choice(id))), None)
