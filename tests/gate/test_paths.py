"""Files that everyone who clones must be able to have: odd names, links, repositories, sizes, encodings."""

from __future__ import annotations

import os

import pytest

from generator.gate import paths
from generator.gate.paths import shown
from tests.gate.door import RECORD, Door, codes, git

FILE, LINK, REPOSITORY = "100644", "120000", "160000"
HERE = b"content/"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Door:
    door = Door(tmp_path_factory.mktemp("door"), {"archive_dir": "put-away"})
    door.school.record(RECORD)
    door.school.write("content/Plan.md", "x\n")
    door.begin()
    return door


NAMES: tuple[tuple[bytes, str | None], ...] = (
    (b"plan.md", "path_twin"),
    (b"PLAN.md/x.md", "path_twin"),
    ("ü.md".encode(), None),
    ("计划.md".encode(), None),
    (b"e\xcc\x81.md", "path_not_composed"),
    ("计划.md".encode("gbk"), "path_encoding"),
    (b"a\x01b.md", "path_unseen"),
    (b"a\nb.md", "path_unseen"),
    ("a\u202eb.md".encode(), "path_unseen"),
    ("a\ufeff.md".encode(), "path_unseen"),
    (b"a:b.md", "path_characters"),
    (b"a\\b.md", "path_characters"),
    (b"a?.md", "path_characters"),
    (b"con.md", "path_not_on_windows"),
    (b"Aux", "path_not_on_windows"),
    (b"console.md", None),
    (b"a.", "path_not_on_windows"),
    (b"a /b.md", "path_not_on_windows"),
    (b" a.md", "path_not_on_windows"),
    (b".gitmodules", "path_reserved"),
    (b"x" * 256, "path_long"),
    (b"x" * 255, None),
    (b"/".join([b"x" * 200] * 6), "path_long"),
    ("字".encode() * 86, "path_long"),
)


def test_names(door: Door) -> None:
    """All in one push; a name with an odd one above it is told once for each."""
    commit = door.clone.commit_raw(*((FILE, HERE + name, b"x\n") for name, _ in NAMES))
    verdict = door.judge("office", commit)
    assert all(each.file.isprintable() for each in verdict.errors)
    found = {each.file: each.code for each in verdict.errors}
    wanted = {shown(os.fsdecode(HERE + name)): code for name, code in NAMES if code}
    assert found == wanted


@pytest.mark.parametrize(
    ("mode", "content", "code"),
    [
        (LINK, b"../site_config.yml", "file_is_link"),
        (REPOSITORY, b"1" * 40, "file_is_repository"),
        ("100755", b"x\n", None),
        (FILE, "会议".encode("gbk"), "encoding"),
        (FILE, b"a\0b", "nul_byte"),
        (FILE, "\ufeff会议".encode(), None),
    ],
)
def test_kinds(door: Door, mode: str, content: bytes, code: str | None) -> None:
    verdict = door.judge("office", door.clone.commit_raw((mode, HERE + b"a.md", content)))
    assert [found for _, found in codes(verdict)] == ([code] if code else [])


@pytest.mark.parametrize("path", [b".wuhao/memory.sqlite", b"put-away/2017-v1/bagit.txt"])
def test_what_the_program_alone_writes(door: Door, path: bytes) -> None:
    verdict = door.judge("office", door.clone.commit_raw((FILE, path, b"x")))
    assert codes(verdict) == [(path.decode(), "path_of_program")]


def test_sizes_on_the_way_too(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "MAX_ATTACHMENT", 1024 * 1024)
    exact, above = b"x" * 1024 * 1024, b"y" * (1024 * 1024 + 1)
    assert door.judge("office", door.clone.commit_raw((FILE, HERE + b"a.bin", exact))).taken
    big = door.clone.commit_raw((FILE, HERE + b"a.bin", above))
    assert codes(door.judge("office", big)) == [("content/a.bin", "file_above")]
    git(door.clone.folder, "checkout", "--quiet", "--detach", big)
    (door.clone.folder / "content/a.bin").write_bytes(b"small")
    smaller = door.clone.commit()
    git(door.clone.folder, "checkout", "--quiet", "main")
    assert codes(door.judge("office", smaller)) == [("content/a.bin", "file_above")]


def test_a_record_that_is_a_link_is_not_read(door: Door) -> None:
    path = b"records/2017/jichu/04-08-committee-meeting.md"
    verdict = door.judge("wang", door.clone.commit_raw((LINK, path, b"/etc/passwd")))
    assert codes(verdict) == [(path.decode(), "file_is_link")]
