"""term: an election before the term runs out (plan 二 3: 按期进行支部换届选举)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from generator.judge.kind import Case, Kind, after
from generator.judge.parameters import list_of, one_of, parameter, type_id
from generator.model.figures import decimal
from generator.model.period import Window, years_after
from generator.model.problem import Phrase
from generator.model.result import RuleResult, Status


@dataclass(frozen=True)
class Term(Kind):
    """Passes while the term of the last election runs, its last day included; fails after it."""

    name = "term"

    types_: tuple[str, ...] = parameter(list_of(type_id), name="types")
    before_due: str = parameter(one_of("pass"), default="pass")
    extension: str | None = parameter(one_of("waiver"), default=None)

    def judge(self, case: Case) -> RuleResult:
        """By the last election known at the day; an approved extension that runs exempts."""
        reason = case.not_in_force_on(case.at)
        if reason:
            return case.outside(Status.NOT_APPLICABLE, reason)
        elected = self._last(case)
        if elected is None:
            return case.outside(Status.NO_EVIDENCE, None)
        on, years, evidence = elected
        due = years_after(on, years)
        dates: dict[str, object] = {"on": on.isoformat(), "years": years, "due": due.isoformat()}
        steps = [Phrase("judging.step.term", dates)]
        overdue = case.at > due
        if overdue and self.extension and case.waived(Window(after(due, 1), case.at, "")):
            return case.result(
                Status.EXEMPT, Phrase("judging.why.exempt"), reason="waived", evidence=evidence, steps=steps
            )
        share = Fraction(0) if overdue else Fraction(1)
        if case.rule.points is not None:
            figures = {"points": decimal(case.rule.points), "earned": decimal(case.rule.points * share)}
            steps.append(Phrase("judging.step.none" if overdue else "judging.step.full", figures))
        why = Phrase("judging.why.term_over" if overdue else "judging.why.term_runs", dates)
        status = Status.FAIL if overdue else Status.PASS
        return case.result(status, why, share=share, evidence=evidence, steps=steps)

    def _last(self, case: Case) -> tuple[date, int, tuple[str, ...]] | None:
        known: list[tuple[date, int, tuple[str, ...]]] = []
        mark = case.branch.last_election if case.branch else None
        if mark is not None and mark.on <= case.at:
            known.append((mark.on, mark.term_years, ()))
        for event in case.book.counted(self.types_):
            years = event.values.get("term_years")
            if event.date <= case.at and isinstance(years, int):
                known.append((event.date, years, (event.id,)))
        return max(known, key=lambda election: election[0], default=None)
