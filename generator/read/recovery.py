"""YAML that is broken, read piece by piece: what is whole is kept, and every fault is told at its own line.

A text is cut where its lines stand least deep, each piece is read by itself, and one that is broken is cut again, so
that one bracket left open hides nothing below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile

import yaml

from generator.model.node import Listing, Mapping, Mark, Node, Scalar, quoted
from generator.read.composing import LOADER, MAX_DEPTH, composed, distinct
from generator.types.findings import Findings, shortened

_NAME = re.compile(r"(?P<indent> *)(?P<name>[^\s:#][^:#]*):[ \t]*(?P<value>.*)", re.DOTALL)
_ENDS = re.compile(r" *[\]}]")
_CLOSING = {"[": "]", "{": "}"}
_MOST_TOLD = 50
"""So many faults of one file are enough to go on with."""


def recovered(text: str, findings: Findings, first_line: int) -> Mapping | None:
    """What is whole of a broken text; None where nothing is."""
    node = _read(text.split("\n"), findings, first_line, 0)
    if node is not None and not isinstance(node, Mapping):
        findings.error("not_a_mapping", node.mark)
    return node if isinstance(node, Mapping) and node.pairs else None


def _read(lines: Sequence[str], findings: Findings, line: int, depth: int) -> Node | None:
    """The node of the lines, the first of which is that number; what is broken of them is told."""
    text = "\n".join(lines)
    try:
        return composed(text, findings, line)
    except yaml.MarkedYAMLError as error:
        pieces = [*_pieces(lines)]
        if len(pieces) > 1 and depth <= 2 * MAX_DEPTH:
            return _joined(lines, pieces, findings, line, depth)
        if depth > 2 * MAX_DEPTH or not any(map(_stands, lines[pieces[0][0] + 1 :] if pieces else ())):
            _tell(error, text, findings, line)
            return None
        inner = _inside(lines, findings, line, depth)
        if inner is None and any(map(_NAME.fullmatch, lines[pieces[0][0] + 1 :])):
            return _joined(lines, [(0, pieces[0][0] + 1), (pieces[0][0] + 1, len(lines))], findings, line, depth)
        if inner is None:
            _tell(error, text, findings, line)
        return inner
    except yaml.YAMLError:
        findings.error("yaml", Mark(line, 1), value=shortened(text.strip()), form=_quoted(text))
        return None


def _pieces(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From where to where the lines belong together: each piece begins with one of those that stand least deep."""
    columns = [len(each) - len(each.lstrip(" ")) for each in lines if _stands(each)]
    least = min(columns, default=0)
    first = next((number for number, each in enumerate(lines) if _stands(each)), 0)
    least_deep = [
        number for number, each in enumerate(lines) if _stands(each) and len(each) - len(each.lstrip(" ")) == least
    ]
    least_deep = [*_without_items(lines, least_deep)]
    without_ends = sorted({first, *(number for number in least_deep if not _ENDS.match(lines[number]))})
    starts = without_ends if len(without_ends) > 1 else sorted({first, *least_deep})
    yield from zip(starts, (*starts[1:], len(lines)), strict=True)


def _without_items(lines: Sequence[str], starts: Sequence[int]) -> Iterator[int]:
    """The lines but the items of a list that stand in the column of the name they belong to."""
    below = False
    for number in starts:
        item = re.match(r" *-(?: |$)", lines[number])
        if not (below and item):
            match = _NAME.fullmatch(lines[number])
            below = match is not None and not item and not match["value"].partition("#")[0].strip()
            yield number


def _stands(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _joined(
    lines: Sequence[str], pieces: Sequence[tuple[int, int]], findings: Findings, line: int, depth: int
) -> Node | None:
    """The pieces one after the other, as names with their values or as the items of a list."""
    pairs: list[tuple[Scalar, Node]] = []
    items: list[Node] = []
    for start, end in pieces:
        if len(findings.problems) > _MOST_TOLD:
            break
        if lines[start].rstrip() in ("---", "..."):
            if start != pieces[0][0] and lines[start].rstrip() == "---":
                findings.error("several_documents", Mark(line + start, 1))
            continue
        node = _read(lines[start:end], findings, line + start, depth + 1)
        if isinstance(node, Mapping) and node.pairs:
            pairs += node.pairs
        elif isinstance(node, Mapping) and lines[start].lstrip().startswith("{"):
            items.append(node)
        elif isinstance(node, Listing):
            items += node.items or [node]
        elif isinstance(node, Scalar):
            findings.error("no_colon", node.mark, value=shortened(node.text), form=_named(node.text))
    mark = Mark(line + pieces[0][0], 1)
    if not pairs and items:
        return Listing(tuple(items), mark)
    for item in items:
        if isinstance(item, Scalar):
            findings.error("no_colon", item.mark, value=shortened(item.text), form=_named(item.text))
        else:
            findings.error("not_a_mapping", item.mark)
    return Mapping(distinct(pairs, findings), mark)


def _inside(lines: Sequence[str], findings: Findings, line: int, depth: int) -> Node | None:
    """A name with a broken value below it, or a broken item of a list, read inside; None where there is no inside."""
    first = next((number for number, each in enumerate(lines) if _stands(each)), 0)
    head, below = lines[first], lines[first + 1 :]
    if not any(map(_stands, below)):
        return None
    if match := re.match(r"( *)- +(?=\S)", head):
        inner = _read([" " * match.end() + head[match.end() :], *below], findings, line + first, depth + 1)
        return None if inner is None else Listing((inner,), Mark(line + first, len(match[1]) + 1))
    match = _NAME.fullmatch(head)
    if match is None or match["value"].partition("#")[0].strip():
        return None
    key = Scalar(match["name"].strip(), Mark(line + first, len(match["indent"]) + 1))
    value = _read(below, findings, line + first + 1, depth + 1)
    return Mapping((), key.mark) if value is None else Mapping(((key, value),), key.mark)


def _tell(error: yaml.MarkedYAMLError, text: str, findings: Findings, line: int) -> None:
    """Says what is wrong with a piece that no cutting mends, with its own words put right."""
    at, column = _place(error, text)
    said = text.split("\n")[at].strip()
    code = _syntax_code(error, text, at)
    form = _named(said) if code == "no_colon" else _quoted(text)
    whole = shortened(" ".join(" ".join(filter(_stands, text.split("\n"))).split()))
    findings.error(code, Mark(line + at, column + 1), value=whole, form=form, depth=MAX_DEPTH)


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


def _quoted(text: str) -> str:
    """The first line of a piece as YAML takes it: what was left open closed, else the value in quotation marks.

    A value that goes on behind a comment is one line as YAML takes it.
    """
    lines = [*dropwhile(lambda each: not _stands(each), filter(str.strip, text.split("\n")))]
    standing = [each for each in lines if _stands(each)]
    head = " ".join(" ".join(standing if _goes_on(lines) else standing[:1]).split())
    match = _NAME.fullmatch(head)
    name, value = (match["name"].strip(), match["value"].strip()) if match else ("", head)
    before = f"{name}: " if name else ""
    for tried in (value + _CLOSING.get(value[:1], ""), value + value[:1] if value[:1] in "\"'" else value):
        if tried != value and _is_whole(tried):
            return before + tried
    return before + quoted(value)


def _goes_on(lines: Sequence[str]) -> bool:
    """Whether a comment stands between the lines, none of which but the first has a name."""
    comments = [number for number, each in enumerate(lines) if not _stands(each)]
    named = any(map(_NAME.fullmatch, filter(_stands, lines[1:])))
    return any(0 < number < len(lines) - 1 for number in comments) and not named


def _is_whole(text: str) -> bool:
    try:
        return yaml.compose(text, Loader=LOADER) is not None
    except yaml.YAMLError:
        return False


def _named(text: str) -> str:
    """A line without a colon with one: after its first word, or before its first figure."""
    said = " ".join(text.split())
    match = re.match(r"([^\s\d=＝;；]+?)\s*[=＝;；]?\s*(?=[\s\d])(.+)", said)
    return f"{match[1]}: {match[2].strip()}" if match else said
