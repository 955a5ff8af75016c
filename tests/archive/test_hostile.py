"""Bags that somebody made to do harm: told in a sentence, in no time, with nothing read or written outside."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from hashlib import sha256, sha512
from pathlib import Path

import pytest

from tests.archive.test_verify import findings, verify
from tests.school import command

NAME = "2017-v1"
SECRET = "what lies outside"


def bag(root: Path) -> Path:
    """A small sound bag of its own making."""
    folder = root / NAME
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "a.txt").write_text("a")
    sealed(folder)
    return folder


def sealed(folder: Path, *, oxum: str = "1.1", more: str = "") -> None:
    """Tag files whose digests are right; `more` are further lines of the manifests, with {} for a digest."""
    write(folder / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    write(folder / "bag-info.txt", f"External-Identifier: {NAME}\nBagging-Date: 2018-03-01\nPayload-Oxum: {oxum}\n")
    for name, digest in (("sha256", sha256), ("sha512", sha512)):
        lines = f"{digest(b'a').hexdigest()}  data/a.txt\n{more.format(digest(SECRET.encode()).hexdigest())}"
        write(folder / f"manifest-{name}.txt", lines)
    tags = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt")
    for name, digest in (("sha256", sha256), ("sha512", sha512)):
        listed = "".join(f"{digest((folder / each).read_bytes()).hexdigest()}  {each}\n" for each in tags)
        write(folder / f"tagmanifest-{name}.txt", listed)


def write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def test_the_sound_one_is_sound(tmp_path: Path) -> None:
    assert findings(bag(tmp_path)) == {}


@pytest.mark.parametrize(
    "path",
    [
        "../secret",
        "data/../../secret",
        "/etc/passwd",
        "~/secret",
        "data//a.txt",
        "data/./a.txt",
        "data/a\x07.txt",
        "secret",
    ],
)
def test_paths_that_lead_out(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_text(SECRET)
    folder = bag(tmp_path)
    sealed(folder, more=f"{{}}  {path}\n")
    found = findings(folder)[NAME]
    assert {code for code, _ in found} == {"outside"}
    assert {where for _, where in found} == {"manifest-sha256.txt", "manifest-sha512.txt"}


def big(path: Path) -> None:
    """A file of a terabyte that takes no room."""
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        file.truncate(2**40)


HARM: dict[str, tuple[Callable[[Path], object], tuple[str, str]]] = {
    "a pipe for bagit.txt": (
        lambda bag: ((bag / "bagit.txt").unlink(), os.mkfifo(bag / "bagit.txt")),
        ("not_plain", "bagit.txt"),
    ),
    "a pipe for a manifest": (
        lambda bag: ((bag / "manifest-sha256.txt").unlink(), os.mkfifo(bag / "manifest-sha256.txt")),
        ("unreadable", "manifest-sha256.txt"),
    ),
    "a pipe for the tagmanifest": (
        lambda bag: ((bag / "tagmanifest-sha256.txt").unlink(), os.mkfifo(bag / "tagmanifest-sha256.txt")),
        ("unreadable", "tagmanifest-sha256.txt"),
    ),
    "a pipe for the signature": (
        lambda bag: os.mkfifo(bag / "tagmanifest-sha256.txt.sig"),
        ("signature", "tagmanifest-sha256.txt.sig"),
    ),
    "a folder for bag-info": (
        lambda bag: ((bag / "bag-info.txt").unlink(), (bag / "bag-info.txt").mkdir()),
        ("missing", "bag-info.txt"),
    ),
    "a file for data": (
        lambda bag: ((bag / "data/a.txt").unlink(), (bag / "data").rmdir(), (bag / "data").write_text("x")),
        ("missing", "data/a.txt"),
    ),
    "a huge file put in": (lambda bag: big(bag / "data/huge"), ("added", "data/huge")),
    "a huge file for another": (lambda bag: big(bag / "data/a.txt"), ("changed", "data/a.txt")),
    "a huge manifest": (lambda bag: big(bag / "manifest-sha256.txt"), ("unreadable", "manifest-sha256.txt")),
    "a huge tagmanifest": (lambda bag: big(bag / "tagmanifest-sha256.txt"), ("unreadable", "tagmanifest-sha256.txt")),
    "a huge bag-info": (lambda bag: big(bag / "bag-info.txt"), ("changed", "bag-info.txt")),
    "a link to itself": (lambda bag: (bag / "data/loop").symlink_to(bag / "data/loop"), ("not_plain", "data/loop")),
    "a link to the bag": (lambda bag: (bag / "data/loop").symlink_to(bag), ("not_plain", "data/loop")),
    "a name that is no text": (
        lambda bag: (bag / os.fsdecode(b"data/\xff\n")).write_text("x"),
        ("added", "data/\\xff\n"),
    ),
    "a manifest that is no text": (
        lambda bag: (bag / "manifest-sha256.txt").write_bytes(b"\xff\xfe\x00"),
        ("unreadable", "manifest-sha256.txt"),
    ),
    "nonsense in a manifest": (
        lambda bag: write(bag / "manifest-sha256.txt", "not a line\n\n  \n"),
        ("line", "manifest-sha256.txt"),
    ),
    "a file listed twice": (lambda bag: sealed(bag, more="{}  data/a.txt\n"), ("twice", "manifest-sha256.txt")),
    "a size nobody can believe": (lambda bag: sealed(bag, oxum="9" * 5000 + ".1"), ("oxum", "bag-info.txt")),
    "deeper than anything": (lambda bag: _deep(bag / "data"), ("not_plain", "data" + "/d" * 60)),
    "no tag files": (lambda bag: [path.unlink() for path in bag.glob("*.txt")], ("missing", "bagit.txt")),
}


def _deep(folder: Path) -> None:
    for _ in range(80):
        folder = folder / "d"
        folder.mkdir()


@pytest.mark.parametrize("what", HARM)
def test_harm(tmp_path: Path, what: str) -> None:
    harm, expected = HARM[what]
    folder = bag(tmp_path)
    harm(folder)
    started = time.process_time()
    assert expected in findings(folder)[NAME]
    assert findings(tmp_path)[NAME]
    assert verify(folder, "--rebuild").code == 1
    assert time.process_time() - started < 30


def test_links_called_as_bags_are_none(tmp_path: Path) -> None:
    folder = bag(tmp_path)
    (tmp_path / "2018-v1").symlink_to(folder)
    assert findings(tmp_path) == {}
    assert verify(tmp_path / "2018-v1").code == 2


def test_what_a_whole_bag_says_of_itself_is_not_believed(tmp_path: Path) -> None:
    """Everything in it is as its manifests say; only it is no year."""
    folder = bag(tmp_path)
    assert command("verify", str(folder), "--rebuild").code == 1
    for about in ('{"year": "x"}', "[" * 100_000, "null", '{"year": 2017, "as_of": "2018-03-01", "language": "../x"}'):
        write(folder / "data/a.txt", about)
        (folder / "data/a.txt").rename(folder / "data/archive.json")
        data = (folder / "data/archive.json").read_bytes()
        sealed(folder, oxum=f"{len(data)}.1")
        for name, digest in (("sha256", sha256), ("sha512", sha512)):
            write(folder / f"manifest-{name}.txt", f"{digest(data).hexdigest()}  data/archive.json\n")
        tags = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt")
        for name, digest in (("sha256", sha256), ("sha512", sha512)):
            lines = "".join(f"{digest((folder / each).read_bytes()).hexdigest()}  {each}\n" for each in tags)
            write(folder / f"tagmanifest-{name}.txt", lines)
        assert findings(folder) == {}
        ran = verify(folder, "--rebuild")
        assert ran.code == 1 and ran.err.strip()
