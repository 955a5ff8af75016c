"""step: a gate of the campaign (plan 三 1–4): done in its time, late, not done, or not yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.judge.faults import joined, listed, not_made, plain, terms
from generator.judge.kind import Case, Kind
from generator.judge.lists.steps import LISTS, carried_out, drawn_up
from generator.judge.notices.objections import OBJECTION, objections
from generator.judge.parameters import (
    Where,
    days,
    described,
    flag,
    list_of,
    map_of,
    month_day,
    one_of,
    parameter,
    scalar,
    schema_of,
    shape,
    type_id,
    where,
    whole,
    words,
)
from generator.judge.records.completeness import complete, gaps
from generator.judge.records.events import Event
from generator.judge.records.topics import named, naming
from generator.judge.units import absence_reason
from generator.model.interval import ONE_DAY
from generator.model.node import Mapping as Written
from generator.model.node import Node, Scalar
from generator.model.period import Window, day_of
from generator.model.problem import Phrase, Term
from generator.model.record import COMMITTEE
from generator.model.result import Fault, Part, RuleResult, Status, Value
from generator.model.spoken import day
from generator.types import registry

WRONG_ORDER = "wrong_order"


@dataclass(frozen=True, slots=True)
class Demand:
    """A record, or a state of one, that the step asks for; `called` where its type has another name here."""

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


_SHAPE = shape(
    Demand,
    type=type_id,
    where=where,
    complete=one_of("contrasts", "questions"),
    not_after=type_id,
    state=one_of("closed"),
    called=words,
)


def _demand(node: Node) -> Any:
    """A type, one of the three lists, or a mapping that says more."""
    if isinstance(node, Written):
        return _SHAPE(node)
    text = scalar(node)
    return text if text in LISTS else Demand(type_id(node))


@described(schema_of(map_of(list_of(scalar))))
def _by_number(node: Node) -> dict[int, tuple[str, ...]]:
    """For the number of an entry, the rules that speak against "nothing found" under it."""
    return {whole(Scalar(key, node.mark)): rules for key, rules in map_of(list_of(scalar))(node).items()}


@dataclass(frozen=True, slots=True)
class _Found:
    """The day on which the last thing needed was there (None while something is missing), and what is missing."""

    done: date | None
    evidence: tuple[str, ...] = ()
    lacks: tuple[Phrase, ...] = ()
    disordered: bool = False
    """Everything is there, in the wrong order."""
    value: Value | None = None
    said: Phrase | None = None
    """How what is done in time is told, where no day says it."""


@dataclass(frozen=True)
class Step(Kind):
    """All that is needed, by a day or inside a span of the campaign's year."""

    name = "step"

    need: tuple[Demand | str, ...] = parameter(list_of(_demand), default=())
    any_of: tuple[str, ...] = parameter(list_of(type_id), default=())
    within: tuple[str, str] | None = parameter(days, default=None)
    by: str | None = parameter(month_day, default=None)
    where: Where | None = parameter(where, default=None)
    source: str | None = parameter(one_of("rectification"), name="from", default=None)
    dated: str = parameter(scalar, name="date", default="listed_on")
    orphans: str | None = parameter(one_of("none"), default=None)
    tasks_due: str | None = parameter(one_of("verified"), default=None)
    in_order: bool = parameter(flag, default=False)
    condition: Demand | None = parameter(_SHAPE, name="if", default=None)
    topics: str | None = parameter(one_of("campaign"), default=None)
    contradicted_by: Mapping[int, tuple[str, ...]] | None = parameter(_by_number, default=None)

    def types(self) -> tuple[str, ...]:
        """Every type the step looks at."""
        return (*self.any_of, *(demand.type for demand in self.need if isinstance(demand, Demand)))

    def figures_from(self) -> tuple[str, ...]:
        """The topics its sentences name."""
        return ("topics",) if self.topics else ()

    def judge(self, case: Case) -> RuleResult:
        """not_applicable outside the campaign's year, after the branch ended, and where its condition never arose."""
        if case.config.campaign_year != case.year:
            return case.outside(Status.NOT_APPLICABLE, "no_campaign")
        aside = case.set_aside()
        if aside is not None:
            return aside
        first, last = self._span(case.year)
        gone = _gone(case, first, last)
        if gone:
            return case.outside(Status.NOT_APPLICABLE, gone)
        if self.condition is not None and not self._decided(case, self.condition):
            return case.outside(Status.NOT_APPLICABLE, "no_case")
        found = self._of_lists(case, last or case.last_day) if self.source else self._of_records(case, first, last)
        if found is None:
            return case.outside(Status.NOT_APPLICABLE, "none_due")
        if found.done is None:
            end = case.span.end
            limit = last if last is None or end is None else min(last, end - ONE_DAY)
            status = Status.FAIL if limit is not None and case.as_of >= limit else Status.PENDING
        else:
            status = Status.LATE if last is not None and found.done > last else Status.PASS
            if status is Status.PASS and self._empty(case, found.evidence):
                status = Status.NEEDS_REVIEW
        parts = self._studied(case)
        why = self._why(case, status, found, last, parts)
        return case.result(
            status,
            why,
            reason=WRONG_ORDER if found.disordered else None,
            evidence=found.evidence,
            steps=[why],
            parts=parts,
            due=last if status is Status.PENDING else None,
            value=found.value,
            fault=_fault(case, status, found, last),
        )

    def _why(self, case: Case, status: Status, found: _Found, last: date | None, parts: Sequence[Part]) -> Phrase:
        figures: dict[str, object] = {"last": day(last, case.year) if last else ""}
        if found.done is not None:
            figures["done"] = day(found.done, case.year)
        if found.lacks:
            figures["lacks"] = joined(found.lacks)
        ending = "" if last else "_open"
        kind = "step_disorder" if found.disordered and status is Status.PENDING else f"step_{status}"
        why = Phrase(f"judging.why.{kind}{ending}", figures)
        if status is Status.PASS and found.said is not None:
            return found.said
        open_topics = [plain(part.key) for part in parts if not part.met]
        if open_topics and found.done is not None:
            return Phrase("judging.why.topics_open", {"why": why, "topics": joined(open_topics)})
        return why

    def _empty(self, case: Case, evidence: tuple[str, ...]) -> bool:
        """Whether all that was answered in full says no more than that there is nothing: people look at that."""
        asked = [each for each in self.need if isinstance(each, Demand) and each.complete]
        answers = [
            entry
            for event in case.book.events
            if event.id in evidence
            for demand in asked
            if isinstance(found := event.values.get(str(demand.complete)), tuple)
            for entry in found
        ]
        return bool(answers) and not any(entry.get("problems") for entry in answers)

    def _span(self, year: int) -> tuple[date | None, date | None]:
        if self.within:
            return day_of(self.within[0], year), day_of(self.within[1], year)
        return None, day_of(self.by, year) if self.by else None

    def _of_records(self, case: Case, first: date | None, last: date | None) -> _Found:
        if self.any_of:
            return self._any(case, first, last)
        chosen: list[Event] = []
        before: Demand | None = None
        missing: list[Term] = []
        lacks: list[Phrase] = []
        disorder: list[Phrase] = []
        stray: list[str] = []
        together: list[str] = []
        for demand in (each for each in self.need if isinstance(each, Demand)):
            options = self._options(case, demand, first)
            since = chosen[-1].date if self.in_order and chosen else None
            option = next((event for event in options if since is None or event.date >= since), None)
            if not options:
                lack = self._lacking(case, demand, first)
                if lack is None and demand.term.words == case.rule.term.words:
                    lacks.append(not_made(demand.type))
                elif lack is None:
                    missing.append(demand.term)
                else:
                    lacks.append(lack)
            elif option is None and before is not None:
                stray.append(options[-1].id)
                disorder.append(Phrase("faults.step.before", {"type": demand.term, "other": before.term}))
            elif option is not None:
                if demand.not_after and not self._before(case, option, demand.not_after):
                    other = registry().types[demand.not_after].term
                    disorder.append(Phrase("faults.step.after", {"type": demand.term, "other": other}))
                chosen.append(option)
                together += self._together(case, demand, first, option)
                before = demand
        if missing:
            lacks.insert(0, Phrase("faults.step.none", {"types": tuple(missing)}))
        evidence = tuple(dict.fromkeys((*together, *stray)))
        if lacks or disorder or not chosen:
            return _Found(None, evidence, (*lacks, *disorder), bool(disorder) and not lacks)
        return _Found(max(self._day(event) for event in chosen), evidence)

    def _any(self, case: Case, first: date | None, last: date | None) -> _Found:
        """Any one of the types; evidence is of the span, or the first record after it."""
        held = [each for name in self.any_of for each in self._options(case, Demand(name), first)]
        held.sort(key=lambda event: (event.date, event.id))
        found = [event for event in held if self._names_topic(case, event)]
        inside = [event for event in found if last is None or event.date <= last] or found[:1]
        if inside:
            return _Found(inside[0].date, tuple(dict.fromkeys(event.id for event in inside)))
        lack = "no_topic" if held else "none"
        return _Found(None, (), (Phrase(f"faults.step.{lack}", {"types": terms(self.any_of)}),))

    def _names_topic(self, case: Case, event: Event) -> bool:
        """Whether it names a topic of the campaign; any, where the campaign lists none."""
        if self.topics is None:
            return True
        wanted = case.config.campaign_topics
        return any(naming(topic, [event]) for topic in wanted) if wanted else bool(named(event))

    def _studied(self, case: Case) -> list[Part]:
        """The topics of the campaign, each with the records of the year that name it."""
        if self.topics is None:
            return []
        events = case.in_year(case.book.counted(self.any_of))
        found = [(topic, naming(topic, events)) for topic in case.config.campaign_topics]
        not_yet = None if case.as_of < case.last_day else False
        return [Part(topic, "studied", True if records else not_yet, records) for topic, records in found]

    def _options(self, case: Case, demand: Demand, first: date | None) -> Sequence[Event]:
        """The year's events that meet the demand, from the span's first day on; what is asked for, so far, in full."""
        if demand.state:
            about = [event for event in case.all_books[COMMITTEE].events if case.unit in _branches(event)]
            open_objections = _disputed(case.all_books[COMMITTEE].counted((OBJECTION,)), case.unit)
            closed = [event for event in about if _closed(event, case.as_of) and event.id not in open_objections]
            return [event for event in closed if demand.type in event.counted and case.year_window.holds(event.date)]
        found = self._from(case, demand, first)
        return [event for event in _added(found, demand.complete) if complete(event, demand.type, demand.complete)]

    def _from(self, case: Case, demand: Demand, first: date | None) -> list[Event]:
        """The year's events of the demand from that day on, whatever they leave open."""
        there = case.in_year(case.book.counted((demand.type,), demand.where or self.where))
        return [event for event in there if first is None or event.date >= first]

    def _together(self, case: Case, demand: Demand, first: date | None, chosen: Event) -> list[str]:
        """The record chosen, and those before it without which it would not be in full."""
        if demand.state or demand.complete is None:
            return [chosen.id]
        found = self._from(case, demand, first)
        at = next(place for place, event in enumerate(found) if event.id == chosen.id)
        if complete(found[at], demand.type, demand.complete):
            return [chosen.id]
        return [event.id for event in found[: at + 1]]

    def _lacking(self, case: Case, demand: Demand, first: date | None) -> Phrase | None:
        """What a record leaves open, or that it came before its time; None where there is no such record."""
        if demand.state:
            return Phrase("faults.step.not_closed", {"types": (demand.term,)})
        there = case.in_year(case.book.counted((demand.type,), demand.where or self.where))
        inside = self._from(case, demand, first)
        if inside and demand.complete:
            return gaps(_added(inside, demand.complete)[-1], demand.type, demand.complete, demand.term)
        if there and first is not None:
            days_said = {"done": day(there[-1].date, case.year), "first": day(first, case.year)}
            return Phrase("faults.step.too_early", {"type": demand.term, **days_said})
        return None

    def _before(self, case: Case, event: Event, other: str) -> bool:
        """Not after the first record of the other type in the same round (where there is one yet)."""
        later = [
            each
            for each in case.in_year(case.book.counted((other,)))
            if each.values.get("round") == event.values.get("round")
        ]
        return not later or event.date <= later[0].date

    def _day(self, event: Event) -> date:
        """A notice is done when its period has ended, any other record on its date."""
        period = event.values.get("period")
        end = period.get("end") if isinstance(period, dict) else None
        return end if isinstance(end, date) else event.date

    def _decided(self, case: Case, condition: Demand) -> bool:
        return any(
            condition.type in event.counted and case.unit in _branches(event) and event.meets(condition.where)
            for event in case.all_books[COMMITTEE].events
            if case.year_window.holds(event.date)
        )

    def _of_lists(self, case: Case, last: date) -> _Found | None:
        """The three lists drawn up, or their tasks carried out (None where no task was due)."""
        place = f"{case.year}/{case.unit}/rectification"
        if self.tasks_due:
            tasks = carried_out(case.rectification, last, case.at)
            if not tasks.tasks:
                return None
            open_tasks = Phrase("faults.step.open", {"rows": tasks.open, "last": day(last, case.year)})
            value = Value(tasks.verified, len(tasks.tasks))
            evidence = tuple(f"{place}#{task}" for task in tasks.tasks)
            figures = {"due": len(tasks.tasks), "closed": tasks.verified, "extended": tasks.extended}
            said = Phrase(f"judging.why.tasks_{'extended' if tasks.extended else 'closed'}", figures)
            return _Found(tasks.done, evidence, (open_tasks,) if tasks.open else (), value=value, said=said)
        drawn = drawn_up(
            case.rectification, tuple(map(str, self.need)), self.dated, self.orphans == "none", last, case.as_of
        )
        return _Found(drawn.done, (place,) if case.rectification else (), drawn.lacks)


def _added(events: Sequence[Event], field: str | None) -> list[Event]:
    """The events, each with the entries of the field that those before it have; questions are those of one survey."""
    entries: tuple[object, ...] = ()
    found = []
    for event in events:
        own = event.values.get(field) if field else None
        if isinstance(own, tuple):
            entries += own
            event = replace(event, values=event.values.having(**{str(field): entries}))
        found.append(event)
    return found


def _gone(case: Case, first: date | None, last: date | None) -> str | None:
    """Why the unit has nothing to do with the step: it had ended, or was not there for half of its days."""
    if last is not None:
        return absence_reason(case.span, Window(first or last, last, ""))
    return None if case.span.end is None or case.span.end > case.as_of else "closed"


def _fault(case: Case, status: Status, found: _Found, last: date | None) -> Fault | None:
    if status is Status.FAIL:
        return listed(case.rule, found.lacks, found.lacks)
    if status is Status.LATE and last is not None and found.done is not None:
        said = [Phrase("faults.step.late", {"last": day(last, case.year), "done": day(found.done, case.year)})]
        return listed(case.rule, said, said)
    return None


def _branches(event: Event) -> tuple[str, ...]:
    found = event.values.get("branches")
    return found if isinstance(found, tuple) else ()


def _closed(event: Event, as_of: date) -> bool:
    """A notice whose period has ended, not withdrawn."""
    period = event.values.get("period")
    end = period.get("end") if isinstance(period, dict) else None
    return isinstance(end, date) and end < as_of and event.values.get("withdrawn_on") is None


def _disputed(events: Sequence[Event], unit: str) -> frozenset[str]:
    """The notices with an objection to the branch that is being checked, or holds (plan 三 4)."""
    found = objections(event.values for event in events)
    return frozenset(each.notice for each in found if each.stands_against(unit))
