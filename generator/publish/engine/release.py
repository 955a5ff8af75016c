"""Releases: trees of links to folders, of which a reader sees the old one or the new one, whole.

    <out>/.<audience>/folders/<key>/   folders of files, never changed
    <out>/.<audience>/<hash>/          folders and relative links to those
    <out>/.<audience>/<hash>.json      which folder of the release is which of them
    <out>/<audience>                   a relative link to one release, swapped by one rename
    <work>/<audience>-<hash of out>/   what is made and not yet published, which nobody but the owner can read

All that a server of one audience reaches lies below `<out>/.<audience>` and is of that audience; nothing lies there
that was not released.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from generator.cache.private import private
from generator.cache.whole import write_whole
from generator.model.failure import Usage
from generator.publish.engine.store import Files, Store, Stored, remove_whole

_AUDIENCE = re.compile(r"[a-z][a-z0-9_-]*")
_RELEASE = re.compile(r"[0-9a-f]{32}")
_FOLDERS = "folders"
_FORMER = ".releases", ".store"
_OF_FORMER = re.compile(r"(\.(new|old)-.*|([a-z][a-z0-9_-]*-)?[0-9a-f]{32}(\.json)?)")
"""Where releases before this one had the folders of all audiences together."""


class NotOurs(Usage):
    """Where the site should go stands something this program did not put there; it is left alone."""

    def __init__(self, place: Path) -> None:
        super().__init__("not_ours", path=place)


class Busy(Usage):
    """Another build is publishing to the same place."""

    def __init__(self) -> None:
        super().__init__("busy")


@dataclass(frozen=True, slots=True)
class Published:
    """What one publication did."""

    release: Path
    """The tree now served."""

    changed: bool
    """False where the same was served already."""


class Releases:
    """The place a site is published to for one audience. Use it as a context: it holds the lock until it ends.

    `store.put` may be called meanwhile by processes of the same build. Folders that no release refers to
    are removed on entering, so what a killed build left is not trusted, and on leaving, also where a build failed.
    """

    def __init__(self, out: Path, audience: str, work: Path, wait: float = 60.0, trusted: bool = True) -> None:
        """`work` is a folder of the owner's, outside `out`, for what is not yet published.

        `wait` is how many seconds to wait for another build before Busy is raised; `trusted` as of the Store.
        """
        if not _AUDIENCE.fullmatch(audience):
            raise ValueError(f"{audience!r} is not the name of an audience")
        self.out, self.audience = out, audience
        self._trees = out / f".{audience}"
        self._work = work
        place = sha256(str(out.absolute()).encode()).hexdigest()[:16]
        self.store = Store(self._trees / _FOLDERS, work / f"{audience}-{place}", trusted)
        self._wait = wait
        self._keep: set[str | None] = set()
        """The release that was published last, and the one before it, which somebody may be reading."""
        self._lock: int | None = None

    def __enter__(self) -> Releases:
        self.out.mkdir(parents=True, exist_ok=True)
        private(self._work)
        self._lock = _locked(self.out / ".lock", self._wait)
        self._tidy()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is None:
            return
        try:
            if self._keep:
                self._forget(self._keep)
            self._tidy()
        finally:
            os.close(self._lock)
            self._lock = None

    def current(self) -> dict[str, Stored]:
        """The folders of the release served now, to carry over unchanged ones; empty where there is none."""
        name = self._served()
        return self._folders(name) if name else {}

    def publish(
        self,
        folders: Mapping[str, Files | Stored],
        links: Mapping[str, str] | None = None,
        durable: bool = True,
    ) -> Published:
        """Serves exactly these folders at `<out>/<audience>`, at one moment.

        Keys of `folders` are paths from the audience's root ("" itself, `2017`, `2017/jichu`); `links`
        are further names for folders (`{"latest": "2017"}`). `durable` has everything on the disk before
        the swap, so that a power failure too leaves the old or the new site. Raises NotOurs, KeyError
        for a Stored the store does not have, ValueError for a bad path; then nothing has changed.
        """
        if self._lock is None:
            raise RuntimeError("publish only inside the context of the Releases")
        before = self._served()
        links = dict(links or {})
        stored = {path: self._stored(path, folders[path]) for path in sorted(folders)}
        self._check_names(stored, links)
        manifest = {"folders": {path: each.key for path, each in stored.items()}, "links": links}
        text = json.dumps(manifest, sort_keys=True, indent=0)
        name = sha256(text.encode()).hexdigest()[:32]
        tree = self._trees / name
        self.store.publish(stored.values())
        if name == before:
            return Published(tree, False)
        if not tree.is_dir():
            self._make(tree, text, stored, links, durable, before)
        self._swap(name)
        self._keep = {name, before}
        return Published(tree, True)

    def _stored(self, path: str, value: Files | Stored) -> Stored:
        parts = path.split("/") if path else []
        if any(not part or part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            raise ValueError(f"{path!r} is not a folder below the audience's root")
        if not isinstance(value, Stored):
            return self.store.put(value)
        if value not in self.store:
            raise KeyError(value.key)
        return value

    def _check_names(self, stored: Mapping[str, Stored], links: Mapping[str, str]) -> None:
        """Raises ValueError where one name would stand for two things, or a link for nothing."""
        inner = _ancestors(stored)
        places = inner | set(stored)
        for path in inner & set(stored):
            for name in self.store.names(stored[path]):
                if f"{path}/{name}".lstrip("/") in places or (not path and name in links):
                    raise ValueError(f"{name!r} in {path!r} is a file and a folder")
        for link, target in links.items():
            if "/" in link or link in places or link.startswith(".") or target not in places:
                raise ValueError(f"link {link!r} to {target!r}: not a new name for a folder")

    def _served(self) -> str | None:
        """The name of the release served now; raises NotOurs where something else stands there."""
        place = self.out / self.audience
        if not place.is_symlink():
            if place.exists():
                raise NotOurs(place)
            return None
        parent, name = os.path.split(place.readlink())
        if parent == _FORMER[0] and name.startswith(f"{self.audience}-"):
            return None
        if parent != self._trees.name or not _RELEASE.fullmatch(name):
            raise NotOurs(place)
        return name

    def _folders(self, release: str) -> dict[str, Stored]:
        text = (self._trees / f"{release}.json").read_text("utf-8")
        return {path: Stored(key) for path, key in json.loads(text)["folders"].items()}

    def _make(
        self,
        tree: Path,
        manifest: str,
        stored: Mapping[str, Stored],
        links: Mapping[str, str],
        durable: bool,
        before: str | None,
    ) -> None:
        """Makes the tree beside its place; under its name it is whole and, where durable, on the disk.

        A folder with folders below it is a real one whose files are links; any other is itself a link.
        `before` is the release from which links are taken that are the same.
        """
        self._trees.mkdir(exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=self._trees))
        new.chmod(0o755)
        former = self._trees / before if before else None
        inner = _ancestors(stored)
        for path in sorted(inner):
            (new / path).mkdir(exist_ok=True)
        for path, each in stored.items():
            up = "../" * (1 + len(path.split("/")) if path else 1)
            if path in inner:
                for name in self.store.names(each):
                    _link(f"{path}/{name}".lstrip("/"), f"{up}{_FOLDERS}/{each.key}/{name}", new, former)
            else:
                _link(path, f"{up.removesuffix('../')}{_FOLDERS}/{each.key}", new, former)
        for path, target in links.items():
            _link(path, target, new, former)
        write_whole(self._trees / f"{tree.name}.json", manifest)
        if durable:
            os.sync()
        new.rename(tree)

    def _swap(self, name: str) -> None:
        link = self._trees / ".new-link"
        link.unlink(missing_ok=True)
        link.symlink_to(f"{self._trees.name}/{name}")
        link.replace(self.out / self.audience)

    def _forget(self, keep: set[str | None]) -> None:
        """Removes the other releases, for which nobody waits who wants to see this one."""
        for path in sorted(self._trees.iterdir()):
            if _RELEASE.fullmatch(path.name) and path.name not in keep:
                remove_whole(path)

    def _tidy(self) -> None:
        """Removes what killed builds left, manifests without a release, folders without a manifest."""
        kept = set()
        for path in sorted(self._trees.iterdir()) if self._trees.is_dir() else ():
            name = path.name.removesuffix(".json")
            if path.name == _FOLDERS:
                continue
            if not _RELEASE.fullmatch(name) or not (self._trees / name).is_dir():
                path.unlink() if path.is_symlink() or path.is_file() else remove_whole(path)
            else:
                kept.add(name)
        self.store.keep_only(each for name in kept for each in self._folders(name).values())
        links = [each.readlink() for each in self.out.iterdir() if each.is_symlink()]
        if not any(each.parent.name == _FORMER[0] for each in links):
            for former in (self.out / name for name in _FORMER):
                if former.is_dir() and all(_OF_FORMER.fullmatch(each.name) for each in former.iterdir()):
                    remove_whole(former)


def _link(path: str, target: str, tree: Path, former: Path | None) -> None:
    """Makes the link; the very same as before costs a system hardly anything, a new one as much as a file."""
    if former is not None:
        with suppress(OSError, NotImplementedError):
            if os.readlink(there := f"{former}/{path}") == target:  # noqa: PTH115  of a thousand, Path takes longer
                os.link(there, f"{tree}/{path}", follow_symlinks=False)
                return
    (tree / path).symlink_to(target)


def _ancestors(paths: Iterable[str]) -> set[str]:
    """Every folder that has one of these below it; the root in any case."""
    found = {""}
    for path in paths:
        while "/" in path:
            path = path.rpartition("/")[0]
            found.add(path)
    return found


def _locked(path: Path, wait: float) -> int:
    """An open file that holds the lock; closing it, or the end of the process, gives it up."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            if time.monotonic() >= deadline:
                os.close(handle)
                raise Busy() from None
            time.sleep(0.05)
