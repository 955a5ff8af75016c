"""A district of a thousand branches: it can be made, and what it takes is told (design §11)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.incremental.changing import PROJECT

pytestmark = pytest.mark.proof
BRANCHES = 1000


def test_a_thousand_branches(record_property: Callable[[str, object], None]) -> None:
    """The last change is on its page and found by search; how fast is for people to judge."""
    command = [sys.executable, "-m", "benchmarks", "--branches", str(BRANCHES), "--runs", "1"]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    record_property("a district of a thousand branches", ran.stdout)
