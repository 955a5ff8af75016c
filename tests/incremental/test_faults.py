"""What a machine may do to a build: readers keep the old site whole, who runs it is told what to do (design §11)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.incremental.changing import PROJECT
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
