"""build --scheduler: branches made by processes of other machines, here two workers beside a scheduler."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.commands.cluster import cluster
from generator.model.record import COMMITTEE
from generator.parallel import on_cluster
from tests.incremental.changing import PROJECT
from tests.incremental.comparing import served
from tests.machines import Machines
from tests.school import School, branch

PATIENCE = 60
BRANCHES = ("jichu", "jidian", "xinxi")


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    there = Machines(tmp_path / "machines")
    try:
        yield there
    finally:
        there.stop()


class Slow:
    """Says which process did it, after a while."""

    def __init__(self, seconds: float = 0.1) -> None:
        self.seconds = seconds

    def __call__(self, item: int) -> tuple[int, int]:
        time.sleep(self.seconds)
        return item, os.getpid()


@pytest.fixture
def school(tmp_path: Path) -> School:
    """Three branches, a template of the root's own, minutes."""
    school = School(tmp_path / "school", config={"demonstration": {"as_of": "2017-12-05"}})
    school.organize(*map(branch, BRANCHES))
    for name in BRANCHES:
        for day in ("01-05", "03-08", "06-01"):
            school.record(f"2017/{name}/{day}-committee-meeting", body=f"研究{name}{day}的工作。\n")
    own = (PROJECT / "templates/record.html.j2").read_text("utf-8")
    school.write("templates/record.html.j2", f"{own}<p>自己的样子</p>\n")
    return school


WATCHED = """
import sys
from generator.commands.main import run
from generator.publish.pieces import YearPieces
unit = YearPieces.unit
YearPieces.unit = lambda self, name: print("made here:", name, file=sys.stderr) or unit(self, name)
sys.exit(run(sys.argv[1:]))
"""


def built(root: Path, out: str, *argv: str) -> tuple[dict[str, bytes], set[str]]:
    """What a build from nothing publishes, and the units whose files its own process has made."""
    shutil.rmtree(root / ".wuhao", ignore_errors=True)
    asked = ("--root", root, "build", "--audience", "members", "--out", out, "--jobs", "1", *argv)
    ran = subprocess.run(
        [sys.executable, "-c", WATCHED, *asked], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran
    return served(root / out / "members")[0], set(re.findall(r"made here: (\S+)", ran.stderr))


def test_the_same_pages_as_alone_and_none_of_a_branch_made_here(machines: Machines, school: School) -> None:
    alone, made_here = built(school.root, "alone")
    assert made_here == {*BRANCHES, COMMITTEE}
    assert sum("自己的样子".encode() in data for data in alone.values()) == 9
    assert built(school.root, "together", "--scheduler", machines.address) == (alone, {COMMITTEE})
    machines.workers[0].kill()
    assert built(school.root, "fewer", "--scheduler", machines.address) == (alone, {COMMITTEE})


def test_machines_that_are_lost_cost_what_they_were_at(machines: Machines, school: School) -> None:
    with cluster(machines.address) as others:
        assert others.processes == 2
        made = on_cluster(Slow(), range(40), others)
        found = [next(made) for _ in range(6)]
        first, second = machines.workers
        first.send_signal(signal.SIGKILL)
        found += list(made)
        assert [item for item, _ in found] == list(range(40))
        assert {process for _, process in found} == {first.pid, second.pid}, "what was lost is done by who is left"

        made = on_cluster(Slow(), range(40), others)
        found = [next(made) for _ in range(6)]
        second.send_signal(signal.SIGKILL)
        found += list(made)
        assert [item for item, _ in found] == list(range(40))
        assert {process for _, process in found} == {second.pid, os.getpid()}, "where nobody is left, it is done here"


def told(school: School, address: str, otherwise: str = "") -> str:
    """What a build says that cannot use the cluster, in a process in which something is otherwise."""
    code = f"""
import sys
from generator.commands import cluster
{otherwise}
from generator.commands.main import run
sys.exit(run(sys.argv[1:]))
"""
    command = [sys.executable, "-c", code, "--root", school.root, "build", "--scheduler", address]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 2, ran
    assert "Traceback" not in ran.stderr
    return ran.stderr


def test_a_cluster_that_cannot_be_used_is_told_with_what_to_do(machines: Machines, school: School) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        for address in (f"tcp://127.0.0.1:{nobody.getsockname()[1]}", "没有这台机器", "http://127.0.0.1:1"):
            assert address in told(school, address, "cluster._PATIENCE = 1")
    other = told(school, machines.address, "cluster._MAKE_PAGES = ()")
    assert "pip install --require-hashes" in other
    assert len(re.findall(r"tcp://127\.0\.0\.1:\d+", other)) == 2
    assert "pip install wuhao[cluster]" in told(school, machines.address, "sys.modules['distributed'] = None")
    for worker in machines.workers:
        worker.kill()
    last = time.monotonic() + PATIENCE
    while f"dask worker {machines.address}" not in told(school, machines.address):
        assert time.monotonic() < last


@pytest.mark.proof
def test_a_worker_killed_while_branches_are_made_changes_no_byte(machines: Machines, tmp_path: Path) -> None:
    root = tmp_path / "district"
    subprocess.run([sys.executable, "-m", "generator", "demo", root, "--branches", "24", "--years", "2017"], check=True)
    alone, _ = built(root, "alone")
    shutil.rmtree(root / ".wuhao")
    asked = ("--root", root, "build", "--audience", "members", "--out", "together", "--scheduler", machines.address)
    with subprocess.Popen([sys.executable, "-m", "generator", *asked], cwd=PROJECT) as building:
        unpublished = root / ".wuhao" / "unpublished"
        while sum(1 for _ in unpublished.glob("**/index.html")) < 4:
            assert building.poll() is None
            time.sleep(0.01)
        machines.workers[0].kill()
    assert building.returncode == 0
    assert served(root / "together" / "members")[0] == alone
