"""document: what must be in force, and in use (plan 二 4: 制度健全、执行规范)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.judge.case import Case, after
from generator.judge.faults import listed as in_turn
from generator.judge.faults import terms
from generator.judge.kind import Finding, Kind, Tells, outside
from generator.judge.known import listed
from generator.judge.parameters import (
    Where,
    flag,
    list_of,
    map_of,
    month_day,
    one_of,
    parameter,
    shape,
    type_id,
    where,
    whole,
)
from generator.judge.records.events import Event
from generator.judge.scoring import PROPORTIONAL, Reached
from generator.judge.units import applies
from generator.model.period import day_of
from generator.model.problem import Phrase, Term
from generator.model.record import COMMITTEE
from generator.model.result import Fault, Part, RuleResult, Status, Value
from generator.model.spoken import day
from generator.types import Audience, registry
from generator.types.field import Choice

SYSTEM = "system_document"
"""The record that says a system (制度) is in force."""
LATE = "late"


@dataclass(frozen=True, slots=True)
class Needed:
    """A document that must be there, by a day of the year where one is named."""

    type: str
    where: Where | None = None
    no_later_than: str | None = None


@dataclass(frozen=True, slots=True)
class System:
    """A system that must be in force and carried out; with `one_of_each` by a record of each type that applies."""

    executed_by: tuple[str, ...]
    where: Where | None = None
    empty: str | None = None
    one_of_each: bool = False
    audience: str = "public"


@dataclass(frozen=True, slots=True)
class _Half:
    """One half with what is said of it where it is not met."""

    part: Part
    named: Term | Phrase | str
    late: Phrase | None = None


@dataclass(frozen=True)
class Document(Kind):
    """Halves met of halves decided: documents that are there, systems in force and carried out."""

    name = "document"
    tells = Tells.STATES
    looks_at = ("covers", "issued_on", "key", "scope", "adopted_on", "expires_on")
    scoring = PROPORTIONAL

    need: tuple[Needed, ...] = parameter(
        list_of(shape(Needed, type=type_id, where=where, no_later_than=month_day)), default=()
    )
    covers: str | None = parameter(one_of("year"), default=None)
    systems: Mapping[str, System] = parameter(
        map_of(
            shape(
                System,
                **{
                    "executed_by": list_of(type_id),
                    "where": where,
                    "empty": one_of("not_applicable", "none_counted"),
                    "one_of_each": flag,
                    "class": one_of(*map(str, Audience)),
                },
            )
        ),
        default=None,
    )
    each_branch: str | None = parameter(type_id, default=None)
    open_to: str | None = parameter(month_day, default=None)
    founded_within: int | None = parameter(whole, default=None)
    campaign: bool = parameter(flag, default=False)

    def types(self) -> tuple[str, ...]:
        """Every type that proves something here."""
        executed = [each for system in (self.systems or {}).values() for each in system.executed_by]
        also = ([SYSTEM] if self.systems else []) + ([self.each_branch] if self.each_branch else [])
        return tuple(dict.fromkeys([*(needed.type for needed in self.need), *executed, *also]))

    def part_classes(self) -> tuple[str, ...]:
        """Those of its systems."""
        return tuple(each.audience for each in (self.systems or {}).values())

    def systems_named(self) -> tuple[str, ...]:
        """The keys of its systems."""
        return tuple(self.systems or ())

    def find(self, case: Case) -> Finding:
        """Fails if any half is not met, is late where all that are not came late, pending while any is undecided."""
        halves = [
            *(self._needed(case, needed) for needed in self.need),
            *(half for key, system in (self.systems or {}).items() for half in self._system(case, key, system)),
            *self._each_branch(case),
        ]
        if not halves:
            return outside("no_case")
        return replace(_weighed([half.part for half in halves]), fault=self._fault(case, halves))

    def of_parts(self, found: RuleResult, parts: Sequence[Part]) -> RuleResult:
        """Weighed anew by these halves alone, as if there were no others."""
        if not found.parts:
            return found
        if not parts:
            return self.told(found.rule, found.unit, outside("no_case"))
        seen = _weighed(parts)
        unmet = any(part.met is False for part in parts)
        bare = found.fault.bare if found.fault else None
        fault = Fault(bare or Phrase("faults.bare", {"what": found.rule.term})) if unmet else None
        return self.told(found.rule, found.unit, replace(seen, fault=fault))

    @property
    def _of_campaign(self) -> bool:
        return self.campaign

    def _fault(self, case: Case, halves: Iterable[_Half]) -> Fault | None:
        """Which documents are not there or came late, which systems are not carried out; bare: what all may see.

        The day on which one came is that of a record, which not everybody may be told of.
        """
        unmet = [half for half in halves if half.part.met is False]
        seen = [half for half in unmet if Audience(half.part.audience).is_everybody]
        return in_turn(case.rule, self._lacks(unmet), self._lacks(seen, bare=True))

    def _lacks(self, unmet: Iterable[_Half], bare: bool = False) -> list[Phrase]:
        said = []
        for half in ("there", "in_force", "executed"):
            named = tuple(each.named for each in unmet if each.part.half == half and each.late is None)
            code = "year" if half == "there" and self.covers else "of_branches" if self.each_branch else half
            if named:
                types = terms([self.each_branch] if self.each_branch else [])
                said.append(Phrase(f"kinds.document.fault.{code}", {"named": named, "types": types}))
        late = [each for each in unmet if each.late is not None]
        return said + [
            Phrase("kinds.document.fault.late_bare", {"thing": each.named}) if bare or not each.late else each.late
            for each in late
        ]

    def _needed(self, case: Case, needed: Needed) -> _Half:
        found = [
            event
            for event in case.book.counted((needed.type,), needed.where)
            if (self._covers_year(case, event) if self.covers else case.year_window.holds(event.date))
        ]
        key = needed.type + "".join(f":{value}" for _, value in (needed.where.equal if needed.where else ()))
        limit = day_of(needed.no_later_than, case.year) if needed.no_later_than else None
        due = limit or (self._open_to(case) if self.covers else None) or case.last_day
        done = min((_done(event, needed.type) for event in found), default=None)
        late = done is not None and limit is not None and done > limit
        met = not late if found else _unmet(case, due, up_to=bool(limit or self.covers))
        named = _called(needed)
        evidence = tuple(event.id for event in found[-1:])
        said = None
        if late and done and limit:
            days = {"last": day(limit, case.year), "done": day(done, case.year)}
            said = Phrase("kinds.document.fault.late", {"thing": named, **days})
        part = Part(key, "there", met, evidence, LATE if late else None, due=None if late else _due(case, met, due))
        return _Half(part, named, said)

    def _open_to(self, case: Case) -> date | None:
        """To which day it is open whether the papers are there; a branch founded in the year has some days more."""
        limit = day_of(self.open_to, case.year) if self.open_to else None
        if limit is not None and self.founded_within is not None and case.year_window.holds(case.span.start):
            return max(limit, after(case.span.start, self.founded_within))
        return limit

    def _covers_year(self, case: Case, event: Event) -> bool:
        """The whole year, or the part of it in which the branch existed."""
        span, first = event.values.span("covers"), max(case.year_window.start, case.span.start)
        return span is not None and span[0] <= first and case.last_day <= span[1]

    def _each_branch(self, case: Case) -> Iterable[_Half]:
        for branch in case.organization.branches if self.each_branch else ():
            if listed(branch, case.year_window, case.as_of):
                found = case.in_year(case.all_books.of_type(branch.id, self.each_branch or ""))
                met = True if found else _unmet(case, case.last_day)
                shown = tuple(event.id for event in found[-1:])
                yield _Half(Part(branch.id, "there", met, shown, due=_due(case, met, case.last_day)), branch.name)

    def _system(self, case: Case, key: str, system: System) -> Iterable[_Half]:
        done = case.in_year(case.book.counted(system.executed_by, system.where))
        unknown = False
        if system.empty and not done:
            if system.empty == "not_applicable" or case.in_year(case.book.counted(system.executed_by)):
                return
            unknown = not case.reporting_over  # nobody has counted yet, so nobody knows whether it applies
        rule, late = _in_force(case, key)
        limit = self._open_to(case)
        there = True if rule else None if limit and _unmet(case, limit, up_to=True) is None else False
        part = Part(
            key,
            "in_force",
            None if unknown else there,
            (rule.id,) if rule else (),
            "adopted_late" if late else None,
            system.audience,
            None if unknown or limit is None else _due(case, there, limit),
        )
        named = _system_term(key)
        yield _Half(part, named)
        lacking = [
            each for each in system.executed_by if system.one_of_each and applies(each, case.branch, case.year_window)
        ]
        lacking = [each for each in lacking if not any(each in event.counted for event in done)]
        met = None if unknown else True if done and not lacking else _unmet(case, case.last_day)
        said = Phrase("kinds.document.fault.lacking", {"named": named, "types": terms(lacking)}) if lacking else named
        shown = (
            tuple(event.id for event in done[-1:]) if not system.one_of_each else _one_of_each(done, system.executed_by)
        )
        due = None if unknown else _due(case, met, case.last_day)
        yield _Half(Part(key, "executed", met, shown, None, system.audience, due), said)


def _weighed(parts: Sequence[Part]) -> Finding:
    """Halves met of halves decided."""
    decided = [Reached(Status.PASS if part.met else Status.FAIL) for part in parts if part.met is not None]
    unmet = [part for part in parts if part.met is False]
    met, still_open = len(decided) - len(unmet), len(parts) - len(decided)
    status = Status.PENDING if still_open else Status.PASS
    if unmet:
        status = Status.LATE if all(part.reason == LATE for part in unmet) else Status.FAIL
    figures: dict[str, object] = {"met": met, "decided": len(decided), "open": still_open}
    said = "halves" if not still_open else "halves_open" if decided else "halves_pending"
    return Finding(
        status,
        Phrase(f"kinds.document.why.{said}", figures),
        None if status is Status.PENDING else Reached(status, met, len(decided), parts=tuple(decided)),
        evidence=[item for part in parts for item in part.evidence],
        value=Value(met, len(decided)),
        steps=[Phrase(f"kinds.document.step.{said}", figures)],
        parts=parts,
        due=min((part.due for part in parts if part.due), default=None),
        reason="adopted_late" if any(part.reason == "adopted_late" for part in parts) else None,
    )


def _one_of_each(done: Iterable[Event], types: Iterable[str]) -> tuple[str, ...]:
    """The latest record of each type."""
    events = tuple(done)
    latest = (next((event.id for event in reversed(events) if each in event.counted), None) for each in types)
    return tuple(dict.fromkeys(item for item in latest if item))


def _unmet(case: Case, due: date, up_to: bool = False) -> bool | None:
    """What has not happened is undecided until the day, with `up_to` that day too, or the unit's last; then not met."""
    before = case.as_of <= due if up_to else case.as_of < due
    return None if before and case.as_of < case.last_day else False


def _due(case: Case, met: bool | None, last: date) -> date | None:
    """The day while it is undecided, and on that day itself where it is not met."""
    return case.due(Status.PENDING if met is None else Status.PASS if met else Status.FAIL, last)


def _done(event: Event, type_name: str) -> date:
    """The day a document came out, where that is a field of its own."""
    return event.values.day(registry().types[type_name].issued or "issued_on") or event.date


def _called(needed: Needed) -> Term:
    """The kind that is asked for (年度计划), or what the document is called."""
    declared = registry().types[needed.type]
    wanted = [value for _, value in (needed.where.equal if needed.where else ())]
    return next((found.term for value in wanted if (found := declared.choice(value))), declared.term)


def _system(key: str) -> Choice | None:
    return registry().types[SYSTEM].fields["key"].choice(key)


def _system_term(key: str) -> Term | str:
    """What the system is called; one that only the pack knows, by its key."""
    system = _system(key)
    return system.term if system else key


def part_terms(key: str) -> tuple[Term, ...]:
    """What a part is called by its key: a system, or a type and the kinds it must be; nothing for any other (a branch).

    Some systems have the id of the type of record by which they are carried out: then it is the system that is meant.
    """
    name, *kinds = key.split(":")
    system, declared = _system(name), registry().types.get(name)
    if system is not None:
        return (system.term,)
    return (declared.term, *(each.term for each in map(declared.choice, kinds) if each)) if declared else ()


def _in_force(case: Case, key: str) -> tuple[Event | None, bool]:
    """The system's document in force at the day, of the branch or school-wide, and whether it came in the year."""
    books = [case.book] if case.unit == COMMITTEE else [case.book, case.all_books[COMMITTEE]]
    for book in books:
        for event in reversed(book.counted((SYSTEM,))):
            values, adopted = event.values, event.values.day("adopted_on")
            if key not in values.names("key") or adopted is None or adopted > case.at:
                continue
            if (values.day("expires_on") or case.at) < case.at:
                continue
            if event.unit != COMMITTEE or not values.says("scope") or case.unit in values.names("scope"):
                return event, adopted > case.year_window.start
    return None, False
