"""The command line as a whole: root, language, exit codes, and no traceback whatever comes (design §5)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__
from tests.school import School, command

CHINESE = re.compile(r"[\u3400-\u9fff]")
COMMANDS = {
    "status": ["status"],
    "explain": ["explain", "O02", "--branch", "jichu"],
    "due": ["due"],
    "build": ["build"],
    "serve": ["serve", "--port", "0"],
    "new": ["new", "支部委员会", "--branch", "jichu"],
    "calendar": ["calendar", "2017"],
}
"""Every command that needs the root, with what it must be told."""
BROKEN = {
    "site_config.yml": "packs: {}\n",
    "records/organization.yml": "branches: []\n",
    "content/standards/five-good.yml": "rules: []\n",
}


@pytest.fixture
def school(tmp_path: Path) -> School:
    school = School(tmp_path)
    school.record("2017/jichu/03-08-committee-meeting")
    return school


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("path", BROKEN)
def test_a_broken_foundation_stops_every_command_with_its_problems(school: School, name: str, path: str) -> None:
    school.write(path, BROKEN[path])
    before = sorted(school.root.rglob("*"))
    ran = school.run(*COMMANDS[name])
    assert ran.code == 1
    assert re.search(rf"^{re.escape(path)}:\d+:\d+: 错误 \[\w+\]", ran.err, re.MULTILINE), ran
    assert "改正后才能继续" in ran.err
    assert sorted(school.root.rglob("*")) == before


def test_its_problems_are_told_in_reading_order(school: School) -> None:
    path = "content/standards/five-good.yml"
    pack = (school.root / path).read_text("utf-8")
    school.write(path, f"{pack.replace('source: plan', 'source: plans', 1)}bonus: {{cap: much}}\n")
    lines = [int(line) for line in re.findall(rf"^{path}:(\d+):", school.run("due").err, re.MULTILINE)]
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_a_rule_nobody_can_judge_stops_them_too(school: School) -> None:
    pack = (school.root / "content/standards/five-good.yml").read_text("utf-8")
    school.write("content/standards/five-good.yml", pack.replace("kind: qualitative", "kind: qualitatif", 1))
    ran = school.run("status")
    assert (ran.code, "unknown_kind" in ran.err) == (1, True)
    assert school.check()[0] == 1


@pytest.mark.parametrize("where", [".", "records", "records/2017/jichu"])
def test_the_root_is_the_nearest_above(school: School, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(school.root / where)
    ran = command("check")
    assert ran.code == 0, ran


def test_no_root_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = command("check")
    assert (ran.code, ran.out) == (2, "")
    assert "site_config.yml" in ran.err


@pytest.mark.parametrize("root", ["nosuch", "site_config.yml"])
def test_a_root_given_that_is_none(school: School, root: str) -> None:
    assert command("--root", str(school.root / root), "check").code == 2


def test_a_root_given_without_a_configuration(tmp_path: Path) -> None:
    ran = command("--root", str(tmp_path), "check")
    assert ran.code == 1
    assert "site_config.yml:1:1" in ran.out


@pytest.mark.parametrize(
    "argv",
    [
        ["nosuch"],
        ["--nosuch", "check"],
        ["--lang", "fr", "check"],
        ["check", "--format", "xml"],
        ["check", "nosuch.md"],
        ["status", "--as-of", "2017-02-30"],
        ["status", "--as-of", "8.3.2017"],
        ["status", "--year", "0"],
        ["status", "--year", "2015"],
        ["status", "--branch", "nosuch"],
        ["status", "--pack", "nosuch"],
        ["explain", "O02"],
        ["explain", "X99", "--branch", "jichu"],
        ["explain", "O02", "--branch", "nosuch"],
        ["explain", "O02", "--branch", "_committee"],
        ["explain", "G04", "--branch", "jichu"],
        ["due", "--days", "-1"],
        ["due", "--branch", "nosuch"],
        ["build", "--audience", "all"],
        ["build", "--year", "2015"],
        ["new", "茶话会", "--branch", "jichu"],
        ["new", "支部委员会", "--branch", "nosuch"],
        ["new", "组织处置", "--branch", "jichu"],
        ["new", "支部委员会"],
        ["calendar", "1999"],
        ["calendar", "soon"],
        ["serve", "--port", "70000"],
        ["demo"],
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_usage(school: School, argv: list[str], language: str) -> None:
    ran = school.run("--lang", language, *argv)
    assert (ran.code, ran.out) == (2, "")
    assert CHINESE.search(ran.err) if language == "zh" else len(re.findall(r"[A-Za-z]{2,}", ran.err)) >= 2


@pytest.mark.parametrize("option", [["--lang", "en"], ["--lang=en"]])
@pytest.mark.parametrize("argv", [["status", "--nosuch"], ["status", "--branch", "nosuch"], ["status"]])
def test_english_however_it_is_asked_for(school: School, option: list[str], argv: list[str]) -> None:
    school.write("records/calendar/2017.yml", "a: [")
    ran = command("--root", str(school.root), *option, *argv)
    assert ran.code in (1, 2)
    assert not CHINESE.search(ran.err), ran.err


def test_version() -> None:
    assert command("--version").out == f"wuhao {__version__}\n"


def test_as_a_module(school: School) -> None:
    school.write("records/entered.csv", "record,entered_on\n2017/jichu/03-08-committee-meeting,2017-03-09\n")
    argv = [sys.executable, "-m", "generator", "--root", str(school.root), "check", "--format", "json"]
    ran = subprocess.run(argv, capture_output=True, text=True, check=False, encoding="utf-8")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert '"problems": []' in ran.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk(school: School) -> None:
    with Path("/dev/full").open("w") as full:
        argv = [sys.executable, "-m", "generator", "--root", str(school.root), "status", "--as-of", "2017-12-05"]
        ran = subprocess.run(argv, stdout=full, stderr=subprocess.PIPE, text=True, check=False, encoding="utf-8")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr


def test_whoever_stops_it_sees_no_traceback(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.workspace.workspace.read_frame", stopped)
    ran = school.run("check")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "")
