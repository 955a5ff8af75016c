"""The files of a bag laid out as the root they were taken from: to build from them and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from generator.archive.layout import ABOUT
from generator.archive.making import DERIVED
from generator.archive.selection import places
from generator.model.config import Config, RecordRoot

NOT_INPUTS = (*DERIVED, ABOUT, "results", "program")
"""In data/: what is no part of the root that is laid out of it."""


def inputs(data: Path) -> dict[str, Path]:
    """By place, the files in data/ of which a root can be laid out."""
    files = {path.relative_to(data).as_posix(): path for path in sorted(data.rglob("*")) if path.is_file()}
    return {place: path for place, path in files.items() if PurePosixPath(place).parts[0] not in NOT_INPUTS}


def restore(files: Mapping[str, Path], config: Config, folder: Path) -> Path:
    """Copies the files, by place, into the empty folder; gives the root there.

    It lies so deep that a root of records above it (`../records-private`) still lies in the folder. Raises Refused.
    """
    roots = places(config)
    up = max((each.path.split("/").count("..") for each in roots.values()), default=0)
    root = folder.joinpath(*["above"] * up, "root").resolve()
    root.mkdir(parents=True)
    for place, path in files.items():
        target = Path(os.path.normpath(root / _path(place, roots)))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for each in roots.values():
        (root / each.path).mkdir(parents=True, exist_ok=True)
    return root


def _path(place: str, roots: Mapping[PurePosixPath, RecordRoot]) -> str:
    """The path from the root of what has a place in the bag."""
    for own, root in roots.items():
        if PurePosixPath(place).is_relative_to(own):
            return f"{root.path}/{PurePosixPath(place).relative_to(own)}"
    return place
