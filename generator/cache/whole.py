"""Writes a file in one step: who reads it meanwhile, or after a kill, has the old one or the new one whole."""

from __future__ import annotations

import os
from pathlib import Path

from generator.cache.private import CACHE, private


def write_whole(path: Path, text: str | bytes) -> None:
    """The text, or bytes, instead of what the file holds; two processes may do so at once, the last one wins.

    In the cache it is for the owner alone. Raises OSError where it cannot be written; then nothing is left of it.
    """
    remembered = CACHE in path.parts
    if remembered:
        private(path.parent)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".new-{os.getpid()}-{path.name}")
    try:
        with os.fdopen(
            os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if remembered else 0o666), "wb"
        ) as file:
            file.write(text.encode() if isinstance(text, str) else text)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
