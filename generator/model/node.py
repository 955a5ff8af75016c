"""YAML nodes as people wrote them: every scalar a string, every value with its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file, 1-based as editors count."""

    line: int
    column: int


START = Mark(1, 1)
"""The start of a file."""


@lru_cache(4096)
def mark_at(line: int, column: int) -> Mark:
    """The place; one thing for all files, of which nearly all have something in the same few places."""
    return Mark(line, column)


@lru_cache(4096)
def places(found: tuple[tuple[str, Mark], ...]) -> dict[str, Mark]:
    """The places of what is written, by name, which nobody changes; one thing for all that is laid out alike."""
    return dict(found)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One written value; `quoted` tells a written empty string from nothing at all."""

    text: str
    mark: Mark
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """True where nothing was written, or the YAML words for nothing."""
        return not self.quoted and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping; pairs in the order written, keys not yet checked for doubles."""

    pairs: tuple[tuple[Scalar, Node], ...]
    mark: Mark

    def get(self, key: str) -> Node | None:
        """The value under the key, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def keys(self) -> list[str]:
        """The keys in the order written."""
        return [name.text for name, _ in self.pairs]


Node = Scalar | Listing | Mapping


def plain(node: Node) -> object:
    """The node as plain lists, dictionaries and strings; None where nothing was written."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {name.text: plain(value) for name, value in node.pairs}


def node_of(written: object) -> Node:
    """The node of plain lists, dictionaries and scalars, as if it stood at the start of a file."""
    if isinstance(written, list):
        return Listing(tuple(map(node_of, written)), START)
    if isinstance(written, dict):
        return Mapping(tuple((Scalar(name, START), node_of(value)) for name, value in written.items()), START)
    return Scalar(str(written), START)


def quoted(text: str) -> str:
    """The text between quotation marks that YAML reads back as it is."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
