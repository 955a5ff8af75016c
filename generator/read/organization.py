"""records/organization.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from generator.model.interval import Interval, Step
from generator.model.node import Mark
from generator.model.organization import Branch, CommitteeTerm, ElectionMark, Group, Organization
from generator.model.record import COMMITTEE
from generator.model.values import Values
from generator.read.document import read_document
from generator.types.findings import Findings

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
Entry = Values


def read_organization(path: Path, findings: Findings) -> Organization | None:
    """The organization, or None with the errors found."""
    document = read_document("organization", path, findings)
    if document is None:
        return None
    values = document[0].values
    committee = values.get("committee")
    if not isinstance(committee, Mapping) or not committee.get("name"):
        findings.error("organization_committee", document[0].marks.get("committee", Mark(1, 1)))
        committee = {}
    entries = _entries(values.get("branches"))
    if not entries:
        findings.error("organization_branches", document[0].marks.get("branches", Mark(1, 1)))
    if findings.failed:
        return None
    seen: set[object] = set()
    for entry in entries:
        _check_branch(entry, seen, findings)
    if findings.failed:
        return None
    name = str(committee["name"])
    short_name = str(committee.get("short_name") or name)
    return Organization(name, short_name, tuple(_branch(entry) for entry in entries))


def _check_branch(entry: Entry, seen: set[object], findings: Findings) -> None:
    branch_id = str(entry["id"])
    if not _ID.fullmatch(branch_id) or branch_id == COMMITTEE:
        findings.error("bad_id", entry.mark_of("id"), value=branch_id)
    if branch_id in seen:
        findings.error("id_twice", entry.mark_of("id"), value=branch_id)
    seen.add(branch_id)
    _check_span(entry, "valid_from", "valid_to", findings)
    groups: set[object] = set()
    for group in _entries(entry.get("groups")):
        if not _ID.fullmatch(str(group["id"])):
            findings.error("bad_id", group.mark_of("id"), value=group["id"])
        if group["id"] in groups:
            findings.error("id_twice", group.mark_of("id"), value=group["id"])
        groups.add(group["id"])
        _check_span(group, "from", "to", findings)
    terms = _entries(entry.get("committee"))
    for term in terms:
        _check_span(term, "from", "to", findings)
    for name in ("full_members", "probationary_members"):
        days: set[object] = set()
        for step in _entries(entry.get(name)):
            if step["from"] in days:
                findings.error("step_twice", step.mark_of("from"), value=step["from"])
            days.add(step["from"])


def _check_span(entry: Entry, start: str, end: str, findings: Findings) -> None:
    first, last = entry[start], entry.get(end)
    if isinstance(first, date) and isinstance(last, date) and last <= first:
        findings.error("span_empty", entry.mark_of(end), value=last)


def _entries(value: object) -> tuple[Entry, ...]:
    return value if isinstance(value, tuple) else ()


def _steps(value: object) -> tuple[Step, ...]:
    return tuple(Step(_day(entry["from"]), _whole(entry["count"])) for entry in _entries(value))


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def _span(entry: Entry, start: str = "from", end: str = "to") -> Interval:
    last = entry.get(end)
    return Interval(_day(entry[start]), last if isinstance(last, date) else None)


def _branch(entry: Entry) -> Branch:
    election = entry.get("last_election")
    return Branch(
        id=str(entry["id"]),
        name=str(entry["name"]),
        span=_span(entry, "valid_from", "valid_to"),
        full_members=_steps(entry.get("full_members")),
        probationary_members=_steps(entry.get("probationary_members")),
        committee=tuple(
            CommitteeTerm(_span(term), _whole(term["size"]) if "size" in term else None)
            for term in _entries(entry.get("committee"))
        ),
        groups=tuple(
            Group(str(group["id"]), str(group["name"]), _span(group)) for group in _entries(entry.get("groups"))
        ),
        last_election=_election(election) if isinstance(election, Values) else None,
        secretaries=tuple(_day(each["from"]) for each in _by_start(_entries(entry.get("secretaries")))),
        predecessors=tuple(str(each) for each in _entries(entry.get("predecessors"))),
    )


def _by_start(entries: tuple[Entry, ...]) -> Iterable[Entry]:
    return sorted(entries, key=lambda entry: _day(entry["from"]))


def _election(parts: Entry) -> ElectionMark | None:
    on, term = parts.get("on"), parts.get("term_years")
    return ElectionMark(on, term) if isinstance(on, date) and isinstance(term, int) else None
