"""In a recorder's clone: git checks changed records, as they will be committed, before each commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.gate.before_commit import checked_index
from tests.gate.door import OTHER, RECORD, WHO, Clone, git
from tests.school import School, branch, command

BAD = {"应到": "很多"}


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    clone = Clone(tmp_path / "clone")
    school = School(clone.folder, branch(), branch("caijing"))
    school.record(OTHER, BAD)
    clone.commit()
    return clone


def school_of(clone: Clone) -> School:
    school = object.__new__(School)
    school.root = clone.folder
    return school


def found(clone: Clone, **environment: str) -> list[str]:
    return [each.file for each in checked_index(clone.folder, environment)]


def test_the_index_and_not_the_folder(clone: Clone) -> None:
    school = school_of(clone)
    assert found(clone) == []
    school.record(RECORD, BAD)
    assert found(clone) == []  # it is not about to be committed
    git(clone.folder, "add", "-A")
    school.record(RECORD)
    assert found(clone) == [f"records/{RECORD}.md"]
    git(clone.folder, "add", "-A")
    assert found(clone) == []


def test_another_index(clone: Clone) -> None:
    """As git makes one for `git commit FILE`."""
    school_of(clone).record(RECORD, BAD)
    other = {"GIT_INDEX_FILE": str(clone.folder / ".git/other")}
    git(clone.folder, "read-tree", "HEAD", **other)
    git(clone.folder, "add", "-A", **other)
    assert found(clone) == []
    assert found(clone, **other) == [f"records/{RECORD}.md"]


def test_before_the_first_commit_and_where_there_is_no_root(tmp_path: Path) -> None:
    clone = Clone(tmp_path / "clone")
    (clone.folder / "x.md").write_text("x", "utf-8")
    git(clone.folder, "add", "-A")
    assert found(clone) == []
    School(clone.folder, branch()).record(RECORD, BAD)
    git(clone.folder, "add", "-A")
    assert found(clone) == [f"records/{RECORD}.md"]


def test_the_hook(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = clone.folder / "records/2017"
    monkeypatch.chdir(inside)
    assert command("gate", "hook", "pre-commit").code == 0
    school_of(clone).record(RECORD, BAD)
    git(clone.folder, "add", "-A")
    environment = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull}
    commit = ["git", "commit", "--quiet", "-m", "x"]
    done = subprocess.run(commit, cwd=inside, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"records/{RECORD}.md:" in done.stderr
    assert "--no-verify" in done.stderr
    assert git(clone.folder, "rev-list", "--count", "HEAD") == "1"


def test_a_hook_of_somebody_else_is_left_alone(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clone.folder)
    hook = clone.folder / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    assert "gate pre-commit" in command("gate", "hook", "pre-commit").out
    assert hook.read_text() == "#!/bin/sh\n"


def test_outside_of_any_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert command("gate", "hook", "pre-commit").code == 2
