"""What keeps a year from being closed: days still to come, errors in its files, notices that run, open objections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.judge.notices.check import NOTICE
from generator.judge.notices.course import courses
from generator.model.notice import State
from generator.model.period import day_of
from generator.model.problem import Phrase, Severity
from generator.workspace.workspace import Workspace

_NOT_OVER = (State.PUBLISHED, State.RUNNING, State.OBJECTED)


def open_matters(workspace: Workspace, year: int, as_of: date) -> tuple[Phrase, ...]:
    """Each as a sentence, the days still to come first, then errors."""
    return (*_days(workspace, year, as_of), *_errors(workspace, year), *_notices(workspace, year, as_of))


def _days(workspace: Workspace, year: int, as_of: date) -> Iterator[Phrase]:
    """A year that is not over: what happens on its last days would be missing for good."""
    end = workspace.compiled(year).pack.year.window(year).end
    if as_of < end:
        yield Phrase("archive.open.days", {"year": year, "end": end.isoformat(), "as_of": as_of.isoformat()})


def _errors(workspace: Workspace, year: int) -> Iterator[Phrase]:
    """Files with an error that belong to the year, or to no year."""
    counts: dict[str, int] = {}
    for problem in workspace.problems:
        if problem.severity is Severity.ERROR and _concerns(workspace, problem.file, year):
            counts[problem.file] = counts.get(problem.file, 0) + 1
    for file, count in counts.items():
        yield Phrase("archive.open.error", {"file": file, "count": count})


def _concerns(workspace: Workspace, file: str, year: int) -> bool:
    """Whether the file is of the year, of no year, or of the weeks after it in which the year is still reported on."""
    config = workspace.frame.config
    inner = next((file[len(each.path) + 1 :] for each in config.record_roots if file.startswith(f"{each.path}/")), "")
    folder, _, rest = inner.partition("/")
    if not (len(folder) == len("2017") and folder.isdigit()):
        return True
    window = workspace.compiled(year).pack.year.window(year)
    if window.start.year <= int(folder) <= window.end.year:
        return True
    day, deadline = day_of(rest.rpartition("/")[2][:5], int(folder)), day_of(config.of(year).reporting_deadline, year)
    return day is not None and deadline is not None and window.end < day <= deadline


def _notices(workspace: Workspace, year: int, as_of: date) -> Iterator[Phrase]:
    records = {record.id: record for record in workspace.records if NOTICE in record.types}
    for name, course in courses(workspace.records, workspace.frame.calendar, as_of, {}).items():
        notice = records[name]
        if year not in (notice.year, int(basis) if (basis := notice.values.text("basis")[:4]).isdigit() else None):
            continue
        if course.objections.open:
            yield Phrase("archive.open.objection", {"notice": name, "count": course.objections.open})
        elif course.state in _NOT_OVER:
            state = Phrase(f"labels.notice_state.{course.state}")
            yield Phrase("archive.open.notice", {"notice": name, "state": state, "end": course.end or "—"})
