"""Work that a whole run does once, or not at all where no test asks what comes of it.

Each has its real thing back for the tests that are about it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

from generator.cache.store import Store
from generator.judge.rules import Compiled, compile_pack
from generator.model.node import Mapping as Written
from generator.model.pack import Pack
from generator.model.problem import Problem
from generator.publish.engine.frame import Frame
from generator.publish.engine.theme import Built, build
from generator.publish.search import SearchIndex
from generator.read.history import History, history
from generator.read.pack import in_words_of, read_pack
from generator.types import registry
from generator.types.findings import Findings
from generator.workspace.workspace import Workspace
from tests.shop import Shop

_SHELLS = import_module("generator.publish.engine.shells")
_UNCHANGED = SearchIndex.unchanged
_READ: dict[tuple[bytes, str, str], Pack] = {}
_MARKED: dict[int, tuple[str, ...]] = {}
"""What a pack that is held says in the words of a unit."""
_WORDED: dict[tuple[int, tuple[str, ...]], Pack] = {}
_COMPILED: dict[tuple[int, int], tuple[Compiled, tuple[Problem, ...]]] = {}
_HELD: list[object] = []
"""What the keys of `_COMPILED` are of, so that they stay of that alone."""


@contextmanager
def spared(shop: Shop) -> Iterator[None]:
    """Packs are read once a process, frames made once a run, git is asked only in a repository, no page is indexed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.read.frame_files.read_pack", _read_pack)
        patch.setattr("generator.read.frame_files.in_words_of", _in_words_of)
        patch.setattr("generator.workspace.checks.compile_pack", _compile_pack)
        patch.setattr("generator.read.source.history", _history)
        patch.setattr(_SHELLS, "build", _FramesOf(shop).build)
        patch.setattr(SearchIndex, "unchanged", lambda _: {})
        yield


@contextmanager
def indexed() -> Iterator[None]:
    """Pages are made searchable, as they are outside tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SearchIndex, "unchanged", _UNCHANGED)
        yield


@contextmanager
def read_once(root: Path) -> Iterator[None]:
    """Commands on the root share what they read and judged of it: its files stay as they are for so long."""
    begun, known = Workspace.__init__, {}

    def begin(self: Workspace, start: Path, given_root: Path | None, language: str) -> None:
        begun(self, start, given_root, language)
        if given_root == root:
            self.__dict__ = known.setdefault((start, language), self.__dict__)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "__init__", begin)
        yield


@contextmanager
def mkdocs_run() -> Iterator[None]:
    """MkDocs runs for each root that needs a frame, as it does outside tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_SHELLS, "build", build)
        yield


def _read_pack(path: Path, file: str, overrides: Mapping[str, Written], findings: Findings) -> Pack | None:
    """Each sound pack once, however many roots hold it."""
    key = (path.read_bytes() if path.is_file() else b"", file, repr(overrides))
    if key in _READ:
        return _READ[key]
    found = read_pack(path, file, overrides, findings)
    if found is not None and not findings.problems:
        _READ[key] = found
    return found


def _in_words_of(pack: Pack, say: Callable[[str], str]) -> Pack:
    """Each pack that is held once for all units of the same words: of two that are alike only one is compiled."""
    marked = _MARKED.get(id(pack))
    if marked is None:
        texts: dict[str, None] = {}

        def heard(text: str) -> str:
            texts[text] = None
            return say(text)

        worded = in_words_of(pack, heard)
        if any(pack is held for held in _READ.values()):
            _MARKED[id(pack)] = marked = tuple(text for text in texts if "‹" in text)
            _WORDED[id(pack), tuple(map(say, marked))] = worded
        return worded
    key = (id(pack), tuple(map(say, marked)))
    if key not in _WORDED:
        _WORDED[key] = in_words_of(pack, say)
    return _WORDED[key]


def _compile_pack(pack: Pack) -> tuple[Compiled, tuple[Problem, ...]]:
    """Each pack that is held once for each registry of types, which says what its parameters may name."""
    of = (pack, registry())
    key = (id(of[0]), id(of[1]))
    if key not in _COMPILED:
        _HELD.append(of)
        _COMPILED[key] = compile_pack(pack)
    return _COMPILED[key]


def _history(folder: Path, store: Store) -> History:
    """Git is asked only where there is a repository."""
    there = any((each / ".git").exists() for each in (folder, *folder.parents))
    return history(folder, store) if there else History(unknown="no_repository")


class _FramesOf:
    """MkDocs runs once for each frame: every build of a new root would run it again, to the very same bytes."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def build(self, frame: Frame, theme: Path, work: Path) -> Built:
        def make(folder: Path) -> None:
            (folder / "built").write_bytes(pickle.dumps(build(frame, theme, work)))

        name = f"frame-{_SHELLS._inputs_hash(frame, theme)}"
        found = pickle.loads((self._shop.once(name, make) / "built").read_bytes())
        assert isinstance(found, Built)
        return found
