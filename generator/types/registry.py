"""Loads the declarations; a slip in them is a programming error and stops at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from generator.model.values import Values
from generator.types.declaration import DONE, KINDS, LANGUAGES, Audience, Check, Choice, Counts, Field, RecordType


@dataclass(frozen=True, slots=True)
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

    _types_by_name: dict[str, RecordType] = field(default_factory=dict, repr=False, compare=False)
    _fields_by_name: dict[tuple[str, ...], dict[str, Field]] = field(default_factory=dict, repr=False, compare=False)

    def type_named(self, name: str) -> RecordType | None:
        """The type by its identifier or one of its Chinese names."""
        if not self._types_by_name:
            self._types_by_name.update((known, each) for each in self.types.values() for known in (each.id, *each.zh))
        return self._types_by_name.get(name)

    def field(self, name: str, types: tuple[str, ...]) -> Field | None:
        """The field a record of these types means by the name: its own, a shared one, or another type's."""
        return self.fields_by_name(types).get(name)

    def fields_by_name(self, types: tuple[str, ...]) -> Mapping[str, Field]:
        """Every name a record of these types can use, with the field it means."""
        found = self._fields_by_name.get(types)
        if found is None:
            found = self._foreign() | dict.fromkeys(self._names_of_branches(), self.shared["branch"])
            for known in reversed(tuple(self.fields_of(types))):
                found |= dict.fromkeys(known.names, known)
            self._fields_by_name[types] = found
        return found

    def _foreign(self) -> dict[str, Field]:
        """The types' own fields, for records of other types.

        Where types use a name differently, what is written decides which of them it means: a type declared later
        must not make a file wrong that was right. Nobody sees it who may not see what it could be.
        """
        meanings: dict[str, list[Field]] = {}
        for each in self.types.values():
            for known in each.fields.values():
                for name in known.names:
                    if known not in meanings.setdefault(name, []):
                        meanings[name].append(known)
        found = {}
        for name, (first, *rest) in meanings.items():
            narrowest = max((each.audience for each in (first, *rest)), key=list(Audience).index)
            found[name] = replace(first, audience=narrowest, otherwise=tuple(rest))
        return found

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


@cache
def registry() -> Registry:
    """The declarations of this release."""
    here = files(__package__)
    shared = _load(here / "shared.yml")
    types: dict[str, RecordType] = {}
    for path in sorted((here / "records").iterdir(), key=lambda each: each.name):
        if path.name.endswith(".yml"):
            types |= {key: _type(key, entry) for key, entry in _load(path).items()}
    documents = {
        path.name.removesuffix(".yml"): _field(path.name.removesuffix(".yml"), _load(path))
        for path in sorted((here / "documents").iterdir(), key=lambda each: each.name)
    }
    fields = {key: _field(key, entry) for key, entry in shared["fields"].items()}
    of_types = (each for kind in types.values() for each in kind.fields.values())
    Values.declared = frozenset(_ids((*fields.values(), *of_types, *documents.values())))
    return Registry(fields, _checks(shared["checks"]), types, documents, frozenset(map(str, shared["placeholders"])))


def _ids(fields: Iterable[Field]) -> Iterator[str]:
    for each in fields:
        yield each.id
        yield from _ids(each.fields.values())


def _load(path: Traversable) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=loader) or {}
    return loaded


def _words(written: object) -> tuple[str, ...]:
    return tuple(written) if isinstance(written, list) else (str(written),)


def _help(entry: dict[str, Any]) -> dict[str, str]:
    text = entry.pop("help", {})
    return {language: text[language] for language in LANGUAGES if language in text}


def _field(key: str, entry: dict[str, Any]) -> Field:
    entry = dict(entry)
    made = Field(
        id=key,
        zh=_words(entry.pop("zh", key)),
        en=entry.pop("en", key),
        kind=entry.pop("type"),
        audience=Audience(entry.pop("class", "committee")),
        help=_help(entry),
        example=str(entry.pop("example", "")),
        choices=tuple(
            Choice(str(value), _words(names["zh"]), names["en"], Audience(names.get("class", "public")))
            for value, names in entry.pop("choices", {}).items()
        ),
        fields={name: _field(name, sub) for name, sub in entry.pop("fields", {}).items()},
        needs=tuple(entry.pop("needs", ())),
        default=entry.pop("default", None),
        between=_between(entry.pop("between", None)),
        later=entry.pop("later", False),
        after=entry.pop("after", None),
        looks_back=entry.pop("looks_back", False),
        in_words=entry.pop("in_words", False),
    )
    if entry or made.kind not in KINDS or not isinstance(key, str):
        raise ValueError(f"declaration of field {key}: {sorted(entry) or made.kind}")
    return made


def _act(written: Mapping[str, list[str]]) -> Mapping[str, tuple[str, str]]:
    return DONE | {language: (words[0], words[1]) for language, words in written.items()}


def _between(written: list[int] | None) -> tuple[int, int] | None:
    return (written[0], written[1]) if written else None


def _checks(entries: Mapping[str, str]) -> tuple[Check, ...]:
    return tuple(Check(code, holds) for code, holds in entries.items())


def _type(key: str, entry: dict[str, Any]) -> RecordType:
    entry = dict(entry)
    made = RecordType(
        id=key,
        zh=_words(entry.pop("zh")),
        en=entry.pop("en"),
        needs=tuple(entry.pop("needs", ())),
        fields={name: _field(name, sub) for name, sub in entry.pop("fields", {}).items()},
        shows=tuple(entry.pop("shows", ())),
        help=_help(entry),
        audience=Audience(entry.pop("class", "public")),
        content=tuple(entry.pop("content", ())),
        body=entry.pop("body", None),
        quorum=entry.pop("quorum", None),
        counts_if=tuple(Counts(**each) for each in entry.pop("counts_if", ())),
        roster=tuple(entry.pop("roster", ())),
        folder=entry.pop("folder", "branch"),
        restricted=entry.pop("restricted", False),
        checks=_checks(entry.pop("checks", {})),
        text=Audience(entry.pop("text", "members")),
        act=_act(entry.pop("act", {})),
        issued=entry.pop("issued", None),
    )
    if entry:
        raise ValueError(f"declaration of type {key}: {sorted(entry)}")
    return made
