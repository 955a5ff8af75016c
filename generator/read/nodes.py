"""YAML text to nodes with their places; nothing is typed here, so `08` and `否` stay what was written."""

from __future__ import annotations

import yaml

from generator.model.node import Listing, Mapping, Mark, Node, Scalar
from generator.types.findings import Findings

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
        line, column = _place(error, text)
        mark = Mark(line + first_line, column + 1)
        detail = str(error.problem or error.context or "")
        findings.error(_syntax_code(error, text, line), mark, detail=detail, depth=MAX_DEPTH)
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


def _place(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int]:
    """Line and column from 0: what was never closed, or has no colon, stands where it began, not where that shows."""
    lines = text.rstrip().split("\n")
    end = len(lines) - 1, len(lines[-1])
    marks = (error.problem_mark, error.context_mark)
    for mark in reversed(marks) if "expected ':'" in str(error.problem or "") else marks:
        if mark is not None and (mark.line, mark.column) < end:
            return mark.line, mark.column
    return end


def _syntax_code(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    problem = str(error.problem or "")
    if "expected a single document" in str(error.context or "") or "another document" in problem:
        return "several_documents"
    if "nesting depth" in problem:
        return "too_deep"
    if "alias" in problem or "anchor" in problem:
        return "alias"
    if "\t" in text.split("\n")[line]:
        return "tab"
    if any(words in problem for words in ("expected ',' or", "unexpected end of stream", "expected node content")):
        return "unclosed"
    if "expected ':'" in problem:
        return "no_colon"
    return "colon_within" if "mapping values are not allowed" in problem else "yaml"


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
