"""Who waits at the gate gives the program's own verdict, byte for byte; whatever else may answer is not believed."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.commands import porter
from generator.gate import knock, publishing
from generator.gate.install import install
from generator.gate.knock import ERR, LEFT, OUT, TAKEN_UP, said
from tests.gate.door import MAIN, NOTHING, OTHER, RECORD, Door, git
from tests.gate.test_hooks import push

NEXT = "2017/jichu/04-08-committee-meeting"
PATIENCE = 60
_WAITING = """\
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from generator.commands.porter import installed, kept_door
from generator.gate.gatehouse import Gatehouse
with kept_door(Gatehouse.at(Path(sys.argv[2])), "zh", (*installed(), *sys.argv[3:])):
    sys.stdin.read()
"""


@pytest.fixture
def door(tmp_path: Path) -> Door:
    door = Door(tmp_path)
    door.school.record(RECORD)
    door.school.record(OTHER)
    door.begin()
    install(door.house.settings, "zh")
    (door.house.folder / publishing.LOCK).touch()
    return door


@contextmanager
def waiting(door: Door, *other: str, killed: bool = False) -> Iterator[Path]:
    """Somebody waits; gives the socket."""
    package = str(Path(publishing.__file__).parents[2])
    words = [sys.executable, "-I", "-X", "utf8", "-c", _WAITING, package, str(door.house.folder), *other]
    there = door.house.folder / knock.SOCKET
    process = subprocess.Popen(words, stdin=subprocess.PIPE)
    end = time.monotonic() + PATIENCE
    while not there.exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    yield there
    if killed:
        process.kill()
    process.communicate()
    assert process.returncode == (-signal.SIGKILL if killed else 0)
    while there.exists():  # who waits ends by itself with who started it
        assert time.monotonic() < end
        time.sleep(0.02)


def words(door: Door, hook: str = "pre-receive") -> list[str]:
    return [*publishing.program(), "--lang", "zh", "gate", hook, str(door.house.folder), "0"]


def ask(door: Door, given: str, hook: str = "pre-receive", command: Sequence[str] = ()) -> int | None:
    asked = [os.fsencode(each) for each in command or words(door, hook)]
    return knock.asked(os.fsencode(door.house.folder), asked, given.encode())


def pushes(door: Door) -> dict[str, tuple[dict[str, str], str]]:
    """Pushes of every kind, each with what its channel says and what git would tell the hook; all start at main."""
    found: dict[str, tuple[dict[str, str], str]] = {}
    start, school, folder = door.tip, door.school, door.clone.folder

    def add(name: str, change: Callable[[], object], who: str | None = "wang", **more: str) -> None:
        change()
        commit = door.clone.commit(name)
        git(door.repository, "fetch", "--quiet", str(folder), f"+{commit}:refs/incoming/{len(found)}")
        found[name] = ({**({"REMOTE_USER": who} if who else {}), **more}, f"{start} {commit} {MAIN}\n")
        git(folder, "reset", "--quiet", "--hard", start)

    def mixed() -> None:
        school.record(NEXT)
        school.record("2017/jichu/05-08-committee-meeting", {"应到": "很多"})

    good = lambda: school.record(NEXT)  # noqa: E731
    add("taken", good)
    add("taken with a warning", lambda: school.record(NEXT, {"日期": "2017年4月8日"}))
    add("bad among good", mixed)
    add("of another branch", lambda: school.record("2017/caijing/04-08-committee-meeting"))
    add("the whole is broken", lambda: school.write("records/organization.yml", "x: [\n"), "office")
    add("by nobody", good, None)
    add("a channel that is not trusted", good, None, GITEA_PUSHER_NAME="office", GL_USERNAME="office")
    add("a seal that is forged", good, None, WUHAO_PUSHER="desk:00:office")
    found["deleted"] = {"REMOTE_USER": "office"}, f"{start} {NOTHING} {MAIN}\n"
    found["another ref"] = {"REMOTE_USER": "wang"}, f"{NOTHING} {start} refs/heads/b\n{NOTHING} {start} refs/tags/t\n"
    return found


def test_the_same_answer_as_without(
    door: Door, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Codes and bytes of both channels; git's variables and those of channels come along, the porter's own do not."""
    every, differing, codes = pushes(door), [], set()
    monkeypatch.setenv("REMOTE_USER", "office")  # the porter's own, as its starter may have it
    with waiting(door) as there:
        assert (stat.S_IMODE(there.stat().st_mode), stat.S_IMODE(there.parent.stat().st_mode)) == (0o600, 0o700)
        monkeypatch.delenv("REMOTE_USER")
        for name, (said_by_channel, given) in every.items():
            with monkeypatch.context() as here:
                here.chdir(door.repository)
                for variable, value in said_by_channel.items():
                    here.setenv(variable, value)
                capfdbinary.readouterr()
                code = ask(door, given)
                out, err = capfdbinary.readouterr()
                alone = subprocess.run(words(door), input=given.encode(), capture_output=True, check=False)
            codes.add(code)
            if (code, out, err) != (alone.returncode, alone.stdout, alone.stderr):
                differing.append((name, code, out.decode(), err.decode(), alone))
    assert not differing
    assert codes == {0, 1}
    assert not list(door.house.folder.glob("push-*"))


def test_a_push_is_seen_before_it_is_taken(door: Door) -> None:
    """Through git itself, in quarantine, with no other program to fall back to."""
    alone = "import os, runpy, sys; os.execv = lambda *_: sys.exit(77); sys.argv = sys.argv[1:]; "
    alone += "runpy.run_path(sys.argv[0], run_name='__main__')"
    for hook in ("pre-receive", "post-receive"):
        path = door.repository / "hooks" / hook
        path.write_text(path.read_text("utf-8").replace(" -S ", f' -S -c "{alone}" ', 1), "utf-8")
    door.school.record(NEXT, {"应到": "很多"})
    door.clone.commit()
    before = door.tip
    assert push(door, "wang")[0] == 1
    with waiting(door):
        code, told = push(door, "wang")
        assert (code, "remote: records/2017/jichu/04-08-committee-meeting.md:" in told, door.tip) == (1, True, before)
        door.school.record(NEXT)
        commit = door.clone.commit()
        code, told = push(door, "wang")
        assert (code, "已收下" in told, "网站正在后台更新" in told, door.tip) == (0, True, True, commit)


@contextmanager
def answering(door: Door, answer: Callable[[socket.socket], object]) -> Iterator[None]:
    """Somebody else listens at the gate."""
    place = door.house.folder / knock.SOCKET
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(door.house.folder)
        listening.bind(knock.SOCKET)
        os.chdir(here)
        listening.listen()

        def serve() -> None:
            asking, _ = listening.accept()
            with asking:
                answer(asking)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield
        thread.join(PATIENCE)
        assert not thread.is_alive()
    place.unlink()


def test_whoever_gives_no_whole_answer_is_not_believed(
    door: Door, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Nothing is shown of what breaks off, and standard input is left for the program."""
    monkeypatch.setattr(knock, "AT_ONCE", 0.2)
    monkeypatch.setattr(knock, "SOON", 0.1)
    monkeypatch.setattr(knock, "PATIENCE", 0.3)
    monkeypatch.setattr(knock, "LONGER", 1)

    def hangs(asking: socket.socket) -> None:
        asking.recv(1 << 20)
        while asking.recv(1 << 20):
            pass

    def after(*sent: bytes, hanging: bool = False) -> Callable[[socket.socket], None]:
        def answer(asking: socket.socket) -> None:
            asking.recv(1 << 20)
            for each in sent:
                asking.sendall(each)
            if hanging:
                hangs(asking)

        return answer

    begun, printed = said(TAKEN_UP), said(OUT, b"taken") + said(ERR, b"taken")
    answers: dict[str, Callable[[socket.socket], object]] = {
        "goes at once": lambda asking: None,
        "never says a word": hangs,
        "says a page": after(b"HTTP/1.1 200 OK\r\n\r\n0"),
        "begins and dies": after(begun),
        "dies in the middle": after(begun, printed),
        "dies in the middle of a word": after(begun, printed, said(LEFT, b"0")[:-1]),
        "ends with no number": after(begun, printed, said(LEFT, b"")),
        "ends with a number that is none of a process": after(begun, printed, said(LEFT, b"-1")),
        "says more than anybody would": after(begun, said(OUT, b"")[:1] + b"\xff" * 8),
        "begins and hangs": after(begun, hanging=True),
    }
    believed = []
    for name, answer in answers.items():
        with answering(door, answer):
            if ask(door, "") is not None:
                believed.append(name)
    assert not believed
    assert capfdbinary.readouterr() == (b"", b"")
    with answering(door, after(begun, printed, said(LEFT, b"3"))):
        assert ask(door, "") == 3
    assert capfdbinary.readouterr() == (b"taken", b"taken")
    assert ask(door, "") is None  # nobody at all
    (door.house.folder / knock.SOCKET).write_text("")
    assert ask(door, "") is None


def test_what_takes_long_is_told_meanwhile(
    door: Door, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(knock, "SOON", 0.05)
    seen = []

    def answer(asking: socket.socket) -> None:
        asking.recv(1 << 20)
        asking.sendall(said(TAKEN_UP) + said(ERR, b"wait"))
        end = time.monotonic() + PATIENCE
        while not (shown := capfdbinary.readouterr().err) and time.monotonic() < end:
            time.sleep(0.02)
        seen.append(shown)
        asking.sendall(said(LEFT, b"0"))

    with answering(door, answer):
        assert ask(door, "") == 0
    assert seen == [b"wait"]


def test_it_answers_for_its_own_gate_release_and_hooks_alone(door: Door, tmp_path: Path) -> None:
    with waiting(door):
        mine = words(door)
        n = len(publishing.program())
        others = {
            "another program": [mine[0], *mine[1 : n - 1], mine[n - 1] + " ", *mine[n:]],
            "another interpreter": ["/usr/bin/python3", *mine[1:]],
            "another command": [*mine[:n], "--lang", "zh", "gate", "publish", str(door.house.folder), "0"],
            "another gate": [*mine[: n + 4], str(tmp_path / "other.gate"), "0"],
            "nothing": mine[:n],
        }
        assert {name: ask(door, "", command=each) for name, each in others.items()} == dict.fromkeys(others)
        assert ask(door, "", "post-receive") == 0
    with waiting(door, "another file"):  # the program was installed anew since it began
        assert ask(door, "", "post-receive") is None
    with waiting(door, killed=True):
        assert ask(door, "", "post-receive") == 0
    assert ask(door, "", "post-receive") is None


@pytest.mark.skipif(os.geteuid() != 0, reason="to be somebody else one must be root")
def test_another_account_is_neither_heard_nor_believed(door: Door) -> None:
    """Were the folder open to all: a child that gave up its rights asks, with and without them."""
    asked = [os.fsencode(each) for each in words(door, "post-receive")]

    def code_of(user: int) -> int:
        if child := os.fork():
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        code = 99
        try:
            os.chdir(door.house.folder)
            os.setgid(user)
            os.setuid(user)
            answered = knock.asked(b".", asked, b"")
            code = 7 if answered is None else answered
        finally:
            os._exit(code)

    door.house.folder.chmod(0o711)
    with waiting(door) as there:
        there.chmod(0o666)
        assert (code_of(0), code_of(65534)) == (0, 7)


def test_what_no_hook_says_is_not_listened_to() -> None:
    """Another length than follows, one beyond all measure, other parts, half a word: nobody's process dies of it."""
    whole = knock.packed(b"x", b"/", b"18", b"A=b", b"")
    wrong = (
        b"",
        b"\xff" * 8,
        whole[:-3],
        knock.packed(b"x"),
        whole.replace(b"18", b"-1"),
        b"\0",
        whole[:8] + b"\xff" * 48,
    )
    for asked in (*wrong, whole):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.sendall(asked)
            ours.shutdown(socket.SHUT_WR)
            assert (porter._asked(theirs) is None) is (asked is not whole), asked
