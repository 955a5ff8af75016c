"""Characters that no file to take along may hold, whoever wrote them into a record."""

from __future__ import annotations

import re
from collections.abc import Mapping

_UNHELD = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Controls, halves of characters and what is no character (XML 1.0 §2.2; RFC 5545 §3.1): an office program refuses
the whole file for one of them."""


def holdable(text: str) -> str:
    """The text with a space for each character that XML, calendars or PDF cannot hold."""
    return _UNHELD.sub(" ", text)


def holdable_data(data: Mapping[str, object]) -> dict[str, object]:
    """Plain data for a template, every text in it so."""
    return {name: _holdable(value) for name, value in data.items()}


def _holdable(value: object) -> object:
    if isinstance(value, str):
        return holdable(value)
    if isinstance(value, Mapping):
        return holdable_data(value)
    return [_holdable(each) for each in value] if isinstance(value, list | tuple) else value
