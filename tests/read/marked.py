"""Texts in which ▸ stands before the offending value."""

from __future__ import annotations

MARK = "▸"


def unmarked(text: str) -> tuple[str, tuple[int, int]]:
    """The text without its mark, and the mark's line and column."""
    before, mark, after = text.partition(MARK)
    assert mark, text
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))
