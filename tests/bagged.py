"""Frozen years made by hand: the bag's folder as `archive` lays it out, without its records."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.papers.editions import site_content
from generator.publish.publication import publish
from generator.workspace.workspace import Workspace

AUDIENCES = ("public", "members", "committee")


def bag(
    root: Path, year: int, as_of: str, version: int = 1, reason: str = "", audiences: Iterable[str] = AUDIENCES
) -> Path:
    """Freezes a year of the root's as it stands at the end of a day; gives the bag."""
    workspace = Workspace(root, root, "zh")
    content = site_content(workspace, year, date.fromisoformat(as_of))
    content = replace(content, bags=(), frozen_as=version)
    made = root / workspace.frame.config.archive_dir / f"{year}-v{version}"
    with TemporaryDirectory(dir=root) as out:
        for audience in audiences:
            release = publish(content, audience, Path(out)).release
            site = Path(shutil.copytree(release, made / "data" / "site" / audience))
            shutil.rmtree(site / str(year) / "pagefind", ignore_errors=True)
    (made / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8")
    said = f"Bagging-Date: {as_of}\n" + (f"Version-Reason: {reason}\n" if reason else "")
    (made / "bag-info.txt").write_text(said, "utf-8")
    seal(made)
    return made


def seal(made: Path) -> None:
    """Writes the manifests of what is in the bag."""
    payload = sorted(each for each in (made / "data").rglob("*") if each.is_file())
    _write(made, "manifest-sha256.txt", payload)
    _write(
        made, "tagmanifest-sha256.txt", [made / each for each in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")]
    )


def _write(made: Path, name: str, files: Iterable[Path]) -> None:
    lines = (f"{sha256(each.read_bytes()).hexdigest()}  {each.relative_to(made).as_posix()}\n" for each in files)
    (made / name).write_text("".join(lines), "utf-8")
