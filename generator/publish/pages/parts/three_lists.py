"""The three lists as tables: the columns of domain §3.3, each for those who may see its field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from generator.judge.lists.states import Standing, State
from generator.model.record import RECORD_ID
from generator.model.rectification import Row, asked_for, granted
from generator.publish.cut.lists import PublicLists
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.downloads import table_name
from generator.publish.pages.parts.tabs import RECTIFICATION
from generator.publish.pages.parts.values import Place, Shown, shown
from generator.publish.pages.view import Chip, Link, View
from generator.publish.pages.year_site import YearSite
from generator.types import Field, registry

PROBLEMS, TASKS, RESPONSIBILITIES = "problems", "tasks", "responsibilities"
LIST_TABLES = {PROBLEMS: "problem_list", TASKS: "task_list", RESPONSIBILITIES: "responsibility_list"}
"""What each list is called as a table to download."""
MOST_LISTED = 300
"""Tasks that the page of all branches lists; beyond that it lists those that are overdue."""
_APPROVED = registry().documents["rectification"].fields[TASKS].fields["extensions"].fields["approved_by"]
"""Who does not see who approved an extension takes each for one that waits."""
_SHAPES = {
    State.OPEN: "no_evidence",
    State.IN_PROGRESS: "pending",
    State.PARTLY_DONE: "needs_review",
    State.SUBMITTED: "needs_review",
    State.VERIFIED: "pass",
    State.EXTENDED: "late",
    State.STANDING: "exempt",
    State.RETURNED: "late",
    State.OVERDUE: "fail",
}
"""The chip of each state; the words tell apart what shares a shape."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of one row."""

    value: Shown
    chip: Chip | None = None
    note: str = ""
    short: bool = False
    """Said in one line: a day, a number, a state."""
    day: date | None = None
    """Where it is one, and nothing more than that is to be said of it in a table to download."""

    @property
    def plain(self) -> Value:
        """The same without links and marks."""
        texts = [self.chip.text] if self.chip else []
        texts += [self.value.text, *(link.text for link in self.value.links), self.note]
        return self.day or "\n".join(text for text in texts if text)


Rows = tuple[tuple[str, tuple[Cell, ...]], ...]
"""The rows of a list, each with its anchor."""


@dataclass(frozen=True, slots=True)
class ListsOfBranch:
    """A branch's lists with what it takes to show them."""

    lists: PublicLists
    place: Place
    prefix: str = ""
    """Of anchors, on the page of all branches."""
    links_problems: bool = True
    """Whether the page lists the problems, too."""

    @property
    def site(self) -> YearSite:
        """The year's site."""
        return self.place.site

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of one of the lists."""
        return {PROBLEMS: self.lists.problems, TASKS: self.lists.tasks}.get(name, self.lists.responsibilities)

    def standing(self, task: str) -> Standing | None:
        """How the task of that id stands."""
        return self.lists.standings.get(task)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a list: its head, the field whose class it has, and what it says."""

    id: str
    head: str
    field: Field | None
    say: Callable[[Row, ListsOfBranch], Cell]


def state_chip(state: State, site: YearSite, count: int | None = None) -> Chip:
    """A state with its words, and how many tasks are in it where that is said."""
    return Chip(_SHAPES[state], site.catalogue.text(f"lists.state.{state}"), count)


def states(tasks: Iterable[Standing], site: YearSite) -> tuple[Chip, ...]:
    """How many tasks are in each state."""
    counts = Counter(each.state for each in tasks)
    return tuple(state_chip(state, site, counts[state]) for state in State if counts[state])


def lists_on_page(unit: str, site: YearSite) -> list[ListsOfBranch]:
    """The branch's lists for a page of its own; none where it has none."""
    return [ListsOfBranch(site.lists[unit], Place(site, unit, 1))] if unit in site.lists else []


def list_rows(name: str, one: ListsOfBranch) -> Rows:
    """The rows of one of a branch's lists; on the page of all branches each begins with the branch."""
    unit, columns = one.place.unit, _seen(name, one.site)
    branch = Shown(links=(Link(one.site.unit_name(unit), f"{unit}/{RECTIFICATION}"),))
    first, before = (Cell(branch, short=True),) if one.prefix else (), "" if name == TASKS else f"{name}-"
    return tuple(
        (f"{one.prefix}{before}{row.text('id')}", (*first, *(column.say(row, one) for column in columns)))
        for row in one.rows(name)
    )


def list_table(name: str, rows: Rows, site: YearSite, across: bool = False) -> View:
    """One of the three lists as a table, of one branch or `across` all."""
    branch = (site.catalogue.text("lists.rectification.branch"),) if across else ()
    declared = registry().documents["rectification"].fields[name]
    return View(
        anchor=name,
        name=declared.label(site.words.language),
        heads=(*branch, *(column.head for column in _seen(name, site))),
        rows=rows,
    )


def list_download(name: str, unit: str, site: YearSite) -> Table:
    """One of the three lists of a branch as a table to download."""
    columns, kind = _seen(name, site), LIST_TABLES[name]
    lists_of = lists_on_page(unit, site)
    rows = tuple(tuple(column.say(row, one).plain for column in columns) for one in lists_of for row in one.rows(name))
    return Table(kind, table_name(kind, site), tuple(Column(each.id, each.head) for each in columns), rows)


def tasks_listed(site: YearSite) -> int:
    """How many tasks all branches have."""
    return sum(len(each.tasks) for each in site.lists.values())


def _seen(name: str, site: YearSite) -> list[_Column]:
    """The columns that the audience may see."""
    return [each for each in _columns(name, site) if each.field is None or site.audience.sees(each.field.audience)]


def _columns(name: str, site: YearSite) -> tuple[_Column, ...]:
    """The columns of a list in the order of domain §3.3."""
    declared = registry().documents["rectification"].fields[name].fields
    language, say = site.words.language, site.catalogue.text

    def plain(*names: str) -> list[_Column]:
        return [_Column(each, declared[each].label(language), declared[each], _field(declared[each])) for each in names]

    state = _Column("state", say("lists.rectification.state"), None, _state)
    if name == PROBLEMS:
        category = _Column("category", say("lists.rectification.category"), None, _category)
        return (*plain("id"), category, *plain("problem", "cause", "source", "found_on"))
    if name == TASKS:
        due = _Column("due", declared["due"].label(language), None, _due)
        progress = _Column("progress", declared["progress"].label(language), declared["progress"], _progress)
        evidence = _Column("evidence", declared["evidence"].label(language), declared["evidence"], _evidence)
        ids = [*plain("id"), _Column("problem", declared["problem"].label(language), None, _problem)]
        return (*ids, state, *plain("goal", "measures"), due, progress, *plain("done_on"), evidence)
    task = _Column("task", declared["task"].label(language), None, _task)
    closed = _Column("verified", declared["verified"].label(language), None, _closed)
    due = _Column("due", say("lists.rectification.due"), None, _due_of_task)
    return (*plain("id"), task, *plain("leader", "responsible", "unit"), due, *plain("supervisor"), closed)


def _field(declared: Field) -> Callable[[Row, ListsOfBranch], Cell]:
    def say(row: Row, lists_of: ListsOfBranch) -> Cell:
        value = shown(declared, row.of(declared.id), lists_of.place) if row.says(declared.id) else Shown()
        return Cell(value, short=declared.kind == "date" or declared.id in ("id", "source"), day=row.day(declared.id))

    return say


def _category(row: Row, lists_of: ListsOfBranch) -> Cell:
    """标准3 组织生活好, 对照4, or both."""
    standards = lists_of.site.pack.standards
    name = next((each.said(lists_of.site.words.language) for each in standards if each.id == row.text("standard")), "")
    return Cell(Shown(_named(row, name, lists_of.site)))


def _named(row: Row, name: str, site: YearSite) -> str:
    parts = []
    if row.text("standard"):
        parts.append(site.words.t("standard_name", number=row.text("standard"), name=name).strip())
    if row.count("contrast"):
        parts.append(site.catalogue.text("lists.rectification.contrast", number=row.count("contrast")))
    return site.words.join(parts)


def _state(row: Row, lists_of: ListsOfBranch) -> Cell:
    standing = lists_of.standing(row.text("id"))
    if standing is None:
        return Cell(Shown())
    late = standing.state is not standing.stage
    note = lists_of.site.catalogue.text(f"lists.state.{standing.stage}") if late else ""
    return Cell(Shown(), state_chip(standing.state, lists_of.site), note, short=True)


def _problem(row: Row, lists_of: ListsOfBranch) -> Cell:
    """The problem it answers, with its category where it stands apart from it; a link where the page lists it."""
    number, site = row.text("problem"), lists_of.site
    problem = next((each for each in lists_of.lists.problems if each.text("id") == number), None)
    listed = problem and lists_of.links_problems
    href = f"#{quote(f'{lists_of.prefix}{PROBLEMS}-{number}')}" if listed else None
    return Cell(Shown(links=(Link(number, href),)), note=_named(problem, "", site) if problem else "", short=True)


def _task(row: Row, lists_of: ListsOfBranch) -> Cell:
    number = row.text("task")
    href = f"#{quote(lists_of.prefix + number)}" if lists_of.standing(number) else None
    return Cell(Shown(links=(Link(number, href),)), short=True)


def _due(row: Row, lists_of: ListsOfBranch) -> Cell:
    """The day it is due; if it was extended also the first, and of a standing task the day of its review."""
    say, day = lists_of.site.catalogue.text, lists_of.site.words.day
    if row.flag("long_term"):
        review = row.day("review_on")
        return Cell(
            Shown(say("lists.rectification.review", day=day(review)) if review else say("lists.state.standing"))
        )
    standing, first = lists_of.standing(row.text("id")), row.day("due")
    due = standing.due if standing else None
    note = say("lists.rectification.extended", day=day(first)) if first and due != first else ""
    note = _answer(row, lists_of) or note
    return Cell(Shown(day(due) if due else ""), note=note, short=True, day=None if note else due)


def _answer(row: Row, lists_of: ListsOfBranch) -> str:
    """What became of the last extension that was asked for, where it did not move the day and that is for them."""
    site, say = lists_of.site, lists_of.site.catalogue.text
    last = next(reversed(row.rows("extensions")), None)
    if last is None or granted(last) or not site.audience.sees(_APPROVED.audience):
        return ""
    new = last.day("new_due")
    of = {"day": site.words.day(new) if new else "", "reason": last.text("declined")}
    return say(f"lists.rectification.{'asked' if asked_for(last) else 'declined'}", **of)


def _due_of_task(row: Row, lists_of: ListsOfBranch) -> Cell:
    standing = lists_of.standing(row.text("task"))
    due = standing.due if standing else None
    return Cell(Shown(lists_of.site.words.day(due) if due else ""), short=True, day=due)


def _progress(row: Row, lists_of: ListsOfBranch) -> Cell:
    """A line for each entry, in order of time."""
    entries = sorted(row.rows("progress"), key=lambda each: str(each.day("date")))
    return Cell(Shown(links=tuple(Link(f"{each.day('date'):%m-%d} {each.text('text')}".strip()) for each in entries)))


def _evidence(row: Row, lists_of: ListsOfBranch) -> Cell:
    return Cell(Shown(links=tuple(_material(each, lists_of) for each in row.names("evidence"))))


def _material(text: str, lists_of: ListsOfBranch) -> Link:
    """A record as a link, anything else as written."""
    return lists_of.site.evidence(text, lists_of.place.depth) if RECORD_ID.fullmatch(text) else Link(text)


def _closed(row: Row, lists_of: ListsOfBranch) -> Cell:
    """Who closed it, when, and on what; for those who may not see it only whether the task is closed."""
    site, say, verified, links = lists_of.site, lists_of.site.catalogue.text, row.parts("verified"), []
    if row.says("verified"):
        day = verified.day("date")
        links.append(Link(f"{site.words.day(day) if day else ''} {verified.text('by')}".strip()))
        if material := verified.text("evidence"):
            links.append(_material(material, lists_of))
    for each in row.rows("reopened"):
        day = each.day("date")
        again = {"day": site.words.day(day) if day else "", "reason": each.text("reason")}
        links.append(Link(say("lists.rectification.reopened", **again)))
    standing = lists_of.standing(row.text("task"))
    chip = state_chip(standing.stage, site) if standing and standing.stage is State.VERIFIED else None
    return Cell(Shown(links=tuple(links)), chip, "" if links or chip else say("lists.rectification.not_closed"))
