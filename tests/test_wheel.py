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
SOURCES = ("pyproject.toml", "setup.py", "README.md", "generator", "templates", "content")
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


def test_a_root_elsewhere_is_made_checked_built_and_printed_from(wuhao: Run, tmp_path: Path) -> None:
    assert wuhao("demo", "site", "--branches", "2", "--years", "2017", within=tmp_path).returncode == 0
    root = tmp_path / "site"
    shutil.rmtree(root / "content")
    built = wuhao("build", within=root)
    assert (built.returncode, built.stderr) == (0, "")
    for page in ("index.html", "guide/recorder.html", "standards/five-good.html", "assets/stylesheets/wuhao.css"):
        assert (root / "site/public/2017" / page).is_file(), page
    assert list((root / "site/public").glob("2017/pagefind/*")) or list((root / "site/public").rglob("pagefind*"))
