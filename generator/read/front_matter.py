"""The two fences between which a record with minutes has its fields."""

from __future__ import annotations

from collections.abc import Sequence

from generator.types.findings import Findings

FENCE = "---"


def closing_fence(lines: Sequence[str], findings: Findings) -> int | None:
    """The index of the line that ends the front matter, or None with an error found where a fence is missing."""
    if lines[0].rstrip() != FENCE:
        findings.error("no_front_matter")
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        findings.error("unclosed_front_matter")
    return end
