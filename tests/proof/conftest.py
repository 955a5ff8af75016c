"""The demonstration, published, for those who look at a site."""

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
from tests.shop import Shop

NODE = Path(sys.prefix) / "node" / "node_modules"
"""Where `make proof` installs what is no Python package."""


@pytest.fixture(scope="session")
def site(shop: Shop) -> Path:
    """The demonstration, built for the committee, who see the most; every link resolved."""
    return shop.once("proof", _site) / "copy"


def _site(root: Path) -> None:
    for name in ("records", "content", "templates"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "site_config.yml", root)
    ran = Asked(audience="committee").build(root, root / OUT)
    assert ran.code == 0, ran.err
    shutil.copytree(root / OUT / "committee", root / "copy")


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
