"""Records that the three lists name as evidence: a closing stands only on such as there are (design §4)."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import replace

from generator.model.problem import Problem, Severity
from generator.model.rectification import Rectification

_ID = re.compile(r"(?<![\w/-])(?:records/)?(\d{4}/[a-z_][a-z0-9_-]*/\d{2}-\d{2}-[a-z0-9-]+)", re.ASCII)
"""What can only be meant as a record; all else is a paper's name, or any words."""


def proven(
    lists: Mapping[tuple[int, str], Rectification], records: Container[str]
) -> tuple[dict[tuple[int, str], Rectification], tuple[Problem, ...]]:
    """The lists without closings whose evidence is a record that is not there, and an error for each such record."""
    found, problems = {}, []
    for key, each in lists.items():
        wrong = list(_unknown(each, records))
        problems += [problem for _, problem in wrong]
        found[key] = _reopened(each, {row for row, _ in wrong}) if wrong else each
    return found, tuple(problems)


def _unknown(lists: Rectification, records: Container[str]) -> Iterator[tuple[tuple[str, str], Problem]]:
    """The row, by its list and id, and the problem."""
    named = [("tasks", row, "evidence", row.names("evidence")) for row in lists.tasks]
    for row in lists.responsibilities:
        named.append(("responsibilities", row, "verified", (row.parts("verified").text("evidence"),)))
    for name, row, column, texts in named:
        for record in dict.fromkeys(each for text in texts for each in _ID.findall(text)):
            if record not in records:
                mark, said = row.mark_of(column), {"record": record}
                problem = Problem(lists.file, mark, Severity.ERROR, "evidence_unknown", said, within=True)
                yield (name, row.text("id")), problem


def _reopened(lists: Rectification, wrong: Collection[tuple[str, str]]) -> Rectification:
    duties = tuple(
        row.without("verified", "reopened")
        if ("responsibilities", row.text("id")) in wrong or ("tasks", row.text("task")) in wrong
        else row
        for row in lists.responsibilities
    )
    return replace(lists, responsibilities=duties)
