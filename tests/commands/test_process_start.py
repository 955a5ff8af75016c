"""What a command does not need is not loaded: waiting for it is half of what a small command takes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.school import School

HEAVY = {
    "PIL", "asyncio", "distributed", "flask", "jinja2", "logging", "markdown", "material", "mkdocs", "nh3",
    "openpyxl", "pikepdf", "python_calamine", "typst", "waitress", "watchfiles", "xlsxwriter", "zipfile", "zoneinfo",
}  # fmt: skip
"""Libraries of one task each; none of them is for reading, judging, or finding that nothing has changed."""
ALWAYS = {"importlib.metadata", "zipfile"}
"""Any build looks up the versions of what makes pages (with zipfile)."""
UNREAD = {"sqlite3", "subprocess", "yaml", "generator.judge", "generator.read"}
"""What there is no use for where no root is read."""
WATCHED = HEAVY | ALWAYS | UNREAD


def loaded(school: School, *argv: str) -> set[str]:
    """Which of them the command loads; it has to end well."""
    code = (
        "import sys\nfrom generator.commands.main import run\ncode = run(sys.argv[1:])\n"
        f"print(*sorted({WATCHED!r} & sys.modules.keys()), file=sys.stderr)\nsys.exit(code)"
    )
    command = [sys.executable, "-c", code, "--root", str(school.root), *argv]
    written = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=written)
    assert ran.returncode == 0, ran
    return set(ran.stderr.splitlines()[-1].split())


def test_no_command_loads_what_it_does_not_need(tmp_path: Path) -> None:
    school = School(tmp_path, config={"demonstration": {"as_of": "2017-12-05"}})
    school.record("2017/jichu/03-08-committee-meeting")
    loaded(school, "--help")  # keeps what it parses of the program's own YAML, as Python keeps code
    for argv in (["--help"], ["--version"]):
        assert loaded(school, *argv) == set(), argv
    for argv in (["check"], ["status"], ["new", "支部委员会", "--branch", "jichu", "--date", "2017-06-01"]):
        assert not loaded(school, *argv) & (HEAVY | ALWAYS), argv
    assert "mkdocs" in loaded(school, "build"), "the first build makes pages, or nothing is watched"
    assert not loaded(school, "build") & (HEAVY - ALWAYS)
    assert "yaml" not in loaded(school, "build"), "what is kept is read once more"
