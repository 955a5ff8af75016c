"""A process that stays publishes what comes in, alone and at once; without it a push publishes as before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from generator.gate import publishing
from generator.types import Audience
from tests.gate.door import MAIN, RECORD, Door, git

PATIENCE = 120
NEXT = "2017/jichu/04-08-committee-meeting"


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_it_stays_and_publishes(tmp_path: Path) -> None:
    door = Door(tmp_path)
    door.school.record(RECORD)
    first = door.begin()
    assert not publishing.is_resident(door.house)
    words = [*publishing.program(), "gate", "publish", str(door.house.folder), "--stay"]
    with (tmp_path / "log").open("w") as log:
        staying = subprocess.Popen(words, stdout=log, stderr=log)
    try:
        until(lambda: all(publishing.is_out(door.house, each, first) for each in Audience))
        assert publishing.is_resident(door.house)
        door.school.record(NEXT)
        second = door.begin()
        publishing.start(door.house, ("no", "such", "command"))  # it leaves the mark to who stays
        until(lambda: all(publishing.is_out(door.house, each, second) for each in Audience))
        assert (tmp_path / f"site/members/{NEXT}.html").is_file()

        # What cannot be built leaves the old site, and the next that can is built again.
        (door.clone.folder / "site_config.yml").rename(tmp_path / "config")
        door.begin()
        publishing.ask(door.house)
        until(lambda: bool(door.house.failure))
        assert (tmp_path / f"site/members/{NEXT}.html").is_file()
        (tmp_path / "config").rename(door.clone.folder / "site_config.yml")
        third = door.begin()
        publishing.ask(door.house)
        until(lambda: publishing.is_out(door.house, Audience.PUBLIC, third))
        until(lambda: door.house.failure == "")  # which is said once all sites are out
    finally:
        staying.send_signal(signal.SIGTERM)
        assert staying.wait(PATIENCE) == 0
    assert not publishing.is_resident(door.house)
    assert git(door.repository, "rev-parse", MAIN) == third


def test_it_has_published_when_it_is_said_to_be_ready_and_ends_with_who_started_it(tmp_path: Path) -> None:
    door = Door(tmp_path)
    door.school.record(RECORD)
    first = door.begin()
    child = os.fork()
    if child == 0:
        from generator.commands.resident import residing

        with residing(door.house, "zh") as settled:
            settled()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert all(publishing.is_out(door.house, each, first) for each in Audience)  # which it waited for
    assert publishing.is_resident(door.house)
    until(lambda: not publishing.is_resident(door.house))


def test_it_ends_once_another_release_is_installed(tmp_path: Path) -> None:
    """What it holds in memory is no longer the installed program: whoever comes next begins with that."""
    door = Door(tmp_path)
    door.begin()
    code = """\
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from generator.commands import resident
from generator.gate.gatehouse import Gatehouse
release = iter([1, 1, 2, 2])
resident.installed, resident.LOOK = lambda: next(release), 100
resident.publishing.publish = lambda *_: print("published")
resident.reside(Gatehouse.at(Path(sys.argv[2])), "zh")
"""
    package = str(Path(publishing.__file__).parents[2])
    words = [sys.executable, "-I", "-X", "utf8", "-c", code, package, str(door.house.folder)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert (done.stdout.count("published"), done.stderr) == (4, "")  # at first, twice on the way, and at last
    assert not publishing.is_resident(door.house)
