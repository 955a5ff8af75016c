"""What of a frozen year's records is another by now, or in its next version: by the digests of its bag."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.archive.digests import digests
from generator.archive.layout import DATA
from generator.archive.selection import ELSEWHERE, RESERVED
from generator.cache.whole import write_whole
from generator.model.config import Config
from generator.model.frozen import Frozen, Moved
from generator.model.key import key_of
from generator.publish.frozen_years import BagDamaged
from generator.read.record_path import RECORD_SUFFIXES

FILE = ".wuhao/since.json"


class Since:
    """Compares versions of frozen years with each other, and with the records of a root."""

    def __init__(self, root: Path, config: Config) -> None:
        self._root, self._config = root, config

    def moved(self, then: Frozen, now: Frozen | None) -> Moved | None:
        """From one version to another, or to the records there are; None where a bag does not vouch for its files.

        Nothing is read again while the bags and the sizes and times of the records' files are as at the last look.
        """
        try:
            there = {} if now else dict(self._files(then.year))
            stamps = sorted((place, *_stamp(path)) for place, path in there.items())
            key = key_of(then.fingerprint, now and now.fingerprint, stamps)
            name = f"{then.name} {now.name if now else ''}".strip()
            known = self._known()
            if (found := _remembered(known.get(name), key)) is None:
                after = self._of_bag(now) if now else {place: _sha256(path) for place, path in there.items()}
                found = _between(self._of_bag(then), after)
                self._remember({**known, name: (key, found)})
            return found
        except (BagDamaged, OSError):
            return None

    def _of_bag(self, frozen: Frozen) -> dict[str, str]:
        """The digests of the year's records by their path from the year, wherever their root lay when it was frozen."""
        found = {}
        for path, digest in digests(frozen).items():
            root, year, rest = path.removeprefix(f"{DATA}/").rpartition(f"/{frozen.year:04}/")
            if year and rest.endswith(RECORD_SUFFIXES) and root.split("/")[0] not in RESERVED - {ELSEWHERE}:
                found[rest] = digest
        return found

    def _known(self) -> dict[str, Any]:
        try:
            found = json.loads((self._root / FILE).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _remember(self, known: Mapping[str, Any]) -> None:
        write_whole(self._root / FILE, json.dumps(known))

    def _files(self, year: int) -> Iterator[tuple[str, Path]]:
        for root in self._config.record_roots:
            folder = self._root / root.path
            for path in sorted((folder / f"{year:04}").rglob("*")):
                if path.name.endswith(RECORD_SUFFIXES) and path.is_file():
                    yield path.relative_to(folder / f"{year:04}").as_posix(), path


def _remembered(known: Any, key: str) -> Moved | None:
    """What was found at the last look, if that was of the same."""
    try:
        return Moved(*map(int, known[1])) if known[0] == key else None
    except (LookupError, TypeError, ValueError):
        return None


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _between(before: Mapping[str, str], after: Mapping[str, str]) -> Moved:
    both = before.keys() & after.keys()
    changed = sum(before[each] != after[each] for each in both)
    return Moved(len(after) - len(both), changed, len(before) - len(both))
