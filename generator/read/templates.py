"""templates/ of a root: its own files, and which of them were written for another release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.problem import Problem
from generator.shipped import AGREEMENT, TEMPLATES, stated_agreement
from generator.types.findings import Findings

FOLDER = "templates"


def outdated_templates(root: Path) -> Iterator[Problem]:
    """A warning for each template that states another agreement than this release's: it is not used."""
    folder = root / FOLDER
    if folder.resolve() == TEMPLATES or not folder.is_dir():
        return
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        stated = stated_agreement(path)
        if stated not in (None, AGREEMENT):
            name = path.relative_to(folder).as_posix()
            findings = Findings(f"{FOLDER}/{name}")
            if (TEMPLATES / name).is_file():
                findings.warning("template_outdated", stated=stated, wanted=AGREEMENT)
            else:
                findings.warning("template_gone", stated=stated, wanted=AGREEMENT)
            yield from findings.problems
