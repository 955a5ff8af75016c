"""The hooks themselves: run by git, in quarantine, with git's variables set, and never running what was pushed."""

from __future__ import annotations

import fcntl
import os
import subprocess
import time
from pathlib import Path

import pytest

from generator.gate import publishing
from generator.gate.install import install
from generator.read.history import PUSHED
from tests.gate.door import NOTHING, RECORD, WHO, Door, git

BAD = {"应到": "很多"}
PATIENCE = 60


@pytest.fixture
def door(tmp_path: Path) -> Door:
    door = Door(tmp_path)
    door.school.record(RECORD)
    door.begin()
    install(door.house.settings, "zh")
    (door.house.folder / publishing.LOCK).touch()
    return door


def push(door: Door, who: str | None, *what: str, **environment: str) -> tuple[int, str]:
    """Exit code and what was told; nobody builds, for the lock is held."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    said = {**clean, **WHO, "GIT_CONFIG_GLOBAL": os.devnull, **environment} | ({"REMOTE_USER": who} if who else {})
    command = ["git", "push", "--quiet", str(door.repository), *(what or ("HEAD:main",))]
    with (door.house.folder / publishing.LOCK).open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before, end = _left(door), time.monotonic() + PATIENCE
        done = subprocess.run(command, cwd=door.clone.folder, env=said, capture_output=True, text=True, check=False)
        while done.returncode == 0 and _left(door) == before and time.monotonic() < end:
            time.sleep(0.05)
    return done.returncode, done.stderr


def _left(door: Door) -> int:
    """How many builders found the lock held, and left."""
    path = door.house.folder / publishing.LOG
    return path.read_text("utf-8").count("另一次更新正在进行") if path.exists() else 0


def objects(door: Door) -> str:
    return git(door.repository, "count-objects", "-v")


def test_refused_with_place_and_hint_and_nothing_left(door: Door) -> None:
    before, there = door.tip, objects(door)
    door.school.record("2017/jichu/04-08-committee-meeting", BAD)
    door.clone.commit()
    code, told = push(door, "wang")
    assert code == 1
    assert "remote: records/2017/jichu/04-08-committee-meeting.md:" in told
    assert "remote:     提示：" in told
    assert (door.tip, objects(door)) == (before, there)
    assert not list(door.house.folder.glob("push-*"))
    assert not list((door.house.folder / "pushes").glob("*"))


def test_taken_and_written_down(door: Door) -> None:
    door.school.record("2017/jichu/04-08-committee-meeting")
    commit = door.clone.commit()
    code, told = push(door, "wang")
    assert (code, "已收下" in told, "网站正在后台更新" in told) == (0, True, True)
    assert door.tip == commit
    assert git(door.repository, "notes", f"--ref={PUSHED}", "show", commit).endswith(" wang")
    assert (door.house.folder / publishing.AGAIN).exists()


def test_gits_own_variables_mislead_nobody(door: Door, tmp_path: Path) -> None:
    """As a push does that a hook of another repository makes, or a client with variables of its own."""
    elsewhere = tmp_path / "elsewhere"
    git(tmp_path, "init", "--quiet", str(elsewhere))
    door.school.record("2017/jichu/04-08-committee-meeting", BAD)
    door.clone.commit()
    misleading = {
        "GIT_INDEX_FILE": str(elsewhere / "index"),
        "GIT_NAMESPACE": "",
        "GIT_EXTERNAL_DIFF": "/bin/false",
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
        "PYTHONPATH": str(elsewhere),
        "PYTHONSTARTUP": str(elsewhere / "x.py"),
        "LANG": "C",
        "LC_ALL": "C",
    }
    code, told = push(door, "wang", **misleading)
    assert (code, "04-08-committee-meeting.md:" in told) == (1, True)


def test_what_is_pushed_is_never_run(door: Door, tmp_path: Path) -> None:
    """A program of the same name, hooks and templates in the pushed tree stay what they are: files."""
    ran = tmp_path / "ran"
    for path in ("generator/__init__.py", "yaml.py", "sitecustomize.py"):
        door.school.write(path, f"open({str(ran)!r}, 'w')\n")
    for path in ("hooks/pre-receive", "templates/home.html"):
        door.school.write(path, f"#!/bin/sh\ntouch {ran}\n")
    door.clone.commit()
    assert push(door, "office")[0] == 0
    root = publishing.lay_out(door.house, door.house.published).root
    code, _ = publishing.run(("--root", str(root), "check"))
    assert (code, ran.exists()) == (0, False)


@pytest.mark.proof
def test_git_refuses_too(door: Door) -> None:
    """Were the hook gone, git's own settings would still keep history."""
    (door.repository / "hooks/pre-receive").unlink()
    assert push(door, "wang", ":main")[0] == 1
    git(door.clone.folder, "commit", "--quiet", "--amend", "-m", "y")
    assert push(door, "wang", "+HEAD:main")[0] == 1
    assert door.tip != NOTHING


@pytest.mark.proof
def test_the_last_failure_is_told(door: Door) -> None:
    (door.house.folder / publishing.FAILED).write_text("模板不对", "utf-8")
    door.school.record("2017/jichu/04-08-committee-meeting")
    door.clone.commit()
    assert "模板不对" in push(door, "wang")[1]


@pytest.mark.proof
def test_a_foreign_hook_has_its_say_first(door: Door) -> None:
    others = door.repository / "hooks/pre-receive.d"
    others.mkdir()
    hook = others / "10-theirs"
    hook.write_text('#!/bin/sh\nread old new ref; echo "saw $ref" >&2; exit 7\n')
    hook.chmod(0o755)
    install(door.house.settings, "zh")
    door.school.record("2017/jichu/04-08-committee-meeting")
    door.clone.commit()
    code, told = push(door, "wang")
    assert (code, "saw refs/heads/main" in told, "已收下" in told) == (1, True, False)
    hook.write_text("#!/bin/sh\nexit 0\n")
    code, told = push(door, "wang")
    assert (code, "已收下" in told) == (0, True)
