"""Plain values as YAML: texts, lists and parts, on one line or one below the other."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.model.node import START, Scalar

LINE = 66
"""How many characters fit on a line beside a name."""
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~](?:[^,\[\]{}#:'\"\n\\]|:(?=[^\s,\]}]))*(?<!\s)")
_UNSEEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff\\u200b\\u2060\\u200e\\u200f\\u202a-\\u202e]"
)
"""What YAML refuses, or takes for the end of a line, or nobody sees."""
_DOUBTFUL = re.compile("^[.][.][.]|[：﹕∶︰\\u00a0\\u2002\\u2003\\u2009\\u3000]")
"""What a lenient reader may take for a name with its colon, or for what stands between two fields."""
_HALVES = re.compile("[\\ud800-\\udfff]")
"""Halves of characters, which no file can hold."""
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def pair(name: str, value: object) -> list[str]:
    """The lines of a name with its value: rows one below the other, short lists beside it."""
    if isinstance(value, list):
        flow = in_line(value)
        if not any(isinstance(item, dict) for item in value) and len(flow) < LINE:
            return [f"{name}: {flow}"]
        return [f"{name}:", *(f"  - {in_line(item)}" for item in value)]
    if isinstance(value, dict) and len(flow := in_line(value)) >= LINE:
        return [f"{name}:", *(f"  {in_line(key)}: {in_line(item)}" for key, item in value.items())]
    return [f"{name}: {in_line(value)}"]


def in_line(value: object) -> str:
    """The value on one line, also between brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{in_line(key)}: {in_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_line, value)) + "]"
    return scalar(str(value))


@lru_cache(1 << 14)
def scalar(text: str) -> str:
    """The text as it stands where YAML reads it so, else between quotation marks."""
    text = _HALVES.sub("\ufffd", text)
    if _PLAIN.fullmatch(text) and not (_UNSEEN.search(text) or _DOUBTFUL.search(text) or Scalar(text, START).empty):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPED:
        return _ESCAPED[character]
    return f"\\u{ord(character):04x}" if _UNSEEN.match(character) else character
