"""YAML text to nodes with their places; nothing is typed here, so `08` and `否` stay what was written."""

from __future__ import annotations

import yaml

from generator.model.node import Listing, Mapping, Mark, Node, Scalar
from generator.read.findings import Findings

MAX_DEPTH = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Refused(Exception):
    def __init__(self, code: str, mark: Mark, **args: object) -> None:
        self.code, self.mark, self.args_ = code, mark, args


def read_mapping(text: str, findings: Findings, first_line: int = 1) -> Mapping | None:
    """The one mapping the text holds, or None with the problem found; an empty text is an empty mapping.

    Refused, each at its place: broken YAML, several documents, anchors and aliases, foreign tags, double keys,
    nesting beyond MAX_DEPTH, anything but a mapping at the top.
    """
    try:
        composed = yaml.compose(text, Loader=_LOADER)
        if composed is None:
            return Mapping((), Mark(first_line, 1))
        node = _convert(composed, first_line - 1, 0, set())
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        mark = Mark(place.line + first_line, place.column + 1) if place else Mark(first_line, 1)
        detail = str(error.problem or error.context or "")
        findings.error(_syntax_code(error, text, place), mark, detail=detail, depth=MAX_DEPTH)
        return None
    except yaml.YAMLError as error:
        findings.error("yaml", Mark(first_line, 1), detail=str(getattr(error, "reason", "") or ""))
        return None
    except _Refused as refused:
        findings.error(refused.code, refused.mark, **refused.args_)
        return None
    if not isinstance(node, Mapping):
        findings.error("not_a_mapping", node.mark)
        return None
    return node


def _syntax_code(error: yaml.MarkedYAMLError, text: str, place: yaml.Mark | None) -> str:
    problem = str(error.problem or "")
    if "expected a single document" in str(error.context or "") or "another document" in problem:
        return "several_documents"
    if "nesting depth" in problem:
        return "too_deep"
    if "alias" in problem or "anchor" in problem:
        return "alias"
    if place is not None:
        lines = text.split("\n")
        if place.line < len(lines) and "\t" in lines[place.line]:
            return "tab"
    return "yaml"


def _convert(node: yaml.Node, offset: int, depth: int, seen: set[int]) -> Node:
    mark = Mark(node.start_mark.line + 1 + offset, node.start_mark.column + 1)
    if id(node) in seen:
        raise _Refused("alias", mark)
    if depth > MAX_DEPTH:
        raise _Refused("too_deep", mark, depth=MAX_DEPTH)
    seen.add(id(node))
    if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
        raise _Refused("tag", mark, tag=node.tag)
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node.value, mark, quoted=bool(node.style))
    if isinstance(node, yaml.SequenceNode):
        return Listing(tuple(_convert(item, offset, depth + 1, seen) for item in node.value), mark)
    pairs: list[tuple[Scalar, Node]] = []
    keys: set[str] = set()
    for key_node, value_node in node.value:
        key = _convert(key_node, offset, depth + 1, seen)
        if not isinstance(key, Scalar):
            raise _Refused("key_not_text", key.mark)
        if key.text in keys:
            raise _Refused("key_twice", key.mark, key=key.text)
        keys.add(key.text)
        pairs.append((key, _convert(value_node, offset, depth + 1, seen)))
    return Mapping(tuple(pairs), mark)
