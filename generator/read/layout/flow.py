"""What stands between brackets and braces: `[甲, 乙]`, `{内容：通过，赞成：4}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.model.node import quoted
from generator.read.layout.edits import Edit
from generator.read.layout.scalar import BLANKS, needs_quotes, past_odd
from generator.types import Field

OPENING, CLOSING = "[{", "]}"
COLONS = ":：﹕∶︰"
FAR = 80
"""So many characters hold any name with its colon, blanks between its letters too."""
_QUOTES = "\"'"
_PIECE = re.compile(r"[^\[\]{},\n]+")
_SHARP = re.compile(rf"[{BLANKS}]#")
_COMMENT = re.compile(r"(?<=[ \t\n])#(?:[ \t][^\n]*)?(?=\n|$)")
_BETWEEN = re.compile(rf"[{BLANKS}]*[，、；;][{BLANKS}]*|[{BLANKS}]+")


def closed(text: str, start: int, limit: int) -> int | None:
    """The offset after the bracket, brace or quotation mark that ends what begins at `start`; None where none does."""
    if text[start] in _QUOTES:
        return _after_quote(text, start, limit)
    depth, at = 0, start
    before = ""
    while at < limit:
        character = text[at]
        if character == "#" and (comment := _COMMENT.match(text, at)):
            at = comment.end()
            continue
        if character in _QUOTES and before in "[{,:":
            end = _after_quote(text, at, limit)
            if end is None:
                return None
            at, before = end, character
            continue
        depth += (character in OPENING) - (character in CLOSING)
        at += 1
        if not depth:
            return at
        if character not in " \t\n":
            before = character
    return None


def _after_quote(text: str, start: int, limit: int) -> int | None:
    mark, at = text[start], start + 1
    while at < limit:
        if (text[at] == "\\" and mark == '"') or (text[at] == mark and mark == "'" and text[at + 1 : at + 2] == mark):
            at += 2
        elif text[at] == mark:
            return at + 1
        else:
            at += 1
    return None


def flow_edits(text: str, start: int, end: int, field: Field | None, references: bool = False) -> Iterator[Edit]:
    """What to write otherwise between the brackets, so that YAML reads what is said."""
    inside: list[tuple[str, Field | None]] = []
    """The brackets that are open, and what is declared of what stands between them."""
    at, value = start, field
    while at < end:
        character = text[at]
        if character in OPENING:
            inside.append((character, value))
            at += 1
        elif character in CLOSING:
            inside.pop()
            value = inside[-1][1] if inside and inside[-1][0] == "[" else None
            at += 1
        elif character == ",":
            value = inside[-1][1] if inside else None
            at += 1
        elif character in _QUOTES:
            at = _after_quote(text, at, end) or end
        elif character == "#" and (comment := _COMMENT.match(text, at)):
            at = comment.end()
        elif (match := _PIECE.match(text, at)) is None or not match[0].strip(BLANKS):
            at = match.end() if match else at + 1
        else:
            kind, declared = inside[-1]
            names = declared.by_name if declared else {}
            piece = _Piece(text, at, match.end(), kind, names, references)
            yield from piece.edits()
            value, at = piece.field, piece.end


class _Piece:
    """One of the things that commas separate: an item, or a name with its value."""

    def __init__(
        self, text: str, start: int, end: int, kind: str, names: Mapping[str, Field], references: bool
    ) -> None:
        while start < end and text[start] in BLANKS:
            start += 1
        self.text, self.start, self.end, self.kind, self.names = text, start, end, kind, names
        self.references = references
        self.field: Field | None = None
        """That whose value follows."""

    def edits(self) -> Iterator[Edit]:
        if self.text[self.start] in _QUOTES:
            self.end = self.start
            return
        if self.kind == "[":
            yield from self._in_quotes(self.start)
            return
        found = _named(self.text, self.start, self.end, self.names)
        if found is None:
            return
        colon, name = found
        self.field = self.names.get(name)
        value = colon + 1
        while value < self.end and self.text[value] in BLANKS:
            value += 1
        if self.text[colon:value] not in (":", ": ") or (value == colon + 1 and value < self.end):
            yield Edit(colon, value, ": ")
        if value == self.end:
            return
        if self.text[value] in _QUOTES:
            self.end = value
            return
        after = self._next_name(value)
        if after is not None:
            yield Edit(*after, ", ")
            self.end = after[0]
        yield from self._in_quotes(value)
        if after is not None:
            self.end, self.field = after[1], None

    def _next_name(self, value: int) -> tuple[int, int] | None:
        """What stands between this value and a name behind it that no comma sets apart."""
        for match in _BETWEEN.finditer(self.text, value, self.end):
            found = _named(self.text, match.end(), self.end, self.names)
            if found is not None and found[1] in self.names:
                return match.span()
        return None

    def _in_quotes(self, start: int) -> Iterator[Edit]:
        said = self.text[start : self.end].rstrip(BLANKS + "\n")
        if needs_quotes(said, self.references) or _SHARP.search(said):
            yield Edit(start, past_odd(self.text, start + len(said)), quoted(said))


def _named(text: str, start: int, end: int, names: Mapping[str, Field]) -> tuple[int, str] | None:
    """The colon after the name that stands there, and the name: a known one before any colon, else as YAML has it."""
    for at in range(start, min(end, start + FAR)):
        if text[at] in COLONS:
            name = "".join(text[start:at].split())
            if name in names or (text[at] == ":" and text[at + 1 : at + 2] in ("", *" \t\n")):
                return at, name
    return None
