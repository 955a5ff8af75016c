"""records/<year>/<branch>/rectification.yml: the three lists."""

from __future__ import annotations

from pathlib import Path

from generator.model.rectification import Rectification, Row
from generator.read.document import read_document
from generator.read.findings import Findings

FILE = "rectification.yml"


def read_rectification(path: Path, branch: str, year: int, findings: Findings) -> Rectification | None:
    """The lists, or None with the errors found."""
    document = read_document("rectification", path, findings)
    if document is None or findings.failed:
        return None
    values = document[0].values

    def rows(name: str) -> tuple[Row, ...]:
        found = values.get(name)
        return found if isinstance(found, tuple) else ()

    return Rectification(branch, year, findings.file, rows("problems"), rows("tasks"), rows("responsibilities"))
