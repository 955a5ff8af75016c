"""The frozen years of one audience: taken from their bags as they are, never made again (design §9)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from generator.cache.whole import write_whole
from generator.model.failure import Failure
from generator.model.frozen import Frozen, grouped
from generator.model.key import key_of
from generator.model.problem import Phrase
from generator.publish.content import Digests
from generator.publish.engine import Store, Stored
from generator.publish.search.again import index_again


class BagDamaged(Failure):
    """A bag does not hold what its manifest says; `path` is that of the file in the bag."""

    def __init__(self, path: str, sort: str, **figures: str) -> None:
        super().__init__(f"commands.frozen.{sort}", path=path, **figures)


@dataclass(frozen=True, slots=True)
class FrozenSite:
    """A frozen year as it is served."""

    frozen: Frozen
    folders: Mapping[str, Stored]
    """By path from the year's root."""
    stamps: str
    """Changes with sizes and times of the bag's files: as long as they stay, nothing of it is read again."""
    current: bool
    """Whether there never was a later version of the year."""

    @property
    def name(self) -> str:
        """Its address among the years: 2016 where it is current, else 2016-v1."""
        return str(self.frozen.year) if self.current else self.frozen.name


class FrozenYears:
    """Each version of each frozen year, verified against its bag and kept in the store.

    What is wrong with a bag is told and nothing of it is served: that version stays as it was verified last, or is
    left out where no copy of that is there. A bag that is gone has the same effect, and so has one that is sound in
    itself and not the one that was served: somebody made all its manifests anew.
    """

    def __init__(self, bags: tuple[Frozen, ...], digests: Digests, audience: str, store: Store, file: Path) -> None:
        """`file` remembers, from build to build, what was verified."""
        self._audience, self._store, self._file, self._digests = audience, store, file, digests
        self._known = _read(file)
        self.problems: list[Phrase] = []
        """What is wrong with the bags."""
        served = [each for each in (*map(self._site, bags), *self._gone(bags)) if each is not None]
        newest: dict[int, int] = {}
        for each in (*bags, *(site.frozen for site in self._known.values())):
            newest[each.year] = max(each.version, newest.get(each.year, 0))
        # What was superseded stays so, even where the bag that superseded it cannot be served.
        current = [replace(each, current=each.frozen.version == newest[each.frozen.year]) for each in served]
        self.sites = tuple(sorted(current, key=lambda each: (each.frozen.year, each.frozen.version)))
        """What is served, the oldest first."""
        self.years = frozenset(each.year for each in bags) | {each.frozen.year for each in self.sites}
        """The years that are not to be made."""

    def save(self) -> None:
        """Remembers what was released; what could not be served here is still known from where it was."""
        known = self._known | {site.frozen.name: site for site in self.sites}
        write_whole(self._file, json.dumps([_plain(each) for each in known.values()], ensure_ascii=False))

    @property
    def published(self) -> dict[str, Stored]:
        """Every folder, by path from the audience's root."""
        return {f"{site.name}/{path}".rstrip("/"): each for site in self.sites for path, each in site.folders.items()}

    def _site(self, frozen: Frozen) -> FrozenSite | None:
        before = self._known.get(frozen.name)
        if before is not None and not self._has(before):
            before = None
        try:
            return self._verified(frozen, before)
        except BagDamaged as damaged:
            advice = "bring_back" if damaged.phrase.code == "commands.frozen.another" else "restore"
            restore = Phrase(f"commands.frozen.{advice}", {"bag": str(frozen.path)})
            return self._stays(frozen, before, damaged.phrase, restore)

    def _gone(self, bags: tuple[Frozen, ...]) -> Iterator[FrozenSite | None]:
        """Versions that were served and whose bags are not there any more."""
        for name in sorted(self._known.keys() - {each.name for each in bags}):
            known = self._known[name]
            put_back = Phrase("commands.frozen.put_back", {"bag": str(known.frozen.path)})
            yield self._stays(known.frozen, known, Phrase("commands.frozen.gone"), put_back)

    def _stays(self, frozen: Frozen, before: FrozenSite | None, why: Phrase, advice: Phrase) -> FrozenSite | None:
        """What was served of the version before, where it is still there; says why and what to do."""
        whole = before if before and self._has(before) else None
        effect = Phrase("commands.frozen.stays" if whole else "commands.frozen.left_out", {"year": frozen.year})
        figures = {"name": frozen.name, "why": why, "effect": effect, "advice": advice}
        self.problems.append(Phrase("commands.frozen.told", figures))
        return whole

    def _has(self, site: FrozenSite) -> bool:
        return all(stored in self._store for stored in site.folders.values())

    def _verified(self, frozen: Frozen, before: FrozenSite | None) -> FrozenSite:
        """Raises BagDamaged, also for another bag in the place of the one that was served: none is ever made twice."""
        served = self._known.get(frozen.name)
        if served is not None and served.frozen.fingerprint != frozen.fingerprint:
            raise BagDamaged("", "another", then=grouped(served.frozen.fingerprint), now=grouped(frozen.fingerprint))
        root = frozen.site(self._audience)
        within = f"{root.relative_to(frozen.path).as_posix()}/"
        files = dict(_files(root, within))
        stamps = key_of(frozen.fingerprint, sorted((path, _stamp(entry)) for path, entry in files.items()))
        if before is not None and before.stamps == stamps:
            return FrozenSite(frozen, before.folders, stamps, frozen.current)
        wanted = {path: digest for path, digest in self._digests(frozen).items() if path.startswith(within)}
        if not wanted:
            raise BagDamaged(within, "no_site")
        if missing := sorted(wanted.keys() - files.keys()):
            raise BagDamaged(missing[0], "missing")
        if added := sorted(files.keys() - wanted.keys()):
            raise BagDamaged(added[0], "added")
        folders: dict[str, list[str]] = {}
        for path in sorted(files):
            folders.setdefault(path.removeprefix(within).rpartition("/")[0], []).append(path)
        found = {folder: self._kept(frozen.path, paths, wanted) for folder, paths in folders.items()}
        found |= index_again(found, self._store)
        return FrozenSite(frozen, found, stamps, frozen.current)

    def _kept(self, bag: Path, paths: list[str], wanted: Mapping[str, str]) -> Stored:
        content = {}
        for path in paths:
            try:
                data = (bag / path).read_bytes()
            except OSError:
                raise BagDamaged(path, "missing") from None
            if sha256(data).hexdigest() != wanted[path]:
                raise BagDamaged(path, "changed")
            content[path.rpartition("/")[2]] = data
        return self._store.put(content)


def _files(folder: Path, within: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below the folder by their path in the bag; a link is none of them. Raises BagDamaged."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = f"{within}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{path}/")
        elif entry.is_file(follow_symlinks=False):
            yield path, entry
        else:
            raise BagDamaged(path, "added")


def _stamp(entry: os.DirEntry[str]) -> tuple[int, ...]:
    found = entry.stat(follow_symlinks=False)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _plain(site: FrozenSite) -> dict[str, object]:
    frozen = site.frozen
    return {
        "year": frozen.year,
        "version": frozen.version,
        "path": str(frozen.path),
        "fingerprint": frozen.fingerprint,
        "reason": frozen.reason,
        "closed_on": frozen.closed_on and frozen.closed_on.isoformat(),
        "current": frozen.current,
        "folders": {path: stored.key for path, stored in site.folders.items()},
        "stamps": site.stamps,
    }


def _read(file: Path) -> dict[str, FrozenSite]:
    """What was verified before; nothing where that cannot be read."""
    try:
        found = {}
        for each in json.loads(file.read_text("utf-8")):
            folders = {path: Stored(key) for path, key in each.pop("folders").items()}
            stamps = each.pop("stamps")
            closed = each.pop("closed_on")
            frozen = Frozen(**{**each, "path": Path(each["path"])}, closed_on=closed and date.fromisoformat(closed))
            found[frozen.name] = FrozenSite(frozen, folders, stamps, frozen.current)
        return found
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}
