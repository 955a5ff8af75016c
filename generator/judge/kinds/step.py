"""step: a gate of the campaign (plan 三 1–4): done in its time, late, not done, or not yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.judge.case import BEFORE_START, Case
from generator.judge.demands import Demand, demand, done_on
from generator.judge.faults import joined, listed, not_made, plain, terms
from generator.judge.kind import Finding, Kind, Tells, outside
from generator.judge.lists.steps import LISTS, carried_out, drawn_up
from generator.judge.parameters import (
    Use,
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
    type_id,
    where,
    whole,
)
from generator.judge.records.events import Event
from generator.judge.records.topics import named, naming
from generator.judge.units import absence_reason
from generator.model.interval import ONE_DAY
from generator.model.node import Mapping as Written
from generator.model.node import Node, Scalar
from generator.model.period import Window, day_of
from generator.model.problem import Phrase, Term
from generator.model.record import COMMITTEE, in_time
from generator.model.result import Fault, Part, Status, Value
from generator.model.spoken import day
from generator.types import registry

WRONG_ORDER = "wrong_order"


def _demand(node: Node) -> Demand | str:
    """A type, one of the three lists, or a mapping that says more."""
    if isinstance(node, Written):
        found: Demand = demand(node)
        return found
    text = scalar(node)
    return text if text in LISTS else Demand(type_id(node))


@described({"enum": ["campaign"]}, Use.FIGURES)
def _topics(node: Node) -> str:
    """The topics of the campaign: its sentences name those that a record names."""
    one_of("campaign")(node)
    return "topics"


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
    tells = Tells.DAYS
    looks_at = (
        *("contrasts", "questions", "round", "period", "branches", "withdrawn_on"),
        *("notice", "kind", "received_on", "concluded_on", "conclusion"),
    )
    """The last of objections to a notice."""

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
    condition: Demand | None = parameter(demand, name="if", default=None)
    topics: str | None = parameter(_topics, default=None)
    contradicted_by: Mapping[int, tuple[str, ...]] | None = parameter(_by_number, default=None)

    def types(self) -> tuple[str, ...]:
        """Every type the step looks at."""
        return (*self.any_of, *(each.type for each in self._demands))

    @property
    def _demands(self) -> tuple[Demand, ...]:
        """What is needed of records, without the three lists."""
        return tuple(each for each in self.need if isinstance(each, Demand))

    @property
    def _of_campaign(self) -> bool:
        return True

    def _not_in_force(self, case: Case) -> str | None:
        """A step that began before records were kept here is not judged: with no first day, on the 1st of its month."""
        first, last = self._span(case.year)
        began = first or (last.replace(day=1) if last else case.at)
        if case.before_start(began):
            return BEFORE_START
        reason = super()._not_in_force(case)
        return None if reason == BEFORE_START else reason

    def find(self, case: Case) -> Finding:
        """not_applicable after the branch ended, and where its condition never arose."""
        first, last = self._span(case.year)
        gone = _gone(case, first, last)
        if gone:
            return outside(gone)
        if self.condition is not None and not _arose(case, self.condition):
            return outside("no_case")
        found = self._of_lists(case, last or case.last_day) if self.source else self._of_records(case, first, last)
        if found is None:
            return outside("none_due")
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
        return Finding(
            status,
            why,
            reason=WRONG_ORDER if found.disordered else None,
            evidence=found.evidence,
            steps=[why],
            parts=parts,
            due=case.due(status, last),
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
        kind = "disorder" if found.disordered and status is Status.PENDING else status
        why = Phrase(f"kinds.step.why.{kind}{ending}", figures)
        if status is Status.PASS and found.said is not None:
            return found.said
        open_topics = [plain(part.key) for part in parts if not part.met]
        if open_topics and found.done is not None:
            return Phrase("kinds.step.why.topics_open", {"why": why, "topics": joined(open_topics)})
        return why

    def _empty(self, case: Case, evidence: tuple[str, ...]) -> bool:
        """Whether all that was answered in full says no more than that there is nothing: people look at that."""
        fields = [each.complete for each in self._demands if each.complete]
        events = [event for event in case.book.events if event.id in evidence] if fields else []
        answers = [entry for event in events for name in fields for entry in event.values.rows(name)]
        return bool(answers) and not any(entry.names("problems") for entry in answers)

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
        evidence: list[str] = []
        for asked in self._demands:
            answers = asked.answers(case, first, self.where)
            since = chosen[-1].date if self.in_order and chosen else None
            option = next((event for event in answers.full if since is None or event.date >= since), None)
            if not answers.full:
                lack = answers.lack(case, first)
                if lack is None and asked.term.words == case.rule.term.words:
                    lacks.append(not_made(asked.type))
                elif lack is None:
                    missing.append(asked.term)
                else:
                    lacks.append(lack)
            elif option is None and before is not None:
                stray.append(answers.full[-1].id)
                disorder.append(Phrase("kinds.step.fault.before", {"type": asked.term, "other": before.term}))
            elif option is not None:
                if asked.not_after and not _before(case, option, asked.not_after):
                    other = registry().types[asked.not_after].term
                    disorder.append(Phrase("kinds.step.fault.after", {"type": asked.term, "other": other}))
                chosen.append(option)
                evidence += answers.evidence(option)
                before = asked
        if missing:
            lacks.insert(0, Phrase("kinds.step.fault.none", {"types": tuple(missing)}))
        seen = (*evidence, *stray)
        if lacks or disorder or not chosen:
            return _Found(None, seen, (*lacks, *disorder), bool(disorder) and not lacks)
        return _Found(max(map(done_on, chosen)), seen)

    def _any(self, case: Case, first: date | None, last: date | None) -> _Found:
        """Any one of the types; evidence is of the span, or the first record after it."""
        held = [each for name in self.any_of for each in Demand(name).answers(case, first, self.where).full]
        held.sort(key=in_time)
        found = [event for event in held if self._names_topic(case, event)]
        inside = [event for event in found if last is None or event.date <= last] or found[:1]
        if inside:
            return _Found(inside[0].date, tuple(event.id for event in inside))
        lack = "no_topic" if held else "none"
        return _Found(None, (), (Phrase(f"kinds.step.fault.{lack}", {"types": terms(self.any_of)}),))

    def _names_topic(self, case: Case, event: Event) -> bool:
        """Whether it names a topic of the campaign; any, where the campaign lists none."""
        if self.topics is None:
            return True
        wanted = case.config.topics
        return any(naming(topic, [event]) for topic in wanted) if wanted else bool(named(event))

    def _studied(self, case: Case) -> list[Part]:
        """The topics of the campaign, each with the records of the year that name it."""
        if self.topics is None:
            return []
        events = case.in_year(case.book.counted(self.any_of))
        found = [(topic, naming(topic, events)) for topic in case.config.topics]
        not_yet = None if case.as_of < case.last_day else False
        return [Part(topic, "studied", True if records else not_yet, records) for topic, records in found]

    def _of_lists(self, case: Case, last: date) -> _Found | None:
        """The three lists drawn up, or their tasks carried out (None where no task was due)."""
        place = f"{case.year}/{case.unit}/rectification"
        if self.tasks_due:
            tasks = carried_out(case.rectification, last, case.at)
            if not tasks.tasks:
                return None
            open_tasks = Phrase("kinds.step.fault.open", {"rows": tasks.open, "last": day(last, case.year)})
            value = Value(tasks.verified, len(tasks.tasks))
            evidence = tuple(f"{place}#{task}" for task in tasks.tasks)
            figures = {"due": len(tasks.tasks), "closed": tasks.verified, "extended": tasks.extended}
            said = Phrase(f"kinds.step.why.tasks_{'extended' if tasks.extended else 'closed'}", figures)
            return _Found(tasks.done, evidence, (open_tasks,) if tasks.open else (), value=value, said=said)
        drawn = drawn_up(
            case.rectification, tuple(map(str, self.need)), self.dated, self.orphans == "none", last, case.as_of
        )
        return _Found(drawn.done, (place,) if case.rectification else (), drawn.lacks)


def _before(case: Case, event: Event, other: str) -> bool:
    """Not after the first record of the other type in the same round (where there is one yet)."""
    events = case.in_year(case.book.counted((other,)))
    first = next((each for each in events if each.values.of("round") == event.values.of("round")), None)
    return first is None or event.date <= first.date


def _arose(case: Case, condition: Demand) -> bool:
    """Whether the committee has such a record of the year about the unit."""
    return any(
        condition.type in event.counted
        and case.unit in event.values.names("branches")
        and event.meets(condition.where)
        and case.year_window.holds(event.date)
        for event in case.all_books[COMMITTEE].events
    )


def _gone(case: Case, first: date | None, last: date | None) -> str | None:
    """Why the unit has nothing to do with the step: it had ended, or was not there for half of its days."""
    if last is not None:
        return absence_reason(case.span, Window(first or last, last, ""))
    return None if case.span.end is None or case.span.end > case.as_of else "closed"


def _fault(case: Case, status: Status, found: _Found, last: date | None) -> Fault | None:
    if status is Status.FAIL:
        return listed(case.rule, found.lacks, found.lacks)
    if status is Status.LATE and last is not None and found.done is not None:
        said = [Phrase("kinds.step.fault.late", {"last": day(last, case.year), "done": day(found.done, case.year)})]
        return listed(case.rule, said, said)
    return None
