"""LibreOffice, which did not write what it opens."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def by_libreoffice(docx: bytes, folder: Path) -> bytes:
    """The .docx as LibreOffice prints it, as PDF."""
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
    subprocess.run(argv, check=True, capture_output=True, timeout=180)
    return (folder / "document.pdf").read_bytes()
