"""The program as a process of its own: terminals, pipes and odd places (design §5: never a traceback)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attached.samples import sample
from tests.school import School, branch, days

STATUS = ("status", "--year", "2017", "--as-of", "2017-12-05", "--format", "json")
PROJECT = Path(__file__).resolve().parents[2]


def process(school: School, *argv: str, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT), **surroundings}
    return subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(school.root), *argv], env=environment, capture_output=True
    )


def test_hash_seed_changes_nothing(tmp_path: Path) -> None:  # design §5: same bytes
    school = School(tmp_path, branch(groups=["g1", "g2"]), branch("xinxi"))
    school.records("committee_meeting", days("2017-*-08"))
    school.records("group_meeting", days("2017-*-09"), groups=["g1", "g2"])
    printed = {process(school, *STATUS, PYTHONHASHSEED=seed).stdout for seed in ("0", "1")}
    assert len(printed) == 1
    assert b"2017/jichu/12-08-committee-meeting" not in printed.pop()


@pytest.mark.parametrize("argv", [("check",), STATUS, ("nosuch",)], ids=lambda argv: argv[0])
def test_terminal_without_chinese(school: School, argv: tuple[str, ...]) -> None:
    school.write("records/2017/jichu/03-08-支委会.md", "无")
    ran = process(school, *argv, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert ran.returncode == (2 if argv == ("nosuch",) else 1)
    assert b"Traceback" not in ran.stderr


def test_reader_that_stops_early(school: School) -> None:
    school.records("committee_meeting", days("2017-*-08"))
    command = [sys.executable, "-m", "generator", "--root", str(school.root), *STATUS]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
    assert b"Traceback" not in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_full_disk(school: School) -> None:
    command = [sys.executable, "-m", "generator", "--root", str(school.root), *STATUS]
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(command, cwd=PROJECT, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode not in (0, 2)
    assert b"Traceback" not in ran.stderr


def test_root_with_spaces_and_chinese(tmp_path: Path) -> None:
    school = School(tmp_path / "学校 记录")
    school.record("2017/jichu/03-08-committee-meeting")
    assert school.window("O02", "2017-03", as_of="2017-12-05")["status"] == "pass"
    assert school.check()[0] == 0


def test_nearest_parent_is_the_root(school: School) -> None:  # design §5
    school.record("2017/jichu/03-08-committee-meeting")
    command = [sys.executable, "-m", "generator", "check"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT)}
    below, outside = school.root / "records" / "2017", school.root.parent
    assert subprocess.run(command, cwd=below, env=environment, capture_output=True).returncode == 0
    assert subprocess.run(command, cwd=outside, env=environment, capture_output=True).returncode == 2


PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A machine that says of no name in which encoding it is, as cron and old servers do."""


def test_a_machine_without_a_locale_finds_files_by_chinese_names(school: School) -> None:
    attached = "2017/jichu/03-08-committee-meeting"
    school.record(attached, {"附件": ["签到表.pdf"]})
    school.write(f"records/{attached}/签到表.pdf", sample("a.pdf"))
    school.write(f"records/{attached}/记录本.pdf", sample("a.pdf"))
    ran = process(school, "check", "--format", "json", **PLAIN)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == process(school, "check", "--format", "json", PYTHONUTF8="1").stdout
    assert "记录本.pdf" in ran.stdout.decode()


def test_what_is_asked_in_chinese_is_understood_without_a_locale(school: School) -> None:
    ran = process(school, "new", "支部委员会", "--branch", "jichu", "--date", "2017-03-08", **PLAIN)
    assert ran.returncode == 0, ran.stderr
    assert (school.root / "records/2017/jichu/03-08-committee-meeting.md").is_file()
