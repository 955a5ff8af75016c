"""What must still be done in the next days, whatever year it belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.judge.due import Due, dues
from generator.judge.kinds.term import Term
from generator.judge.lists.states import State, standings
from generator.language import Catalogue
from generator.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True, order=True)
class OpenTask:
    """A task of the three lists that is not closed, with the day on which it has to be."""

    by: date
    unit: str
    year: int
    """Whose lists they are."""
    id: str
    goal: str

    def said(self, words: Catalogue) -> str:
        """What people are reminded of."""
        return words.text("lists.remind.task", id=self.id, goal=self.goal).rstrip("：: ")


def open_tasks(workspace: Workspace, branches: Collection[str], day: date, last: date) -> Sequence[OpenTask]:
    """The tasks of these branches not closed at the end of the day and due up to the other, the most pressing first."""

    def found() -> Iterator[OpenTask]:
        for (year, unit), lists in workspace.rectification.items():
            states = standings(lists, day) if unit in branches else {}
            for task in lists.tasks if states else ():
                standing = states.get(task.text("id"))
                if standing and standing.due and standing.state is not State.VERIFIED and standing.due <= last:
                    yield OpenTask(standing.due, unit, year, task.text("id"), task.text("goal"))

    return sorted(found())


def coming(
    workspace: Workspace, day: date, days: int, branch: str | None = None, year: int | None = None
) -> Sequence[Due]:
    """What is open at the end of the day and has its last day within so many days, the most pressing first.

    Of one branch, or of all; of one year, or of all that reach into these days. Raises Broken, and Usage.
    """
    last = day + min(timedelta(days=days), date.max - day)
    near = range(max(day.year - 1, 1), last.year + 1)
    years = [year] if year else [each for each in near if workspace.compiled(each).pack.valid_in(each)]
    results = [workspace.result(each, day) for each in years]
    found = (item for result in results for item in dues(result, workspace.language) if item.by <= last)
    # What the committee has to do is nothing to remind a branch of.
    return sorted(item for item in found if branch in (None, item.unit.partition("/")[0]))


def terms_ending(workspace: Workspace, day: date, branch: str | None = None) -> Sequence[Due]:
    """The terms of office that end within a year from the day, the first to end first, of one branch or of all."""
    year = workspace.year(None, day)
    result = workspace.result(year, day) if workspace.compiled(year).pack.valid_in(year) else None
    if result is None:
        return []
    of = result.only(branch) if branch is not None else result
    terms = {each.id for each in result.pack.rules if each.kind == Term.name}
    return sorted(each for each in dues(of, workspace.language) if each.rule in terms)


def called(workspace: Workspace, unit: str) -> str:
    """The name of a unit of what is due: a branch's, with its group where it is one's; else the committee's."""
    branch_id, _, group_id = unit.partition("/")
    branch = workspace.frame.organization.by_id.get(branch_id)
    if branch is None:
        return workspace.frame.organization.short_name
    group = branch.group(group_id) if group_id else None
    return f"{branch.name} {group.name}" if group else branch.name
