"""A problem in words, for a terminal and for the desk alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from generator.language import Catalogue, Reader
from generator.model.node import Listing, Mapping, Node, Scalar
from generator.model.problem import Problem
from generator.scan.numbers import masked

_LITERAL = re.compile(r"(“[^”]*”|\{\{[^{}]*\}\})")
"""What stands there, and figures of a bulletin: as they are, whoever reads it."""
_ID = re.compile(r"(?<![\w/.-])[a-z]+(?:_[a-z]+)+(?![\w/.-])")
_NOTATION = re.compile(r"[\[{](?:[^\[\]{}]|[\[{][^\[\]{}]*[\]}])*[\]}]")


def sentence(
    problem: Problem, catalogue: Catalogue, part: str = "message", called: Callable[[str], str] | None = None
) -> str:
    """The message or hint of a problem; a number in what it quotes from a file is not repeated.

    Who has no file before them reads `[甲, 乙]` as 甲；乙, and files and ids by what `called` makes of the words.
    """
    text = masked(catalogue.text(f"problems.{problem.code}.{part}", **problem.args))
    if catalogue.reader is Reader.FILE:
        return text

    def said(piece: str) -> str:
        plain = _NOTATION.sub(lambda found: _in_words(found[0], catalogue.reader), piece)
        plain = _ID.sub(lambda found: _labels(catalogue.language).get(found[0], found[0]), plain)
        return called(plain) if called else plain

    return "".join(piece if _LITERAL.fullmatch(piece) else said(piece) for piece in _LITERAL.split(text))


@cache
def _labels(language: str) -> dict[str, str]:
    """What a form calls the fields whose names in a file are no words: voting_present is “Voting members present”."""
    from generator.types import registry

    known = registry()
    shared, own = known.shared.values(), (field for kind in known.types.values() for field in kind.fields.values())
    rows = (field for document in known.documents.values() for field in document.fields.values())
    found = dict[str, str]()
    for field in (inside for each in (*shared, *own, *rows) for inside in each.all_inside()):
        found.setdefault(field.id, f"“{field.label(language)}”")
    return {name: label for name, label in found.items() if "_" in name}


def _in_words(notation: str, reader: Reader) -> str:
    """A list, rows or parts of a file, as they are filled in; what is none stays as it is."""
    from generator.read.nodes import read_mapping  # a command that prints a file's problems reads no notation again
    from generator.types.findings import Findings

    found = read_mapping(f"it: {notation}", Findings(""))
    node = found.pairs[0][1] if found is not None and found.pairs else None
    return notation if node is None or isinstance(node, Scalar) else _plain(node, reader)


def _plain(node: Node, reader: Reader) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return "；".join(_row(each, reader) for each in node.items)
    return "；".join(f"{key.text}：{_plain(value, reader)}" for key, value in node.pairs)


def _row(node: Node, reader: Reader) -> str:
    """An item of a list; a row of a cell has bars between its parts."""
    if not isinstance(node, Mapping):
        return _plain(node, reader)
    parts = [(key.text, _plain(value, reader)) for key, value in node.pairs]
    if reader is Reader.SHEET:
        return " | ".join(value for _, value in parts)
    return "，".join(f"{name}：{value}" for name, value in parts)
