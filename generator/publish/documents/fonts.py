"""Which fonts a document is set in: the school's own where it has them, else Noto SC (OFL) from its wheel.

The fonts the standard names are nobody's to give away, so none is shipped.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.shipped import shipped

_WHEEL = "pylopdf_fonts_zh_cn"
_SUFFIXES = (".ttf", ".otf", ".ttc")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts found: `families` by part (title, body, hei, kai, number), the one to use first."""

    folders: tuple[str, ...]
    families: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    """What each part should be set in, in Chinese (仿宋)."""
    office: Mapping[str, str]
    """The name by which an office program knows it."""
    key: str
    """Changes with the fonts, and with what sets them."""

    @property
    def used(self) -> tuple[tuple[str, str], ...]:
        """Part by part: what the standard names, and the family that is used."""
        return tuple((self.names[role], families[0]) for role, families in self.families.items())

    @property
    def complete(self) -> bool:
        """Whether every part has a font of the kind the standard names."""
        stand_ins = set(_roles()["instead"].values())
        return not any(families[0] in stand_ins for families in self.families.values())


def _roles() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = shipped(Path(__file__).with_name("fonts.yml"))
    return loaded


def find_fonts(folder: Path | None = None) -> Fonts:
    """The fonts below the folder a school names, and those of the wheel for what it does not have."""
    from importlib.metadata import version

    own = font_files(folder) if folder else []
    there = _families(folder) if folder and own else frozenset()
    roles, instead = _roles()["roles"], _roles()["instead"]
    families = {
        role: (*[name for name in entry["names"] if name in there][:1], instead[entry["instead"]])
        for role, entry in roles.items()
    }
    stats = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in own]
    return Fonts(
        folders=(*([str(folder)] if folder and own else []), str(_wheel())),
        families=families,
        names={role: entry["zh"] for role, entry in roles.items()},
        office={role: entry["office"] for role, entry in roles.items()},
        key=sha256(repr((families, stats, version("typst"))).encode()).hexdigest()[:16],
    )


def office_stand_ins() -> Mapping[str, str]:
    """For each font that a .docx names, the other name by which an office program finds it, or one like it."""
    return {entry["office"]: entry["known_as"] for entry in _roles()["roles"].values()}


def _wheel() -> Path:
    """Where the wheel's fonts lie."""
    spec = importlib.util.find_spec(_WHEEL)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


def font_files(folder: Path) -> list[Path]:
    """The fonts below a folder, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES) if folder.is_dir() else []


def _families(folder: Path) -> frozenset[str]:
    import typst

    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return frozenset(found.families())
