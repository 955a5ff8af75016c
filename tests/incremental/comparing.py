"""Builds a root twice, with what it keeps and from nothing, and says where the two differ."""

from __future__ import annotations

import contextlib
import difflib
import gzip
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.commands.site import publish_site
from generator.model.failure import Failure
from generator.workspace.workspace import Workspace
from tests.school import Ran, command
from tests.spared import indexed

CACHE = ".wuhao"
OUT = "site"
INDEX = "/pagefind/"
_WRITTEN = re.compile(r"其中新写\d+个文件|\d+ files newly written")
_MOST_SHOWN = 12


@dataclass(frozen=True)
class Asked:
    """What a build is asked for."""

    as_of: str = "2017-12-20"
    audience: str = "public"
    language: str = "zh"

    def build(self, root: Path, out: Path, *more: str) -> Ran:
        """Builds into a folder; a traceback is a failure whatever it was caused by."""
        where = ("--audience", self.audience, "--as-of", self.as_of, "--out", str(out))
        with indexed():
            return self._run(root, "build", *where, *more)

    def told(self, root: Path) -> tuple[Ran, ...]:
        """What the commands that read and judge say."""
        return (
            self._run(root, "check", "--format", "json"),
            self._run(root, "status", "--as-of", self.as_of, "--format", "json"),
            self._run(root, "due", "--as-of", self.as_of),
        )

    def _run(self, root: Path, *argv: str) -> Ran:
        ran = command("--root", str(root), "--lang", self.language, *argv)
        assert "Traceback" not in ran.out + ran.err, ran.err
        return ran


@dataclass(frozen=True)
class Seen:
    """All that one build let anybody see."""

    said: tuple[Ran, ...]
    """What `build` said, and the commands that read and judge; nothing of a process that goes on."""
    files: dict[str, bytes]
    """Of the tree served, links followed, what is there for searching aside."""
    indexed: dict[str, object]
    """What is there for searching: of each page of the index its text and what is known of it, and our own files."""


def incremental(root: Path, asked: Asked, *more: str) -> Seen:
    """Builds with the cache and the output that are there."""
    return _see(root, root / OUT, asked, *more)


class Warm:
    """A process that goes on, as `serve` does: it is told which files are others than before."""

    def __init__(self) -> None:
        self._at: Workspace | None = None
        self._files: dict[Path, tuple[int, int, int]] = {}

    def __call__(self, root: Path, asked: Asked) -> Seen:
        files = {path: _state(path) for path in _sources(root)}
        changed = [path for path in {**files, **self._files} if files.get(path) != self._files.get(path)]
        known = self._at if self._at is not None and self._at.language == asked.language else None
        at = known.again(changed) if known is not None else Workspace(root, root, asked.language, stays=True)
        self._at, self._files = at, files
        with indexed(), contextlib.suppress(Failure):  # then nothing is published, and what is served stays
            publish_site(at, None, date.fromisoformat(asked.as_of), asked.audience, root / OUT)
        at.save()
        return Seen((), *served(root / OUT / asked.audience))


def from_nothing(root: Path, asked: Asked) -> Seen:
    """Builds without either, and leaves both as they were."""
    out = root.with_name(f"{root.name}-from-nothing")
    with _without_cache(root):
        try:
            return _see(root, out, asked)
        finally:
            shutil.rmtree(out, ignore_errors=True)


def served(home: Path) -> tuple[dict[str, bytes], dict[str, object]]:
    """The files a reader can fetch from an audience's tree, and all by which its search finds them.

    The bytes of Pagefind's index are never twice the same: of that it is what each page is found by, but for what is
    hidden because it is found elsewhere.
    """
    found = {path: (home / path).read_bytes() for path in _paths(home)} if home.exists() else {}
    searched: dict[str, object] = {}
    menus = [json.loads(data) for path, data in found.items() if path.endswith("/pagefind/menu.json")]
    hidden = {each for menu in menus for each in menu.get("hidden", ())}
    for path in [path for path in found if path.split("/")[1:2] in (["pagefind"], ["search"])]:
        data = found.pop(path)
        if Path(path).stem in hidden:
            continue
        if path.endswith(".pf_fragment"):
            page = _page(data)
            searched[path.partition(INDEX)[0] + str(page["url"])] = page
        elif path.endswith(("menu.json", ".js")) and INDEX + "0" not in path:
            searched[path] = data
    return found, searched


def difference(kept: Seen, full: Seen) -> str:
    """Where an incremental build differs from the full one, by file and line; empty where it does not."""
    said = []
    commands = ("build", "check", "status", "due") if kept.said else ()
    for name, one, other in zip(commands, kept.said, full.said if commands else (), strict=True):
        if one != other:
            said.append(f"{name}: code {one.code}, from nothing {other.code}\n{_lines(one.out, other.out)}")
            said.append(_lines(one.err, other.err))
    for what, have, want in (("page", kept.files, full.files), ("in the search index", kept.indexed, full.indexed)):
        names = {
            "stale": sorted(path for path in have.keys() & want.keys() if have[path] != want[path]),
            "missing": sorted(want.keys() - have.keys()),
            "left over": sorted(have.keys() - want.keys()),
        }
        for state, paths in names.items():
            if paths:
                said.append(f"{state} {what}: {len(paths)}\n  " + "\n  ".join(paths[:_MOST_SHOWN]))
        for path in names["stale"][:3]:
            said.append(f"{path}\n{_lines(_text(have[path]), _text(want[path]))}")
    return "\n".join(each for each in said if each)


def _see(root: Path, out: Path, asked: Asked, *more: str) -> Seen:
    told = asked.told(root)
    ran = asked.build(root, out, *more)
    return Seen((_masked(ran, out), *told), *served(out / asked.audience))


def _sources(root: Path) -> Iterator[Path]:
    """The files people write."""
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if Path(folder) != root or name not in (CACHE, OUT)]
        yield from (Path(folder, name) for name in names)


def _state(path: Path) -> tuple[int, int, int]:
    found = path.lstat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _masked(ran: Ran, out: Path) -> Ran:
    """Without the one figure and the one folder in which two builds of the same may differ."""
    texts = (_WRITTEN.sub("…", text).replace(str(out), "<out>") for text in (ran.out, ran.err))
    return Ran(ran.code, *texts)


@contextlib.contextmanager
def _without_cache(root: Path) -> Iterator[None]:
    cache, aside = root / CACHE, root.with_name(f"{root.name}-cache-aside")
    if cache.exists():
        cache.rename(aside)
    try:
        yield
    finally:
        shutil.rmtree(cache, ignore_errors=True)
        if aside.exists():
            aside.rename(cache)


def _paths(home: Path) -> Iterator[str]:
    """Every file below the folder; what only repeats a year under another name is told by its link."""
    for folder, below, names in os.walk(home, followlinks=True):
        here = Path(folder)
        below[:] = [name for name in below if here != home or name.isdigit()]
        yield from ((here / name).relative_to(home).as_posix() for name in names)


def _page(data: bytes) -> dict[str, object]:
    """A page of the index: JSON behind a mark of its maker."""
    text = gzip.decompress(data).decode("utf-8")
    page: dict[str, object] = json.loads(text[text.index("{") :])
    return page


def _text(data: object) -> str:
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False)


def _lines(have: str, want: str) -> str:
    lines = difflib.unified_diff(have.splitlines(), want.splitlines(), "incremental", "from nothing", "", "", 0, "")
    return "\n".join(f"  {line[:300]}" for line in list(lines)[:_MOST_SHOWN])
