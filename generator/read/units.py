"""The branches and groups a record names: each known, and there on the day (design §3, records/organization.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import product

from generator.model.node import Mark
from generator.model.organization import Organization
from generator.model.record import COMMITTEE
from generator.model.values import Values
from generator.read.record_path import RecordPath
from generator.types import Field
from generator.types.findings import Findings

SHOWN_BRANCHES = 12
_AND = re.compile(r"\s*(?:[、，,；;]|和|及|与|以及|\s)\s*")


def check_unit(place: RecordPath, values: Values, day: date, organization: Organization, findings: Findings) -> None:
    """The branch and every group named existed on the day; groups may be named by id or by name."""
    if place.branch == COMMITTEE:
        return
    branch = organization.by_id[place.branch]
    if not branch.span.covers(day):
        findings.error("branch_not_then", values.mark_of("date"), branch=branch.name, date=day.isoformat())
    resolved: list[str] = []
    for number, name in enumerate(values.names("groups")):
        mark = values.mark_of(f"groups.{number}")
        group = next((each for each in branch.groups if name in (each.id, each.name)), None)
        if group is None:
            known = "、".join(f"{each.id}（{each.name}）" for each in branch.groups)
            findings.error("unknown_group", mark, group=name, known=known or "—")
        elif not group.span.covers(day):
            findings.error("group_not_then", mark, group=name, date=day.isoformat())
        else:
            resolved.append(group.id)
    if resolved:
        values["groups"] = tuple(dict.fromkeys(resolved))


def check_branches(
    place: RecordPath, names: Mapping[str, Field], values: Values, organization: Organization, findings: Findings
) -> None:
    """Every branch a record names is one of the organization's; several in one text are refused, set out apart."""
    _check_own(place, values, organization, findings)
    for name in values:
        declared = names[name]
        if declared.kind == "branch":
            _check(values.text(name), values.mark_of(name), "{}", organization, findings)
        elif declared.kind == "branches":
            for number, branch in enumerate(values.names(name)):
                _check(branch, values.mark_of(f"{name}.{number}"), "[{}]", organization, findings)
        elif declared.kind == "entries":
            columns = [each.id for each in declared.fields.values() if each.kind == "branch"]
            for column, row in product(columns, values.rows(name)):
                if row.says(column):
                    _check(row.text(column), row.mark_of(column), "{}", organization, findings)


def _check_own(place: RecordPath, values: Values, organization: Organization, findings: Findings) -> None:
    """The branch a record says it is of is that of its folder; it is no value of its own."""
    named = values.names("branch")
    values.pop("branch", None)
    ids = [found for name in named for found in _ids(name, organization)]
    if len(ids) > 1:
        files = "；".join(f"records/{place.year}/{each}/{place.stem}.md" for each in ids[:SHOWN_BRANCHES])
        findings.error("several_branches", values.mark_of("branch"), value="、".join(named), split=files)
    elif named and ids != [place.branch]:
        findings.error("branch_of_folder", values.mark_of("branch"), value="、".join(named), folder=place.branch)


def _ids(text: str, organization: Organization) -> tuple[str, ...]:
    """The branches a text names, by id or by name; none where it names anything else."""
    ids = {key: each.id for each in organization.branches for key in (each.id, each.name)}
    parts = [part for part in _AND.split(text) if part]
    return tuple(ids[part] for part in parts) if all(part in ids for part in parts) else ()


def _check(name: str, mark: Mark, form: str, organization: Organization, findings: Findings) -> None:
    if name in organization.by_id:
        return
    ids = _ids(name, organization)
    if len(ids) > 1:
        findings.error("several_branches", mark, value=name, split=form.format(", ".join(ids[:SHOWN_BRANCHES])))
    else:
        known = ids or list(organization.by_id)[:SHOWN_BRANCHES]
        findings.error("unknown_branch", mark, branch=name, known="、".join(known))
