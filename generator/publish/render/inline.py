"""What is marked within a line of minutes: bold, code, links to what may be linked. All else is text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from markupsafe import escape

_NAMED = r"\[(?P<{0}>[^\[\]]*+)\]\((?P<{0}_to>[^()]*+(?:\([^()]*+\)[^()]*+)*+)\)"
_SIGNS = re.compile(
    rf"!{_NAMED.format('image')}|{_NAMED.format('link')}"
    r"|`(?P<code>[^`]++)`"
    r"|(?<![0-9A-Za-z０-９*])\*\*(?![\s*])(?P<bold>(?:[^*]|\*(?!\*))++)(?<!\s)\*\*(?![0-9A-Za-z０-９*])"
)
"""Each ends at the first sign that could end it, and looks no further: a line takes as long as it is."""
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"<>]+", re.IGNORECASE)
_CLOSES = "，。、；：！？）》】」』”’,.;:!?)]"
_CLAUSE = re.compile("[，。；]")


class Inline:
    """Lines of one text, which may name these files by name, with their addresses."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    def html(self, text: str) -> str:
        """The line as HTML."""
        if "[" not in text and "*" not in text and "`" not in text:
            return str(escape(text))
        made: list[str] = []
        end = 0
        for match in _SIGNS.finditer(text):
            marked = self._marked(match, text)
            if marked is not None:
                made += (str(escape(text[end : match.start()])), marked)
                end = match.end()
        made.append(str(escape(text[end:])))
        return "".join(made)

    def _marked(self, match: re.Match[str], text: str) -> str | None:
        """What the signs make; None where they only look like it."""
        if match["bold"] is not None:
            bold = match["bold"]
            return None if _masked(text[: match.start()], bold) else f"<strong>{self.html(bold)}</strong>"
        if match["code"] is not None:
            return f"<code>{escape(match['code'])}</code>"
        if match["image"] is not None:
            address = self._file(match["image_to"])
            description = escape(match["image"])
            if address is not None:
                return f'<img src="{escape(address)}" alt="{description}">'
            return str(description) if _ADDRESS.fullmatch(match["image_to"]) else None
        address = self._file(match["link_to"])
        if address is None and _ADDRESS.fullmatch(match["link_to"]):
            address = match["link_to"]
        return None if address is None else f'<a href="{escape(address)}">{escape(match["link"])}</a>'

    def _file(self, name: str) -> str | None:
        """The address of an attachment, which may be named with its blanks written as %20."""
        bare = name.strip()
        bare = bare[1:-1] if bare.startswith("<") and bare.endswith(">") else bare
        return self._files.get(bare) or self._files.get(unquote(bare))


def _masked(before: str, inside: str) -> bool:
    """Whether the asterisks stand for characters of names (张**参加，李**请假).

    Then they follow a character, and either a sign that closes something follows, or a clause ends between them.
    """
    follows = before[-1:].isalnum()
    return follows and (inside[0] in _CLOSES or _CLAUSE.search(inside) is not None)
