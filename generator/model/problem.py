"""What is wrong with an input, as a value; how it is said is the catalogue's business."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator.model.node import Mark


class Severity(StrEnum):
    """An error rejects its file, or a row of it; a warning only tells."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is declared in each language (a record type, a rule, a field), not yet in any."""

    words: Mapping[str, str]

    def said(self, language: str) -> str:
        """The word in that language, else in Chinese."""
        return self.words.get(language) or self.words["zh"]

    def filled(self, **figures: str) -> Term:
        """The words with figures at the places that are named for them ({met})."""
        found = dict(self.words)
        for name, figure in figures.items():
            found = {language: text.replace(f"{{{name}}}", figure) for language, text in found.items()}
        return Term(found)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the catalogue with its figures, not yet in any language.

    A figure may itself be a phrase, a term, or a tuple of such.
    """

    code: str
    args: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding at one place of one file (path relative to the root)."""

    file: str
    mark: Mark
    severity: Severity
    code: str
    args: Mapping[str, object] = field(default_factory=dict)
    within: bool = False
    """An error of one row of a list: that row is left out, the file stands."""
    audience: str = ""
    """Of a record that an error keeps out, the class it would have; empty where nobody can tell."""

    def at(self, mark: Mark) -> Problem:
        """The same at another place."""
        return replace(self, mark=mark)

    @property
    def rejects(self) -> bool:
        """Whether it keeps its file out."""
        return self.severity is Severity.ERROR and not self.within

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Files, lines and columns in reading order, so that output never depends on how files were met."""
        return (self.file, self.mark.line, self.mark.column, self.code, str(sorted(self.args.items())))
