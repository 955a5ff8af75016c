"""Checks across records that a single file cannot answer for (design §3, Small print)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from generator.judge.checks.about_year import year_problems
from generator.judge.checks.references import reference_problems
from generator.judge.checks.waivers import waiver_problems
from generator.judge.kinds.document import SYSTEM
from generator.judge.records.corrections import about, correction_problems
from generator.judge.records.counting import off_the_roster, why_not_counted
from generator.judge.rules import Compiled
from generator.model.by_year import ByYear
from generator.model.organization import Branch, Organization
from generator.model.period import window_of
from generator.model.problem import Problem
from generator.model.record import COMMITTEE, Record
from generator.types import Audience, registry
from generator.types.audience import narrowest

DAYS_OF_A_MONTH = 31
LEAST_RETURNED = Fraction(8, 10)
"""The share of the ballots issued from which on a result is taken as it is."""
MANY_TYPES = 3
"""From so many types on one event is looked at twice (domain §0.5)."""


def crosscheck(organization: Organization, records: Iterable[Record], packs: ByYear[Compiled]) -> tuple[Problem, ...]:
    """Every warning and error that needs the organization, the roster or the pack; independent of any date."""
    everything = tuple(records)
    return (*crosscheck_branch(organization, everything, packs), *reference_problems(everything))


def crosscheck_branch(
    organization: Organization, records: Iterable[Record], packs: ByYear[Compiled]
) -> tuple[Problem, ...]:
    """Those for which a branch's records need no other branch's; of several branches the same as of each by itself."""
    everything = tuple(records)
    years = packs.map(lambda compiled: compiled.pack.year)
    single = [
        problem
        for record in everything
        for problem in _check(record, organization, packs.of(about(record, years.of(record.year))))
    ]
    rejected = {problem.file for problem in single if problem.rejects}
    sound = [record for record in everything if record.file not in rejected]
    return (*single, *correction_problems(sound, years), *year_problems(sound, organization))


def _check(record: Record, organization: Organization, compiled: Compiled) -> Iterator[Problem]:
    branch = organization.by_id.get(record.branch)
    if record.draft:
        return
    yield from why_not_counted(record, branch)
    if branch is not None:
        yield from off_the_roster(record, branch)
        yield from _dues(record, branch)
    yield from _few_returned(record)
    yield from _secret(record)
    yield from _combined(record)
    yield from _make_up(record, compiled)
    yield from _waiver(record, compiled)
    yield from _sheet(record, compiled)
    yield from _systems(record, compiled)


def _secret(record: Record) -> Iterator[Problem]:
    """What is marked as secret and may be read by everybody: one of both is wrong."""
    own = [Audience(record.values.text("audience"))] if record.values.says("audience") else []
    if record.values.says("secrecy") and narrowest([*own, *_classes(record)]).is_everybody:
        yield record.error("secret_public", "secrecy", value=record.values.text("secrecy"))


def _classes(record: Record) -> Iterator[Audience]:
    """Of its types, and of what is chosen in it."""
    for each in (registry().types[name] for name in record.types):
        yield each.audience
        for field in each.fields.values():
            yield from (one.audience for one in field.choices if one.id == record.values.text(field.id))


def _few_returned(record: Record) -> Iterator[Problem]:
    """Ballots of which fewer came back than a result can rest on: it is used, and looked at (domain §1.1)."""
    for name in record.values:
        ballots = record.values.parts(name)
        issued, returned = ballots.count("issued"), ballots.count("returned")
        if issued is not None and returned is not None and returned < LEAST_RETURNED * issued:
            yield record.warning("few_returned", name, issued=issued, returned=returned)


def _combined(record: Record) -> Iterator[Problem]:
    types = registry().types
    bodies = {types[each].body for each in record.types} - {None}
    labels = "、".join(types[each].zh[0] for each in record.types)
    if len(bodies) > 1:
        yield record.warning("two_bodies", "type", types=labels)
    elif len(record.types) >= MANY_TYPES:
        yield record.warning("many_types", "type", types=labels, count=len(record.types))


def _make_up(record: Record, compiled: Compiled) -> Iterator[Problem]:
    key = record.values.text("make_up_for")
    if not key:
        return
    kinds = [kind for kind in compiled.kinds.values() if set(kind.types()) & set(record.types)]
    if not any(kind.catches_up(key, record.date) for kind in kinds):
        yield record.warning("make_up_unmatched", "make_up_for", window=key)


def _waiver(record: Record, compiled: Compiled) -> Iterator[Problem]:
    rule = record.values.text("rule")
    if "waiver" not in record.types or not rule:
        return
    if compiled.pack.rule(rule) is None:
        yield record.warning("rule_unknown", "rule", rule=rule)
    yield from waiver_problems(record, compiled)


def _systems(record: Record, compiled: Compiled) -> Iterator[Problem]:
    """A system document names systems that the declaration or a rule knows."""
    declared = registry().types[SYSTEM].fields["key"]
    if SYSTEM not in record.types:
        return
    known = {choice.id for choice in declared.choices}
    for kind in compiled.kinds.values():
        known |= set(kind.systems_named())
    for key in record.values.names("key"):
        if key not in known:
            options = "、".join(choice.zh[0] for choice in declared.choices)
            figures = {"field": declared.zh[0], "value": key, "options": options}
            yield record.error("not_a_choice", "key", **figures)


def _sheet(record: Record, compiled: Compiled) -> Iterator[Problem]:
    """Points by rule or by standard: never above the maximum, never for a rule nobody knows."""
    points = record.values.parts("points")
    figures = points.figures()
    standards = {standard.id: standard.points for standard in compiled.pack.standards}
    beside = [name for name in points if name in standards]
    if beside and compiled.rule_ids & points.keys():
        mark = points.marks.get(beside[0], record.mark("points"))
        yield record.warning("sheet_mixed", mark, standard=beside[0])
    for name in points:
        rule, given = compiled.pack.rule(name), figures.get(name)
        most = rule.points if rule else standards.get(name)
        mark = points.marks.get(name, record.mark("points"))
        if rule is None and name not in standards:
            yield record.error("rule_unknown", mark, rule=name)
        elif (most is None) == (given is not None):
            yield record.error("points_or_gate", mark, rule=name)
        elif given is not None and most is not None and given > most:
            said = {"rule": name, "given": str(float(given)), "most": str(float(most))}
            yield record.error("points_above", mark, **said)


def _dues(record: Record, branch: Branch) -> Iterator[Problem]:
    """Those due unlike the roster of the month's last day."""
    due, key = record.values.count("due_members"), record.values.text("month")
    month = window_of(key)
    if due is None or month is None or month.days > DAYS_OF_A_MONTH:
        return
    roster = branch.members_on(month.end)
    if due != roster and record.branch != COMMITTEE:
        yield record.warning("dues_roster", "due_members", due=due, roster=roster, month=key)
