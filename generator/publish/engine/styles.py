"""Material's style sheets without what is for features that are switched off here: two fifths of what a browser must
have and read before it shows anything.

Nothing is rewritten and nothing is put in another order: rules are taken out, by the classes that their selectors ask
for, then names of values that nobody uses any more. A page of people may use what their Markdown can make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

OFF = frozenset(
    (
        # Marked and numbered code, its buttons and notes; formulas and diagrams.
        *("highlight", "highlighttable", "codehilite", "codehilitetable", "linenodiv", "linenos", "md-code"),
        *("md-clipboard", "md-annotation", "arithmatex", "mermaid"),
        # Extensions of Markdown that `theme` does not switch on.
        *("tabbed-alternate", "tabbed-block", "tabbed-button", "tabbed-content", "tabbed-control", "tabbed-labels"),
        *("tabbed-set", "task-list-control", "task-list-indicator", "task-list-item", "critic", "keys", "headerlink"),
        *("emojione", "gemoji", "twemoji", "lb"),
        # A blog, its people and tags; a repository, other hosts, languages, consent and feedback.
        *("md-author", "md-authors", "md-meta", "md-pagination", "md-post", "md-profile", "md-tag", "md-tags"),
        *("md-consent", "md-feedback", "md-hero", "md-select", "md-social", "md-source", "md-source-file", "giscus"),
        # Pages before and after, a path above the page, buttons to edit it, a bar while it loads.
        *(
            "md-content__button",
            "md-footer__direction",
            "md-footer__link",
            "md-footer__title",
            "md-path",
            "md-progress",
        ),
        *("md-search__suggest", "md-status", "md-tooltip", "md-tooltip2"),
    )
)
"""Classes of what is off, each with its elements and variants (`md-post`, `md-post__title`, `md-post--excerpt`)."""
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_NOT_OURS = re.compile(r"\[dir=rtl\]|\[data-md-color-(?:primary|accent)=(?!custom\b)")
"""Text from right to left, and colours by a name."""
_INNERMOST = re.compile(r"\([^()]*\)")
_NAMED = re.compile(r"(?<=[{;])(--[\w-]+):(?:[^;{}\"']|\"[^\"]*\"|'[^']*')*;?")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_EMPTY = re.compile(r"[^{}]+\{\}")


def thinned(sheets: Mapping[str, str], ours: Iterable[str] = ()) -> dict[str, str]:
    """The sheets without rules of what is `OFF`, and without named values that neither they nor `ours` ask for."""
    kept = {name: "".join(_rules(_COMMENT.sub("", sheet))) for name, sheet in sheets.items()}
    asked = set(_ASKED.findall("".join((*kept.values(), *ours))))

    def without(sheet: str) -> str:
        return _EMPTY.sub("", _NAMED.sub(lambda found: found[0] if found[1] in asked else "", sheet))

    return {name: without(sheet) for name, sheet in kept.items()}


def _rules(sheet: str) -> Iterator[str]:
    start = 0
    while (opened := sheet.find("{", start)) >= 0:
        head = sheet[start:opened]
        if head.startswith("@") and ";" in head:  # @charset and @import have no block
            start += head.index(";") + 1
            yield head[: head.index(";") + 1]
            continue
        closed = _end(sheet, opened)
        body = sheet[opened + 1 : closed]
        if head.startswith(("@media", "@supports")):
            body = "".join(_rules(body))
        elif not head.startswith("@"):
            head = ",".join(each for each in _selectors(head) if _wanted(each))
        if head and body:
            yield f"{head}{{{body}}}"
        start = closed + 1


def _end(sheet: str, opened: int) -> int:
    """Where the block that opens there is closed; what stands in quotes opens and closes nothing."""
    depth = 0
    for found in re.compile(r"\"[^\"]*\"|'[^']*'|[{}]").finditer(sheet, opened):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    raise ValueError(f"a block is not closed: {sheet[opened : opened + 40]}")


def _selectors(head: str) -> Iterator[str]:
    """The parts of a list of selectors; a comma within brackets parts nothing."""
    start = depth = 0
    for at, sign in enumerate(head):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            yield head[start:at]
            start = at + 1
    yield head[start:]


def _wanted(selector: str) -> bool:
    """Whether there may be what it asks for; of `:not(.x)` and `:is(.x,.y)` nothing follows."""
    if _NOT_OURS.search(selector):
        return False
    bare, before = selector, ""
    while bare != before:
        bare, before = _INNERMOST.sub("", bare), bare
    return not any(is_off(each) for each in _CLASS.findall(bare))


def is_off(name: str) -> bool:
    """Whether a class is one of what is off."""
    block = name.partition("--")[0]
    return not OFF.isdisjoint((name, block, block.partition("__")[0]))
