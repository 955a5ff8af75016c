"""Says loudly when the browser tests cannot run; what is the same for many tests is made once for all."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings

from tests.guide.server_guide import CAN_SERVE
from tests.shop import Shop
from tests.spared import indexed, spared
from tests.watched import watch

# All but Phase.explain, for which every line would be traced: up to Python 3.11 that takes most of the time.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink)
settings.register_profile("same every time", derandomize=True, max_examples=100, deadline=None, phases=PHASES)
settings.load_profile("same every time")
CHROMIUM = shutil.which("chromium")


LONG = (
    "proof/test_long_lives.py",
    "hostile/test_hostile.py",
    "canary/test_interference.py",
    "proof/test_fuzz.py",
    "publish/render/test_as_written.py",
    "incremental/",
    "canary/",
    "test_in_browser.py",
    "desk/test_journeys.py",
    "test_readme.py",
    "commands/test_cluster.py",
    "publish/test_frozen_in_browser.py",
)
"""What takes longest begins first, so that no process is left with it alone while the others have nothing to do."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=_turn)
    if CHROMIUM is None:
        browser = [item for item in items if item.get_closest_marker("browser")]
        items[:] = [item for item in items if item not in browser]
        config.hook.pytest_deselected(items=browser)


def pytest_collection_finish() -> None:
    """All tests stay to the end: Python need not look through them again and again for what may go."""
    gc.freeze()


def _turn(item: pytest.Item) -> int:
    path = item.path.as_posix()
    return next((turn for turn, each in enumerate(LONG) if each in path), len(LONG))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Of several processes only the one that runs no test itself comes here."""
    if CHROMIUM is None:
        terminalreporter.write_line("### NO BROWSER TEST DID RUN: Chromium is not installed ###", red=True)
    if not CAN_SERVE:
        terminalreporter.write_line("### NOTHING WAS SERVED BY nginx: it, or openssl, is not installed ###", red=True)
    for each in (each for found in terminalreporter.stats.values() for each in found):
        for name, value in each.user_properties if getattr(each, "when", "") == "call" else ():
            terminalreporter.write_line(f"{name}: {value}")
    skipped = [each for each in terminalreporter.stats.get("skipped", []) if "proof" in each.keywords]
    for each in skipped:
        terminalreporter.write_line(f"### NOT PROVED: {each.nodeid}: {each.longrepr[2]} ###", red=True)
    if skipped:
        terminalreporter.write_line(f"### {len(skipped)} PROOFS DID NOT RUN ###", red=True)


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """What this run made once for all its tests."""
    return Shop(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session", autouse=True)
def what_is_spared(shop: Shop) -> Iterator[None]:
    with spared(shop):
        yield


@pytest.fixture(scope="session", autouse=True)
def kinds_watched() -> Iterator[None]:
    """Has every kind read only the fields it declares."""
    with pytest.MonkeyPatch.context() as patch:
        watch(patch)
        yield


@pytest.fixture
def searchable() -> Iterator[None]:
    """Pages are indexed in this test."""
    with indexed():
        yield
