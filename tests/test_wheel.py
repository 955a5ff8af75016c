"""The wheel holds all the program needs: installed alone, with nothing of this repository near, it does its work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("pyproject.toml", "setup.py", "README.md", "requirements.lock", "generator", "templates", "content")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wuhao(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The command of an environment that has the wheel, and of the tests' environment nothing but the libraries."""
    base = tmp_path_factory.mktemp("installed")
    source = base / "source"
    source.mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    quiet = {"cwd": base, "check": True, "env": _without_program()}
    wheel = [*pip, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(base), str(source)]
    subprocess.run(wheel, **quiet)  # type: ignore[call-overload]
    shutil.rmtree(source)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "venv"], **quiet)  # type: ignore[call-overload]
    (built,) = base.glob("wuhao-*.whl")
    install = ["--python", str(base / "venv/bin/python"), "install", "--no-deps", "--no-index", str(built)]
    subprocess.run([*pip, *install], **quiet)  # type: ignore[call-overload]
    (site,) = base.glob("venv/lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")

    def run(*argv: str, within: Path) -> subprocess.CompletedProcess[str]:
        command = [str(base / "venv/bin/wuhao"), *argv]
        return subprocess.run(command, cwd=within, env=_without_program(), capture_output=True, text=True, timeout=120)

    return run


def _without_program() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV", "PYTEST"))}


DECISION = """\
类型: 党委会决定
日期: 2026-03-05
决定事项: 推荐
涉及支部: [neike]
议题: [研究推荐]
"""


def test_a_root_elsewhere_is_made_checked_built_and_printed_from(wuhao: Run, tmp_path: Path) -> None:
    def well(*argv: str, within: Path = tmp_path / "site") -> str:
        ran = wuhao(*argv, within=within)
        assert (ran.returncode, ran.stderr) == (0, ""), ran
        return ran.stdout

    branches = ("--branch", "neike=内科党支部:23:5", "--branch", "yiji=医技党支部:6")
    well("init", "site", "--name", "中共仁和医院委员会", *branches, "--year", "2026", within=tmp_path)
    root = tmp_path / "site"
    assert "错误0处，提醒0处" in well("check")
    (root / "records/2026/_committee/03-05-committee-decision.yml").write_text(DECISION, "utf-8")
    well("notice", "new", "--branch", "neike", "--date", "2026-03-06")
    (notice,) = root.glob("records/2026/_committee/*-public-notice.md")
    text = notice.read_text("utf-8").replace("受理部门: []", "受理部门: [党委办公室]")
    notice.write_text(text.replace("---\n", "---\n电话: 8000\n", 1), "utf-8")
    well("notice", "print", f"2026/_committee/{notice.stem}", "--out", "printed")
    assert sorted(path.suffix for path in (root / "printed").iterdir()) == [".docx", ".pdf"]
    well("build", "--as-of", "2026-03-20")
    for page in ("index.html", "guide/recorder.html", "standards/five-good.html", "assets/stylesheets/wuhao.css"):
        assert (root / "site/public/2026" / page).is_file(), page
    assert list((root / "site/public/2026").rglob("pagefind*"))
