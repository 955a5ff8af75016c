"""Which version of the program made something."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def program_key(*packages: str) -> str:
    """Changes with any code or data of these packages of the program."""
    digest = sha256()
    for package in packages:
        for path in sorted((_PACKAGE / package).rglob("*")):
            if path.suffix in (".py", ".yml"):
                digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
