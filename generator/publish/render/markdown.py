"""Minutes as people write them, to HTML that can do no harm (design §7: text from records is untrusted).

Who writes minutes knows no Markdown: asterisks stand in figures, blanks before paragraphs, dashes under lines. So only
what nobody writes by chance is taken for a sign: # and a blank before a heading, - or * or 1. and a blank before an
item, a table with its line of dashes, three dashes alone, text between two lines of three backticks; within a line
what `inline` knows. All else is shown as it stands, and nothing of it is left out.

No parser of Markdown is at hand that could be told so: what it takes for a sign is its grammar, not an option, and
those at hand take the square of the length of some texts. Here each line is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from generator.publish.render.inline import Inline

HEADINGS_BELOW = 2
"""The page's own headings are h1 and h2; those of minutes begin below."""
MOST_COLUMNS = 30
"""Columns of a table; what stands behind further bars stays in the last of them."""
MOST_NESTED = 6
"""Lists within lists; what is set in deeper stands beside the last."""
SET_IN = 2
"""Blanks by which an item is set in below the one before it."""

_TAGS = "a br code h3 h4 h5 h6 hr img li ol p pre strong table tbody td th thead tr ul"
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"align", "colspan"},
    "th": {"align"},
}
_SCHEMES = {"http", "https", "mailto"}

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_ITEM = re.compile(r"[ \t]*(?:[-*]|(0|[1-9][0-9]{0,2})\.)[ \t]+(\S.*)")
_ONLY_SIGNS = re.compile(r"[\s*-]+")
"""A line of asterisks or dashes apart from each other is no item, whatever it begins with."""
_OPENING = re.compile(r"```[^`]*")
_FENCE = "```"
_RULE = re.compile(r"-{3,}")
_BAR = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"(:?)-+(:?)")
_ALIGNED = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def minutes(text: str, files: Mapping[str, str] | None = None) -> Markup:
    """Headings, lists, tables, bold, links and code as safe HTML; all else, HTML for one, is shown as it is written.

    `files` are the attachments that may be linked or shown, by name, with their addresses. Images from anywhere
    else are left out, their description stays.
    """
    import nh3

    made = "\n".join(_Blocks(text.split("\n"), Inline(files or {})).html())
    safe = nh3.clean(
        made,
        tags=set(_TAGS.split()),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(safe)


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list: how far it is set in, its number where it has one, its lines."""

    indent: int
    number: int | None
    lines: list[str]


class _Blocks:
    """The lines of minutes, block by block."""

    def __init__(self, lines: Sequence[str], inline: Inline) -> None:
        self._lines, self._inline = lines, inline
        self._at = 0
        self._last_fence = max((at for at, line in enumerate(lines) if line.strip() == _FENCE), default=-1)

    def html(self) -> Iterator[str]:
        """Each block."""
        paragraph: list[str] = []
        while self._at < len(self._lines):
            block = None if self._blank(self._at) else self._block(first=not paragraph)
            if paragraph and (block is not None or self._blank(self._at)):
                yield f"<p>{self._text(paragraph)}</p>"
                paragraph = []
            if block is not None:
                yield block
            elif self._blank(self._at):
                self._at += 1
            else:
                paragraph.append(self._lines[self._at])
                self._at += 1
        if paragraph:
            yield f"<p>{self._text(paragraph)}</p>"

    def _block(self, first: bool) -> str | None:
        """What begins at this line, which is then passed; None where it is a paragraph's.

        `first` says that no line of a paragraph stands above.
        """
        line = self._lines[self._at]
        if heading := _HEADING.fullmatch(line):
            self._at += 1
            level = min(6, len(heading[1]) + HEADINGS_BELOW)
            return f"<h{level}>{self._inline.html(_unclosed(heading[1], heading[2]))}</h{level}>"
        if _item(line):
            return "".join(self._list(list(self._items())))
        if _OPENING.fullmatch(line.strip()) and self._at < self._last_fence:
            return self._code()
        if first and _RULE.fullmatch(line.strip()) and self._blank(self._at + 1):
            self._at += 1
            return "<hr>"
        columns = self._columns()
        return None if columns is None else "\n".join(self._table(columns))

    def _blank(self, at: int) -> bool:
        return at >= len(self._lines) or not self._lines[at].strip()

    def _text(self, lines: Sequence[str]) -> str:
        return "<br>\n".join(self._inline.html(line.strip(" \t")) for line in lines)

    # ── Code ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _code(self) -> str:
        """Up to the next line of three backticks, which is there."""
        start = self._at = self._at + 1
        while self._lines[self._at].strip() != _FENCE:
            self._at += 1
        text = Markup.escape("\n".join(self._lines[start : self._at]))
        self._at += 1
        return f"<pre><code>{text}</code></pre>"

    # ── Lists ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _items(self) -> Iterator[_Item]:
        """The items from this line on: blank lines may stand between them, lines set in below one belong to it."""
        item: _Item | None = None
        while self._at < len(self._lines):
            line = self._lines[self._at]
            match = _item(line)
            if match:
                if item:
                    yield item
                item = _Item(_indent(line), int(match[1]) if match[1] else None, [match[2]])
            elif (
                item and line.strip() and line.expandtabs(4).startswith(" " * SET_IN) and not self._blank(self._at - 1)
            ):
                item.lines.append(line)
            elif not (self._blank(self._at) and self._item_after_blanks()):
                break
            self._at += 1
        if item:
            yield item

    def _item_after_blanks(self) -> bool:
        """Whether the blank line is the only one before another item."""
        after = self._at + 1
        return after < len(self._lines) and _item(self._lines[after]) is not None

    def _list(self, items: Sequence[_Item]) -> Iterator[str]:
        """The items in lists within lists; one whose number does not follow begins another list, at its number."""
        lists: list[_Item] = []
        """The last item of each list that is open."""
        for item in items:
            while len(lists) > 1 and item.indent < lists[-1].indent:
                yield _closed(lists.pop())
            if not lists or (item.indent >= lists[-1].indent + SET_IN and len(lists) < MOST_NESTED):
                yield _opened(item)
                lists.append(item)
            else:
                last = lists[-1]
                follows = item.number == (None if last.number is None else last.number + 1)
                yield "</li>" if follows else _closed(last) + _opened(item)
                lists[-1] = _Item(min(item.indent, last.indent), item.number, item.lines)
            yield f"<li>{self._text(item.lines)}"
        yield from (_closed(item) for item in reversed(lists))

    # ── Tables ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _columns(self) -> list[str] | None:
        """How each column of the table that begins here is aligned; None where none does."""
        line = self._lines[self._at]
        after = self._lines[self._at + 1] if self._at + 1 < len(self._lines) else ""
        if "|" not in line or "|" not in after:
            return None
        dashes = [_DASHES.fullmatch(cell) for cell in _cells(after)]
        if len(dashes) != len(_cells(line)) or not all(dashes):
            return None
        return [_ALIGNED[match.groups()] for match in dashes if match]  # type: ignore[index]

    def _table(self, columns: Sequence[str]) -> Iterator[str]:
        """A head, its line of dashes, and rows as long as lines have bars; what a row has more than the head stays."""
        yield f"<table><thead>{self._row('th', _cells(self._lines[self._at]), columns)}</thead><tbody>"
        self._at += 2
        while self._at < len(self._lines) and "|" in self._lines[self._at]:
            yield self._row("td", _cells(self._lines[self._at]), columns)
            self._at += 1
        yield "</tbody></table>"

    def _row(self, tag: str, cells: Sequence[str], columns: Sequence[str]) -> str:
        aligned = [*columns, *[""] * (len(cells) - len(columns))]
        inside = [
            f"<{tag} align={align}>{text}</{tag}>" if align else f"<{tag}>{text}</{tag}>"
            for text, align in zip(map(self._inline.html, cells), aligned, strict=False)
        ]
        lacking = len(columns) - len(cells)
        if lacking > 0:
            inside.append(f"<{tag} colspan={lacking}></{tag}>")
        return f"<tr>{''.join(inside)}</tr>"


def _item(line: str) -> re.Match[str] | None:
    match = _ITEM.fullmatch(line)
    return match if match and not _ONLY_SIGNS.fullmatch(line) else None


def _indent(line: str) -> int:
    """By how many blanks a line is set in; a tab goes to the next fourth."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))


def _unclosed(signs: str, text: str) -> str:
    """A heading's text without the signs that some put behind it too."""
    bare = text.rstrip()
    inside = bare.removesuffix(signs)
    return inside.rstrip() if inside != bare and inside.endswith((" ", "\t")) else bare


def _opened(item: _Item) -> str:
    if item.number is None:
        return "<ul>"
    return "<ol>" if item.number == 1 else f'<ol start="{item.number}">'


def _closed(item: _Item) -> str:
    return "</li></ul>" if item.number is None else "</li></ol>"


def _cells(line: str) -> list[str]:
    """What stands between the bars of a line; a bar behind a backslash is the cell's own."""
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(inner, MOST_COLUMNS - 1)]


def file_address(folder: str, name: str) -> str:
    """The address of an attachment beside its record's page."""
    return f"{quote(folder)}/{quote(name)}"
