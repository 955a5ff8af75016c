"""The same records make the same papers: in another folder, zone, language, order of hashes, and a while later."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archive.test_same_everywhere import ELSEWHERE
from tests.incremental.changing import PROJECT
from tests.publish.pages.forms.test_papers import make

pytestmark = pytest.mark.proof

FORMATS = ("pdf", "docx", "xlsx")
PLAN = "2017/_committee/09-18-campaign-plan"
BLANK = ("空白评分表", "述职测评票", "党员评议票", "群众测评表")


def made(root: Path, environment: dict[str, str]) -> dict[str, bytes]:
    """Every paper of every branch in every format, and an official document, by processes of their own."""
    base = {name: value for name, value in os.environ.items() if name not in ("LANG", "LANGUAGE")}
    chosen = [argument for each in FORMATS for argument in ("--format", each)]
    asked = [["print", "--all", *chosen], *(["print", each, *chosen] for each in BLANK), ["notice", "print", PLAN]]
    for argv in asked:
        done = subprocess.run(
            [sys.executable, "-m", "generator", *argv, "--out", str(root / "printed")],
            cwd=root,
            env={**base, "PYTHONPATH": str(PROJECT), **environment},
            capture_output=True,
        )
        assert done.returncode == 0, done.stderr.decode()
    return {path.name: path.read_bytes() for path in (root / "printed").iterdir()}


def test_the_same_records_make_the_same_papers_wherever_and_whenever(tmp_path: Path) -> None:
    here = tmp_path / "here"
    make(here)
    plan = "---\n类型: 实施方案\n日期: 2017-09-18\n标题: 实施方案\n发文字号: 示例党〔2017〕12号\n---\n"
    (here / f"records/{PLAN}.md").parent.mkdir(parents=True, exist_ok=True)
    (here / f"records/{PLAN}.md").write_text(plan + "现印发实施方案。\n", "utf-8")
    there = shutil.copytree(here, tmp_path / "another place" / "别处")
    first = made(here, {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"})
    time.sleep(2.1)  # a zip archive counts time in steps of two seconds
    second = made(there, ELSEWHERE[0] | {"HOME": str(tmp_path)})
    assert len(first) > 40 and set(first) == set(second)
    assert [name for name, data in first.items() if second[name] != data] == []
