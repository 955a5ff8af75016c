"""Lighthouse's marks for six kinds of pages, those a reader comes to first."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CHROMIUM
from tests.proof.conftest import NODE

pytestmark = pytest.mark.proof
PROGRAM = NODE / "lighthouse" / "cli" / "index.js"
LEAST = {"accessibility": 0.95, "best-practices": 0.95}
"""Speed is told, not judged: it is the machine's."""
PAGES = (
    "2017/index.html",
    "2017/jichu/index.html",
    "2017/jichu/ledger.html",
    "2017/branches.html",
    "2017/notices.html",
    "2017/rectification.html",
)


@pytest.mark.parametrize("page", PAGES)
def test_marks(address: str, page: str, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    node = shutil.which("node")
    if node is None or CHROMIUM is None:
        pytest.skip("no node" if node is None else "no Chromium")
    if not PROGRAM.is_file():
        pytest.skip("no Lighthouse: it comes by npm")
    report = tmp_path / "report.json"
    wanted = ",".join((*LEAST, "performance"))
    where = ("--quiet", "--output=json", f"--output-path={report}", f"--only-categories={wanted}")
    command = [node, str(PROGRAM), f"{address}/{page}", *where, "--chrome-flags=--headless --no-sandbox --disable-gpu"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CHROME_PATH": CHROMIUM})
    found = json.loads(report.read_text("utf-8"))
    marks = {name: each["score"] for name, each in found["categories"].items()}
    record_property(f"Lighthouse, {page}", marks)
    lost = [
        f"{name}: {found['audits'][each['id']]['title']}"
        for name in LEAST
        for each in found["categories"][name]["auditRefs"]
        if each["weight"] and found["audits"][each["id"]]["score"] not in (None, 1)
    ]
    assert all(marks[name] >= least for name, least in LEAST.items()), (marks, lost)
