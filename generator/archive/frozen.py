"""Which years are frozen: asked by who serves them, and by who must not let them be changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.archive.layout import BagName, archive_folder, bags
from generator.archive.tags import bag_info, fingerprint
from generator.model.config import Config
from generator.model.frozen import Frozen

VERSION_REASON = "Version-Reason"
CLOSED_ON = "Bagging-Date"


def frozen(root: Path, config: Config) -> list[Frozen]:
    """Every version of every frozen year, the oldest first.

    It looks at names and tag files alone, so it is quick and proves nothing: that is `verify`'s. A folder without a
    tagmanifest is no bag; one that was damaged later still freezes its year.
    """
    there = bags(archive_folder(root, config))
    known = {name: mark for name, path in there.items() if not name.public and (mark := fingerprint(path))}
    latest = {name.year: name.version for name in known}
    found = []
    for name, mark in known.items():
        said = bag_info(there[name])
        found.append(
            Frozen(
                year=name.year,
                version=name.version,
                path=there[name],
                fingerprint=mark,
                reason=said.get(VERSION_REASON, ""),
                closed_on=_day(said.get(CLOSED_ON, "")),
                current=latest[name.year] == name.version,
                public=there.get(BagName(name.year, name.version, public=True)),
            )
        )
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
