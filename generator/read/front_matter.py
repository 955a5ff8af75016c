"""The two fences between which a record with minutes has its fields."""

from __future__ import annotations

from collections.abc import Sequence

from generator.read.layout.names import clean
from generator.types.findings import Findings

FENCE = "---"


def closing_fence(lines: Sequence[str], findings: Findings) -> int | None:
    """The index of the line that ends the front matter, or None with an error found where a fence is missing."""
    if not _is_fence(lines[0]):
        findings.error("no_front_matter")
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if _is_fence(line)), None)
    if end is None:
        findings.error("unclosed_front_matter")
    return end


def _is_fence(line: str) -> bool:
    """Whether the line is one, whatever stands on it that nobody sees."""
    return FENCE in line and clean(line).rstrip() == FENCE
