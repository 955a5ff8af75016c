"""Extensions of a task and the closing of a responsibility: one that is not as it must be does not count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from unicodedata import normalize

from generator.model.rectification import Row, entries, mark_of
from generator.read.findings import Findings
from generator.read.names import names

_ABOVE = ("党委", "总支", "上级")
"""What a superior organization is called for short, whatever its name."""


def before(one: object, other: object) -> bool:
    """Whether both days are written and the one comes before the other."""
    return isinstance(one, date) and isinstance(other, date) and one < other


def extended(task: Row, found: object, doers: Collection[str], findings: Findings) -> Row:
    """The task with the extensions that hold: asked in time, approved by another than the doer, to a later day."""
    due, holding = task.get("due"), []
    for each in entries(task, "extensions"):
        if _extends(each, due, found, doers, findings):
            holding.append(each)
            due = each["new_due"]
    return {**task, "extensions": tuple(holding)} if "extensions" in task else task


def _extends(entry: Row, due: object, found: object, doers: Collection[str], findings: Findings) -> bool:
    asked, new, approved_by = entry.get("asked_on"), entry["new_due"], entry.get("approved_by")
    by_doer = names(approved_by) & set(doers)
    if not names(approved_by):
        findings.leaves_out("extension_unapproved", mark_of(entry, "approved_by"))
    elif not isinstance(asked, date):
        findings.leaves_out("extension_undated", mark_of(entry, "new_due"))
    elif before(asked, found):
        findings.leaves_out("before_found", mark_of(entry, "asked_on"), day=asked, found=found)
    elif before(due, asked):
        findings.leaves_out("extension_asked_late", mark_of(entry, "asked_on"), asked=asked, due=due)
    elif by_doer:
        findings.leaves_out("extension_by_doer", mark_of(entry, "approved_by"), doer=_listing(by_doer))
    elif isinstance(due, date) and not before(due, new):
        findings.leaves_out("extension_not_later", mark_of(entry, "new_due"), new=new, due=due)
    else:
        return True
    return False


def closed(duty: Row, task: Row, found: object, superior: Sequence[str], findings: Findings) -> Row:
    """The responsibility with its closing, if that holds: by another than the doer, on evidence, after it was done."""
    again, verified = entries(duty, "reopened"), duty.get("verified")
    early = next((each for each in again if before(each["date"], found)), None)
    if early is not None:
        findings.error("before_found", mark_of(early, "date"), day=early["date"], found=found)
    if isinstance(verified, Mapping):
        if _closes(verified, duty, task, found, findings):
            _by_whom(verified, duty, superior, findings)
            return duty
    elif again:
        findings.leaves_out("reopened_without_closing", mark_of(duty, "reopened"))
    return {name: value for name, value in duty.items() if name not in ("verified", "reopened")}


def _closes(verified: Row, duty: Row, task: Row, found: object, findings: Findings) -> bool:
    mark, closer, day, done = mark_of(duty, "verified"), verified.get("by"), verified.get("date"), task.get("done_on")
    again = [each["date"] for each in entries(duty, "reopened")]
    doer = names(closer) & names(duty.get("responsible"))
    if not names(closer) or not isinstance(day, date):
        findings.leaves_out("closing_incomplete", mark)
    elif not str(verified.get("evidence") or "").strip() and not task.get("evidence"):
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
    closers, above = names(verified.get("by")), (*_ABOVE, *map(_plain, superior))
    supervisors = names(duty.get("supervisor"))
    known = any(each in one or one in each for one in closers for each in supervisors)
    if not known and not any(each in one for one in closers for each in above):
        said = {"by": str(verified["by"]), "supervisor": str(duty.get("supervisor") or "—")}
        findings.warning("closed_by_outsider", mark_of(duty, "verified"), superior=next(iter(superior), ""), **said)


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())


def _listing(found: Collection[str]) -> str:
    """The shortest names, of which longer ones are made."""
    shortest = [each for each in found if not any(other != each and other in each for other in found)]
    return "、".join(sorted(shortest))
