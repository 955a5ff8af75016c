"""The kinds of rules: one file each; a new file with a `Kind` in it is a new kind."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from generator.judge.kind import Kind


@cache
def kinds() -> dict[str, type[Kind]]:
    """Every kind by the name packs give it."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return {kind.name: kind for kind in Kind.__subclasses__()}
