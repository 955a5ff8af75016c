"""What a machine may do to a build: readers keep the old site whole, who runs it is told what to do (design §11)."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.incremental.changing import PROJECT
from tests.incremental.comparing import served as told
from tests.publish.served import served
from tests.school import School

AS_OF = "2017-12-31"
PROGRAM = "import sys; from generator.commands.main import run; sys.exit(run(sys.argv[1:]))"
NOBODY = 65534


AS_NOBODY = (
    f"import os, sys; from generator.commands.main import run; run(sys.argv[1:]); os.setuid({NOBODY}); {PROGRAM}"
)
"""Once as it is called, so that all it needs is there, and then as somebody who has no rights."""


def build(school: School, out: Path, program: str = PROGRAM) -> tuple[int, str]:
    """A build in a process of its own; gives its exit code and what it says."""
    argv = ("--root", str(school.root), "build", "--as-of", AS_OF, "--out", str(out))
    command = [sys.executable, "-c", program, *argv]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": str(school.root.parent)}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/", check=False)
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.returncode, ran.stdout + ran.stderr


def tree(site: Path) -> dict[Path, bytes]:
    return {file.relative_to(site): file.read_bytes() for file in served(site)}


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(tmp_path / "root")
    made.record("2017/jichu/03-08-committee-meeting")
    return made


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(place)], check=False).returncode:
        pytest.skip("nobody may mount here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_leaves_the_site_as_it_was(school: School, disk: Path) -> None:
    out = disk / "site"
    assert build(school, out)[0] == 0
    before = tree(out / "public")
    (disk / "filling").write_bytes(b"x" * os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize)
    school.record("2017/jichu/04-08-committee-meeting")
    code, said = build(school, out)
    assert code == 1 and "磁盘满了" in said and str(disk) in said, said
    assert tree(out / "public") == before
    (disk / "filling").unlink()
    assert build(school, out)[0] == 0
    assert tree(out / "public") != before


def test_a_folder_that_cannot_be_written_is_named(school: School) -> None:
    code, said = build(school, Path("/proc/site"))
    assert code == 1 and "/proc/site" in said and "再运行一次" in said, said


@pytest.mark.skipif(os.getuid() != 0, reason="only root becomes somebody else")
def test_somebody_without_rights_is_told_which_file_and_what_to_do(school: School) -> None:
    assert build(school, school.root / "site")[0] == 0
    before = tree(school.root / "site/public")
    code, said = build(school, school.root / "site", AS_NOBODY)
    assert code == 1 and "权限" in said and f"{school.root}/site_config.yml" in said, said
    assert tree(school.root / "site/public") == before


def test_a_clock_that_was_set_back_changes_nothing(school: School) -> None:
    assert build(school, school.root / "site")[0] == 0
    before = tree(school.root / "site/public")
    for file in (school.root / "records").rglob("*"):
        os.utime(file, (4_000_000_000, 4_000_000_000))
    assert build(school, school.root / "site")[0] == 0
    assert tree(school.root / "site/public") == before
    for file in (school.root / ".wuhao").rglob("*"):
        os.utime(file, (4_000_000_000, 4_000_000_000))
    school.record("2017/jichu/03-08-committee-meeting", {"地点": "别处"})
    assert build(school, school.root / "site")[0] == 0
    assert tree(school.root / "site/public") != before


def test_a_disk_that_may_only_be_read_leaves_the_site_as_it_was(school: School, disk: Path) -> None:
    out = disk / "site"
    assert build(school, out)[0] == 0
    before = tree(out / "public")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    school.record("2017/jichu/04-08-committee-meeting")
    code, said = build(school, out)
    assert code == 1 and str(disk) in said and "只能读" in said, said
    assert tree(out / "public") == before
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert build(school, out)[0] == 0
    assert tree(out / "public") != before


@pytest.mark.proof
def test_builds_side_by_side_leave_one_of_them_whole(school: School, tmp_path: Path) -> None:
    out = school.root / "site"
    for month in range(4, 8):
        school.record(f"2017/jichu/{month:02}-08-committee-meeting")
        with ThreadPoolExecutor(4) as pool:
            for code, said in pool.map(lambda _: build(school, out), range(4)):
                assert code == 0 or "另一" in said, said
        assert build(school, out)[0] == 0
    alone = tmp_path / "alone"
    shutil.rmtree(school.root / ".wuhao")
    assert build(school, alone)[0] == 0
    assert told(out / "public") == told(alone / "public")


@pytest.mark.proof
def test_records_that_come_and_go_meanwhile(school: School, tmp_path: Path) -> None:
    """What is read is there or not; a build that met half of it says so, and the next one is right."""
    out, done = school.root / "site", threading.Event()
    ids = [school.record(f"2017/jichu/{month:02}-09-committee-meeting") for month in range(4, 12)]
    texts = {file: file.read_bytes() for file in (school.root / f"records/{each}.md" for each in ids)}

    def comes_and_goes() -> None:
        dice = random.Random(7)
        while not done.wait(0.002):
            file = dice.choice(list(texts))
            file.unlink(missing_ok=True) if dice.random() < 0.5 else file.write_bytes(texts[file])

    mover = threading.Thread(target=comes_and_goes)
    mover.start()
    try:
        said = [build(school, out) for _ in range(8)]
    finally:
        done.set()
        mover.join()
    assert all(code in (0, 1) for code, _ in said), said
    for file, text in texts.items():
        file.write_bytes(text)
    assert build(school, out)[0] == 0
    alone = tmp_path / "alone"
    shutil.rmtree(school.root / ".wuhao")
    assert build(school, alone)[0] == 0
    assert told(out / "public") == told(alone / "public")
