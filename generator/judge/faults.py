"""Sentences of fault that several kinds share: what is missing of the windows of a rule (design §5, `fault`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.judge.combining import JUDGED, MET, combined
from generator.model.organization import Branch
from generator.model.pack import Rule
from generator.model.period import Window
from generator.model.problem import Phrase, Term
from generator.model.result import Fault, Status, WindowResult
from generator.model.spoken import periods
from generator.types import registry
from generator.types.declaration import DONE


def acts(types: Iterable[str]) -> tuple[Term, Term]:
    """How people say that records of these types are made: in full, and before a number; 完成, 做 for a mixture."""
    found = {tuple(sorted(registry().types[each].act.items())) for each in types}
    act = dict(next(iter(found))) if len(found) == 1 else DONE
    return Term({language: words[0] for language, words in act.items()}), Term(
        {language: words[1] for language, words in act.items()}
    )


def of_windows(
    rule: Rule, branch: Branch | None, rows: Sequence[Sequence[WindowResult]], types: Iterable[str], each: int = 1
) -> Fault | None:
    """Which windows, of which groups, are missing or came late; how many were due, how many there are.

    `each` is how many one window asks for.
    """
    missing, late = (_said(branch, rows, status) for status in (Status.FAIL, Status.LATE))
    if not missing and not late:
        return None
    long, short = acts(types)
    statuses = [combined(result.status for result in row) for row in rows]
    due = sum(status in JUDGED for status in statuses) * each
    done = sum(status in MET for status in statuses) * each
    figures = {"what": rule.term, "act": long, "short": short, "due": due, "done": done}
    code = "faults.windows_both" if missing and late else "faults.windows" if missing else "faults.windows_late"
    return Fault(Phrase(code, {**figures, "missing": missing, "late": late}))


def _said(branch: Branch | None, rows: Sequence[Sequence[WindowResult]], status: Status) -> tuple[Phrase, ...]:
    """The windows of that status; those of groups under the group's name."""
    found: dict[str, list[Window]] = {}
    for result in (each for row in rows for each in row):
        if result.status is status:
            found.setdefault(result.unit.partition("/")[2], []).append(result.window)
    said: list[Phrase] = []
    for unit, windows in found.items():
        group = branch.group(unit) if branch and unit else None
        if group is None:
            said += periods(windows)
        else:
            said.append(Phrase("faults.of_group", {"group": group.name, "windows": periods(windows)}))
    return tuple(said)
