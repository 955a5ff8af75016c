"""Releases: trees of links into the store, of which a reader sees the old one or the new one, whole.

    <out>/.store/<key>/                 folders of files, never changed
    <out>/.releases/<audience>-<hash>/  folders and relative links into the store
    <out>/.releases/<audience>-<hash>.json   which folder of the release is which of the store
    <out>/<audience>                    a relative link to one release, swapped by one rename

Publish `<out>/<audience>` to readers, not `<out>`: the store holds the folders of all audiences.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from generator.model.failure import Usage
from generator.publish.engine.store import Files, Store, Stored, remove_whole

_AUDIENCE = re.compile(r"[a-z][a-z0-9_-]*")
_RELEASE = re.compile(r"(?P<audience>[a-z][a-z0-9_-]*)-(?P<hash>[0-9a-f]{32})")


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
    """The place a site is published to. Use it as a context: it holds the lock until it ends.

    `store.put` may be called meanwhile by processes of the same build. Folders that no release refers to
    are removed on entering, so what a killed build left is not trusted, and on leaving.
    """

    def __init__(self, out: Path, wait: float = 60.0, trusted: bool = True) -> None:
        """`wait` is how many seconds to wait for another build before Busy is raised; `trusted` as of the Store."""
        self.out = out
        self.store = Store(out, trusted)
        self._wait = wait
        self._trees = out / ".releases"
        self._lock: int | None = None

    def __enter__(self) -> Releases:
        self.out.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.out / ".lock", self._wait)
        self._tidy()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is None:
            return
        try:
            if error is None:
                self._tidy()
        finally:
            os.close(self._lock)
            self._lock = None

    def current(self, audience: str) -> dict[str, Stored]:
        """The folders of the release served now, to carry over unchanged ones; empty where there is none."""
        name = self._served(audience)
        return self._folders(name) if name else {}

    def publish(
        self,
        audience: str,
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
        if not _AUDIENCE.fullmatch(audience):
            raise ValueError(f"{audience!r} is not the name of an audience")
        before = self._served(audience)
        links = dict(links or {})
        stored = {path: self._stored(path, folders[path]) for path in sorted(folders)}
        self._check_names(stored, links)
        manifest = {"folders": {path: each.key for path, each in stored.items()}, "links": links}
        text = json.dumps(manifest, sort_keys=True, indent=0)
        name = f"{audience}-{sha256(text.encode()).hexdigest()[:32]}"
        tree = self._trees / name
        if name == before:
            return Published(tree, False)
        if not tree.is_dir():
            self._make(tree, text, stored, links, durable)
        self._swap(audience, name)
        self._forget(audience, keep={name, before})
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

    def _served(self, audience: str) -> str | None:
        """The name of the release served now; raises NotOurs where something else stands there."""
        place = self.out / audience
        if not place.is_symlink():
            if place.exists():
                raise NotOurs(place)
            return None
        target = place.readlink()
        match = _RELEASE.fullmatch(target.name)
        if str(target.parent) != ".releases" or match is None or match["audience"] != audience:
            raise NotOurs(place)
        return target.name

    def _folders(self, release: str) -> dict[str, Stored]:
        text = (self._trees / f"{release}.json").read_text("utf-8")
        return {path: Stored(key) for path, key in json.loads(text)["folders"].items()}

    def _make(
        self, tree: Path, manifest: str, stored: Mapping[str, Stored], links: Mapping[str, str], durable: bool
    ) -> None:
        """Makes the tree beside its place; under its name it is whole and, where durable, on the disk.

        A folder with folders below it is a real one whose files are links; any other is itself a link.
        """
        self._trees.mkdir(exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=".new-", dir=self._trees))
        new.chmod(0o755)
        inner = _ancestors(stored)
        for path in sorted(inner):
            (new / path).mkdir(exist_ok=True)
        for path, each in stored.items():
            up = "../" * (2 + len(path.split("/")) if path else 2)
            if path in inner:
                for name in self.store.names(each):
                    (new / path / name).symlink_to(f"{up}.store/{each.key}/{name}")
            else:
                (new / path).symlink_to(f"{up.removesuffix('../')}.store/{each.key}")
        for path, target in links.items():
            (new / path).symlink_to(target)
        _write_whole(self._trees / f"{tree.name}.json", manifest)
        if durable:
            os.sync()
        new.rename(tree)

    def _swap(self, audience: str, name: str) -> None:
        link = self._trees / f".new-link-{audience}"
        link.unlink(missing_ok=True)
        link.symlink_to(f".releases/{name}")
        link.replace(self.out / audience)

    def _forget(self, audience: str, keep: set[str | None]) -> None:
        """Removes the audience's other releases; their folders go when the context ends."""
        for path in sorted(self._trees.iterdir()):
            match = _RELEASE.fullmatch(path.name)
            if match is not None and match["audience"] == audience and path.name not in keep:
                remove_whole(path)

    def _tidy(self) -> None:
        """Removes what killed builds left, manifests without a release, folders without a manifest."""
        kept = set()
        for path in sorted(self._trees.iterdir()) if self._trees.is_dir() else ():
            release = _RELEASE.fullmatch(path.name.removesuffix(".json"))
            if release is None or not (self._trees / release[0]).is_dir():
                path.unlink() if path.is_symlink() or path.is_file() else remove_whole(path)
            else:
                kept.add(release[0])
        self.store.keep_only(each for name in kept for each in self._folders(name).values())


def _ancestors(paths: Iterable[str]) -> set[str]:
    """Every folder that has one of these below it; the root in any case."""
    found = {""}
    for path in paths:
        while "/" in path:
            path = path.rpartition("/")[0]
            found.add(path)
    return found


def _write_whole(path: Path, text: str) -> None:
    new = path.with_name(f".new-{path.name}")
    new.write_text(text, "utf-8")
    new.replace(path)


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
