"""records/organization.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from generator.language.unit import short_name_of
from generator.model.interval import Interval, Step
from generator.model.organization import Branch, CommitteeTerm, ElectionMark, Group, Organization
from generator.model.record import COMMITTEE
from generator.model.values import Values
from generator.read.document import read_document
from generator.types.findings import Findings

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_WORDS = {"unit": "学校", "whole": "全校", "here": "本校", "people": "师生"}
"""What a committee can say of its unit, and the word that texts have for a school."""
_STEPS = ("full_members", "probationary_members")


def read_organization(path: Path, findings: Findings) -> Organization | None:
    """The organization, or None with the errors found."""
    values = read_document("organization", path, findings)
    if values is None:
        return None
    committee, branches = values.parts("committee"), values.rows("branches")
    name = committee.text("name")
    if not name:
        findings.error("organization_committee", values.mark_of("committee"))
    if not branches:
        findings.error("organization_branches", values.mark_of("branches"))
    if findings.failed:
        return None
    _check_ids(branches, findings, COMMITTEE)
    for branch in branches:
        _check_branch(branch, findings)
    if findings.failed:
        return None
    said = tuple((word, committee.text(key)) for key, word in _WORDS.items() if committee.says(key))
    short_name = committee.text("short_name") or short_name_of(name)
    return Organization(name, short_name, tuple(map(_branch, branches)), said)


def _check_ids(rows: Iterable[Values], findings: Findings, taken: str = "") -> None:
    seen: set[str] = set()
    for row in rows:
        row_id, mark = row.text("id"), row.mark_of("id")
        if not _ID.fullmatch(row_id) or row_id == taken:
            findings.error("bad_id", mark, value=row_id)
        if row_id in seen:
            findings.error("id_twice", mark, value=row_id)
        seen.add(row_id)


def _check_branch(branch: Values, findings: Findings) -> None:
    _check_span(branch, findings, "valid_from", "valid_to")
    _check_ids(branch.rows("groups"), findings)
    for row in (*branch.rows("groups"), *branch.rows("committee")):
        _check_span(row, findings)
    for steps in map(branch.rows, _STEPS):
        days: set[date | None] = set()
        for step in steps:
            if step.day("from") in days:
                findings.error("step_twice", step.mark_of("from"), value=step.day("from"))
            days.add(step.day("from"))


def _check_span(row: Values, findings: Findings, start: str = "from", end: str = "to") -> None:
    first, last = row.day(start), row.day(end)
    if first and last and last <= first:
        findings.error("span_empty", row.mark_of(end), value=last)


def _branch(row: Values) -> Branch:
    election = row.parts("last_election")
    on, term = election.day("on"), election.count("term_years")
    return Branch(
        id=row.text("id"),
        name=row.text("name"),
        span=Interval(_start(row, "valid_from"), row.day("valid_to")),
        **{name: tuple(Step(_start(step), step.count("count") or 0) for step in row.rows(name)) for name in _STEPS},
        committee=tuple(CommitteeTerm(_span(term), term.count("size")) for term in row.rows("committee")),
        groups=tuple(Group(group.text("id"), group.text("name"), _span(group)) for group in row.rows("groups")),
        last_election=None if on is None or term is None else ElectionMark(on, term),
        secretaries=tuple(sorted(map(_start, row.rows("secretaries")))),
        predecessors=row.names("predecessors"),
    )


def _span(row: Values) -> Interval:
    return Interval(_start(row), row.day("to"))


def _start(row: Values, name: str = "from") -> date:
    """The first day, which the declaration asks for."""
    day = row.day(name)
    assert day is not None
    return day
