"""Says loudly when the browser tests cannot run."""

from __future__ import annotations

import shutil

import pytest

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
