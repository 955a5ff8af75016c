"""A file's text in three parts, and where its values stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from generator.model.node import Mark
from generator.read.front_matter import FENCE, closing_fence
from generator.types.findings import Findings

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_CLOSING = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """The opening fence, the YAML, the closing fence with the minutes; of a .yml file only the YAML."""

    head: str
    front: str
    tail: str

    @property
    def text(self) -> str:
        """The whole."""
        return self.head + self.front + self.tail

    @property
    def first_line(self) -> int:
        """The line of the file its YAML starts on."""
        return self.head.count("\n") + 1

    def mark(self, offset: int) -> Mark:
        """The place of a character of the whole."""
        before = self.text[:offset]
        return Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where a scalar stands in the YAML, with its quotation marks or block sign."""

    start: int
    end: int
    style: str
    flow: bool = False
    """Stands between brackets or braces."""

    @property
    def block(self) -> bool:
        """Written below a | or >."""
        return self.style in ("|", ">")

    def written(self, text: str) -> str:
        """A text as it is written in this one's place; a list or several parts stand without quotation marks."""
        if text.startswith(("[", "{")):
            return text
        return self.style + text + self.style


def split(text: str, findings: Findings) -> Page | None:
    """The parts of a record with minutes, or None with an error found where a fence is missing."""
    lines = text.split("\n")
    end = closing_fence(lines, findings)
    if end is None:
        return None
    front = "\n".join(lines[1:end])
    return Page(lines[0] + "\n", front, text[len(lines[0]) + 1 + len(front) :])


def extents(page: Page) -> dict[Mark, Extent]:
    """Every scalar of good YAML by its place."""
    found: dict[Mark, Extent] = {}
    depth = 0
    for token in yaml.scan(page.front, Loader=_LOADER):
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark, token.end_mark
            mark = Mark(start.line + page.first_line, start.column + 1)
            found[mark] = Extent(start.index, end.index, "" if token.plain else str(token.style), depth > 0)
    return found


def put(page: Page, edits: Iterable[tuple[int, int, str]]) -> Page:
    """The page with these texts in the place of what stands in its YAML from here to there."""
    return _edited(page, list(edits))


def without_trailing_spaces(page: Page) -> tuple[Page, list[Mark]]:
    """The page without spaces at the ends of its YAML's lines, save in values of several lines; where they stood."""
    found = list(_TRAILING.finditer(page.front))
    if found:
        several = [each for each in extents(page).values() if "\n" in page.front[each.start : each.end]]
        found = [match for match in found if not any(each.start <= match.start() < each.end for each in several)]
    marks = [page.mark(len(page.head) + match.start()) for match in found]
    tidy = _edited(page, [(*match.span(), "") for match in found])
    if not page.head:
        return tidy, marks
    closing = len(page.tail) - len(page.tail.removeprefix("\n"))
    fences = (page.head.removesuffix("\n"), page.tail[closing:].partition("\n")[0])
    starts = (0, len(page.head) + len(page.front) + closing)
    marks += [page.mark(at + len(FENCE)) for at, fence in zip(starts, fences, strict=True) if fence != FENCE]
    tail = page.tail[:closing] + FENCE + page.tail[closing + len(fences[1]) :]
    return Page(FENCE + "\n", tidy.front, tail), marks


def with_final_newline(page: Page) -> Page:
    """The page ending with a newline, unless it ends inside a block scalar, to which the newline would belong."""
    whole = page.text
    if not whole or whole.endswith("\n"):
        return page
    if not page.tail and any(each.block and each.end == len(page.front) for each in extents(page).values()):
        return page
    return Page(page.head, page.front, page.tail + "\n")


def _edited(page: Page, edits: list[tuple[int, int, str]]) -> Page:
    front = page.front
    for start, end, text in sorted(edits, reverse=True):
        front = front[:start] + text + front[end:]
    return Page(page.head, front, page.tail)
