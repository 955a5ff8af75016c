"""qualitative: what people judge; the program only shows the evidence (domain §0.2 needs_review)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.judge.aids import aid, fields
from generator.judge.faults import listed
from generator.judge.kind import Case, Kind
from generator.judge.parameters import Where, list_of, parameter, scalar, type_id, where
from generator.judge.records.events import Event
from generator.model.figures import decimal
from generator.model.problem import Phrase
from generator.model.result import Fault, RuleResult, Status
from generator.model.spoken import day

SHEET = "organization_review"
"""The record whose points decide: the review group's sheet."""


@dataclass(frozen=True)
class Qualitative(Kind):
    """Takes the review group's figure where there is one, else waits for it with its evidence counted."""

    name = "qualitative"

    types_: tuple[str, ...] = parameter(list_of(type_id), name="evidence", default=())
    where: Where | None = parameter(where, default=None)
    aid: str | None = parameter(scalar, default=None)

    def judge(self, case: Case) -> RuleResult:
        """The latest sheet of the year that gives points by rule (none: fail); a gate takes met or not_met."""
        aside = case.set_aside()
        if aside is not None:
            return aside
        events = case.in_year(case.book.counted(self.types_, self.where)) if self.types_ else ()
        evidence = tuple(event.id for event in events)
        help_figure = aid(self.aid, events) if self.aid else None
        figure, sheet = self._given(case)
        if figure is None or sheet is None:
            why = Phrase("judging.why.to_review", {"count": len(evidence)})
            return case.result(Status.NEEDS_REVIEW, why, evidence=evidence, aid=help_figure)
        evidence = (*evidence, sheet.id)
        if not isinstance(figure, Fraction) or not case.rule.points:
            status = Status.FAIL if figure in (Fraction(0), "not_met") else Status.PASS
            why = Phrase(f"judging.why.gate_{status}")
            return case.result(
                status, why, evidence=evidence, aid=help_figure, fault=_fault(case, status, "faults.gate")
            )
        status = Status.ASSESSED if figure else Status.FAIL
        figures: dict[str, object] = {
            "given": decimal(figure),
            "points": decimal(case.rule.points),
            "day": day(sheet.date, case.year),
        }
        return case.result(
            status,
            Phrase("judging.why.scored", figures),
            share=min(figure / case.rule.points, Fraction(1)),
            reason="scored",
            evidence=evidence,
            steps=[Phrase("judging.step.scored", figures)],
            aid=help_figure,
            fault=_fault(case, status, "faults.nothing_given"),
        )

    def aid_from(self) -> tuple[str, ...]:
        """The fields of the figure that helps the reviewer."""
        return fields(self.aid) if self.aid else ()

    def _given(self, case: Case) -> tuple[Fraction | str | None, Event | None]:
        for event in reversed(case.in_year(case.book.counted((SHEET,)))):
            points = event.values.get("points")
            if isinstance(points, dict) and case.rule_ids & points.keys():
                found = points.get(case.rule.id)
                wanted = str if case.rule.points is None else Fraction
                return (found if isinstance(found, wanted) else None), event
        return None, None


def _fault(case: Case, status: Status, said: str) -> Fault | None:
    return listed(case.rule, [Phrase(said)]) if status is Status.FAIL else None
