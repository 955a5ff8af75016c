"""Personal numbers in what was read: each is told at its place, and keeps out what it stands in (design §7).

Told are the kind and the place, never the digits: a list of problems is read by more people than the file is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from generator.model.node import Listing, Mapping, Mark, Node, Scalar
from generator.model.problem import Phrase
from generator.scan.attachment import attachment_text
from generator.scan.numbers import Number, find, released
from generator.types import registry
from generator.types.findings import Findings
from generator.types.kind import read_fields

_MARKED = re.compile(r"[0-9０-９][`*\]\[()!]+")
_MARKS = re.compile(r"\]\([^()]*\)|[`*\]\[!]")


def tell_in_record(
    front: str, first_line: int, mapping: Mapping | None, body: str, body_line: int, findings: Findings
) -> None:
    """Those in a record's fields and in its minutes, but for those it releases."""
    free = released_by(mapping)
    typed = {number.digits: mark for mark, number in _in_text(front, first_line)}
    for mark, number in numbers_in(mapping) if mapping else ():
        _tell(number, typed.get(number.digits, mark), free, findings)
    for mark, number in _in_text(body, body_line):
        _tell(number, mark, free, findings)


def tell_in_document(node: Node | None, findings: Findings) -> None:
    """Those in what nothing can be released in: a document, or one row of the lists."""
    for mark, number in numbers_in(node) if node else ():
        _tell(number, mark, (), findings)


def tell_in_attachment(
    name: str, copies: Iterable[bytes], mark: Mark, free: Container[str], findings: Findings
) -> None:
    """Those in an attachment's name, and in what can be read of it; `mark` is where the record names it."""
    said = "\n".join((name, *(attachment_text(name, each) for each in copies)))
    for kind in dict.fromkeys(each.kind for each in find(said) if each.digits not in free):
        findings.error("personal_number_attached", mark, name=name, kind=Phrase(f"labels.leak.{kind}"))


def released_by(mapping: Mapping | None) -> frozenset[str]:
    """The digits that the fields of a record release."""
    declared = registry().shared["released"]
    pairs = tuple(pair for pair in mapping.pairs if pair[0].text in declared.names) if mapping else ()
    names = dict.fromkeys(declared.names, declared)
    return released(read_fields(Mapping(pairs, pairs[0][0].mark), names, Findings(""))) if pairs else frozenset()


def numbers_in(node: Node) -> Iterator[tuple[Mark, Number]]:
    """Those in all that is written below a node, each with its place."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from numbers_in(item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from numbers_in(key)
            yield from numbers_in(value)
    else:
        for number in find(node.text):
            yield _within(node, number), number


def _within(node: Scalar, number: Number) -> Mark:
    """Where a number in a value stands, if that is of one line; else where the value does."""
    if "\n" in node.text:
        return node.mark
    return Mark(node.mark.line, node.mark.column + node.quoted + number.start)


def _in_text(text: str, first_line: int) -> Iterator[tuple[Mark, Number]]:
    """Those in each line, as it is written and as it is read once its signs are taken off (`138**0013**8000`)."""
    for line, said in enumerate(text.split("\n"), start=first_line) if any(map(str.isdigit, text)) else ():
        told = set()
        for number in find(said):
            told.add(number.digits)
            yield Mark(line, number.start + 1), number
        for number in find(_MARKS.sub("", said)) if _MARKED.search(said) else ():
            if number.digits not in told:
                yield Mark(line, 1), number


def _tell(number: Number, mark: Mark, free: Container[str], findings: Findings) -> None:
    if number.digits not in free:
        findings.error("personal_number", mark, kind=Phrase(f"labels.leak.{number.kind}"))
