"""Says loudly what was not proved; a published site of every audience for those who look at it."""

from __future__ import annotations

import functools
import shutil
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.incremental.changing import PROJECT
from tests.incremental.comparing import OUT, Asked

NODE = Path(sys.prefix) / "node" / "node_modules"
"""Where `make proof` installs what is no Python package."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, built for the committee, who see the most; every link resolved."""
    root = tmp_path_factory.mktemp("proof") / "root"
    for name in ("records", "content", "templates"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "site_config.yml", root)
    ran = Asked(audience="committee").build(root, root / OUT)
    assert ran.code == 0, ran.err
    return Path(shutil.copytree(root / OUT / "committee", root / "copy"))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing of each request."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [each for each in terminalreporter.stats.get("skipped", []) if "tests/proof/" in each.nodeid]
    for each in skipped:
        terminalreporter.write_line(f"### NOT PROVED: {each.nodeid}: {each.longrepr[2]} ###", red=True)
    if skipped:
        terminalreporter.write_line(f"### {len(skipped)} PROOFS DID NOT RUN ###", red=True)
