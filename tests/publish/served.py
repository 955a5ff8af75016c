"""What lies below an audience's address."""

from __future__ import annotations

import os
from pathlib import Path


def served(folder: Path) -> list[Path]:
    """Every file a reader reaches, in order: a release is folders of links, which `rglob` does not follow."""
    return sorted(Path(place) / name for place, _, names in os.walk(folder, followlinks=True) for name in names)
