"""The organization and the configuration of the demonstration as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from generator import founding
from generator.demo.campaign import campaign_year
from generator.demo.notices import PRIVATE
from generator.demo.profile import Profile
from generator.demo.texts import school
from generator.model.interval import Interval, Step
from generator.model.organization import Branch

_NOTE = "# 演示数据：单位、支部、人数和全部记录都是虚构的。\n"


def organization(profiles: Iterable[Profile]) -> str:
    """records/organization.yml."""
    committee = school()["committee"]
    lines = [
        _NOTE + f"committee: {{name: {committee['name']}, short_name: {committee['short_name']}}}",
        "branches:",
    ]
    for each in profiles:
        lines += _branch(each.branch)
    return "\n".join(lines) + "\n"


def _branch(branch: Branch) -> list[str]:
    lines = [
        f"  - id: {branch.id}",
        f"    name: {branch.name}",
        f"    valid_from: {branch.span.start}",
        f"    valid_to: {branch.span.end or 'null'}",
        f"    full_members: {_steps(branch.full_members)}",
        f"    probationary_members: {_steps(branch.probationary_members)}",
    ]
    terms = ", ".join(f"{{{_span(term.span)}, size: {term.size}}}" for term in branch.committee)
    lines.append(f"    committee: [{terms}]")
    groups = [f"      - {{id: {group.id}, name: {group.name}, {_span(group.span)}}}" for group in branch.groups]
    lines += ["    groups:", *groups] if groups else ["    groups: []"]
    if election := branch.last_election:
        lines.append(f"    last_election: {{on: {election.on}, term_years: {election.term_years}}}")
    lines.append(f"    secretaries: [{', '.join(f'{{from: {day}}}' for day in branch.secretaries)}]")
    lines.append(f"    predecessors: [{', '.join(branch.predecessors)}]")
    return lines


def _steps(steps: Sequence[Step]) -> str:
    return "[" + ", ".join(f"{{from: {step.start}, count: {step.count}}}" for step in steps) + "]"


def _span(span: Interval) -> str:
    return f"from: {span.start}" + (f", to: {span.end}" if span.end else "")


def site_config(as_of: date) -> str:
    """site_config.yml: what the plan leaves open, and the day at which the demonstration stands."""
    return founding.site_config(founding.Beginning(campaign_year(), campaign=True), PRIVATE, as_of)
