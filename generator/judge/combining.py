"""The status of a whole from those of its parts (design §4, Rule status)."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.result import Status

MET = (Status.PASS, Status.TARGET_MET, Status.ASSESSED)
NOT_MET = (Status.FAIL, Status.LATE)
JUDGED = MET + NOT_MET
_BEFORE_PASS = (*NOT_MET, Status.NO_EVIDENCE, Status.NEEDS_REVIEW, Status.PENDING)


def combined(statuses: Iterable[Status]) -> Status:
    """The first of fail … pending, then pass, assessed, exempt, not applicable.

    All met windows on target make the whole so; what people gave a figure for (assessed) stands beside pass.
    """
    found = tuple(statuses)
    for status in _BEFORE_PASS:
        if status in found:
            return status
    met = [status for status in found if status in MET]
    if met:
        return met[0] if len(set(met)) == 1 else Status.PASS
    return Status.EXEMPT if Status.EXEMPT in found else Status.NOT_APPLICABLE
