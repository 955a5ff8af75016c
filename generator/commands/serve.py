"""serve: builds, serves, and builds again on save; what is wrong in what was saved is shown in the browser."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from generator.commands.help import Command
from generator.commands.live import Fault, Handler, Live, Server, Told
from generator.commands.options import audience_option
from generator.commands.report import TEXT, report, said
from generator.commands.site import publish_site, tell_rejected
from generator.model.failure import Broken, Failure, Usage
from generator.model.problem import Problem, Severity
from generator.publish.engine import NotOurs
from generator.publish.publication import Publication
from generator.workspace.problem_text import sentence
from generator.workspace.workspace import Workspace

WATCHED = ("content", "templates", "site_config.yml")
_SOON = 100
"""Milliseconds after which it looks whether it is to end."""
_TOGETHER = 20
"""Milliseconds without another save after which what was saved is looked at."""
_MOST = 20
"""Of many faults so many are shown at once."""


@click.command(cls=Command)
@audience_option
@click.option("--out", default="site")
@click.option("--host", default="127.0.0.1")
@click.option("--port", type=click.IntRange(0, 65535), default=8000)
@click.pass_obj
def serve(workspace: Workspace, audience: str, out: str, host: str, port: int) -> int:
    """Serve the site of one audience and keep it current until stopped."""
    from watchfiles import watch

    for stop in (signal.SIGINT, signal.SIGTERM):
        # A parent that runs it in the background may have had it ignore Ctrl+C.
        signal.signal(stop, signal.default_int_handler)
    workspace.stays = True
    live = Live(workspace.language)
    saved = Saved(workspace.root)
    folders = [*WATCHED, *(root.path for root in workspace.frame.config.record_roots)]
    watched = [path for name in folders if (path := workspace.root / name).exists()]
    looks = watch(*watched, step=_TOGETHER, raise_interrupt=False, yield_on_timeout=True, rust_timeout=_SOON)
    next(looks)  # from now on no save goes by unseen
    _rebuild(workspace, audience, out, saved, live.tell)
    handler = partial(Handler, live=live, directory=str(workspace.root / out / audience))
    try:
        server = Server((host, port), handler)
    except OSError as error:
        raise Usage("port", port=port, detail=error.strerror or "") from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{host}:{server.server_port}/"
    click.echo(workspace.catalogue.text("commands.serve.running", address=address))
    with suppress(KeyboardInterrupt):  # in the middle of a build too: what is not whole is not served
        for changes in filter(None, looks):
            saved.add(path for _, path in changes)
            workspace = workspace.again([Path(path) for _, path in changes])
            _rebuild(workspace, audience, out, saved, live.tell)
    server.shutdown()
    return 0


class Saved:
    """The files somebody has saved since it began: what is wrong in any other was so before, and is told by `check`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: set[str] = set()

    def add(self, paths: Iterable[str]) -> None:
        """More of them, as the system names them."""
        self._files.update(Path(os.path.relpath(path, self._root)).as_posix() for path in paths)

    def faults(self, problems: Iterable[Problem]) -> list[Problem]:
        """The errors in them."""
        return [each for each in problems if each.severity is Severity.ERROR and each.file in self._files]


def _rebuild(workspace: Workspace, audience: str, out: str, saved: Saved, tell: Callable[[Told], None]) -> None:
    """Builds, and has browsers told once the pages are out; what keeps it from being built is said, and the last site
    stays.
    """
    sentences = workspace.catalogue

    def pages_out(done: Publication) -> None:
        problems = saved.faults(workspace.problems)
        tell(_told("held", [_fault(each, workspace) for each in problems], workspace))
        click.echo(sentences.text("commands.serve.built", pages=done.pages, written=done.written))
        tell_rejected(workspace)
        if problems:
            click.echo(report(problems, TEXT, sentences), err=True)

    try:
        publish_site(workspace, None, workspace.as_of(None), audience, workspace.root / out, told=pages_out)
    except NotOurs:
        raise
    except Failure as failure:
        click.echo(said(failure, sentences), err=True)
        errors = failure.problems if isinstance(failure, Broken) else ()
        faults = [_fault(each, workspace) for each in errors if each.severity is Severity.ERROR]
        tell(_told("unbuilt", faults or [Fault(sentences.say(each)) for each in failure.phrases], workspace))
    finally:
        workspace.save()
        gc.collect()  # since this goes on and on; and not while somebody waits for a page


def _fault(problem: Problem, workspace: Workspace) -> Fault:
    sentences = workspace.catalogue
    hint = sentences.text("commands.hint", hint=sentence(problem, sentences, "hint"))
    place = sentences.text("commands.serve.place", file=problem.file, line=problem.mark.line)
    return Fault(sentence(problem, sentences), place, hint)


def _told(title: str, faults: list[Fault], workspace: Workspace) -> Told:
    """What browsers are to show under one of two headings."""
    text = workspace.catalogue.text
    if not faults:
        return Told()
    left = len(faults) - _MOST
    more = text("commands.serve.more", count=left) if left > 0 else ""
    return Told(text(f"commands.serve.{title}"), tuple(faults[:_MOST]), more, text("commands.serve.close"))
