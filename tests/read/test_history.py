"""When records came in, by real git repositories (design §3)."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from generator.read.history import first_seen

A, B = "records/2017/jichu/03-08-dues.md", "records/2017/jichu/04-08-dues.yml"


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, day: str = "2017-01-01T12:00:00+08:00") -> None:
        who = {f"GIT_{role}_{part}": "a" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        when = {"GIT_AUTHOR_DATE": "2016-01-01T00:00:00Z", "GIT_COMMITTER_DATE": day, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *arguments], cwd=self.folder, env={**os.environ, **who, **when}, check=True,
                       capture_output=True)  # fmt: skip

    def commit(self, day: str, **files: str | None) -> None:
        for path, text in files.items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text or "", "utf-8")
        self.git("add", "-A")
        self.git("commit", "--quiet", "--allow-empty", "-m", "x", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def seen(repository: Repository) -> dict[str, date]:
    return first_seen(repository.folder / "records")


def test_a_record_keeps_the_day_it_was_first_committed(repository: Repository) -> None:
    repository.commit("2017-03-09T12:00:00+08:00", **{A: "a"})
    repository.commit("2017-04-20T12:00:00+08:00", **{A: "changed", B: "b", "README.md": "x"})
    assert seen(repository) == {
        "2017/jichu/03-08-dues": date(2017, 3, 9),
        "2017/jichu/04-08-dues": date(2017, 4, 20),
    }


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("2017-03-08T15:59:00+00:00", date(2017, 3, 8)), ("2017-03-08T16:00:00+00:00", date(2017, 3, 9))],
)
def test_the_day_is_that_of_the_school(repository: Repository, stamp: str, day: date) -> None:
    repository.commit(stamp, **{A: "a"})
    assert seen(repository) == {"2017/jichu/03-08-dues": day}


def test_on_a_side_branch_it_came_in_when_it_was_merged(repository: Repository) -> None:
    repository.commit("2017-01-01T12:00:00+08:00")
    repository.git("switch", "--quiet", "-c", "side")
    repository.commit("2017-03-09T12:00:00+08:00", **{A: "a"})
    repository.git("switch", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "-m", "m", "side", day="2017-05-02T12:00:00+08:00")
    assert seen(repository) == {"2017/jichu/03-08-dues": date(2017, 5, 2)}


def test_a_record_taken_away_and_put_back_keeps_its_first_day(repository: Repository) -> None:
    repository.commit("2017-03-09T12:00:00+08:00", **{A: "a"})
    (repository.folder / A).unlink()
    repository.commit("2017-04-01T12:00:00+08:00")
    repository.commit("2017-06-01T12:00:00+08:00", **{A: "a"})
    assert seen(repository) == {"2017/jichu/03-08-dues": date(2017, 3, 9)}


def test_behind_the_edge_of_a_shallow_clone_nothing_is_known(repository: Repository, tmp_path: Path) -> None:
    repository.commit("2017-03-09T12:00:00+08:00", **{A: "a"})
    repository.commit("2017-04-20T12:00:00+08:00", **{"README.md": "x"})
    repository.commit("2017-05-20T12:00:00+08:00", **{B: "b"})
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth", "2", f"file://{repository.folder}", str(clone))
    assert first_seen(clone / "records") == {"2017/jichu/04-08-dues": date(2017, 5, 20)}


def test_what_is_not_committed_is_unknown(repository: Repository) -> None:
    repository.commit("2017-03-09T12:00:00+08:00", **{A: "a"})
    (repository.folder / B).write_text("b", "utf-8")
    assert "2017/jichu/04-08-dues" not in seen(repository)


def test_no_repository_no_history(repository: Repository, tmp_path: Path) -> None:
    assert seen(repository) == {}
    (repository.folder / "records").mkdir()
    assert seen(repository) == {}
    assert first_seen(tmp_path / "nosuch") == {}
    (tmp_path / "plain").mkdir()
    assert first_seen(tmp_path / "plain") == {}
