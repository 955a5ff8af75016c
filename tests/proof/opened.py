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
    return converted(docx, "docx", "pdf", folder, settings)


def converted(
    data: bytes, suffix: str, to: str, folder: Path, settings: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """What LibreOffice makes of a file, in another format."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer libreoffice-calc)")
    source, target = folder / f"document.{suffix}", folder / "converted"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    argv = [office, profile, "--headless", "--convert-to", to, "--outdir", str(target), str(source)]
    subprocess.run(argv, check=True, capture_output=True, timeout=180, env=os.environ | settings)
    made = target / f"document.{to}"
    if not made.exists():
        pytest.skip(f"LibreOffice here opens no .{suffix} (apt-get install libreoffice-calc)")
    return made.read_bytes()
