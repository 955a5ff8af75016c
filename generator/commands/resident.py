"""A process that waits for something to publish: what was read for one audience serves all, and nothing begins anew."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import io
import os
import signal
import subprocess
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.commands.porter import installed, kept_door
from generator.commands.report import said
from generator.commands.site import publish_site, tell_rejected
from generator.gate import publishing
from generator.gate.gatehouse import Gatehouse
from generator.model.failure import Failure
from generator.types import Audience
from generator.workspace.workspace import Workspace

LOOK = 5000
"""Milliseconds after which it looks although nobody told of a change."""


def reside(house: Gatehouse, language: str) -> None:
    """Publishes whatever comes in until it is told to end, or who started it is gone."""
    from watchfiles import watch

    gc.disable()  # whoever waits for a page does not wait for this
    release = installed()
    ended, parent = threading.Event(), os.getppid()
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, lambda *_: ended.set())
    with (house.folder / publishing.RESIDENT).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # another is here
            return
        builder = _together(house, language)
        with kept_door(house, language, release, lock):
            _publish(house, builder)
            mark = house.folder / publishing.AGAIN
            for _ in watch(
                house.folder,
                watch_filter=lambda _, path: path == str(mark),
                debounce=20,
                step=10,
                stop_event=ended,
                rust_timeout=LOOK,
                yield_on_timeout=True,
                recursive=False,
                raise_interrupt=False,
            ):
                _publish(house, builder)
                if os.getppid() != parent or installed() != release:
                    break
    publishing.publish(house, builder)  # who came between the last look and the end left a mark, and went


def _publish(house: Gatehouse, builder: publishing.Builder) -> None:
    if publishing.publish(house, builder) is not None:
        gc.collect()  # since this goes on and on


@contextmanager
def residing(house: Gatehouse, language: str) -> Iterator[Callable[[], None]]:
    """Has such a process there meanwhile; gives what waits until it has published what there is, and is warm."""
    publishing.ask(house)
    words = [*publishing.program(), "--lang", language, "gate", "publish", str(house.folder), "--stay"]
    with (house.folder / publishing.LOG).open("ab") as log:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def settled() -> None:
        while process.poll() is None and publishing.is_busy(house):
            time.sleep(publishing.LOOK)

    try:
        yield settled
    finally:
        process.terminate()


def _together(house: Gatehouse, language: str) -> publishing.Builder:
    """Builds every audience's site of what was read once; what has not changed since is not read again."""
    known: Workspace | None = None
    at: object = None

    def builder(laid: publishing.LaidOut) -> Callable[[Audience, Callable[[], None]], tuple[int, str]]:
        nonlocal known, at
        workspace = laid.workspace(known, at, language)
        known, at = workspace, laid.commits
        return lambda audience, out: _built(workspace, audience, house.site, out)

    return builder


def _built(workspace: Workspace, audience: Audience, site: Path, out: Callable[[], None]) -> tuple[int, str]:
    """The exit code and the words of `build`; whatever goes wrong leaves the old site and this process as they were."""
    words = io.StringIO()
    with contextlib.redirect_stdout(words), contextlib.redirect_stderr(words):
        try:
            done = publish_site(workspace, None, workspace.as_of(None), audience, site, told=lambda _: out())
            tell_rejected(workspace)
            workspace.save()
            code = 1 if done.problems else 0
        except Failure as failure:
            code = 1
            words.write(said(failure, workspace.catalogue))
        except Exception:  # to the log, as a process of its own would have it
            code = 1
            traceback.print_exc()
    return code, words.getvalue().strip()
