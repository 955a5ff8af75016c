"""What is sent comes in once, whole and under the sender's name, whoever else sends and whatever is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.desk.submission import Apart, Overtaken, Refused, Submissions, Taken, _Attempt
from generator.gate.accounts import Account, Role
from generator.gate.git import Git
from generator.read.history import PUSHED
from tests.desk.stand import Stand
from tests.gate.door import git
from tests.sweep import over

RECORD = "records/2017/jichu/03-08-committee-meeting.md"
NEW = "records/2017/jichu/03-15-committee-meeting.md"
WANG = Account("wang", Role.RECORDER, ("jichu",))
LI = Account("li", Role.RECORDER, ("caijing",))


def new(stand: Stand, day: str = "15") -> bytes:
    """A right record of another day."""
    text = stand.file(RECORD)
    assert text is not None
    return text.replace(b"2017-03-08", f"2017-03-{day}".encode())


def left(stand: Stand) -> list[Path]:
    """What a submission may leave behind, and must not."""
    folder = stand.house.folder
    return [*folder.glob("push-*"), *(folder / "answers").glob("*"), *(folder.parent / "party.git").rglob("*.lock")]


def objects(stand: Stand) -> str:
    return git(stand.house.repositories[0], "count-objects", "-v")


def test_it_becomes_a_commit_of_the_person(stand: Stand) -> None:
    text, before = new(stand), stand.tip
    taken = stand.desk.submissions.submit(WANG, {NEW: text}, before, "补记3月15日的会")
    assert isinstance(taken, Taken)
    assert (stand.tip, stand.file(NEW)) == (taken.commit, text)
    said = git(stand.house.repositories[0], "log", "-1", "--format=%an|%ae|%cn|%P|%s", taken.commit)
    assert said == f"wang|wang@desk|wuhao desk|{before}|补记3月15日的会"
    note = git(stand.house.repositories[0], "notes", f"--ref={PUSHED}", "show", taken.commit)
    assert note.endswith(" wang")
    assert left(stand) == []

    # Sent again, as by a second click or after an answer that never came: it is in, and nothing is added.
    assert stand.desk.submissions.submit(WANG, {NEW: text}, before, "x") == Taken(taken.commit)
    # Looked at, and sent without a change: nobody is told of a correction.
    unchanged = stand.desk.submissions.submit(WANG, {NEW: text}, stand.tip, "x")
    assert unchanged == Taken(taken.commit, nothing=True)
    # Likewise under the next free name: a form that is sent once more finds its own taken.
    again = {NEW.replace(".md", "-2.md"): text}
    assert stand.desk.submissions.submit(WANG, again, before, "x") == Taken(taken.commit)
    # Withdrawn, and the file is gone.
    gone = stand.desk.submissions.submit(WANG, {NEW: None}, stand.tip, "记错了")
    assert isinstance(gone, Taken)
    assert stand.file(NEW) is None


def test_what_is_wrong_comes_back_as_values(stand: Stand) -> None:
    before, there = stand.tip, objects(stand)
    wrong = (
        new(stand).replace("应到: ".encode(), "应到: 很多".encode()).replace(b"expected: ", "expected: 很多".encode())
    )
    refused = stand.desk.submissions.submit(WANG, {NEW: wrong}, before, "x")
    assert isinstance(refused, Refused)
    assert [(each.file, each.mark.line > 1) for each in refused.problems] == [(NEW, True)]
    assert (stand.tip, objects(stand), left(stand)) == (before, there, [])


@over(
    "case",
    [
        (WANG, "records/2017/caijing/03-15-committee-meeting.md", "not_of_branch"),
        (WANG, "site_config.yml", "not_of_branch"),
        (Account("kao", Role.REVIEWER), NEW, "not_of_reviewer"),
        (Account("office", Role.OFFICE), ".wuhao/x", "path_of_program"),
    ],
)
def test_the_gate_says_who_may(stand: Stand, case: tuple[Account, str, str]) -> None:
    who, path, why = case
    refused = stand.desk.submissions.submit(who, {path: new(stand)}, stand.tip, "x")
    assert isinstance(refused, Refused)
    assert why in [each.code for each in refused.problems]


def test_a_role_is_the_accounts_whatever_the_desk_believes(stand: Stand) -> None:
    """The hook asks accounts.yml: a desk that took somebody for the office would be told."""
    forged = replace(WANG, role=Role.OFFICE, branches=())
    refused = stand.desk.submissions.submit(forged, {"records/2017/caijing/x.md": b"x"}, stand.tip, "x")
    assert isinstance(refused, Refused)
    assert "not_of_branch" in [each.code for each in refused.problems]
    for name, why in (("zhao", "member"), ("nobody", "unknown")):
        refused = stand.desk.submissions.submit(Account(name, Role.OFFICE), {NEW: b"x"}, stand.tip, "x")
        assert isinstance(refused, Refused)
        assert [each.code for each in refused.phrases] == [f"gate.no.{why}"]


def test_two_edit_one_record_and_the_second_is_told(stand: Stand) -> None:
    seen, first = stand.tip, new(stand)
    mine = first.replace(b"2017-03-15", b"2017-03-08")
    theirs = mine + "补充一句。\n".encode()
    assert isinstance(stand.desk.submissions.submit(WANG, {RECORD: theirs}, seen, "x"), Taken)
    after = stand.tip
    told = stand.desk.submissions.submit(Account("office", Role.OFFICE), {RECORD: mine + b"x\n"}, seen, "x")
    assert told == Overtaken(after, {RECORD: theirs}, "wang")
    assert stand.file(RECORD) == theirs
    # What nobody can have seen overwrites nothing.
    for odd in ("", "0" * 40, "HEAD", "--help", "main"):
        assert isinstance(stand.desk.submissions.submit(WANG, {RECORD: mine + b"y\n"}, odd, "x"), Overtaken)


def test_what_others_push_meanwhile_stays(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another file: the commit is made anew on top, and the sender notices nothing."""
    clone, pushed = stand.folder / "clone", []
    make = _Attempt._commit

    def overtaken_once(attempt: _Attempt, tip: str) -> str:
        commit = make(attempt, tip)
        if not pushed:
            (clone / "records/README.md").write_text("x\n")
            git(clone, "add", "-A")
            git(clone, "commit", "--quiet", "-m", "other")
            pushed.append(git(clone, "rev-parse", "HEAD"))
            git(stand.house.repositories[0], "fetch", "--quiet", str(clone), f"+{pushed[0]}:refs/heads/main")
        return commit

    monkeypatch.setattr(_Attempt, "_commit", overtaken_once)
    taken = stand.desk.submissions.submit(WANG, {NEW: new(stand)}, stand.tip, "x")
    assert isinstance(taken, Taken)
    assert git(stand.house.repositories[0], "log", "-1", "--format=%P", taken.commit) == pushed[0]
    assert stand.file("records/README.md") == b"x\n"


def test_nothing_private_gets_among_what_is_shared(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in the private repository never becomes a file of the other, whatever it is sent with."""
    private = stand.folder / "private.git"
    git(stand.folder, "init", "--quiet", "--bare", "--initial-branch=main", str(private))
    house = replace(stand.house, settings=replace(stand.house.settings, private=(private,)))
    monkeypatch.setattr(Submissions, "_homes", lambda *_: ("", "private"))
    both = {NEW: b"x", "private/2017/jichu/03-15-objection.md": b"x"}
    with pytest.raises(Apart):
        Submissions(house).submit(WANG, both, stand.tip, "x")
    assert Submissions(house).number_of("private/2017/jichu/03-15-objection.md") == 1
    assert Submissions(house).number_of(NEW) == 0


# ── Killed ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def in_child(action: Callable[[], object]) -> int:
    """Exit code, or minus the signal, of a process that does it."""
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            action()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying_before(step: int) -> None:
    """From now on this process dies before it runs git for the step-th time, or after the last time."""
    run, count = Git._done, iter(range(10_000))

    def dies(git: Git, *arguments: str, **given: object) -> object:
        if next(count) == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return run(git, *arguments, **given)  # type: ignore[arg-type]

    Git._done = dies  # type: ignore[method-assign,assignment]


def test_killed_between_any_two_steps(stand: Stand) -> None:
    text, before = new(stand), stand.tip

    def send() -> None:
        Submissions(stand.house).submit(WANG, {NEW: text}, before, "x")

    step = died = 0
    while True:

        def until(step: int = step) -> None:
            dying_before(step)
            send()

        ended = in_child(until)
        assert (stand.tip == before) or stand.file(NEW) == text
        assert not [*(stand.folder / "party.git").rglob("*.lock")]
        if ended != -signal.SIGKILL:
            break
        died, step = died + 1, step + 1
    assert died > 6
    assert git(stand.house.repositories[0], "rev-list", "--count", f"{before}..main") == "1"
    assert git(stand.house.repositories[0], "fsck", "--no-dangling") == ""
    again = stand.desk.submissions.submit(WANG, {NEW: text}, before, "x")
    assert again == Taken(stand.tip)


def test_killed_with_all_its_children_while_the_hook_looks(stand: Stand) -> None:
    """As by a machine that is switched off: nothing is in, or all of it, and the next comes in."""
    text, before = new(stand), stand.tip
    answers = stand.house.folder / "answers"
    child = os.fork()
    if child == 0:
        os.setsid()
        Submissions(stand.house).submit(WANG, {NEW: text}, before, "x")
        os._exit(0)
    end = time.monotonic() + 60
    while not [*answers.glob("*")] and time.monotonic() < end:
        time.sleep(0.005)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert stand.tip == before or stand.file(NEW) == text
    assert isinstance(stand.desk.submissions.submit(WANG, {NEW: text}, before, "x"), Taken)
    assert git(stand.house.repositories[0], "rev-list", "--count", f"{before}..main") == "1"


def test_a_lock_that_git_left_blocks_nobody(stand: Stand) -> None:
    lock = stand.house.repositories[0] / "refs/heads/main.lock"
    lock.touch()
    os.utime(lock, (time.time() - 3600,) * 2)
    assert isinstance(stand.desk.submissions.submit(WANG, {NEW: new(stand)}, stand.tip, "x"), Taken)
    assert not lock.exists()


# ── Many ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def all_at_once(stand: Stand, count: int) -> None:
    seen, texts = stand.tip, {}
    for number in range(count):
        branch = ("jichu", "caijing")[number % 2]
        path = f"records/2017/{branch}/03-{number // 2 + 1:02}-committee-meeting-2.md"
        texts[path] = new(stand, f"{number // 2 + 1:02}") + f"第{number}份。\n".encode()
    outcomes: list[object] = []

    def send(path: str, text: bytes) -> None:
        who = WANG if "/jichu/" in path else LI
        outcomes.append(Submissions(stand.house).submit(who, {path: text}, seen, path))

    threads = [threading.Thread(target=send, args=each) for each in texts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {type(each) for each in outcomes} == {Taken}
    assert all(stand.file(path) == text for path, text in texts.items())
    repository = stand.house.repositories[0]
    assert git(repository, "rev-list", "--count", f"{seen}..main") == str(count)
    assert git(repository, "rev-list", "--min-parents=2", "main") == ""
    assert sorted(git(repository, "log", "--format=%s", f"{seen}..main").split()) == sorted(texts)
    assert left(stand) == []


def test_fifty_send_at_once(stand: Stand) -> None:
    """What the hooks say is tried elsewhere: here they let everything through, to be done in a moment."""
    for hook in ("pre-receive", "post-receive"):
        (stand.house.repositories[0] / "hooks" / hook).write_text("#!/bin/sh\nexec cat >/dev/null\n")
    all_at_once(stand, 50)


@pytest.mark.proof
def test_fifty_send_at_once_through_the_hooks(stand: Stand) -> None:
    all_at_once(stand, 50)
