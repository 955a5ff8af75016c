"""YAML as the parser gives it, to nodes with their places; what no file of ours may hold is told and left out."""

from __future__ import annotations

import yaml

from generator.model.node import Listing, Mapping, Mark, Node, Scalar, mark_at
from generator.read.layout.names import CONTROL, ODD, clean
from generator.types.findings import Findings

MAX_DEPTH = 20
_WORDS = ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "binary", "merge", "value")
_TAGS = frozenset(f"tag:yaml.org,2002:{word}" for word in _WORDS)
"""What YAML calls what it finds by itself."""
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def composed(text: str, findings: Findings, first_line: int) -> Node | None:
    """The node the text is; None for an empty one. Raises YAMLError."""
    node = yaml.compose(text, Loader=LOADER)
    return None if node is None else _convert(node, findings, first_line - 1, 0, set())


def composes(text: str) -> bool:
    """Whether YAML takes the text for names with their values, or for nothing."""
    try:
        return isinstance(yaml.compose(text, Loader=LOADER), (yaml.MappingNode, type(None)))
    except yaml.YAMLError:
        return False


def _convert(node: yaml.Node, findings: Findings, offset: int, depth: int, seen: set[int]) -> Node | None:
    mark = mark_at(node.start_mark.line + 1 + offset, node.start_mark.column + 1)
    if id(node) in seen:
        findings.error("alias", mark)
        return None
    if depth > MAX_DEPTH:
        findings.error("too_deep", mark, depth=MAX_DEPTH)
        return None
    seen.add(id(node))
    if node.tag not in _TAGS:
        findings.error("tag", mark, tag=node.tag)
        return None
    if isinstance(node, yaml.ScalarNode):
        return Scalar(_told(node.value, mark, findings), mark, quoted=bool(node.style))
    if isinstance(node, yaml.SequenceNode):
        items = (_convert(item, findings, offset, depth + 1, seen) for item in node.value)
        return Listing(tuple(item for item in items if item is not None), mark)
    pairs: list[tuple[Scalar, Node]] = []
    for key_node, value_node in node.value:
        key = _convert(key_node, findings, offset, depth + 1, seen)
        value = _convert(value_node, findings, offset, depth + 1, seen)
        if key is not None and not isinstance(key, Scalar):
            findings.error("key_not_text", key.mark)
        elif key is not None and value is not None:
            pairs.append((key, value))
    return Mapping(distinct(pairs, findings), mark)


def _told(value: str, mark: Mark, findings: Findings) -> str:
    """The text without what nobody sees and no text holds, typed or written by an escape (`\\u202e`); each is told."""
    if value.isprintable() or ODD.search(value) is None:
        return value
    for sign in dict.fromkeys(ODD.findall(value)):
        if CONTROL.match(sign):
            findings.error("control_character", mark, sign=f"U+{ord(sign):04X}")
        else:
            findings.warning("invisible", mark, sign=f"U+{ord(sign):04X}")
    return clean(value)


def distinct(pairs: list[tuple[Scalar, Node]], findings: Findings) -> tuple[tuple[Scalar, Node], ...]:
    """The pairs, each name once; a second one is told."""
    found: dict[str, tuple[Scalar, Node]] = {}
    for key, value in pairs:
        if key.text in found:
            findings.error("key_twice", key.mark, key=key.text)
        else:
            found[key.text] = (key, value)
    return tuple(found.values())
