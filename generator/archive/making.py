"""What a bag holds beside what people wrote: the result, each audience's site, the notices as they were printed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.archive.layout import RESULT
from generator.judge.lists.states import tallies
from generator.judge.notices.check import NOTICE
from generator.publish.content import Content
from generator.publish.formats.status import canonical, config_version, status_document
from generator.publish.publication import publish
from generator.publish.search.index import FOLDER as SEARCH
from generator.types import Audience
from generator.workspace.workspace import Workspace

DERIVED = (RESULT, "site", "notices")
"""In data/: what can be made again from the rest."""
Contents = Callable[[Workspace, int, date], Content]
"""How everything judged is made ready to publish, for one year at a day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides the result and the site beside the files of a root."""

    year: int
    as_of: date
    """The closing day: the year is judged by what was known at its end."""
    language: str
    version: int = 1
    """Pages of a frozen year say which version they are of."""
    entry_unknown: Mapping[str, int] = field(default_factory=dict)
    """Why nobody could tell of so many records when they came in: of the root they were in, a copy cannot say it."""


def result_json(workspace: Workspace, asked: Asked) -> bytes:
    """The year's result by the pack that scores, as `status` gives it, in canonical JSON."""
    result = workspace.result(asked.year, asked.as_of)
    version = config_version(workspace.frame.config.of(asked.year), workspace.compiled(asked.year).pack)
    lists = tallies(workspace.rectification, asked.year, asked.as_of)
    return canonical(status_document(result, version, workspace.catalogue, lists)).encode()


def make(workspace: Workspace, asked: Asked, contents: Contents, data: Path) -> None:
    """Fills data/ with what is derived of a root that holds the year alone. Raises what publishing raises.

    The search index of a server is never twice the same, so it is no part of a bag: it is made again of what searches
    a disk.
    """
    (data / RESULT).write_bytes(result_json(workspace, asked))
    content, out = contents(workspace, asked.year, asked.as_of), workspace.root.with_name("out")
    content = replace(content, bags=(), frozen_as=asked.version, entry_unknown=asked.entry_unknown)
    for audience in Audience:
        publish(content, audience, out, asked.language, workspace.root / "templates")
        _copy_tree(out / audience, data / "site" / audience)
        shutil.rmtree(data / "site" / audience / str(asked.year) / SEARCH, ignore_errors=True)
    _copy_notices(workspace, data / "site" / Audience.COMMITTEE / str(asked.year), data / "notices")


def _copy_notices(workspace: Workspace, site: Path, to: Path) -> None:
    """The printed public notices of a year's site."""
    for record in workspace.records:
        printed = site / record.branch / f"{record.stem}.pdf"
        if NOTICE in record.types and printed.is_file():
            to.mkdir(exist_ok=True)
            shutil.copyfile(printed, to / printed.name)


def _copy_tree(release: Path, to: Path) -> None:
    """A release as plain files; other names for its folders (`latest`) are left out."""
    to.mkdir(parents=True)
    for path in release.iterdir():
        if path.is_dir():
            if not (path.is_symlink() and len(path.readlink().parts) == 1):
                shutil.copytree(path, to / path.name)
        else:
            shutil.copyfile(path, to / path.name)
