"""step: a gate of the campaign (plan 三 1–4): done in its time, late, not done, or not yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.judge.events import Event
from generator.judge.kind import Case, Kind
from generator.judge.objections import OBJECTION, stands_against
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
)
from generator.model.node import Mapping as Written
from generator.model.node import Node, Scalar
from generator.model.period import day_of
from generator.model.problem import Phrase
from generator.model.record import COMMITTEE
from generator.model.rectification import Rectification, Row
from generator.model.result import Part, RuleResult, Status
from generator.types import registry

_LISTS = ("problems", "tasks", "responsibilities")


@dataclass(frozen=True, slots=True)
class Demand:
    """A record, or a state of one, that the step asks for."""

    type: str
    where: Where | None = None
    complete: str | None = None
    not_after: str | None = None
    state: str | None = None


_SHAPE = shape(
    Demand,
    type=type_id,
    where=where,
    complete=one_of("contrasts", "questions"),
    not_after=type_id,
    state=one_of("closed"),
)


def _demand(node: Node) -> Any:
    """A type, one of the three lists, or a mapping that says more."""
    if isinstance(node, Written):
        return _SHAPE(node)
    text = scalar(node)
    return text if text in _LISTS else Demand(type_id(node))


@described(schema_of(map_of(list_of(scalar))))
def _by_number(node: Node) -> dict[int, tuple[str, ...]]:
    """For the number of an entry, the rules that speak against "nothing found" under it."""
    return {whole(Scalar(key, node.mark)): rules for key, rules in map_of(list_of(scalar))(node).items()}


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
    in_order: bool = parameter(flag, default=False)
    condition: Demand | None = parameter(_SHAPE, name="if", default=None)
    show: str | None = parameter(scalar, default=None)
    contradicted_by: Mapping[int, tuple[str, ...]] | None = parameter(_by_number, default=None)

    def types(self) -> tuple[str, ...]:
        """Every type the step looks at."""
        return (*self.any_of, *(demand.type for demand in self.need if isinstance(demand, Demand)))

    def judge(self, case: Case) -> RuleResult:
        """not_applicable outside the campaign's year, and where its condition never arose."""
        if case.config.campaign_year != case.year:
            return case.outside(Status.NOT_APPLICABLE, "no_campaign")
        aside = case.set_aside()
        if aside is not None:
            return aside
        if self.condition is not None and not self._decided(case, self.condition):
            return case.outside(Status.NOT_APPLICABLE, "no_case")
        first, last = self._span(case.year)
        if self.source == "rectification":
            done, evidence = self._lists_done(case, last)
        else:
            done, evidence = self._records_done(case, first)
        if done is None:
            over = last is not None and case.as_of >= last
            status = Status.FAIL if over else Status.PENDING
        else:
            status = Status.LATE if last is not None and done > last else Status.PASS
            if status is Status.PASS and self._empty(case, evidence):
                status = Status.NEEDS_REVIEW
        dates = {
            "first": first.isoformat() if first else "—",
            "last": last.isoformat() if last else "—",
            "done": done.isoformat() if done else "—",
        }
        why = Phrase(f"judging.why.step_{status}", dates)
        parts = [Part(name, "there", True) for name in self._shown(case, evidence)]
        due = last if status is Status.PENDING else None
        return case.result(status, why, evidence=evidence, steps=[why], parts=parts, due=due)

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

    def _records_done(self, case: Case, first: date | None) -> tuple[date | None, tuple[str, ...]]:
        """The day on which the last thing needed was there (None while something is missing), and the records."""
        if self.any_of:
            found = [event for event in self._candidates(case, Demand(""), first) if event.counted & set(self.any_of)]
            return (found[0].date if found else None), tuple(event.id for event in found)
        chosen: list[Event] = []
        for demand in self.need:
            if not isinstance(demand, Demand):
                continue
            options = [event for event in self._candidates(case, demand, first) if demand.type in event.counted]
            since = chosen[-1].date if self.in_order and chosen else None
            option = next((event for event in options if since is None or event.date >= since), None)
            if option is None or (demand.not_after and not self._before(case, option, demand.not_after)):
                return None, tuple(event.id for event in chosen)
            chosen.append(option)
        last = max(self._day(event) for event in chosen) if chosen else None
        return last, tuple(event.id for event in chosen)

    def _candidates(self, case: Case, demand: Demand, first: date | None) -> Sequence[Event]:
        """The year's events that the demand speaks of, from the span's first day on."""
        events = case.book.events
        if demand.state:
            about = [event for event in case.all_books[COMMITTEE].events if case.unit in _branches(event)]
            open_objections = _disputed(case.all_books[COMMITTEE].events, case.unit, case.as_of)
            closed = [event for event in about if _closed(event, case.as_of) and event.id not in open_objections]
            return [event for event in closed if case.year_window.holds(event.date)]
        return [
            event
            for event in events
            if case.year_window.holds(event.date)
            and (first is None or event.date >= first)
            and event.meets(demand.where or self.where)
            and _complete(event, demand)
        ]

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

    def _lists_done(self, case: Case, last: date | None) -> tuple[date | None, tuple[str, ...]]:
        """The day on which the last of the three lists was there, without orphans."""
        lists = case.rectification
        if lists is None:
            return None, ()
        rows = {"problems": lists.problems, "tasks": lists.tasks, "responsibilities": lists.responsibilities}
        seen = {name: _listed(rows[name], self.dated, case.as_of) for name in map(str, self.need)}
        if not all(seen.values()):
            return None, ()
        evidence = (f"{case.year}/{case.unit}/rectification",)
        if self.orphans == "none" and _orphans(lists):
            return None, evidence
        return max(min(days) for days in seen.values()), evidence

    def _shown(self, case: Case, evidence: tuple[str, ...]) -> tuple[str, ...]:
        """What the step shows beside its status: the topics studied."""
        if self.show is None:
            return ()
        shown = [event.values.get(self.show) for event in case.book.events if event.id in evidence]
        return tuple(dict.fromkeys(str(item) for found in shown if isinstance(found, tuple) for item in found))


def _listed(rows: Sequence[Row], column: str, as_of: date) -> list[date]:
    """The days on which rows came onto a list, as far as the day."""
    days = (row.get(column) or row.get("found_on") for row in rows)
    return [day for day in days if isinstance(day, date) and day <= as_of]


def _orphans(lists: Rectification) -> bool:
    """A problem without a task, or a task nobody answers for."""
    tasked = {task.get("problem") for task in lists.tasks}
    charged = {row.get("task") for row in lists.responsibilities}
    return any(row["id"] not in tasked for row in lists.problems) or any(
        row["id"] not in charged for row in lists.tasks
    )


def _branches(event: Event) -> tuple[str, ...]:
    found = event.values.get("branches")
    return found if isinstance(found, tuple) else ()


def _closed(event: Event, as_of: date) -> bool:
    """A notice whose period has ended, not withdrawn."""
    period = event.values.get("period")
    end = period.get("end") if isinstance(period, dict) else None
    return isinstance(end, date) and end < as_of and event.values.get("withdrawn_on") is None


def _disputed(events: Sequence[Event], unit: str, as_of: date) -> frozenset[str]:
    """The notices with an objection to the branch that is being checked, or holds (plan 三 4)."""
    return frozenset(
        str(event.values.get("notice"))
        for event in events
        if OBJECTION in event.counted and stands_against(event.values, unit, as_of)
    )


def _complete(event: Event, demand: Demand) -> bool:
    """Whether the field is answered in full: every part it declares, or every number its entries may have."""
    if demand.complete is None:
        return True
    declared = registry().types[demand.type].fields.get(demand.complete)
    if declared is None:
        return False
    found = event.values.get(declared.id)
    if declared.kind == "parts":
        return isinstance(found, dict) and declared.fields.keys() <= found.keys()
    span = declared.fields["number"].between
    assert span is not None
    entries = found if isinstance(found, tuple) else ()
    answered = {entry.get("number") for entry in entries if entry.get("problems") or entry.get("none_found")}
    return answered == set(range(span[0], span[1] + 1))
