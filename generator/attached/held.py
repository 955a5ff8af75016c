"""Why there is no copy of an attachment to publish."""

from __future__ import annotations

REASONS = (
    "damaged",
    "other_kind",
    "encrypted",
    "old_format",
    "strict",
    "inflates",
    "too_complex",
    "picture_large",
    "picture_format",
    "picture_linked",
    "tracked",
    "embedded_text",
    "uncalculated",
    "hidden_used",
    "picture_in_cell",
    "macro_sheet",
    "nothing_seen",
    "signed",
    "layers",
    "portfolio",
    "unfilled",
    "unreadable",
)
"""Every reason there is; the catalogue says what each is, and what to do."""


class Held(Exception):
    """The file is held back."""

    def __init__(self, reason: str) -> None:
        if reason not in REASONS:
            raise ValueError(reason)
        super().__init__(reason)
        self.reason = reason
        """One of REASONS."""


def listed(text: str) -> frozenset[str]:
    """The names in a text, as they are listed where it is said what is allowed."""
    return frozenset(text.split())
