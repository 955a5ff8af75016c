"""A rule judged window by window: each row is one window, its units combined by precedence."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from generator.judge.case import Case
from generator.judge.combining import JUDGED, MET, combined
from generator.judge.faults import COMMITTEE_MISSING, Rows, many, of_windows, tally
from generator.judge.kind import Finding
from generator.judge.scoring import Reached
from generator.judge.units import committee_missing
from generator.model.problem import Phrase
from generator.model.result import Status, WindowResult


def by_windows(
    case: Case, rows: Rows, types: Sequence[str], each: int = 1, late_share: Fraction = Fraction(0)
) -> Finding:
    """The whole of the windows; `types` are the records that count, `each` is how many one window asks for."""
    judged, pending = [], 0
    statuses = [combined(result.status for result in row) for row in rows]
    for row, status in zip(rows, statuses, strict=True):
        pending += status is Status.PENDING
        if status in JUDGED:
            fewest = min(result.count or 0 for result in row if result.status in JUDGED)
            judged.append(Reached(status, int(status in MET), count=fewest))
    status = combined(statuses)
    windows = [result for row in rows for result in row]
    reason = _reason(case, status, windows)
    met = sum(each.number for each in judged)
    steps = []
    if rows:
        figures = {"judged": many(len(judged), rows), "met": many(int(met), rows), "pending": many(pending, rows)}
        steps.append(Phrase(f"judging.step.{'windows_open' if pending else 'windows'}", figures))
    why = reached = None
    if judged:
        partly = met + late_share * statuses.count(Status.LATE)
        whole = Status.PASS if met == len(judged) else Status.FAIL
        reached = Reached(whole, partly, len(judged), parts=tuple(judged))
        told = tally(rows, each)
        why = told.said(types)
        if told.pending:
            why = Phrase("judging.why.windows_open", {"tally": why, "pending": told.pending})
    fault = of_windows(case.rule, case.branch, rows, types, each, reason)
    return Finding(status, why, reached, reason=reason, windows=windows, steps=steps, fault=fault)


def _reason(case: Case, status: Status, windows: Sequence[WindowResult]) -> str | None:
    """A committee is missing only where it still is; what is out of the score says why."""
    reasons = [result.reason for result in windows if result.reason]
    if COMMITTEE_MISSING in reasons and case.branch is not None and committee_missing(case.branch, case.seen_at):
        return COMMITTEE_MISSING
    if status is Status.NOT_APPLICABLE:
        return next((reason for reason in reasons if reason != "part_window"), reasons[0] if reasons else None)
    return None
