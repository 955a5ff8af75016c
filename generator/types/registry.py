"""Loads the declarations; a slip in them is a programming error and stops at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from generator.types.declaration import KINDS, LANGUAGES, Audience, Check, Choice, Field, RecordType


@dataclass(frozen=True, slots=True)
class Registry:
    """All declarations."""

    shared: Mapping[str, Field]
    """Fields any record may have."""
    shared_checks: tuple[Check, ...]
    types: Mapping[str, RecordType]
    documents: Mapping[str, Field]
    """organization, calendar, site_config, rectification: each a field of kind `parts`."""

    def type_named(self, name: str) -> RecordType | None:
        """The type by its identifier or one of its Chinese names."""
        return _names(self).get(name)

    def field(self, name: str, types: tuple[str, ...]) -> Field | None:
        """The field a record of these types means by the name: its own, a shared one, or another type's.

        Raises nothing; a name that two other types use differently belongs to neither.
        """
        for known in self.fields_of(types):
            if name in known.names:
                return known
        foreign = [known for each in self.types.values() for known in each.fields.values() if name in known.names]
        return foreign[0] if foreign and all(other == foreign[0] for other in foreign) else None

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
    return Registry(
        {key: _field(key, entry) for key, entry in shared["fields"].items()},
        _checks(shared["checks"]),
        types,
        documents,
    )


@cache
def _names_of_release() -> dict[str, RecordType]:
    return {name: each for each in registry().types.values() for name in (each.id, *each.zh)}


def _names(known: Registry) -> dict[str, RecordType]:
    return (
        _names_of_release()
        if known is registry()
        else {name: each for each in known.types.values() for name in (each.id, *each.zh)}
    )


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
            Choice(str(value), _words(names["zh"]), names["en"]) for value, names in entry.pop("choices", {}).items()
        ),
        fields={name: _field(name, sub) for name, sub in entry.pop("fields", {}).items()},
        needs=tuple(entry.pop("needs", ())),
        default=entry.pop("default", None),
        later=entry.pop("later", False),
    )
    if entry or made.kind not in KINDS or not isinstance(key, str):
        raise ValueError(f"declaration of field {key}: {sorted(entry) or made.kind}")
    return made


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
        content=entry.pop("content", False),
        body=entry.pop("body", None),
        quorum=entry.pop("quorum", None),
        folder=entry.pop("folder", "branch"),
        restricted=entry.pop("restricted", False),
        checks=_checks(entry.pop("checks", {})),
    )
    if entry:
        raise ValueError(f"declaration of type {key}: {sorted(entry)}")
    return made
