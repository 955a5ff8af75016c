"""Every page is sound HTML, by the checker of the standard's editors (vnu)."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.proof.conftest import NODE

pytestmark = pytest.mark.proof
JAR = NODE / "vnu-jar" / "build" / "dist" / "vnu.jar"
NOT_OURS = (
    "skipping 1 heading level",
    "skipping 2 heading levels",
    "skipping 3 heading levels",
    "Attribute “autocomplete” is only allowed",
)
"""Minutes are published with the headings people gave them; the two check boxes are Material's own."""


def test_every_page_is_sound_html(site: Path) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("no java: apt-get install default-jre-headless")
    if not JAR.is_file():
        pytest.skip("no vnu.jar: it comes by npm")
    command = [java, "-jar", str(JAR), "--skip-non-html", "--errors-only", "--format", "json", str(site)]
    found = json.loads(subprocess.run(command, capture_output=True, check=False).stderr)["messages"]
    faults = Counter(
        (each["message"], each["url"].partition(site.name)[2])
        for each in found
        if not any(allowed in each["message"] for allowed in NOT_OURS)
    )
    assert not faults, "\n".join(f"{count} × {message} {page}" for (message, page), count in faults.most_common(20))
