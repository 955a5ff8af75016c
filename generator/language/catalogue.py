"""Looks sentences up and fills their figures in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from generator.model.problem import Phrase, Term

_INNER = str.maketrans("“”‘’", "‘’“”")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All sentences of one language by code; a code is the file's name, a dot, and the key."""

    language: str
    sentences: Mapping[str, str]

    def text(self, code: str, **args: object) -> str:
        """The sentence with its figures; KeyError for a code nobody wrote, which is a programming error.

        An argument that is itself a Phrase or a Term is said in the same language, a tuple as a list.
        """
        return self.sentences[code].format(**{name: self._said(arg) for name, arg in args.items()})

    def _said(self, arg: object) -> object:
        if isinstance(arg, tuple):
            return self.sentences["pages.comma"].join(str(self._said(each)) for each in arg)
        if isinstance(arg, Term):
            return arg.said(self.language)
        return self.say(arg) if isinstance(arg, Phrase) else arg

    def say(self, phrase: Phrase) -> str:
        """The phrase as a sentence."""
        return self.text(phrase.code, **phrase.args)

    def quoted(self, text: str) -> str:
        """The text for a sentence that sets it in “”: its own quotes become ‘’, and those within them “”."""
        return text.translate(_INNER)

    def has(self, code: str) -> bool:
        """Whether there is such a sentence."""
        return code in self.sentences

    def label(self, subject: str, key: str) -> str:
        """The label of an identifier (`label("status", "pass")`), or the identifier itself."""
        return self.sentences.get(f"labels.{subject}.{key}", key)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of `zh` or `en`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    sentences: dict[str, str] = {}
    for path in sorted((files(__package__) / language).iterdir(), key=lambda each: each.name):
        if path.name.endswith(".yml"):
            _flatten(path.name.removesuffix(".yml"), yaml.load(path.read_text("utf-8"), Loader=loader), sentences)
    return Catalogue(language, sentences)


def _flatten(prefix: str, value: object, into: dict[str, str]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(f"{prefix}.{key}", inner, into)
    elif value is not None:
        into[prefix] = str(value)
