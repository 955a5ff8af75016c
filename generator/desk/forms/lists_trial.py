"""The three lists as they would stand: what is wrong in them, and at which column of the row that is being changed."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from generator.desk.forms.lists_text import KIND
from generator.desk.forms.placing import Placed
from generator.judge.lists.evidence import proven
from generator.model.node import Listing, Mapping, Mark
from generator.model.problem import Problem, Severity
from generator.model.rectification import Rectification
from generator.read.nodes import read_yaml
from generator.read.rectification import FILE, read_rectification
from generator.types import registry
from generator.types.findings import Findings
from generator.workspace.workspace import Workspace


@dataclass(frozen=True)
class ListsTrial:
    """What comes of a text of the lists of a branch and year."""

    workspace: Workspace
    file: str
    text: str

    @cached_property
    def _reading(self) -> tuple[Rectification | None, tuple[Problem, ...]]:
        findings, place = Findings(self.file), PurePosixPath(self.file).parent
        school = self.workspace.frame.organization
        year, branch = int(place.parent.name), place.name
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / FILE
            path.write_bytes(self.text.encode())
            names = (school.short_name, school.name)
            lists = read_rectification(path, branch, year, findings, names)
        if lists is None:
            return None, tuple(findings.problems)
        known = {record.id for record in self.workspace.records}
        found, unproven = proven({(year, branch): lists}, known)
        return found[year, branch], (*findings.problems, *unproven)

    @property
    def lists(self) -> Rectification | None:
        """The lists, where they can be read."""
        return self._reading[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong in them, errors first."""
        return tuple(sorted(self._reading[1], key=lambda each: (each.severity is not Severity.ERROR, each.order)))

    @property
    def fit(self) -> bool:
        """Whether nothing stands against them."""
        return not any(each.severity is Severity.ERROR for each in self.problems)

    def placed(self, name: str, row_id: str) -> tuple[Placed, ...]:
        """The problems, those of the row at its columns."""
        places = sorted(self._places(name, row_id))
        return tuple(Placed(each, _column(each.mark, places)) for each in self.problems)

    def _places(self, name: str, row_id: str) -> list[tuple[Mark, str]]:
        declared = registry().documents[KIND]
        mapping = read_yaml(self.text, Findings(""))
        found: list[tuple[Mark, str]] = []
        for key, node in mapping.pairs if mapping else ():
            listed = declared.by_name.get(key.text)
            for item in node.items if listed is not None and isinstance(node, Listing) else ():
                if listed is None or not isinstance(item, Mapping):
                    continue
                own = listed.id == name and any(
                    getattr(value, "text", "").strip() == row_id
                    for column, value in item.pairs
                    if column.text in listed.fields["id"].names
                )
                for column, _ in item.pairs:
                    part = listed.by_name.get(column.text)
                    found.append((column.mark, part.id if own and part else ""))
        return found


def _column(mark: Mark, places: list[tuple[Mark, str]]) -> tuple[str, ...]:
    here = [name for place, name in places if place <= mark]
    return (here[-1],) if here and here[-1] else ()
