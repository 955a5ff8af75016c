"""A hook's first step: asks the process that waits at the gate; where none answers, becomes the program itself.

Git runs this file by its path, with nothing but the standard library (`python -I -S`): to start the whole program for
every push takes longer than to judge one record. All that decides is told as git told it: words, folder, environment,
what stands on standard input. What is answered is shown as it came, and shown only once the answer is whole, or where
more is to be waited for; a process that hangs, dies, talks nonsense or is somebody else's leaves standard input unread
for the program, which then judges as if nobody had been asked.

Who may listen and ask is decided by the folder (mode 0700) in which the socket lies, and looked at again on both sides:
each must be the same account of this machine.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
from collections.abc import Iterator

SOCKET = "door"
"""In the gatehouse."""
TAKEN_UP, OUT, ERR, LEFT = b"a", b"o", b"e", b"x"
"""What the one who answers says: that it begins, what it prints, and with which code it is done."""
AT_ONCE = 3.0
"""Seconds within which somebody must begin; one that is not waited for would hold up a push for good."""
PATIENCE = 20.0
"""Seconds without a word after which it hangs; where it said that it takes longer, so many times as long."""
LONGER = 30
SOON = 0.3
"""Seconds after which what was said is shown although more is to come."""
_LARGEST = 1 << 24
_HEAD = struct.Struct(">cQ")


def packed(*parts: bytes) -> bytes:
    """Several things as one."""
    body = b"".join(struct.pack(">Q", len(each)) + each for each in parts)
    return struct.pack(">Q", len(body)) + body


def unpacked(body: bytes) -> list[bytes]:
    """What was packed, without its length. Raises ValueError."""
    parts, at = [], 0
    while at < len(body):
        if at + 8 > len(body):
            raise ValueError(body)
        (length,) = struct.unpack_from(">Q", body, at)
        parts.append(body[at + 8 : at + 8 + length])
        at += 8 + length
    if at != len(body):
        raise ValueError(body)
    return parts


def said(kind: bytes, text: bytes = b"") -> bytes:
    """One thing the one who answers says."""
    return _HEAD.pack(kind, len(text)) + text


def is_same_account(other: socket.socket) -> bool:
    """Whether at the other end is a process of this very account and group, as the system says it."""
    if not hasattr(socket, "SO_PEERCRED"):
        return False
    format_ = "3i"
    _, user, group = struct.unpack(
        format_, other.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize(format_))
    )
    return bool((user, group) == (os.geteuid(), os.getegid()))


def asked(folder: bytes, command: list[bytes], given: bytes) -> int | None:
    """The exit code, once what was answered is shown; None where nobody gave an answer."""
    here = os.getcwdb()  # noqa: PTH109 (pathlib takes as long to load as all the rest)
    try:
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(AT_ONCE)
            os.chdir(folder)  # a path of its own may be longer than a socket's can be
            try:
                door.connect(SOCKET)
            finally:
                os.chdir(here)
            if not is_same_account(door):
                return None
            mask = os.umask(0)
            os.umask(mask)
            environment = b"\0".join(name + b"=" + value for name, value in os.environb.items())
            door.sendall(packed(b"\0".join(command), here, str(mask).encode(), environment, given))
            return _shown(door)
    except (OSError, ValueError):
        return None


def _shown(door: socket.socket) -> int | None:
    """Shows what is answered, and gives the exit code; None where it breaks off."""
    held: list[tuple[bytes, bytes]] = []
    for kind, text in _answers(door):
        if kind in (OUT, ERR):
            held.append((kind, text))
        elif kind == LEFT:
            code = int(text)
            if not 0 <= code < 256:
                return None
            _show(held)
            return code
        elif kind != TAKEN_UP:
            _show(held)
            held.clear()
    return None


def _answers(door: socket.socket) -> Iterator[tuple[bytes, bytes]]:
    """What is said, one after the other; an empty kind where it is silent after it said something."""
    received, patience, silent = b"", 1, 0.0
    while len(received) < _LARGEST:
        silent += door.gettimeout() or 0.0
        try:
            more = door.recv(1 << 16)
        except TimeoutError:
            if silent > PATIENCE * patience or door.gettimeout() == AT_ONCE:
                return
            yield b"", b""
            continue
        if not more:
            return
        silent, received = 0.0, received + more
        while len(received) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(received)
            if kind not in (TAKEN_UP, OUT, ERR, LEFT) or length > _LARGEST:
                return
            if len(received) < _HEAD.size + length:
                break
            text, received = received[_HEAD.size : _HEAD.size + length], received[_HEAD.size + length :]
            patience = LONGER if kind in (OUT, ERR) else patience
            yield kind, text
        door.settimeout(SOON)


def _show(held: list[tuple[bytes, bytes]]) -> None:
    for kind, text in held:
        file = sys.stdout.buffer if kind == OUT else sys.stderr.buffer
        file.write(text)
        file.flush()


def main() -> None:
    """The hook: the gatehouse, then the words by which the program would be run."""
    folder, *command = map(os.fsencode, sys.argv[1:])
    given = sys.stdin.buffer.read()
    code = asked(folder, command, given)
    if code is not None:
        sys.exit(code)
    import tempfile

    with tempfile.TemporaryFile() as file:
        file.write(given)
        file.seek(0)
        os.dup2(file.fileno(), 0)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
