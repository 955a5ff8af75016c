"""The files by which a forge checks what is pushed: their steps are run as a runner runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.gate.workflows import FORGES, workflow
from tests.gate.door import Clone, git
from tests.school import School, branch, command

ROOT = Path(__file__).resolve().parents[2]
RECORD = "2017/jichu/03-08-committee-meeting"


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Somebody's repository with one bad record, and a runner on which the program is installed."""
    clone = Clone(tmp_path / "owner" / "records")
    School(clone.folder, branch()).record(RECORD, {"应到": "很多"})
    program = tmp_path / "bin" / "wuhao"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m generator "$@"\n')
    program.chmod(0o755)
    return clone


def run(folder: Path, lines: str, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8", **variables}
    return subprocess.run(["sh", "-e", "-c", lines], cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("forge", FORGES)
def test_the_command_writes_it(clone: Clone, forge: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clone.folder)
    assert command("gate", "workflow", forge).code == 0
    path, text = workflow(forge)
    assert (clone.folder / path).read_text("utf-8") == text
    assert "://" not in text


@pytest.mark.proof
def test_gitea(clone: Clone, tmp_path: Path) -> None:
    (job,) = yaml.safe_load(workflow("gitea")[1])["jobs"].values()
    fetch, check = (step["run"] for step in job["steps"])
    told = {
        "GITHUB_SERVER_URL": f"file://{tmp_path}",
        "GITHUB_REPOSITORY": "owner/records",
        "GITHUB_SHA": clone.commit(),
        "TOKEN": "x",
    }
    git(clone.folder, "config", "uploadpack.allowAnySHA1InWant", "true")
    place = tmp_path / "runner"
    place.mkdir()
    done = run(place, fetch, tmp_path, **told)
    assert done.returncode == 0, done.stderr
    done = run(place, check, tmp_path)
    assert (done.returncode, f"records/{RECORD}.md:" in done.stdout) == (1, True)


@pytest.mark.proof
def test_gitlab(clone: Clone, tmp_path: Path) -> None:
    (job,) = (each for each in yaml.safe_load(workflow("gitlab")[1]).values() if "script" in each)
    done = run(clone.folder, "\n".join(job["script"]), tmp_path)
    assert (done.returncode, f"records/{RECORD}.md:" in done.stdout) == (1, True)
    report = clone.folder / job["artifacts"]["reports"]["codequality"]
    assert [each["location"]["path"] for each in json.loads(report.read_text("utf-8"))] == [f"records/{RECORD}.md"]
