"""One push after the other: what was read for one is known to the next, and only where it still says the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.gate.gatehouse import EXCERPTS
from generator.read import source
from generator.read.record import read_record
from tests.attached.samples import sample
from tests.gate.door import RECORD, Door, git

BAD = {"应到": "很多"}


def test_what_was_read_before_is_read_again_only_if_it_says_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One push after the other, each judged by what is known and by nothing: the same verdict, and the work of one."""
    door = Door(tmp_path)
    door.school.record(RECORD)
    door.begin()
    read: list[str] = []
    monkeypatch.setattr(
        source, "read_record", lambda path, *more: (read.append(path.stem), read_record(path, *more))[1]
    )
    monkeypatch.setattr(source, "MANY", 1000)  # or other processes read, and nobody counts
    school = door.school
    for day in range(1, 29):
        for month in ("05", "06"):
            school.record(f"2017/jichu/{month}-{day:02}-committee-meeting", body=f"{month}{day}\n")
    school.write("records/2017/jichu/05-01-committee-meeting/a.pdf", sample("a.pdf"))
    door.begin()
    one, attached = "2017/jichu/05-01-committee-meeting", {"附件": "a.pdf"}
    changes = {
        "a record": lambda: school.record("2017/jichu/07-01-committee-meeting"),
        "a bad one": lambda: school.record("2017/jichu/07-02-committee-meeting", BAD),
        "the same length, another word": lambda: school.record("2017/jichu/05-02-committee-meeting", {"出席": "无"}),
        "an attachment is named": lambda: school.record(one, attached),
        "an attachment that cannot be published": lambda: school.write(f"records/{one}/a.pdf", sample("b.png")),
        "an attachment goes": lambda: (door.clone.folder / f"records/{one}/a.pdf").unlink(),
        "a record goes": lambda: (door.clone.folder / "records/2017/jichu/06-08-committee-meeting.md").unlink(),
        "a record comes back": lambda: school.record("2017/jichu/06-08-committee-meeting", body="068\n"),
        "a twin": lambda: school.write("records/2017/jichu/06-09-committee-meeting.yml", "类型: x\n"),
    }
    differing, work = [], []
    for name, change in changes.items():
        change()
        commit = door.clone.commit(name)
        read.clear()
        known = door.judge("wang", commit)
        work.append(len(read))
        shutil.rmtree(door.house.folder / EXCERPTS)
        if known != door.judge("wang", commit):
            differing.append(name)
        if known.taken:
            door.begin()
        else:
            git(door.clone.folder, "reset", "--quiet", "--hard", "HEAD^")
    assert not differing
    assert work[0] > 50 >= 6 >= max(work[1:]), work
