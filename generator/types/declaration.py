"""What a field and a record type are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from generator.model.node import Node, Scalar, node_of
from generator.model.problem import Term
from generator.types.audience import UNSAID, Audience
from generator.types.findings import Findings
from generator.types.kind import Schema, or_nothing
from generator.types.kinds import KINDS

DONE = {"zh": ("完成", "做"), "en": ("done", "done")}
"""How most things are done."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a choice can take."""

    id: str
    zh: tuple[str, ...]
    en: str
    audience: Audience = Audience.PUBLIC
    """The class of a record in which it is chosen."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every word by which it may be chosen."""
        return (self.id, *self.zh)

    def label(self, language: str) -> str:
        """What people call it."""
        return self.zh[0] if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record or document: Chinese names (the first is its label), English label, kind of value."""

    id: str
    zh: tuple[str, ...]
    en: str
    kind: str
    audience: Audience = UNSAID
    help: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    example: str = ""
    choices: tuple[Choice, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=lambda: MappingProxyType({}))
    needs: tuple[str, ...] = ()
    """Subfields that must be there."""
    default: Any = None
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
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)
    """The fields inside by every name."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"field {self.id}: no kind {self.kind}")
        object.__setattr__(self, "by_name", {name: each for each in self.fields.values() for name in each.names})

    def read(self, node: Node, findings: Findings) -> Any:
        """The value of its kind; None where nothing is written or a problem was found."""
        if isinstance(node, Scalar) and node.empty:
            return None
        return KINDS[self.kind].read(self, node, findings)

    def schema(self) -> Schema:
        """What may be written there, in the agreed form, as JSON Schema; nothing may always."""
        said = {"title": self.zh[0], "description": self.help.get("zh", "")}
        shown = {name: text for name, text in said.items() if text}
        return shown | or_nothing(KINDS[self.kind].schema(self))

    def meant(self, node: Node) -> Field | None:
        """The field that its name means here: of several, the first by which what stands there can be read."""
        return next((each for each in (self, *self.otherwise) if each.fits(node)), None) if self.otherwise else self

    def fits(self, node: Node) -> bool:
        """Whether what stands there can be read by it."""
        trial = Findings("")
        self.read(node, trial)
        return not trial.failed

    def by_default(self) -> Any:
        """The value it has where nothing is written; None where it has none."""
        return None if self.default is None else self.read(node_of(self.default), Findings(""))

    def choice(self, id: str) -> Choice | None:
        """The choice of that id."""
        return next((each for each in self.choices if each.id == id), None)

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
