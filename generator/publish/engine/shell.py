"""A shell: a page of the theme with marks where one page differs from the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape

from generator.model.failure import Failure
from generator.publish.engine.page import Heading, Page

_MARK = re.compile(r"<!--wuhao:([a-z-]+)-->")
_SAMPLE = re.compile(
    r"<!--wuhao:toc-->(.*?)<!--wuhao:inner-->(.*?)<!--wuhao:deeper-->(.*?)<!--wuhao:outer-->(.*?)<!--wuhao:cot-->",
    re.DOTALL,
)
_SLOTS = frozenset({"title", "description", "toc-hidden", "content", "contents-list"})


class ShellError(Failure):
    """The theme did not yield a usable shell: a mark is missing or unknown."""

    def __init__(self, detail: str) -> None:
        super().__init__("commands.build.shell", detail=detail)


class Shell:
    """Fills pages of one depth and one section into the theme, by joining strings."""

    def __init__(self, text: str) -> None:
        """Takes the shell's text apart; raises ShellError where the marks are not as agreed."""
        self.key = sha256(text.encode()).hexdigest()[:32]
        """Changes with every byte of the surroundings, so it belongs in the key of each page made with it."""
        sample = _SAMPLE.search(text)
        if sample is None:
            raise ShellError("the shell shows no sample of a contents list")
        self._item, self._deeper, self._outer, self._close = (_compact(part) for part in sample.groups())
        text = _compact(_SAMPLE.sub("<!--wuhao:contents-list-->", text))
        self._with_contents = _split(_contents(text, keep=True))
        self._without_contents = _split(_contents(text, keep=False))

    def fill(self, page: Page) -> str:
        """The whole page. Nothing of it can become a script: the policy holds the shell's hashes only."""
        title = escape(page.title)
        values = {
            "title": title,
            "description": escape(page.description or page.title),
            "content": page.content_html,
            "toc-hidden": "" if page.toc else " hidden",
            "contents-list": self._contents_list(page.toc) if page.toc else "",
        }
        parts = self._with_contents if page.toc else self._without_contents
        return "".join(values[part] if odd else part for part, odd in parts)

    def _contents_list(self, headings: Sequence[Heading]) -> str:
        if not headings:
            return ""
        parts: list[str] = []
        top = min(heading.level for heading in headings)
        open_levels: list[int] = []  # levels of the items still open, the outermost first
        parent = ""
        for heading in headings:
            level = max(heading.level, top)
            deeper = bool(open_levels) and level > open_levels[-1]
            if deeper:
                parts.append(self._deeper.replace("<!--wuhao:heading-->", parent))
            else:
                parts.extend(self._closings(open_levels, level))
            open_levels.append(level)
            parent = escape(heading.title)
            item = self._item.replace("<!--wuhao:anchor-->", escape(heading.anchor))
            parts.append(item.replace("<!--wuhao:heading-->", parent))
        parts.extend(self._closings(open_levels, top))
        return "".join(parts)

    def _closings(self, open_levels: list[int], level: int) -> Iterable[str]:
        """Closes the open items of this level and deeper ones."""
        closed_one = False
        while open_levels and open_levels[-1] >= level:
            if closed_one:
                yield self._outer
            yield self._close
            closed_one = True
            open_levels.pop()


def _contents(text: str, keep: bool) -> str:
    """The shell for pages with a contents list, or without one; the blocks may lie in each other."""
    parts = re.split(r"(<!--wuhao:(?:if|end)-toc-->)", text)
    depth, kept = 0, []
    for part in parts:
        if part == "<!--wuhao:if-toc-->":
            depth += 1
        elif part == "<!--wuhao:end-toc-->":
            depth -= 1
        elif keep or depth == 0:
            kept.append(part)
        if depth < 0:
            break
    if depth != 0:
        raise ShellError("the blocks of the contents list do not match")
    return "".join(kept)


def _split(text: str) -> tuple[tuple[str, bool], ...]:
    """The shell as (text, False) and (slot, True) in turn."""
    parts = tuple((part, index % 2 == 1) for index, part in enumerate(_MARK.split(text)))
    slots = [part for part, odd in parts if odd]
    if unknown := sorted(set(slots) - _SLOTS):
        raise ShellError(f"unknown marks: {', '.join(unknown)}")
    if slots.count("content") != 1 or "title" not in slots:
        raise ShellError("a shell needs one place for the content and at least one for the title")
    return parts


def _compact(text: str) -> str:
    """Without the indentation that templates leave; a shell holds no preformatted text."""
    return re.sub(r"\s*\n\s*", "\n", text)
