"""qualitative: what people judge; the program only shows the evidence (domain §0.2 needs_review)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from generator.judge.aids import Aid, aid
from generator.judge.case import Case
from generator.judge.faults import listed
from generator.judge.kind import Finding, Kind
from generator.judge.parameters import Where, list_of, parameter, type_id, where
from generator.model.figures import decimal
from generator.model.problem import Phrase
from generator.model.result import Fault, Status
from generator.model.spoken import day

SHEET = "organization_review"
"""The record whose points decide: the review group's sheet."""


@dataclass(frozen=True)
class Qualitative(Kind):
    """Takes the review group's figure where there is one, else waits for it with its evidence counted."""

    name = "qualitative"
    by_people = True
    looks_at = ("points",)

    types_: tuple[str, ...] = parameter(list_of(type_id), name="evidence", default=())
    where: Where | None = parameter(where, default=None)
    aid: Aid | None = parameter(aid, default=None)

    def find(self, case: Case) -> Finding:
        """The latest sheet of the year that gives points by rule (none: fail); a gate takes met or not_met."""
        events = case.in_year(case.book.counted(self.types_, self.where)) if self.types_ else ()
        evidence = tuple(event.id for event in events)
        found = self._by_sheet(case) or Finding(
            Status.NEEDS_REVIEW, Phrase("kinds.qualitative.why.to_review", {"count": len(evidence)})
        )
        return replace(found, evidence=(*evidence, *found.evidence), aid=self.aid.said(events) if self.aid else None)

    def _by_sheet(self, case: Case) -> Finding | None:
        """By the figure that the review group gave; None while it has given none."""
        sheets = reversed(case.in_year(case.book.counted((SHEET,))))
        sheet = next((each for each in sheets if case.rule_ids & each.values.parts("points").keys()), None)
        if sheet is None:
            return None
        evidence, points = (sheet.id,), case.rule.points
        match sheet.values.parts("points").get(case.rule.id), points:
            case Fraction() as figure, Fraction() if points:
                given: dict[str, object] = {"given": decimal(figure), "points": decimal(points)}
                given["day"] = day(sheet.date, case.year)
                return Finding(
                    Status.ASSESSED if figure else Status.FAIL,
                    Phrase("points.scored", given),
                    earned=min(figure, points),
                    reason="scored",
                    evidence=evidence,
                    steps=[Phrase("kinds.qualitative.step.scored", given)],
                    fault=None if figure else _fault(case, "points.nothing_given"),
                )
            case (str() as gate, None) | (Fraction() as gate, Fraction()):
                status = Status.FAIL if gate in (0, "not_met") else Status.PASS
                fault = _fault(case, "kinds.qualitative.fault.gate") if status is Status.FAIL else None
                return Finding(status, Phrase(f"kinds.qualitative.why.gate_{status}"), evidence=evidence, fault=fault)
        return None


def _fault(case: Case, said: str) -> Fault | None:
    return listed(case.rule, [Phrase(said)])
