"""The commit that a folder of records stood at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commit:
    """Of what state of the records something was made."""

    folder: str
    """Of the root of records, as the configuration names it."""
    shared: bool
    """Whether every recorder may read that root."""
    name: str = ""
    """As git names it, its first ten digits; empty where the folder is in no repository."""
    changed: bool = False
    """Whether anything in the folder is other than in the commit."""
