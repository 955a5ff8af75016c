"""The tag files of a bag, read without trust: plain files only, of a size that such a file has."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from generator.archive.layout import BAG_INFO, TAG_MANIFEST

MOST_BYTES = 64 * 1024 * 1024
"""More than the manifest of a bag of a thousand branches."""


class Unreadable(Exception):
    """Not a plain file, too big, or not to be read."""


def read_plain(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a plain file; a link is not followed and a pipe not waited for. Raises Unreadable."""
    try:
        with opened(path) as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Unreadable from error
    if len(data) > most:
        raise Unreadable
    return data


def opened(path: Path) -> BinaryIO:
    """A plain file, open for reading; OSError for anything else."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except ValueError as error:
        raise OSError from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError
    return os.fdopen(handle, "rb")


def fingerprint(bag: Path) -> str | None:
    """The sha256 of its tagmanifest-sha256.txt in hex; None where there is none."""
    try:
        return sha256(read_plain(bag / TAG_MANIFEST)).hexdigest()
    except Unreadable:
        return None


def bag_info(bag: Path) -> dict[str, str]:
    """What bag-info.txt says, by label; of a label that stands there twice the first. Empty where it cannot be read."""
    try:
        text = read_plain(bag / BAG_INFO).decode("utf-8")
    except (Unreadable, UnicodeDecodeError):
        return {}
    said: dict[str, str] = {}
    for label, value in _labelled(text.splitlines()):
        said.setdefault(label, value)
    return said


def _labelled(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Labels and values (RFC 8493 §2.2.2): a line that begins with a blank goes on with the one before."""
    label, value = "", ""
    for line in lines:
        if line[:1] in (" ", "\t"):
            value = f"{value} {line.strip()}"
            continue
        if label:
            yield label, value
        label, _, value = (part.strip() for part in line.partition(":"))
    if label:
        yield label, value
