"""The day of a push is the day its records came in, whatever the commits say, and also where a hook was killed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from generator.cache.store import FILE, Store
from generator.gate import days
from generator.gate.gatehouse import MAIN
from generator.gate.verdict import Update
from generator.read.history import PUSHED, history
from tests.gate.door import NOTHING, OTHER, RECORD, Door, git


class Clock(datetime):
    """Stands still where a push says."""

    stands = ""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return datetime.fromisoformat(cls.stands)


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Door:
    monkeypatch.setattr(days, "datetime", Clock)
    door = Door(tmp_path)
    door.school.record(RECORD)
    door.begin()
    return door


def pushed(door: Door, who: str, when: str, taken: bool = True) -> str:
    """A push that the gate let through, as far as its first hook."""
    Clock.stands = when
    old, new = door.tip, door.clone.commit()
    days.note(door.house, 0, Update(old, new, MAIN), who)
    if taken:
        git(door.repository, "fetch", "--quiet", str(door.clone.folder), f"{new}:{MAIN}")
    return new


def came_in(door: Door) -> dict[str, date]:
    git(door.clone.folder, "fetch", "--quiet", str(door.repository), f"+{PUSHED}:{PUSHED}")
    found = history(door.clone.folder / "records", Store(door.clone.folder / FILE)).versions
    return {name: line[0].day for name, line in found.items() if line[0].day}


def test_the_day_is_the_pushs(door: Door) -> None:
    door.school.record("2017/jichu/03-09-committee-meeting")
    door.clone.commit()
    door.school.record(OTHER)
    new = pushed(door, "王伟", "2017-03-20T23:59:59+08:00")
    days.write_down(door.house, 0)
    seen = came_in(door)
    assert seen["2017/jichu/03-09-committee-meeting"] == seen[OTHER] == date(2017, 3, 20)
    assert seen[RECORD] != date(2017, 3, 20)  # it stood there before the gate
    assert git(door.repository, "notes", f"--ref={PUSHED}", "show", new) == "2017-03-20T23:59:59+08:00 王伟"
    assert list((door.house.folder / days.FOLDER).iterdir()) == []


def test_a_day_is_never_written_anew(door: Door) -> None:
    door.school.record(OTHER)
    first = pushed(door, "li", "2017-03-20T12:00:00+08:00")
    days.write_down(door.house, 0)
    days.note(door.house, 0, Update(NOTHING, first, MAIN), "li")
    days.write_down(door.house, 0)
    door.school.record("2017/caijing/04-08-committee-meeting")
    pushed(door, "li", "2017-04-21T12:00:00+08:00")
    days.write_down(door.house, 0)
    seen = came_in(door)
    assert (seen[OTHER], seen["2017/caijing/04-08-committee-meeting"]) == (date(2017, 3, 20), date(2017, 4, 21))


def test_killed_between_the_hooks(door: Door) -> None:
    """The next push writes down what the last one could not."""
    door.school.record(OTHER)
    pushed(door, "li", "2017-03-20T12:00:00+08:00")
    door.school.record("2017/caijing/04-08-committee-meeting")
    pushed(door, "li", "2017-04-21T12:00:00+08:00")
    days.write_down(door.house, 0)
    seen = came_in(door)
    assert (seen[OTHER], seen["2017/caijing/04-08-committee-meeting"]) == (date(2017, 3, 20), date(2017, 4, 21))


def test_what_git_did_not_take_is_forgotten(door: Door) -> None:
    before = door.tip
    door.school.record(OTHER)
    pushed(door, "li", "2017-03-20T12:00:00+08:00", taken=False)
    days.write_down(door.house, 0)
    assert len(list((door.house.folder / days.FOLDER).iterdir())) == 1  # git may be about to take it
    git(door.clone.folder, "reset", "--quiet", "--hard", before)
    door.school.record(OTHER)
    pushed(door, "li", "2017-04-21T12:00:00+08:00")
    days.write_down(door.house, 0)
    assert list((door.house.folder / days.FOLDER).iterdir()) == []
    assert came_in(door)[OTHER] == date(2017, 4, 21)


def test_a_damaged_note_stops_nobody(door: Door) -> None:
    pushed(door, "li", "2017-03-20T12:00:00+08:00")
    (door.house.folder / days.FOLDER / f"0-{'1' * 40}.json").write_text("{", "utf-8")
    days.write_down(door.house, 0)
