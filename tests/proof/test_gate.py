"""Pushes as people make them, over ssh and HTTP, with the site that comes of them (design §8)."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.gate import publishing
from generator.gate.install import install
from generator.read.history import PUSHED
from tests.gate.door import OTHER, RECORD, WHO, Door, git
from tests.proof.servers import SSHD, http, new_key, sshd
from tests.school import command

pytestmark = pytest.mark.proof
BAD = {"应到": "很多"}
PATIENCE = 120
NO_SSHD = "sshd is not installed (apt-get install openssh-server): the gate was not tried over ssh"


class Way:
    """How a clone reaches the gate, by each account's own key or password."""

    def __init__(self, door: Door, channel: str) -> None:
        self.door, self.channel = door, channel
        self.environment: dict[str, str] = {}
        self.address = ""

    def as_(self, who: str) -> tuple[str, dict[str, str]]:
        """Address and variables of one account."""
        if self.channel == "http":
            return self.address.replace("//", f"//{who}:{who}@"), {}
        key = self.door.house.folder.parent / who
        options = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o IdentitiesOnly=yes"
        # What a client would set to be somebody else.
        lies = "-o SendEnv=GITEA_PUSHER_NAME -o SendEnv=REMOTE_USER -o SendEnv=WUHAO_PUSHER -o SendEnv=GIT_DIR"
        told = {"GITEA_PUSHER_NAME": "office", "REMOTE_USER": "office", "WUHAO_PUSHER": "ssh:0:office"}
        return self.address, {"GIT_SSH_COMMAND": f"ssh -i {key} {options} {lies}", **told}

    def run(self, who: str, *words: str) -> subprocess.CompletedProcess[str]:
        """Git in the clone; `@` is the address."""
        address, variables = self.as_(who)
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        said = {**clean, **WHO, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0", **variables}
        line = ["git", *(address if word == "@" else word for word in words)]
        return subprocess.run(line, cwd=self.door.clone.folder, env=said, capture_output=True, text=True, check=False)

    def push(self, who: str, *what: str) -> tuple[int, str]:
        """Exit code and what was told."""
        done = self.run(who, "push", "@", *(what or ("HEAD:main",)))
        return done.returncode, done.stderr


@pytest.fixture(params=["http", "ssh"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Way]:
    channel = request.param
    if channel == "ssh" and SSHD is None:
        pytest.skip(NO_SSHD)
    door = Door(tmp_path)
    door.school.record(RECORD)
    door.begin()
    door.house = replace(door.house, settings=replace(door.house.settings, trust=(channel,)))
    install(door.house.settings, "zh")
    git(door.repository, "config", "http.receivepack", "true")
    way = Way(door, channel)
    names = [*door.house.accounts.by_name, "sun"]
    if channel == "http":
        with http(tmp_path, {name: name for name in names}) as port:
            way.address = f"http://127.0.0.1:{port}/party.git"
            yield way
    else:
        keys = tmp_path / "authorized_keys"
        for name in names:
            path = f"{new_key(tmp_path, name)}.pub"
            ran = command("gate", "key", name, path, "--gate", str(door.repository))
            keys.write_text((keys.read_text() if keys.exists() else "") + ran.out)
        with sshd(tmp_path) as port:
            user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
            way.address = f"ssh://{user}@127.0.0.1:{port}{door.repository}"
            yield way
    settled(door)


def settled(door: Door) -> None:
    """Waits until nobody builds and nothing is left to build."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with (door.house.folder / publishing.LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (door.house.folder / publishing.AGAIN).exists():
                return
        time.sleep(0.2)
    raise AssertionError("the site was not published")


def test_from_push_to_page(way: Way) -> None:
    door = way.door
    door.school.record("2017/jichu/04-08-committee-meeting")
    commit = door.clone.commit()
    code, told = way.push("wang")
    assert (code, "已收下" in told) == (0, True), told
    settled(door)
    for audience in ("public", "members", "committee"):
        assert (door.house.site / audience / "2017/jichu/04-08-committee-meeting.html").is_file()
    assert git(door.repository, "notes", f"--ref={PUSHED}", "show", commit).endswith(" wang")


def test_one_bad_record_among_good_ones(way: Way) -> None:
    door, before = way.door, way.door.tip
    for month in ("04", "05", "06"):
        door.school.record(f"2017/jichu/{month}-08-committee-meeting", BAD if month == "05" else {})
        door.clone.commit()
    code, told = way.push("wang")
    assert (code, door.tip) == (1, before)
    assert "records/2017/jichu/05-08-committee-meeting.md:" in told
    assert "04-08" not in told


def test_by_another_branchs_recorder_and_by_nobody(way: Way) -> None:
    door = way.door
    door.school.record(OTHER)
    door.clone.commit()
    for who, told in (("wang", "只能提交自己支部的记录"), ("zhao", ""), ("sun", "")):
        code, said = way.push(who)
        assert code != 0
        assert told in said
    assert way.push("li")[0] == 0


def test_to_a_frozen_year(way: Way) -> None:
    door = way.door
    root = publishing.lay_out(door.house, door.house.published).root
    bag = root / "archive/2017-v1"
    bag.mkdir(parents=True)
    (bag / "tagmanifest-sha256.txt").write_text("0  bagit.txt\n")
    door.school.record("2017/jichu/04-08-committee-meeting")
    door.school.record("2018/jichu/04-08-committee-meeting")
    door.clone.commit()
    for who in ("wang", "office"):
        code, told = way.push(who)
        assert (code, "2017年已经封存" in told, "2018年" in told) == (1, True, False)
    shutil.rmtree(bag)
    assert way.push("wang")[0] == 0


def test_tags_deletes_force_and_merges(way: Way) -> None:
    door = way.door
    git(door.clone.folder, "tag", "v1")
    assert "不能推送标签" in way.push("wang", "v1")[1]
    assert "不能推送到" in way.push("wang", "HEAD:mine")[1]
    assert "不能删除" in way.push("office", ":main")[1]
    base = door.tip
    door.school.record(OTHER)
    door.clone.commit()
    assert way.push("li")[0] == 0
    git(door.clone.folder, "checkout", "--quiet", "-b", "mine", base)
    door.school.record("2017/jichu/04-08-committee-meeting")
    door.clone.commit()
    assert way.push("wang")[0] == 1  # git itself: fetch first
    assert "不能改写" in way.push("wang", "+HEAD:main")[1]
    assert way.run("wang", "pull", "--quiet", "--no-rebase", "--no-edit", "@", "main").returncode == 0
    code, told = way.push("wang")
    assert (code, "改动1个文件" in told) == (0, True), told


def test_two_at_once(way: Way) -> None:
    """One is taken, the other told; both are in after a pull, and the last state is published."""
    door, base = way.door, way.door.tip
    clones = []
    for who, record in (("wang", "2017/jichu/04-08-committee-meeting"), ("li", OTHER)):
        git(door.clone.folder, "checkout", "--quiet", "-b", who, base)
        door.school.record(record)
        clones.append((who, door.clone.commit()))
        git(door.clone.folder, "checkout", "--quiet", "main")
    address = {who: way.as_(who) for who, _ in clones}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | WHO
    running = [
        subprocess.Popen(
            ["git", "push", address[who][0], f"{commit}:refs/heads/main"],
            cwd=door.clone.folder,
            env={**clean, "GIT_CONFIG_GLOBAL": os.devnull, **address[who][1]},
            stderr=subprocess.DEVNULL,
        )
        for who, commit in clones
    ]
    codes = [each.wait() for each in running]
    assert sorted(codes) == [0, 1]
    (late,) = (each for each, code in zip(clones, codes, strict=True) if code)
    git(door.clone.folder, "checkout", "--quiet", late[0])
    assert way.run(late[0], "pull", "--quiet", "--no-rebase", "--no-edit", "@", "main").returncode == 0
    assert way.push(late[0])[0] == 0
    settled(door)
    for record in ("2017/jichu/04-08-committee-meeting", OTHER):
        assert (door.house.site / "public" / f"{record}.html").is_file()


def test_killed_between_the_hooks(way: Way) -> None:
    door = way.door
    hook = door.repository / "hooks/post-receive"
    ours = hook.read_text("utf-8")
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n")
    door.school.record("2017/jichu/04-08-committee-meeting")
    first = door.clone.commit()
    way.push("wang")
    assert door.tip == first
    assert not (door.house.folder / publishing.AGAIN).exists()
    hook.write_text(ours)
    door.school.record("2017/jichu/05-08-committee-meeting")
    second = door.clone.commit()
    assert way.push("wang")[0] == 0
    settled(door)
    for commit in (first, second):
        assert git(door.repository, "notes", f"--ref={PUSHED}", "show", commit).endswith(" wang")
    assert (door.house.site / "public/2017/jichu/04-08-committee-meeting.html").is_file()
    assert git(door.repository, "fsck", "--connectivity-only") == ""


@pytest.mark.parametrize("way", ["ssh"], indirect=True)
def test_a_key_opens_nothing_else(way: Way) -> None:
    _, variables = way.as_("wang")
    where = way.address.removeprefix("ssh://").partition("/")[0]
    user, _, port = where.rpartition(":")
    ssh = [*variables["GIT_SSH_COMMAND"].split(), "-p", port, user]
    for words, told in (
        ([], "不能登录"),
        (["cat", "/etc/passwd"], "只能取记录"),
        (["git-upload-archive", str(way.door.repository)], "只能取记录"),
        (["git-upload-pack", "/etc"], "没有“/etc”"),
        (["git-receive-pack", f"{way.door.repository};id"], "没有"),
    ):
        done = subprocess.run([*ssh, *words], capture_output=True, text=True, input="", check=False)
        assert done.returncode != 0
        assert told in done.stderr, done.stderr
        assert "root:" not in done.stdout
    assert way.run("wang", "ls-remote", "@").returncode == 0
    assert way.run("zhao", "ls-remote", "@").returncode != 0
