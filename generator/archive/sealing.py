"""A folder of files made a bag: manifests, tag files, one time and one mode for all (BagIt, RFC 8493)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from hashlib import file_digest, sha256
from pathlib import Path

from generator.archive.layout import BAG_INFO, BAGIT, DATA, TAG_MANIFEST

ALGORITHMS = ("sha256", "sha512")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_FILE_MODE, _FOLDER_MODE = 0o444, 0o555
Info = Sequence[tuple[str, str]]
"""Labels and values of bag-info.txt, in the order in which they are read."""


def seal(bag: Path, info: Info, tags: Mapping[str, bytes]) -> str:
    """Writes the tag files of a bag whose data/ is there; gives its fingerprint.

    `tags` are further tag files by name. The bytes depend on the files' names and contents and on what is said alone.
    """
    payload = sorted(path for path in (bag / DATA).rglob("*") if path.is_file())
    names = {path: path.relative_to(bag).as_posix() for path in payload}
    octets = sum(path.stat().st_size for path in payload)
    said = [*info, ("Payload-Oxum", f"{octets}.{len(payload)}")]
    written = {BAGIT: DECLARATION, BAG_INFO: bag_info_text(said), **tags}
    for algorithm in ALGORITHMS:
        lines = ((_digest(path, algorithm), name) for path, name in names.items())
        written[f"manifest-{algorithm}.txt"] = _manifest(lines)
    for name, data in written.items():
        (bag / name).write_bytes(data)
    for algorithm in ALGORITHMS:
        lines = ((_digest(bag / name, algorithm), name) for name in written)
        (bag / f"tagmanifest-{algorithm}.txt").write_bytes(_manifest(lines))
    return sha256((bag / TAG_MANIFEST).read_bytes()).hexdigest()


def bag_info_text(info: Iterable[tuple[str, str]]) -> bytes:
    """One line a label: what people wrote in several is one."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in info).encode()


def _manifest(lines: Iterable[tuple[str, str]]) -> bytes:
    ordered = sorted(lines, key=lambda line: line[1].encode())
    return "".join(f"{digest}  {name}\n" for digest, name in ordered).encode()


def _digest(path: Path, algorithm: str) -> str:
    with path.open("rb") as file:
        return file_digest(file, algorithm).hexdigest()


def settle(bag: Path, day: date) -> None:
    """Everything in the bag gets the day's time, and can no longer be written to; the bag's own folder still can."""
    moment = datetime.combine(day, time(), UTC).timestamp()
    for path in _upwards(bag):
        os.utime(path, (moment, moment))
        if path != bag:
            path.chmod(_FOLDER_MODE if path.is_dir() else _FILE_MODE)


def close_off(bag: Path) -> None:
    """The last step, in its place: nothing can be added to it or taken from it."""
    bag.chmod(_FOLDER_MODE)


def _upwards(folder: Path) -> Iterator[Path]:
    """Everything in the folder and it itself, what lies in a folder before the folder."""
    for path in folder.iterdir():
        if path.is_dir():
            yield from _upwards(path)
        else:
            yield path
    yield folder
