"""A record, or a state of one, that a step of the campaign asks for, and the records of a branch that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.judge.case import Case
from generator.judge.notices.objections import OBJECTION, objections
from generator.judge.parameters import Where, one_of, shape, type_id, where, words
from generator.judge.records.completeness import complete, gaps
from generator.judge.records.events import Event
from generator.model.problem import Phrase, Term
from generator.model.record import COMMITTEE
from generator.model.spoken import day
from generator.model.values import Values
from generator.types import registry


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for; `called` where its type has another name here."""

    type: str
    where: Where | None = None
    complete: str | None = None
    not_after: str | None = None
    state: str | None = None
    called: Term | None = None

    @property
    def term(self) -> Term:
        """What it is called."""
        return self.called or registry().types[self.type].term

    def answers(self, case: Case, first: date | None, where: Where | None = None) -> Answers:
        """The year's events that meet it, from that day on."""
        if self.state:
            return Answers(self, full=_closed_notices(case, self.type))
        events = case.in_year(case.book.counted((self.type,), self.where or where))
        inside = [event for event in events if first is None or event.date >= first]
        so_far = _added(inside, self.complete)
        full = [event for event in so_far if complete(event, self.type, self.complete)]
        return Answers(self, events, inside, so_far, full)


demand = shape(
    Demand,
    type=type_id,
    where=where,
    complete=one_of("contrasts", "questions"),
    not_after=type_id,
    state=one_of("closed"),
    called=words,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """The records of the year for a demand."""

    demand: Demand
    events: Sequence[Event] = ()
    inside: Sequence[Event] = ()
    """Those from the first day on."""
    so_far: Sequence[Event] = ()
    """The same, each with what those before it answered."""
    full: Sequence[Event] = ()
    """Those by which what is asked for was there in full."""

    def lack(self, case: Case, first: date | None) -> Phrase | None:
        """What a record leaves open, or that it came before its time; None where there is no such record."""
        asked = self.demand
        if asked.state:
            return Phrase("kinds.step.fault.not_closed", {"types": (asked.term,)})
        if self.so_far and asked.complete:
            return gaps(self.so_far[-1], asked.type, asked.complete, asked.term)
        if self.events and first is not None:
            days = {"done": day(self.events[-1].date, case.year), "first": day(first, case.year)}
            return Phrase("kinds.step.fault.too_early", {"type": asked.term, **days})
        return None

    def evidence(self, chosen: Event) -> list[str]:
        """The record chosen, and those before it without which it would not be in full."""
        ids = [event.id for event in self.inside]
        at = ids.index(chosen.id) if self.demand.complete and chosen.id in ids else None
        if at is None or complete(self.inside[at], self.demand.type, self.demand.complete):
            return [chosen.id]
        return ids[: at + 1]


def _added(events: Sequence[Event], field: str | None) -> Sequence[Event]:
    """The events, each with the entries of the field that those before it have; questions are those of one survey."""
    entries: tuple[Values, ...] = ()
    found = []
    for event in events:
        if field and (rows := event.values.rows(field)):
            entries += rows
            event = replace(event, values=event.values.having(**{field: entries}))
        found.append(event)
    return found


def done_on(event: Event) -> date:
    """A notice is done when its period has ended, any other record on its date."""
    return event.values.parts("period").day("end") or event.date


def _closed_notices(case: Case, type_name: str) -> list[Event]:
    """The committee's notices about the unit whose period has ended, not withdrawn, with no objection that stands."""
    book = case.all_books[COMMITTEE]
    # An objection to the branch that is being checked, or holds, keeps the notice open (plan 三 4).
    known = objections(event.values for event in book.counted((OBJECTION,)))
    disputed = {each.notice for each in known if each.stands_against(case.unit)}
    return [
        event
        for event in book.counted((type_name,))
        if case.unit in event.values.names("branches")
        if case.year_window.holds(event.date) and event.id not in disputed
        if _is_over(event.values, case.as_of)
    ]


def _is_over(notice: Values, as_of: date) -> bool:
    end = notice.parts("period").day("end")
    return end is not None and end < as_of and not notice.says("withdrawn_on")
