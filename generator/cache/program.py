"""Which version of the program made something."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def program_key(*packages: str) -> str:
    """Changes with any code or data of these packages of the program."""
    return "".join(_package_key(package) for package in packages)


@cache
def _package_key(package: str) -> str:
    digest = sha256()
    for path in sorted((_PACKAGE / package).rglob("*")):
        if path.suffix in (".py", ".yml"):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
