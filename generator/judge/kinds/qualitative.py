"""qualitative: what people judge; the program only shows the evidence (domain §0.2 needs_review)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.judge.aids import aid
from generator.judge.kind import Case, Kind
from generator.judge.parameters import Where, list_of, parameter, scalar, type_id, where
from generator.model.figures import decimal
from generator.model.problem import Phrase
from generator.model.result import RuleResult, Status

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
        """The latest sheet of the year that gives points by rule; a gate takes met or not_met."""
        aside = case.set_aside()
        if aside is not None:
            return aside
        events = case.in_year(case.book.counted(self.types_, self.where)) if self.types_ else ()
        evidence = tuple(event.id for event in events)
        help_figure = aid(self.aid, events) if self.aid else None
        figure, sheet = self._given(case)
        if figure is None:
            why = Phrase("judging.why.needs_review", {"count": len(evidence)})
            return case.result(Status.NEEDS_REVIEW, why, evidence=evidence, aid=help_figure)
        evidence = (*evidence, sheet)
        status = Status.FAIL if figure in (Fraction(0), "not_met") else Status.PASS
        if not isinstance(figure, Fraction) or not case.rule.points:
            return case.result(status, Phrase(f"judging.why.gate_{status}"), evidence=evidence, aid=help_figure)
        figures: dict[str, object] = {"given": decimal(figure), "points": decimal(case.rule.points), "sheet": sheet}
        return case.result(
            status,
            Phrase("judging.why.scored", figures),
            share=min(figure / case.rule.points, Fraction(1)),
            reason="scored",
            evidence=evidence,
            steps=[Phrase("judging.step.scored", figures)],
            aid=help_figure,
        )

    def _given(self, case: Case) -> tuple[Fraction | str | None, str]:
        for event in reversed(case.in_year(case.book.counted((SHEET,)))):
            points = event.values.get("points")
            if isinstance(points, dict) and case.rule_ids & points.keys():
                found = points.get(case.rule.id)
                wanted = str if case.rule.points is None else Fraction
                return (found if isinstance(found, wanted) else None), event.id
        return None, ""
