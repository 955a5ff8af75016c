"""Writes a small file in one step: who reads it meanwhile, or after a kill, has the old one or the new one whole."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """The text instead of what the file holds; two processes may do so at once, the last one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".new-{os.getpid()}-{path.name}")
    new.write_text(text, "utf-8")
    new.replace(path)
