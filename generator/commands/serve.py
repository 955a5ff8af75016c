"""serve: builds, serves, rebuilds on save, and reloads the browser."""

from __future__ import annotations

import gc
import signal
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from generator.commands.help import Command
from generator.commands.options import audience_option
from generator.commands.report import said
from generator.commands.site import publish_site, tell_rejected
from generator.model.failure import Failure, Usage
from generator.publish.engine import NotOurs
from generator.publish.formats.table_formats import FORMATS
from generator.workspace.workspace import Workspace

RELOAD_SCRIPT = "/_reload.js"
RELOAD_EVENTS = "/_reload"
_MEDIA = {f".{form.suffix}": form.media for form in FORMATS.values()}
WATCHED = ("content", "templates", "site_config.yml")
SCRIPT = f"new EventSource({RELOAD_EVENTS!r}).addEventListener('message', () => location.reload());\n".encode()


@click.command(cls=Command)
@audience_option
@click.option("--out", default="site")
@click.option("--host", default="127.0.0.1")
@click.option("--port", type=click.IntRange(0, 65535), default=8000)
@click.pass_obj
def serve(workspace: Workspace, audience: str, out: str, host: str, port: int) -> int:
    """Serve the site of one audience and keep it current until stopped."""
    from watchfiles import watch

    gc.enable()  # this command goes on and on
    for stop in (signal.SIGINT, signal.SIGTERM):
        # A parent that runs it in the background may have had it ignore Ctrl+C.
        signal.signal(stop, signal.default_int_handler)
    built = threading.Condition()
    _rebuild(workspace, audience, out)
    handler = partial(Handler, built=built, directory=str(workspace.root / out / audience))
    try:
        server = ThreadingHTTPServer((host, port), handler)
    except OSError as error:
        raise Usage("port", port=port, detail=error.strerror or "") from None
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{host}:{server.server_port}/"
    click.echo(workspace.catalogue.text("commands.serve.running", address=address))
    folders = [*WATCHED, *(root.path for root in workspace.frame.config.record_roots)]
    for _ in watch(*(path for name in folders if (path := workspace.root / name).exists()), raise_interrupt=False):
        _rebuild(Workspace(workspace.start, workspace.root, workspace.language), audience, out)
        with built:
            built.notify_all()
    server.shutdown()
    return 0


def _rebuild(workspace: Workspace, audience: str, out: str) -> None:
    """Builds; what keeps it from being built is said, and the last site stays."""
    sentences = workspace.catalogue
    try:
        done = publish_site(workspace, None, workspace.as_of(None), audience, workspace.root / out)
        click.echo(sentences.text("commands.serve.built", pages=done.pages, written=done.written))
        tell_rejected(workspace)
    except NotOurs:
        raise
    except Failure as failure:
        click.echo(said(failure, sentences), err=True)
    finally:
        workspace.save()


class Handler(SimpleHTTPRequestHandler):
    """Serves the release; adds to each page the script that reloads it after a build."""

    def __init__(self, *args: Any, built: threading.Condition, **kwargs: Any) -> None:
        self.built = built
        self.extensions_map = {**self.extensions_map, **_MEDIA}
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """A file of the site, the reload script, or the stream of builds."""
        if self.path == RELOAD_SCRIPT:
            self._send(SCRIPT, "text/javascript")
        elif self.path == RELOAD_EVENTS:
            self._events()
        else:
            page = Path(self.translate_path(self.path))
            page = page / "index.html" if page.is_dir() and self.path.endswith("/") else page
            if page.suffix == ".html" and page.is_file():
                script = f'<script src="{RELOAD_SCRIPT}"></script></body>'.encode()
                self._send(page.read_bytes().replace(b"</body>", script, 1), "text/html; charset=utf-8")
            else:
                super().do_GET()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                with self.built:
                    rebuilt = self.built.wait(timeout=15)
                self.wfile.write(b"data: built\n\n" if rebuilt else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            return

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing of each request."""
