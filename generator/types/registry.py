"""Loads the declarations; a slip in them is a programming error and stops at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from generator.model.problem import Term
from generator.model.values import Values
from generator.shipped import shipped
from generator.types.audience import UNSAID, Audience, narrowest
from generator.types.declaration import DONE, Check, Counts, RecordType
from generator.types.field import Choice, Field
from generator.types.kinds import KINDS

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Registry:
    """All declarations."""

    shared: Mapping[str, Field]
    """Fields any record may have."""
    shared_checks: tuple[Check, ...]
    types: Mapping[str, RecordType]
    documents: Mapping[str, Field]
    """organization, calendar, site_config, rectification: each a field of kind `parts`."""
    placeholders: frozenset[str] = frozenset()
    """Words that stand where something is still to be written, or where there is nothing."""
    groups: Mapping[str, Term] = field(default_factory=dict)
    """What records are about, in the order in which they are listed."""
    _fields_by_name: dict[tuple[str, ...], dict[str, Field]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _types_by_name(self) -> Mapping[str, RecordType]:
        return {name: each for each in self.types.values() for name in (each.id, *each.zh)}

    def type_named(self, name: str) -> RecordType | None:
        """The type by its identifier or one of its Chinese names."""
        return self._types_by_name.get(name)

    @cached_property
    def grouped(self) -> tuple[tuple[Term, tuple[RecordType, ...]], ...]:
        """The name of each group with its types, in the order of both."""
        found: dict[str, list[RecordType]] = {key: [] for key in self.groups}
        for each in self.types.values():
            found[each.group].append(each)
        return tuple((self.groups[key], tuple(types)) for key, types in found.items() if types)

    def field(self, name: str, types: tuple[str, ...]) -> Field | None:
        """The field a record of these types means by the name: its own, a shared one, or another type's."""
        return self.fields_by_name(types).get(name)

    def fields_by_name(self, types: tuple[str, ...]) -> Mapping[str, Field]:
        """Every name a record of these types can use, with the field it means."""
        if types not in self._fields_by_name:
            own = {name: each for each in reversed([*self.fields_of(types)]) for name in each.names}
            branch = dict.fromkeys(self._names_of_branches(), self.shared["branch"])
            self._fields_by_name[types] = self._foreign | branch | own
        return self._fields_by_name[types]

    @cached_property
    def _foreign(self) -> dict[str, Field]:
        """The types' own fields, for records of other types.

        Where types use a name differently, what is written decides which of them it means: a type declared later
        must not make a file wrong that was right. Nobody sees it who may not see what it could be.
        """
        meanings: dict[str, list[Field]] = {}
        for each in (each for kind in self.types.values() for each in kind.fields.values()):
            for name in each.names:
                if each not in meanings.setdefault(name, []):
                    meanings[name].append(each)
        return {
            name: replace(first, audience=narrowest(each.audience for each in (first, *rest)), otherwise=tuple(rest))
            for name, (first, *rest) in meanings.items()
        }

    def _names_of_branches(self) -> Iterator[str]:
        """What a type that concerns branches calls them; on any other record its own branch is meant."""
        for each in self.types.values():
            for known in each.fields.values():
                yield from known.names if known.kind == "branches" else ()

    def fields_of(self, types: tuple[str, ...]) -> Iterator[Field]:
        """Own fields of the types, then the shared ones."""
        for each in types:
            yield from self.types[each].fields.values()
        yield from self.shared.values()


_LISTS = ("needs", "asks", "tells", "shows", "content", "roster")
"""What of a type is declared as a list."""


@cache
def registry() -> Registry:
    """The declarations of this release."""
    shared = shipped(HERE / "shared.yml")
    types: dict[str, RecordType] = {}
    for path in sorted((HERE / "records").glob("*.yml")):
        types |= {key: _type(key, entry) for key, entry in shipped(path).items()}
    documents = {path.stem: _field(path.stem, shipped(path)) for path in sorted((HERE / "documents").glob("*.yml"))}
    fields = {key: _field(key, entry) for key, entry in shared["fields"].items()}
    of_types = (each for kind in types.values() for each in kind.fields.values())
    declared = (*fields.values(), *of_types, *documents.values())
    Values.declared = frozenset(inside.id for each in declared for inside in each.all_inside())
    return Registry(
        fields,
        _checks(shared["checks"]),
        types,
        documents,
        frozenset(map(str, shared["placeholders"])),
        {key: Term(words) for key, words in shared["groups"].items()},
    )


def _words(written: object) -> tuple[str, ...]:
    return tuple(written) if isinstance(written, list) else (str(written),)


def _field(key: str, entry: Mapping[str, Any]) -> Field:
    """What is not named here is written as it is taken; a name that no field has is refused by the call."""
    rest = dict(entry)
    return Field(
        id=key,
        zh=_words(rest.pop("zh", key)),
        en=rest.pop("en", key),
        form=KINDS[rest.pop("type")],
        audience=Audience(rest.pop("class", UNSAID)),
        example=str(rest.pop("example", "")),
        choices=tuple(
            Choice(str(value), _words(names["zh"]), names["en"], Audience(names.get("class", "public")))
            for value, names in rest.pop("choices", {}).items()
        ),
        fields={name: _field(name, sub) for name, sub in rest.pop("fields", {}).items()},
        needs=tuple(rest.pop("needs", ())),
        called=tuple(rest.pop("called", ())),
        between=tuple(rest.pop("between", ())) or None,
        **rest,
    )


def _checks(entries: Mapping[str, str]) -> tuple[Check, ...]:
    return tuple(Check(code, holds) for code, holds in entries.items())


def _type(key: str, entry: Mapping[str, Any]) -> RecordType:
    rest = dict(entry)
    act = {language: (words[0], words[1]) for language, words in rest.pop("act", {}).items()}
    lists: dict[str, Any] = {name: tuple(rest.pop(name, ())) for name in _LISTS}
    return RecordType(
        id=key,
        zh=_words(rest.pop("zh")),
        fields={name: _field(name, sub) for name, sub in rest.pop("fields", {}).items()},
        audience=Audience(rest.pop("class", "public")),
        counts_if=tuple(Counts(**each) for each in rest.pop("counts_if", ())),
        checks=_checks(rest.pop("checks", {})),
        text=Audience(rest.pop("text", "members")),
        act=DONE | act,
        **lists,
        **rest,
    )
