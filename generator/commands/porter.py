"""Who waits at a gate for hooks to ask: each push is judged by a child that need not start, and ends with it.

The child is forked of a process that has read the program and nothing of any push; it does what the program itself
would with the same words, folder, environment and standard input, so that one who is answered here and one who is not
get the same verdict in the same bytes. Nothing is taken from one push into the next.
"""

from __future__ import annotations

import gc
import io
import os
import select
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

import generator
from generator.gate.contents import Contents
from generator.gate.gatehouse import Gatehouse
from generator.gate.git import Git
from generator.gate.holdings import Holdings
from generator.gate.install import HOOKS
from generator.gate.knock import ERR, LEFT, OUT, SOCKET, TAKEN_UP, is_same_account, said, unpacked
from generator.gate.publishing import SCRATCH, program
from generator.gate.trees import Tree
from generator.language import catalogue
from generator.model.failure import Failure

LOOK = 1.0
"""Seconds after which children are looked at that have ended."""
SLOW = 10.0
"""Seconds without a byte after which who asks is not listened to any more."""
MOST, PARTS = 1 << 26, 5
"""Bytes and parts of what a hook asks: more, or others, come from no hook."""


def installed() -> tuple[tuple[str, int, int], ...]:
    """What would be run now: every file of the program, and when libraries were last put beside each other."""
    package = Path(generator.__file__).parent
    found = [
        Path(folder, name) for folder, _, names in os.walk(package) for name in names if folder[-9:] != "pycache__"
    ]
    found += [Path(each) for each in sys.path if Path(each).name in ("site-packages", "dist-packages")]
    stamps = []
    for path in sorted(found):
        with suppress(OSError):
            stamp = path.stat()
            stamps.append((str(path), stamp.st_size if path.is_file() else 0, stamp.st_mtime_ns))
    return tuple(stamps)


@contextmanager
def kept_door(house: Gatehouse, language: str, release: object, *elsewhere: io.IOBase) -> Iterator[None]:
    """Has somebody wait at the gate meanwhile, for as long as this process lives; `elsewhere` is left to this one."""
    end, ours = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    if not (porter := os.fork()):
        try:
            os.close(ours)
            for each in elsewhere:
                each.close()
            _keep(house, language, release, end)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(end)
    try:
        yield
    finally:
        os.close(ours)
        os.waitpid(porter, 0)


def _keep(house: Gatehouse, language: str, release: object, end: int) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # at a terminal it is meant for who started this
    _get_ready(house, language)
    gc.collect()
    gc.freeze()
    os.chdir(house.folder)  # see knock.py
    with socket.socket(socket.AF_UNIX) as door:
        Path(SOCKET).unlink(missing_ok=True)
        mask = os.umask(0o177)
        door.bind(SOCKET)
        os.umask(mask)
        door.listen(64)
        own = Path(SOCKET).stat().st_ino
        try:
            while not select.select([end], [], [], 0)[0]:
                if select.select([door.fileno(), end], [], [], LOOK)[0] == [door.fileno()]:
                    if installed() != release:
                        return
                    with suppress(OSError):  # too many processes or files: a hook does without
                        _let_in(house, door, end)
                with suppress(ChildProcessError):
                    while os.waitpid(-1, os.WNOHANG)[0]:
                        pass
        finally:
            with suppress(OSError):
                if Path(SOCKET).stat().st_ino == own:  # and not that of who came in the place of this one
                    Path(SOCKET).unlink()


def _get_ready(house: Gatehouse, language: str) -> None:
    """Has everything read that a verdict needs of the program: as for a push that changes nothing."""
    for module in ("main", "gate"):
        import_module(f"generator.commands.{module}")
    catalogue(language)
    with (
        suppress(Failure, OSError),
        tempfile.TemporaryDirectory(prefix=SCRATCH, dir=house.folder, ignore_cleanup_errors=True) as scratch,
    ):
        git = Git(house.repositories[0])
        trees = tuple(Tree.of(each, each.tip("HEAD")) for each in map(Git, house.repositories))
        _ = git.nothing
        now = Holdings(trees, Path(scratch))
        Contents(now, now, 0, Path(scratch) / "whole").found()


def _let_in(house: Gatehouse, door: socket.socket, end: int) -> None:
    asking, _ = door.accept()
    with asking:
        if not is_same_account(asking) or os.fork():
            return
        code = 1
        try:
            door.close()
            os.close(end)
            code = _answer(house, asking)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)


def _answer(house: Gatehouse, asking: socket.socket) -> int:
    """Does what a hook was to do; says nothing to the end where it is no hook of this gate and this program."""
    asking.settimeout(SLOW)
    asked = _asked(asking)
    if asked is None:
        return 1
    command, here, mask, environment, given = asked
    asking.settimeout(None)
    words = command.decode("utf-8", "surrogateescape").split("\0")
    own, words = words[: len(program())], words[len(program()) :]
    if own != program() or words[2:3] != ["gate"] or words[3] not in HOOKS or words[4] != str(house.folder):
        return 1
    os.chdir(here)
    os.umask(int(mask))
    os.environb.clear()
    for each in filter(None, environment.split(b"\0")):
        name, _, value = each.partition(b"=")
        os.environb[name] = value
    time.tzset()
    tempfile.tempdir = None
    asking.sendall(said(TAKEN_UP))
    threading.Thread(target=_end_with, args=(asking,), daemon=True).start()
    gc.disable()
    # As Python's UTF-8 mode has them, in which the program is run.
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), "utf-8", "surrogateescape")
    sys.stdout = io.TextIOWrapper(_Told(asking, OUT), "utf-8", "surrogateescape", write_through=True)
    sys.stderr = io.TextIOWrapper(_Told(asking, ERR), "utf-8", "backslashreplace", write_through=True)
    from generator.commands.main import run

    code = run(words)
    sys.stdout.flush()
    sys.stderr.flush()
    asking.sendall(said(LEFT, str(code).encode()))
    return 0


def _asked(asking: socket.socket) -> list[bytes] | None:
    """What a hook asks; None of who says nothing to the end, or something else."""
    with suppress(OSError, ValueError), asking.makefile("rb") as file:
        length = int.from_bytes(file.read(8), "big")
        found = unpacked(file.read(length)) if length <= MOST else []
        if len(found) == PARTS and found[2].isdigit():
            return found
    return None


def _end_with(asking: socket.socket) -> None:
    """Ends this process as soon as nobody waits for its answer: who went has somebody else judge."""
    with suppress(OSError):
        asking.recv(1)
    os.kill(os.getpid(), signal.SIGKILL)


class _Told(io.BufferedIOBase):
    """What is printed goes to who asks."""

    def __init__(self, asking: socket.socket, kind: bytes) -> None:
        self._asking, self._kind = asking, kind

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        text = bytes(data)  # type: ignore[call-overload]
        if text:
            self._asking.sendall(said(self._kind, text))
        return len(text)
