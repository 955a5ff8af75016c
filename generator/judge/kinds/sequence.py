"""sequence: the steps of a procedure in their order (plan 二 2: 条件严格、程序规范)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from generator.judge.case import Case, after
from generator.judge.faults import no_record
from generator.judge.kind import Finding, Kind, outside, unproven
from generator.judge.parameters import (
    SCALAR,
    Use,
    Wrong,
    described,
    field_name,
    list_of,
    map_of,
    one_of,
    parameter,
    scalar,
    type_id,
)
from generator.judge.records.events import Event
from generator.judge.scoring import Reached
from generator.model.node import Mapping as Written
from generator.model.node import Node, Scalar
from generator.model.problem import Phrase, Term
from generator.model.result import Fault, Status, Value
from generator.types import Field, registry


@described(SCALAR)
def _limit(node: Node) -> str:
    """A number of days, or the field that holds it."""
    text = scalar(node)
    return text if text.isdecimal() else field_name(node)


@described({"type": "object", "additionalProperties": SCALAR})
def _spans(node: Node) -> dict[str, str]:
    """Days by the two steps between which they are counted: `applied..activist`."""
    found: dict[str, str] = map_of(_limit)(node)
    for key, _ in node.pairs if isinstance(node, Written) else ():
        steps = key.text.split("..")
        if len(steps) != 2:
            raise Wrong("parameter_field", key.mark, value=key.text)
        for step in steps:
            field_name(Scalar(step, key.mark))
    return found


@dataclass(frozen=True)
class Sequence(Kind):
    """Every case of the year went through the steps in order, none left out, within the days allowed."""

    name = "sequence"

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    order: tuple[str, ...] = parameter(list_of(field_name))
    within: Mapping[str, str] = parameter(_spans, default=None, use=Use.DECIDES)
    apart: Mapping[str, str] = parameter(_spans, default=None, use=Use.DECIDES)
    empty: str | None = parameter(one_of("not_applicable"), default=None)

    def find(self, case: Case) -> Finding:
        """Passes where every case is in order as far as it has come."""
        events = case.in_year(case.book.counted(self.types_))
        if not events:
            return outside("no_case") if self.empty else unproven(case, no_record(case.rule, self.types_))
        wrong = [(event, found) for event in events if (found := tuple(self._irregular(event, case.at)))]
        status = Status.FAIL if wrong else Status.PASS
        figures: dict[str, object] = {"regular": len(events) - len(wrong), "cases": len(events), "wrong": len(wrong)}
        return Finding(
            status,
            Phrase("kinds.sequence.why", figures),
            Reached(status),
            evidence=[event.id for event in events],
            value=Value(len(events) - len(wrong), len(events)),
            steps=[Phrase("kinds.sequence.step", figures)],
            fault=self._fault(case, figures, wrong) if wrong else None,
        )

    def _fault(
        self, case: Case, figures: Mapping[str, object], wrong: Iterable[tuple[Event, tuple[tuple[str, str], ...]]]
    ) -> Fault:
        """How many cases went wrong, and in what, each thing once."""
        each = dict.fromkeys((what, span, event.record.types) for event, found in wrong for what, span in found)
        said = tuple(
            Phrase(f"kinds.sequence.fault.{what}", {"steps": tuple(_term(name, types) for name in span.split(".."))})
            for what, span, types in each
        )
        what = {"what": case.rule.term}
        bare = Phrase("kinds.sequence.fault.bare", what)
        return Fault(Phrase("kinds.sequence.fault.said", {**what, **figures, "where": said}), bare)

    def _irregular(self, event: Event, at: date) -> Iterator[tuple[str, str]]:
        """What is wrong with the case: a step left out, the order, a step too late or too soon after another."""
        dates = {name: _day(event, name) for name in self.order}
        taken = [name for name, found in dates.items() if found]
        passed = self.order[: self.order.index(taken[-1]) + 1] if taken else ()
        yield from (("missing", name) for name in passed if dates[name] is None)
        for one, other in pairwise(taken):
            first, second = dates[one], dates[other]
            if first and second and second < first:
                yield "order", f"{one}..{other}"
        yield from (
            ("late", span) for span, most in (self.within or {}).items() if not self._in_time(event, span, most, at)
        )
        yield from (("soon", span) for span, least in (self.apart or {}).items() if not self._far(event, span, least))

    def _in_time(self, event: Event, span: str, limit: str, at: date) -> bool:
        """From the first step to the second at most so many days, counted to `at` while the second is open."""
        first, second = (_day(event, name) for name in span.split("..", 1))
        days = _days(event, limit)
        return first is None or days is None or (second or at) <= after(first, days)

    def _far(self, event: Event, span: str, limit: str) -> bool:
        first, second = (_day(event, name) for name in span.split("..", 1))
        days = _days(event, limit)
        return first is None or second is None or days is None or second >= after(first, days)


def _groups(name: str, types: tuple[str, ...]) -> Iterator[Field]:
    """The groups of fields in which the step may stand."""
    return (group for group in registry().fields_of(types) if name in group.fields)


def _term(name: str, types: tuple[str, ...]) -> Term | str:
    """What a step is called: a field of the record, or of a group of its fields."""
    declared = registry().field(name, types)
    declared = declared or next((group.fields[name] for group in _groups(name, types)), None)
    return declared.term if declared else name


def _day(event: Event, name: str) -> date | None:
    """The day of a step, standing in the record itself or in a group of its fields."""
    inner = (event.values.parts(group.id).day(name) for group in _groups(name, event.record.types))
    return event.values.day(name) or next(filter(None, inner), None)


def _days(event: Event, limit: str) -> int | None:
    """A number of days, or the field that holds it."""
    return int(limit) if limit.isdecimal() else event.values.count(limit)
