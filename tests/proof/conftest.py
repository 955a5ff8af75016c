"""The demonstration, published, for those who look at a site."""

from __future__ import annotations

import functools
import gzip
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


_PRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml")


class _Quiet(SimpleHTTPRequestHandler):
    """Sends text compressed and to be kept for a day, as the guide tells nginx to."""

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing of each request."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.suffix not in _PRESSED or not file.is_file():
            super().do_GET()
            return
        sent = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(file))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(sent)))
        self.send_header("Cache-Control", "max-age=86400" if "/assets/" in self.path else "no-cache")
        self.end_headers()
        self.wfile.write(sent)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
