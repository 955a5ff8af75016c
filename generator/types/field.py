"""What is declared of one field, and what a kind of value must be able to do for it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from generator.model.node import Listing, Node, Scalar, node_of
from generator.model.problem import Term
from generator.types.audience import UNSAID, Audience
from generator.types.findings import Findings

Schema = dict[str, Any]


@dataclass(frozen=True)
class Kind(ABC):
    """One kind of value."""

    name: str

    @abstractmethod
    def read(self, field: Field, node: Node, findings: Findings) -> Any:
        """The value that the field has where something is written; None where a problem was found."""

    def schema(self, field: Field) -> Schema:
        """What the field takes where something is written, in the agreed form; anything where nobody asks for it."""
        return {}

    def example(self, field: Field, written: str) -> str:
        """What to write instead."""
        return field.example

    def wrong(self, field: Field, node: Node, findings: Findings) -> Any:
        """Says that what stands there is none of the kind; gives nothing, as the reader then does."""
        written = node.text if isinstance(node, Scalar) else "[…]" if isinstance(node, Listing) else "{…}"
        options = "、".join(choice.zh[0] for choice in field.choices)
        example = self.example(field, written)
        said = {"field": field.zh[0], "value": written, "example": example, "options": options}
        findings.error(f"not_a_{self.name}", node.mark, **said)
        return None


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

    @property
    def term(self) -> Term:
        """The same, not yet in any language."""
        return Term({"zh": self.zh[0], "en": self.en})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record or document: Chinese names (the first is its label), English label, kind of value."""

    id: str
    zh: tuple[str, ...]
    en: str
    form: Kind
    """How its value is read, refused and described."""
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
    called: tuple[str, ...] = ()
    """Other words for it, which are not read: who writes one is told its name."""
    looks_back: bool = False
    """A year that, early in the next, is as a rule the one before."""
    otherwise: tuple[Field, ...] = ()
    """What else its name may mean in a record of a type that declares none of them: the first that fits."""
    in_words: bool = False
    """Whether parts may be said in words (`公示之日起一周内`), which a check across records looks at."""
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)
    """The fields inside by every name."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {name: each for each in self.fields.values() for name in each.names})

    def all_inside(self) -> Iterator[Field]:
        """It, then the fields inside it, each followed by those inside that."""
        yield self
        for each in self.fields.values():
            yield from each.all_inside()

    @property
    def kind(self) -> str:
        """The name of the kind of its value."""
        return self.form.name

    def read(self, node: Node, findings: Findings) -> Any:
        """The value of its kind; None where nothing is written or a problem was found."""
        if isinstance(node, Scalar) and node.empty:
            return None
        return self.form.read(self, node, findings)

    def schema(self) -> Schema:
        """What may be written there, in the agreed form, as JSON Schema; nothing may always."""
        said = {"title": self.zh[0], "description": self.help.get("zh", "")}
        shown = {name: text for name, text in said.items() if text}
        return shown | or_nothing(self.form.schema(self))

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


def or_nothing(schema: Schema) -> Schema:
    """The schema where nothing may be written as well; anything may be nothing."""
    if schema.keys() == {"enum"}:
        return {"enum": [*schema["enum"], None]}
    if "type" in schema and "object" not in schema["type"]:
        named = schema["type"]
        return schema | {"type": [*([named] if isinstance(named, str) else named), "null"]}
    return {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]} if schema else {}
