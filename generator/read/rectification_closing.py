"""Extensions of a task and the closing of a responsibility: one that is not as it must be does not count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from unicodedata import normalize

from generator.model.rectification import Row, asked_for, granted
from generator.read.persons import names
from generator.types.findings import Findings

_ABOVE = ("党委", "总支", "上级", "考评组")
"""What a superior organization, and those whom it sends to review, are called for short, whatever their names."""


def before(one: date | None, other: date | None) -> bool:
    """Whether both days are written and the one comes before the other."""
    return one is not None and other is not None and one < other


def extended(task: Row, found: date | None, doers: Collection[str], findings: Findings) -> Row:
    """The task with the extensions that hold: asked in time, approved by another than the doer, to a later day.

    One that waits for an answer, or was refused, is kept beside them and moves no day.
    """
    due, holding = task.day("due"), []
    for each in task.rows("extensions"):
        if _extends(each, due, found, doers, findings):
            holding.append(each)
            due = each.day("new_due") if granted(each) else due
    return task.having(extensions=tuple(holding)) if "extensions" in task else task


def _extends(entry: Row, due: date | None, found: date | None, doers: Collection[str], findings: Findings) -> bool:
    asked, new, approved_by = entry.day("asked_on"), entry.day("new_due"), entry.text("approved_by")
    by_doer = names(approved_by) & set(doers)
    if asked is None:
        findings.leaves_out("extension_undated", entry.mark_of("new_due"))
    elif before(asked, found):
        findings.leaves_out("before_found", entry.mark_of("asked_on"), day=asked, found=found)
    elif before(due, asked):
        findings.leaves_out("extension_asked_late", entry.mark_of("asked_on"), asked=asked, due=due)
    elif by_doer:
        findings.leaves_out("extension_by_doer", entry.mark_of("approved_by"), doer=_listing(by_doer))
    elif due is not None and not before(due, new):
        findings.leaves_out("extension_not_later", entry.mark_of("new_due"), new=new, due=due)
    else:
        if asked_for(entry):
            findings.warning("extension_unapproved", entry.mark_of("new_due"), new=new, due=due or "—")
        return True
    return False


def closed(duty: Row, task: Row, found: date | None, superior: Sequence[str], findings: Findings) -> Row:
    """The responsibility with its closing, if that holds: by another than the doer, on evidence, after it was done."""
    again, verified = duty.rows("reopened"), duty.parts("verified")
    early = next((each for each in again if before(each.day("date"), found)), None)
    if early is not None:
        findings.error("before_found", early.mark_of("date"), day=early.day("date"), found=found)
    if "verified" in duty:
        if _closes(verified, duty, task, found, findings):
            _by_whom(verified, duty, superior, findings)
            return duty
    elif again and task.day("done_on") is not None:
        return duty  # sent back before anybody closed it
    elif again:
        findings.leaves_out("reopened_without_closing", duty.mark_of("reopened"))
    return duty.without("verified", "reopened")


def _closes(verified: Row, duty: Row, task: Row, found: date | None, findings: Findings) -> bool:
    mark, closer, day, done = duty.mark_of("verified"), verified.text("by"), verified.day("date"), task.day("done_on")
    again = [each.day("date") for each in duty.rows("reopened")]
    doer = names(closer) & names(duty.text("responsible"))
    if not names(closer) or day is None:
        findings.leaves_out("closing_incomplete", mark)
    elif not verified.text("evidence").strip() and not task.names("evidence"):
        findings.leaves_out("closing_without_evidence", mark)
    elif doer:
        findings.leaves_out("closed_by_doer", mark, doer=_listing(doer))
    elif before(day, found):
        findings.leaves_out("before_found", mark, day=day, found=found)
    elif before(day, done) and not any(not before(each, day) and not before(done, each) for each in again):
        findings.leaves_out("closed_before_done", mark, day=day, done=done)
    else:
        return True
    return False


def _by_whom(verified: Row, duty: Row, superior: Sequence[str], findings: Findings) -> None:
    """Told where neither the supervisor named in the row nor the superior closed it."""
    closers, above = names(verified.text("by")), (*_ABOVE, *map(_plain, superior))
    supervisors = names(duty.text("supervisor"))
    known = any(each in one or one in each for one in closers for each in supervisors)
    if not known and not any(each in one for one in closers for each in above):
        said = {"by": verified.text("by"), "supervisor": duty.text("supervisor") or "—"}
        findings.warning("closed_by_outsider", duty.mark_of("verified"), superior=next(iter(superior), ""), **said)


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())


def _listing(found: Collection[str]) -> str:
    """The shortest names, of which longer ones are made."""
    shortest = [each for each in found if not any(other != each and other in each for other in found)]
    return "、".join(sorted(shortest))
