"""document: what must be in force, and in use (plan 二 4: 制度健全、执行规范)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from generator.judge.events import Event
from generator.judge.kind import Case, Kind
from generator.judge.parameters import Where, list_of, map_of, one_of, parameter, shape, type_id, where
from generator.judge.units import listed
from generator.model.figures import decimal
from generator.model.interval import ONE_DAY
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.model.result import Part, RuleResult, Status, Value

SYSTEM = "system_document"
"""The record that says a system (制度) is in force."""


@dataclass(frozen=True, slots=True)
class Needed:
    """A document that must be there."""

    type: str
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class System:
    """A system that must be in force and carried out."""

    executed_by: tuple[str, ...]
    where: Where | None = None
    empty: str | None = None
    audience: str = "public"


@dataclass(frozen=True)
class Document(Kind):
    """Halves met of halves decided: documents that are there, systems in force and carried out."""

    name = "document"

    need: tuple[Needed, ...] = parameter(list_of(shape(Needed, type=type_id, where=where)), default=())
    covers: str | None = parameter(one_of("year"), default=None)
    systems: Mapping[str, System] = parameter(
        map_of(
            shape(
                System,
                **{
                    "executed_by": list_of(type_id),
                    "where": where,
                    "empty": one_of("not_applicable"),
                    "class": one_of("public", "members", "committee"),
                },
            )
        ),
        default=None,
    )
    each_branch: str | None = parameter(type_id, default=None)

    def types(self) -> tuple[str, ...]:
        """Every type that proves something here."""
        executed = [each for system in (self.systems or {}).values() for each in system.executed_by]
        also = ([SYSTEM] if self.systems else []) + ([self.each_branch] if self.each_branch else [])
        return tuple(dict.fromkeys([*(needed.type for needed in self.need), *executed, *also]))

    def systems_named(self) -> tuple[str, ...]:
        """The keys of its systems."""
        return tuple(self.systems or ())

    def judge(self, case: Case) -> RuleResult:
        """Fails if any half is not met, is pending while any is undecided, passes otherwise."""
        aside = case.set_aside()
        if aside is not None:
            return aside
        parts = [
            *(self._needed(case, needed) for needed in self.need),
            *(part for key, system in (self.systems or {}).items() for part in _system(case, key, system)),
            *self._each_branch(case),
        ]
        decided = [part for part in parts if part.met is not None]
        met = sum(part.met is True for part in decided)
        if not parts:
            return case.outside(Status.NOT_APPLICABLE, "no_case")
        share = Fraction(met, len(decided)) if decided else None
        status = Status.PENDING if len(decided) < len(parts) else Status.PASS
        if met < len(decided):
            status = Status.FAIL
        figures: dict[str, object] = {"met": met, "decided": len(decided), "open": len(parts) - len(decided)}
        said = "halves_open" if len(decided) < len(parts) else "halves"
        steps = [Phrase(f"judging.step.{said}", figures)]
        if share is not None and status is not Status.PENDING and case.rule.points is not None:
            scored = {"points": decimal(case.rule.points), "earned": decimal(case.rule.points * share)}
            steps.append(Phrase("judging.step.share", {"met": met, "judged": len(decided), **scored}))
        return case.result(
            status,
            Phrase(f"judging.why.{said}", figures),
            share=None if status is Status.PENDING else share,
            evidence=dict.fromkeys(item for part in parts for item in part.evidence),
            value=Value(met, len(decided)),
            steps=steps,
            parts=parts,
            due=case.year_window.end if len(decided) < len(parts) else None,
            reason="adopted_late" if any(part.reason == "adopted_late" for part in parts) else None,
        )

    def _needed(self, case: Case, needed: Needed) -> Part:
        found = [
            event
            for event in case.book.counted((needed.type,), needed.where)
            if (self._covers_year(case, event) if self.covers else case.year_window.holds(event.date))
        ]
        key = needed.type + "".join(f":{value}" for _, value in (needed.where.equal if needed.where else ()))
        absent = False if self.covers else _not_yet(case)
        return Part(key, "there", True if found else absent, tuple(event.id for event in found[-1:]))

    def _covers_year(self, case: Case, event: Event) -> bool:
        """The whole year, or the part of it in which the branch existed."""
        span = event.values.get("covers")
        first = max(case.year_window.start, case.span.start)
        last = case.year_window.end if case.span.end is None else min(case.year_window.end, case.span.end - ONE_DAY)
        return isinstance(span, tuple) and span[0] <= first and last <= span[1]

    def _each_branch(self, case: Case) -> Iterable[Part]:
        for branch in case.organization.branches if self.each_branch else ():
            if listed(branch, case.year_window, case.as_of):
                found = case.in_year(case.all_books[branch.id].counted((self.each_branch or "",)))
                yield Part(branch.id, "there", True if found else _not_yet(case), tuple(e.id for e in found[-1:]))


def _not_yet(case: Case) -> bool | None:
    """What has not happened is undecided until the year's last day, then not met."""
    return None if case.as_of < case.year_window.end else False


def _system(case: Case, key: str, system: System) -> Iterable[Part]:
    done = case.in_year(case.book.counted(system.executed_by, system.where))
    if system.empty and not done:
        return
    rule, late = _in_force(case, key)
    yield Part(
        key,
        "in_force",
        rule is not None,
        (rule.id,) if rule else (),
        "adopted_late" if late else None,
        system.audience,
    )
    yield Part(
        key,
        "executed",
        True if done else _not_yet(case),
        tuple(event.id for event in done[-1:]),
        None,
        system.audience,
    )


def _in_force(case: Case, key: str) -> tuple[Event | None, bool]:
    """The system's document in force at the day, of the branch or school-wide, and whether it came in the year."""
    books = [case.book] if case.unit == COMMITTEE else [case.book, case.all_books[COMMITTEE]]
    for book in books:
        for event in reversed(book.counted((SYSTEM,))):
            keys, scope = event.values.get("key"), event.values.get("scope")
            adopted, expires = event.values.get("adopted_on"), event.values.get("expires_on")
            if key not in (keys if isinstance(keys, tuple) else (keys,)) or not isinstance(adopted, date):
                continue
            if adopted > case.at or (isinstance(expires, date) and expires < case.at):
                continue
            if event.unit != COMMITTEE or not isinstance(scope, tuple) or case.unit in scope:
                return event, adopted > case.year_window.start
    return None, False
