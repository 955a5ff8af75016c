"""Says loudly when the browser tests cannot run; has MkDocs run once for each frame."""

from __future__ import annotations

import os
import pickle
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

from generator.model.node import Mapping
from generator.publish.engine.frame import Frame
from generator.publish.engine.theme import Built
from generator.read.nodes import read_mapping
from generator.types.findings import Findings

settings.register_profile("same every time", derandomize=True, max_examples=100, deadline=None)
settings.load_profile("same every time")
CHROMIUM = shutil.which("chromium")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        browser = [item for item in items if item.get_closest_marker("browser")]
        config.stash[NOT_RUN] = len(browser)
        items[:] = [item for item in items if item not in browser]
        config.hook.pytest_deselected(items=browser)


NOT_RUN = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if count := config.stash.get(NOT_RUN, 0):
        terminalreporter.write_line(f"### {count} BROWSER TESTS DID NOT RUN: Chromium is not installed ###", red=True)


@pytest.fixture(autouse=True)
def packs_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parses the YAML of each sound pack once a process, however many roots hold it."""
    monkeypatch.setattr("generator.read.pack.read_mapping", _parsed)


_PARSED: dict[str, Mapping] = {}


def _parsed(text: str, findings: Findings, first_line: int = 1) -> Mapping | None:
    if text not in _PARSED or first_line != 1:
        found = read_mapping(text, findings, first_line)
        if found is None:
            return None
        _PARSED[text] = found
    return _PARSED[text]


@pytest.fixture(autouse=True)
def shells_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Runs MkDocs once for each frame of the whole run, whatever root and process asks for it.

    Every build of a new root would run it again, to the very same bytes; tests of the engine run it themselves.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "frames"
    shells = import_module("generator.publish.engine.shells")
    made = shells.build

    def once(frame: Frame, theme: Path, work: Path) -> Built:
        known = shared / shells._inputs_hash(frame, theme)
        if not known.exists():
            built = made(frame, theme, work)
            shared.mkdir(exist_ok=True)
            partly = known.with_suffix(f".{os.getpid()}")
            partly.write_bytes(pickle.dumps(built))
            partly.rename(known)
        found = pickle.loads(known.read_bytes())
        assert isinstance(found, Built)
        return found

    monkeypatch.setattr(shells, "build", once)
