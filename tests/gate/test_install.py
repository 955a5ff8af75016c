"""Hooks are written beside whatever was there, and a second time changes nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.gate.door import git
from tests.school import command

FOREIGN = "#!/bin/sh\nexit 0\n"


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_repository_is_made_and_kept(tmp_path: Path) -> None:
    repository = tmp_path / "records.git"
    ran = command("gate", "install", str(repository), "--site", str(tmp_path / "site"))
    assert (ran.code, ran.err) == (0, "")
    assert git(repository, "rev-parse", "--is-bare-repository") == "true"
    assert git(repository, "symbolic-ref", "HEAD") == "refs/heads/main"
    for key in ("receive.denyNonFastForwards", "receive.denyDeletes", "receive.fsckObjects"):
        assert git(repository, "config", key) == "true"
    for hook in ("pre-receive", "post-receive"):
        assert os.access(repository / "hooks" / hook, os.X_OK)
    assert stat.S_IMODE((tmp_path / "records.gate").stat().st_mode) == 0o700
    before = files(tmp_path)
    assert "都已经装好" in command("gate", "install", str(repository), "--site", str(tmp_path / "site")).out
    assert files(tmp_path) == before


def test_what_was_chosen_can_be_chosen_anew(tmp_path: Path) -> None:
    repository = tmp_path / "records.git"
    command("gate", "install", str(repository))
    secret = (tmp_path / "records.gate/secret").read_text()
    command("gate", "install", str(repository), "--trust", "http", "--private", str(tmp_path / "private.git"))
    settings = (tmp_path / "records.gate/gate.yml").read_text("utf-8")
    assert "- http" in settings and "private.git" in settings and "- ssh" not in settings
    assert (tmp_path / "records.gate/secret").read_text() == secret
    assert " 1\n" in (tmp_path / "private.git/hooks/pre-receive").read_text("utf-8")


def test_what_is_no_bare_repository_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    ran = command("gate", "install", str(tmp_path))
    assert (ran.code, [path.name for path in tmp_path.iterdir()]) == (2, ["file"])
    clone = tmp_path / "clone"
    clone.mkdir()
    git(clone, "init", "--quiet")
    assert command("gate", "install", str(clone)).code == 2
    assert not (tmp_path / "clone.gate").exists()


def test_a_hook_of_somebody_else_is_kept_and_runs_first(tmp_path: Path) -> None:
    repository = tmp_path / "records.git"
    git(tmp_path, "init", "--quiet", "--bare", str(repository))
    hook = repository / "hooks/pre-receive"
    hook.write_text(FOREIGN)
    hook.chmod(0o755)
    ran = command("gate", "install", str(repository))
    kept = repository / "hooks/pre-receive.d/10-before-wuhao"
    assert str(kept) in ran.out
    assert (kept.read_text(), os.access(kept, os.X_OK)) == (FOREIGN, True)
    before = files(tmp_path)
    command("gate", "install", str(repository))
    assert files(tmp_path) == before


@pytest.mark.parametrize("forge", ["gitea", "gitlab"])
def test_beside_the_hooks_of_a_forge(tmp_path: Path, forge: str) -> None:
    repository = tmp_path / "records.git"
    git(tmp_path, "init", "--quiet", "--bare", str(repository))
    theirs = repository / "hooks/pre-receive"
    text = 'for hook in "hooks/pre-receive.d/"*; do "$hook"; done\n' if forge == "gitea" else FOREIGN
    theirs.write_text(text)
    command("gate", "install", str(repository), "--trust", forge)
    place = {"gitea": "hooks/pre-receive.d/wuhao", "gitlab": "custom_hooks/pre-receive.d/wuhao"}[forge]
    assert os.access(repository / place, os.X_OK)
    assert theirs.read_text() == text


def test_where_all_repositories_run_the_hooks_of_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everybodys = tmp_path / "gitconfig"
    everybodys.write_text(f"[core]\n\thooksPath = {tmp_path}/shared\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    (tmp_path / ".gitconfig").write_text(everybodys.read_text())
    repository = tmp_path / "records.git"
    command("gate", "install", str(repository))
    assert git(repository, "config", "--local", "core.hooksPath") == str(repository / "hooks")
