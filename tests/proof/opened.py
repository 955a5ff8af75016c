"""LibreOffice, which did not write what it opens."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest


def by_libreoffice(docx: bytes, folder: Path, settings: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """The .docx as LibreOffice prints it with these variables of the environment, as PDF."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer)")
    (folder / "document.docx").write_bytes(docx)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    argv = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "document.docx"),
    ]
    subprocess.run(argv, check=True, capture_output=True, timeout=180, env=os.environ | settings)
    return (folder / "document.pdf").read_bytes()
