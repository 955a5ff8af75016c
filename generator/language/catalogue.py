"""Looks sentences up and fills their figures in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from generator.language.reader import Reader, as_read
from generator.language.unit import worded
from generator.model.organization import Organization
from generator.model.problem import Phrase, Term
from generator.shipped import shipped

HERE, KINDS = Path(__file__).parent, "kinds"
"""What a kind of rule says stands together, both languages in the one file that is named after it."""
_INNER = str.maketrans("“”‘’", "‘’“”")


class _Counted(Formatter):
    """As `str.format`, and `{count:record|records}` is the word for one or for many, as English has it."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        one, parted, many = format_spec.partition("|")
        if not parted:
            return super().format_field(value, format_spec)
        return one if str(value) == "1" else many


_COUNTED = _Counted()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All sentences of one language by code; a code is the file's name, a dot, and the key."""

    language: str
    sentences: Mapping[str, str]
    reader: Reader = Reader.FILE

    def text(self, code: str, **args: object) -> str:
        """The sentence with its figures; KeyError for a code nobody wrote, which is a programming error.

        An argument that is itself a Phrase or a Term is said in the same language, a tuple as a list.
        """
        sentence = self.sentences[code]
        said = {name: self._said(arg) for name, arg in args.items()}
        # Most sentences have one form alone, and are filled in much faster so.
        return (_COUNTED.format if "|" in sentence else str.format)(sentence, **said)

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
def catalogue(language: str, organization: Organization | None = None, reader: Reader = Reader.FILE) -> Catalogue:
    """The catalogue of `zh` or `en`, in the words of the unit, without one in words that fit any, and of its reader."""
    said = {code: as_read(worded(text, organization), reader) for code, text in _written(language, HERE).items()}
    return Catalogue(language, said, reader)


@cache
def _written(language: str, folder: Path) -> Mapping[str, str]:
    """Every sentence as it is written."""
    sentences = dict[str, str]()
    for name, tree in _trees(folder / language):
        _flatten(name, tree, sentences)
    for name, tree in _trees(folder / KINDS):
        _flatten(f"{KINDS}.{name}", tree, sentences, language)
    return sentences


def _trees(folder: Path) -> Iterator[tuple[str, object]]:
    for path in sorted(folder.glob("*.yml")):
        yield path.stem, shipped(path)


def _flatten(prefix: str, value: object, into: dict[str, str], language: str | None = None) -> None:
    """The sentences by code; with a language, of a tree in which each stands in both."""
    if isinstance(value, dict) and language in value:
        into[prefix] = str(value[language])
    elif isinstance(value, dict):
        for key, inner in value.items():
            _flatten(f"{prefix}.{key}", inner, into, language)
    elif value is not None:
        into[prefix] = str(value)
