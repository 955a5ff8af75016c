"""README says what is so: its commands run, its files are there, its dependencies are those we have."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

from generator.commands.main import COMMANDS
from tests.school import Ran, command
from tests.sweep import over
from tests.thinned import ENTERED, entered, thinned

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = sorted(set(re.findall(r"`(wuhao [^`]+)`", README)))
DEMONSTRATION = ("site_config.yml", "records", "records-private", "content", "templates")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the project comes with, but for most records, to write into."""
    root = tmp_path_factory.mktemp("project")
    for name in DEMONSTRATION:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
        else:
            shutil.copy(ROOT / name, root / name)
    records = [(str(path), "") for path in sorted(root.glob("records/*/*/*")) if path.is_file()]
    kept = dict(thinned(records, every=8))
    for path in {path for path, _ in records} - {*kept}:
        Path(path).unlink()
    paths = [Path(path).relative_to(root).as_posix() for path in kept]
    (root / ENTERED).write_text(entered((root / ENTERED).read_text("utf-8"), paths), "utf-8")
    return root


def ran_in(root: Path, line: str) -> Ran:
    argv = shlex.split(line.replace("/tmp/school", str(root / "tried")))[1:]
    return command(*argv)


def test_its_commands_are_found() -> None:
    assert {shlex.split(line)[1] for line in RUN} >= {"new", "check", "status", "explain", "due", "build", "demo"}


@over("line", [line for line in RUN if not re.search("^wuhao (calendar|year)|--watch", line)])
def test_its_commands_run(root: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    ran = ran_in(root, line)
    assert ran.code in (0, 1), ran
    assert ran.out.strip()
    assert "命令写法不对" not in ran.err


@pytest.mark.parametrize("options", ["status --as-of 2017-12-05", "status --format json"])
def test_its_options_run(root: Path, options: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for word in options.split()[1:]:
        assert word in README
    monkeypatch.chdir(root)
    assert command(*options.split()).out.strip()


@over("name", sorted(COMMANDS))
def test_every_command_is_in_it(name: str) -> None:
    assert re.search(rf"\b(?:wuhao|make) {name}\b", README)


@over("target", sorted(set(re.findall(r"\bmake ([a-z]+)\b", README)) - {"and"}))
def test_its_targets_are_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


NAMED = sorted(
    {
        *re.findall(r"`((?:records|content|generator|templates|tests)/[\w./-]*)`", README),
        *re.findall(r"\]\(([\w./-]+)\)", README),
        *re.findall(r"`([\w-]+\.(?:lock|yml|toml))`", README),
    }
)


@over("path", NAMED)
def test_what_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def packages(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~;\[ ]", requirement)[0].lower() for requirement in requirements}


def explained() -> set[str]:
    rows = re.findall(r"^\| ([\w, -]+) \| .+ \|$", README, re.MULTILINE)
    return {name.strip().lower() for row in rows for name in row.split(",")}


EXTRAS = PROJECT["project"].get("optional-dependencies", {})
EVERY = packages(PROJECT["project"]["dependencies"]) | {name for each in EXTRAS.values() for name in packages(each)}


@over("name", sorted(EVERY))
def test_every_dependency_is_explained(name: str) -> None:
    assert name in explained()


@over("name", sorted(packages(PROJECT["project"]["dependencies"])))
def test_every_dependency_is_locked_with_hashes(name: str) -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text("utf-8")
        assert re.search(rf"^{re.escape(name)}==[^\n]*\\\n +--hash=sha256:[0-9a-f]{{64}}", text, re.MULTILINE), lock


@over("package", sorted(path.parent.name for path in (ROOT / "generator").glob("*/__init__.py")))
def test_every_package_is_in_its_table(package: str) -> None:
    assert package in re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)
