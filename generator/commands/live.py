"""What browsers are shown while `serve` runs: the site, and what is wrong in what was saved.

A page is loaded again when its own bytes are others, and only then: a record that is no longer right has lost its page,
and whoever is writing it keeps the last one in sight, with what to mend below it.
"""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from generator.publish.engine import NOT_FOUND
from generator.publish.formats.table_formats import FORMATS
from generator.shipped import TEMPLATES

SCRIPT, STYLE, EVENTS = "/_reload.js", "/_reload.css", "/_reload"
_OURS = {SCRIPT: ("reload.js", "text/javascript"), STYLE: ("reload.css", "text/css")}
_FOLDER = TEMPLATES / "serve"
_MEDIA = {f".{form.suffix}": form.media for form in FORMATS.values()}
_BASE = re.compile(rb'<base href="[^"]*">')
_ALIVE = 15
"""Seconds after which a browser that waits is told that the server is still there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend."""

    said: str
    place: str = ""
    """File and line."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What browsers show until it is otherwise; without faults nothing."""

    title: str = ""
    faults: tuple[Fault, ...] = ()
    more: str = ""
    """That there are others."""
    close: str = ""

    @property
    def data(self) -> str:
        """As JSON on one line, nothing in it but ASCII: no text can end the event it is sent in."""
        return json.dumps(asdict(self))


class Live:
    """The site as it is now, and those who wait for the next."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._told, self._number = Told(), 0
        self._changed = threading.Condition()

    def tell(self, told: Told) -> None:
        """Something was built, or could not be."""
        with self._changed:
            self._told, self._number = told, self._number + 1
            self._changed.notify_all()

    def events(self, version: Callable[[], str], shown: str) -> Iterator[tuple[str, str]]:
        """The events of one browser, each with its data, for as long as it listens.

        `version` is what its page is now, `shown` what it was when it was sent; where there is no page now, nothing
        takes its place.
        """
        number, last = -1, None
        while True:
            with self._changed:
                if number == self._number:
                    self._changed.wait(_ALIVE)
                same, number, told = number == self._number, self._number, self._told
            if same:
                yield "", ""
                continue
            if told != last:
                yield "faults", told.data
                last = told
            if (now := version()) not in ("", shown):
                yield "reload", now
                shown = now


class Handler(SimpleHTTPRequestHandler):
    """Serves the release; adds to each page the script that loads it again."""

    def __init__(self, *args: Any, live: Live, **kwargs: Any) -> None:
        self.live = live
        self.extensions_map = {**self.extensions_map, **_MEDIA}
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """A file of the site, the script and its style, or the stream of events."""
        address = urlsplit(self.path)
        if address.path in _OURS:
            name, kind = _OURS[address.path]
            self._send((_FOLDER / name).read_bytes(), f"{kind}; charset=utf-8")
        elif address.path == EVENTS:
            asked = parse_qs(address.query)
            self._events(asked.get("page", [""])[0], asked.get("is", [""])[0])
        elif (page := self._page(self.path)) is not None:
            own = f'data-page="{_version(page)}" data-language="{self.live.language}"'
            script = f'<script src="{SCRIPT}" {own}></script></body>'.encode()
            before, _, after = page.rpartition(b"</body>")
            self._send(before + script + after, "text/html; charset=utf-8")
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """For an address that is not there the site's own page, which begins here whatever audience it is of."""
        page = self._page(f"/{NOT_FOUND}") if (code, self.command) == (HTTPStatus.NOT_FOUND, "GET") else None
        if page is None:
            super().send_error(code, message, explain)
        else:
            self._send(_BASE.sub(b'<base href="/">', page, count=1), "text/html; charset=utf-8", code)

    def _page(self, address: str) -> bytes | None:
        """The HTML page of the address; None where it is none, or is not there."""
        path = Path(self.translate_path(address))
        path = path / "index.html" if urlsplit(address).path.endswith("/") else path
        try:
            return path.read_bytes() if path.suffix == ".html" else None
        except OSError:
            return None

    def _send(self, body: bytes, kind: str, status: int = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _events(self, address: str, shown: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            for name, data in self.live.events(lambda: _version(self._page(address)), shown):
                self.wfile.write(f"event: {name}\ndata: {data}\n\n".encode() if name else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing of each request."""


class Server(ThreadingHTTPServer):
    """Answers each browser in a thread of its own."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing of a browser that has gone in the middle of an answer."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def _version(page: bytes | None) -> str:
    return "" if page is None else sha256(page).hexdigest()[:16]
