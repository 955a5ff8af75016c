"""What a field and a record type are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from generator.model.problem import Term

LANGUAGES = ("zh", "en")
DONE = {"zh": ("完成", "做"), "en": ("done", "done")}
"""How most things are done."""
_KINDS = (
    "text lines count number date flag times span year month window choice branch branches groups rule record "
    "records frame files scores counts entries parts types node"
)
KINDS = frozenset(_KINDS.split(" "))
"""What a field's value can be; `read.fields` has one reader for each."""


class Audience(StrEnum):
    """Who may see a field, from the widest circle to the narrowest (design §7)."""

    PUBLIC = "public"
    MEMBERS = "members"
    COMMITTEE = "committee"

    def sees(self, audience_class: Audience) -> bool:
        """Whether somebody of this circle may see what belongs to that class."""
        order = list(Audience)
        return order.index(audience_class) <= order.index(self)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a choice can take."""

    id: str
    zh: tuple[str, ...]
    en: str
    audience: Audience = Audience.PUBLIC
    """The class of a record in which it is chosen."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record or document: Chinese names (the first is its label), English label, kind of value."""

    id: str
    zh: tuple[str, ...]
    en: str
    kind: str
    audience: Audience = Audience.COMMITTEE
    help: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    example: str = ""
    choices: tuple[Choice, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=lambda: MappingProxyType({}))
    needs: tuple[str, ...] = ()
    """Subfields that must be there."""
    default: str | None = None
    """Written value taken when absent; `year_of_date` takes the year of the record's date, `smaller of a and b`
    the smaller of two fields where both are there."""
    between: tuple[int, int] | None = None
    """The least and the most a count may be."""
    later: bool = False
    """Something that may happen after the record's date: unseen until its own day."""
    after: str | None = None
    """The part of a field (`period.end`) with the day after which alone it is seen."""
    looks_back: bool = False
    """A year that, early in the next, is as a rule the one before."""
    otherwise: tuple[Field, ...] = ()
    """What else its name may mean in a record of a type that declares none of them: the first that fits."""
    in_words: bool = False
    """Whether parts may be said in words (`公示之日起一周内`), which a check across records looks at."""

    def label(self, language: str) -> str:
        """The name people read."""
        return self.zh[0] if language == "zh" else self.en

    @property
    def term(self) -> Term:
        """The same, not yet in any language."""
        return Term({"zh": self.zh[0], "en": self.en})

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it may be written under."""
        return (self.id, *self.zh)


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
    shows: tuple[str, ...] = ()
    """Shared fields a form offers for it, in order."""
    help: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
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
    def term(self) -> Term:
        """The same, not yet in any language."""
        return Term({"zh": self.zh[0], "en": self.en})
