"""YAML text to nodes with their places; nothing is typed here, so `08` and `否` stay what was written."""

from __future__ import annotations

from collections.abc import Mapping as Names
from contextlib import suppress
from types import MappingProxyType

import yaml

from generator.model.node import Listing, Mapping, Mark, Node, Scalar
from generator.read.composing import composed, composes
from generator.read.layout import SIGN, Edited, tidied
from generator.read.recovery import recovered
from generator.types.field import Field
from generator.types.findings import Findings

NO_NAMES: Names[str, Field] = MappingProxyType({})


def read_mapping(
    text: str, findings: Findings, first_line: int = 1, names: Names[str, Field] = NO_NAMES
) -> Mapping | None:
    """What the text says under each name; an empty text is an empty mapping.

    `names` gives the fields by every name they may be written under: by them lines that are no YAML are read as
    people mean them (see `layout`), each with a reminder. What cannot be read is told at its place and left out, so
    that every fault of a file is told at once: broken YAML, several documents, anchors and aliases, foreign tags,
    double keys, nesting beyond MAX_DEPTH. None where nothing is left, or the top is no mapping.
    """
    own = Findings(findings.file)
    if not (names and SIGN.search(text)):
        with suppress(yaml.YAMLError):
            node = composed(text, own, first_line)
            if node is None or isinstance(node, Mapping):
                findings.problems += own.problems
                return _top(node, own, first_line)
    laid = laid_out(text, names)
    laid.tell(findings, first_line)
    own = Findings(findings.file)
    found = read_yaml(laid.text, own, first_line)
    findings.problems += (each.at(laid.original(each.mark, first_line)) for each in own.problems)
    return found if not laid.edits or found is None else _moved(found, laid, first_line)


def laid_out(text: str, names: Names[str, Field]) -> Edited:
    """The text with its lines in form; as it is where it is good YAML without a sign of anything else meant."""
    good = composes(text)
    if good and not (names and SIGN.search(text)):
        return Edited(text)
    laid = tidied(text, names)
    if good and laid.edits and not composes(laid.text):
        return Edited(text, notes=[note for note in laid.notes if not note.mended])
    return laid


def read_yaml(text: str, findings: Findings, first_line: int = 1) -> Mapping | None:
    """What the text says as it stands; what is broken is told at its place and left out."""
    try:
        return _top(composed(text, findings, first_line), findings, first_line)
    except yaml.YAMLError:
        return recovered(text, findings, first_line)


def _top(node: Node | None, findings: Findings, first_line: int) -> Mapping | None:
    if node is None:
        return Mapping((), Mark(first_line, 1)) if not findings.failed else None
    if not isinstance(node, Mapping):
        findings.error("not_a_mapping", node.mark)
        return None
    return node


def _moved(node: Mapping, laid: Edited, first_line: int) -> Mapping:
    """The mapping with the places at which all of it was typed."""

    def moved(node: Node) -> Node:
        mark = laid.original(node.mark, first_line)
        if isinstance(node, Scalar):
            return Scalar(node.text, mark, node.quoted)
        if isinstance(node, Listing):
            return Listing(tuple(map(moved, node.items)), mark)
        return Mapping(tuple((key_of(key), moved(value)) for key, value in node.pairs), mark)

    def key_of(key: Scalar) -> Scalar:
        return Scalar(key.text, laid.original(key.mark, first_line), key.quoted)

    found = moved(node)
    assert isinstance(found, Mapping)
    return found
