"""What stands after a name on its line: the text, the comment behind it, and whether YAML would take it as said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.types import Field

BLANKS = " \t\u3000\u00a0\u2002\u2003\u2009"
"""What people see as a blank; soft ends of a line from word processors are one by now."""
_MARKS = "*&!@`%,]}"
"""With these no text begins in YAML: it would be an alias, an anchor, a tag, or no value at all."""
_TAG = re.compile(r"!!\w+(?:[/:.\w]*)(?:\s|$)", re.ASCII)
_SHARP = re.compile(rf"(?P<gap>[{BLANKS}]*)#")
_BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:#.*)?$")
_ASIDE = re.compile(r"[-?:](?:[ \t]|$)")
_COLON_WITHIN = re.compile(r":(?:[ \t]|$)")
TEXTUAL = frozenset(["text", "lines", "branch", "branches", "groups", "records", "record", "frame", "files"])
"""Kinds of values in which a # may stand."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A value without quotation marks or brackets, on one line."""

    text: str
    """What it says, without blanks around it."""
    quoted: bool
    """Whether YAML takes it as said only between quotation marks."""
    doubtful: str = ""
    """What was taken for a comment, and may be meant as text."""


def is_textual(field: Field | None) -> bool:
    """Whether any text may stand in the field; what nobody knows may hold any."""
    return field is None or field.kind in TEXTUAL


def is_block(value: str) -> bool:
    """Whether the lines below are the value (`|`, `>-`)."""
    return bool(_BLOCK.match(value))


def read_plain(value: str, field: Field | None, references: bool = False) -> Plain:
    """A value as it stands to the end of its line, blanks and comment included.

    A # that follows one blank and is followed by none is text (实训楼 #302); behind two blanks, or followed by one,
    it begins a comment, as `new` writes it. `references`: whether the file uses anchors as YAML does.
    """
    text, doubtful, sharp = value, "", False
    for match in _SHARP.finditer(value):
        gap, after = match["gap"], value[match.end() : match.end() + 1]
        if match.start() and not gap:
            continue
        close = after not in ("", *BLANKS)
        if (not match.start() or (len(gap) == 1 and is_textual(field))) and close:
            sharp = True
            continue
        text = value[: match.start()]
        if is_textual(field) and text.strip(BLANKS) and (len(gap) == 1 or close):
            doubtful = value[match.end() - 1 :].strip(BLANKS)
        break
    text = text.strip(BLANKS)
    if doubtful and (sharp or needs_quotes(text, references)):
        return Plain(value.strip(BLANKS), True)
    return Plain(text, sharp or needs_quotes(text, references), doubtful)


def past_odd(text: str, at: int) -> int:
    """Where the blanks that stand there end, if YAML does not know each of them for one; else there."""
    end = at
    while text[end : end + 1] and text[end] in BLANKS:
        end += 1
    return end if text[at:end].strip(" \t") else at


def needs_quotes(text: str, references: bool = False) -> bool:
    """Whether YAML would take the text for something else, or for nothing at all."""
    if not text:
        return False
    if text[0] in _MARKS:
        return not _TAG.match(text) and not (references and text[0] in "&*")
    if text[0] in "|>":
        return not is_block(text)
    return bool(_ASIDE.match(text) or _COLON_WITHIN.search(text) or text.startswith(("---", "...")))
