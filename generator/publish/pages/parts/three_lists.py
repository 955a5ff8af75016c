"""The three lists as tables: the columns of domain §3.3, each for those who may see its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from generator.judge.lists.states import Standing, State
from generator.model.rectification import Row
from generator.publish.cut.lists import PublicLists
from generator.publish.formats.table import Column, Table, Value
from generator.publish.pages.parts.downloads import table_name
from generator.publish.pages.parts.standing import Chip
from generator.publish.pages.parts.tabs import RECTIFICATION
from generator.publish.pages.parts.values import Place, Shown, shown
from generator.publish.pages.year_site import Link, YearSite
from generator.types import Field, registry

PROBLEMS, TASKS, RESPONSIBILITIES = "problems", "tasks", "responsibilities"
LIST_TABLES = {PROBLEMS: "problem_list", TASKS: "task_list", RESPONSIBILITIES: "responsibility_list"}
"""What each list is called as a table to download."""
MOST_LISTED = 300
"""Tasks that the page of all branches lists; beyond that it lists those that are overdue."""
_RECORD = re.compile(r"\d{4}/\w[\w-]*/\d{2}-\d{2}-[a-z][a-z0-9-]*", re.ASCII)
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


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list."""

    anchor: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ListTable:
    """One of the three lists."""

    anchor: str
    name: str
    heads: tuple[str, ...]
    rows: tuple[ListRow, ...]
    none: str


@dataclass(frozen=True, slots=True)
class ListsOfBranch:
    """A branch's lists with what it takes to show them."""

    lists: PublicLists
    place: Place
    prefix: str
    """Of anchors, on the page of all branches."""

    @property
    def site(self) -> YearSite:
        """The year's site."""
        return self.place.site

    def standing(self, task: object) -> Standing | None:
        """How the task of that id stands."""
        return self.lists.standings.get(str(task))


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


def list_table(name: str, lists_of: Iterable[ListsOfBranch], site: YearSite) -> ListTable:
    """One of the three lists, of one branch or of several."""
    declared = registry().documents["rectification"].fields[name]
    columns = _seen(name, site)
    rows = []
    across = False
    for one in lists_of:
        across = across or bool(one.prefix)
        branch = Shown(links=(Link(site.unit_name(one.place.unit), _page(one)),))
        unit = (Cell(branch, short=True),) if one.prefix else ()
        for row in getattr(one.lists, name):
            number = str(row.get("id"))
            anchor = f"{one.prefix}{number}" if name == TASKS else f"{one.prefix}{name}-{number}"
            rows.append(ListRow(anchor, (*unit, *(column.say(row, one) for column in columns))))
    heads = [column.head for column in columns]
    return ListTable(
        anchor=name,
        name=declared.label(site.words.language),
        heads=(site.catalogue.text("lists.rectification.branch"), *heads) if across else tuple(heads),
        rows=tuple(rows),
        none=site.catalogue.text("lists.rectification.none"),
    )


def list_download(name: str, unit: str, site: YearSite) -> Table:
    """One of the three lists of a branch as a table to download."""
    columns, kind, lists = _seen(name, site), LIST_TABLES[name], site.lists.get(unit)
    lists_of = ListsOfBranch(lists, Place(site, unit, 1), "") if lists else None
    found = getattr(lists, name) if lists_of else ()
    rows = tuple(tuple(column.say(row, lists_of).plain for column in columns) for row in found) if lists_of else ()
    return Table(kind, table_name(kind, site), tuple(Column(each.id, each.head) for each in columns), rows)


def tasks_listed(site: YearSite) -> int:
    """How many tasks all branches have."""
    return sum(len(each.tasks) for each in site.lists.values())


def _seen(name: str, site: YearSite) -> list[_Column]:
    """The columns that the audience may see."""
    return [each for each in _columns(name, site) if each.field is None or site.audience.sees(each.field.audience)]


def _page(lists_of: ListsOfBranch) -> str:
    return f"{lists_of.place.unit}/{RECTIFICATION}"


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
        value = row.get(declared.id)
        found = Shown() if value is None else shown(declared, value, lists_of.place)
        day = value if isinstance(value, date) else None
        return Cell(found, short=declared.kind == "date" or declared.id in ("id", "source"), day=day)

    return say


def _category(row: Row, lists_of: ListsOfBranch) -> Cell:
    """标准3 组织生活好, 对照4, or both."""
    standard = next((each for each in lists_of.site.pack.standards if each.id == str(row.get("standard"))), None)
    name = standard.name if standard else ""
    return Cell(Shown(_named(row, name, lists_of.site)))


def _named(row: Row, name: str, site: YearSite) -> str:
    found = []
    if row.get("standard"):
        found.append(site.words.t("standard_name", number=row["standard"], name=name).strip())
    if row.get("contrast"):
        found.append(site.catalogue.text("lists.rectification.contrast", number=row["contrast"]))
    return site.words.join(found)


def _state(row: Row, lists_of: ListsOfBranch) -> Cell:
    standing = lists_of.standing(row.get("id"))
    if standing is None:
        return Cell(Shown())
    late = standing.state is not standing.stage
    note = lists_of.site.catalogue.text(f"lists.state.{standing.stage}") if late else ""
    return Cell(Shown(), state_chip(standing.state, lists_of.site), note, short=True)


def _problem(row: Row, lists_of: ListsOfBranch) -> Cell:
    """The problem it answers, with its category where it stands apart from it."""
    number = str(row.get("problem"))
    problem = next((each for each in lists_of.lists.problems if each.get("id") == row.get("problem")), None)
    link = Link(
        number, f"#{quote(f'{lists_of.prefix}{PROBLEMS}-{number}')}" if problem and _anchored(lists_of) else None
    )
    return Cell(Shown(links=(link,)), note=_named(problem, "", lists_of.site) if problem else "", short=True)


def _anchored(lists_of: ListsOfBranch) -> bool:
    """Whether the page lists all problems."""
    return not lists_of.prefix or tasks_listed(lists_of.site) <= MOST_LISTED


def _task(row: Row, lists_of: ListsOfBranch) -> Cell:
    number = str(row.get("task"))
    there = lists_of.standing(number) is not None
    link = Link(number, f"#{quote(lists_of.prefix + number)}" if there else None)
    return Cell(Shown(links=(link,)), short=True)


def _due(row: Row, lists_of: ListsOfBranch) -> Cell:
    """The day it is due; if it was extended also the first, and of a standing task the day of its review."""
    say, day = lists_of.site.catalogue.text, lists_of.site.words.day
    standing = lists_of.standing(row.get("id"))
    if row.get("long_term"):
        review, text = row.get("review_on"), say("lists.state.standing")
        return Cell(Shown(say("lists.rectification.review", day=day(review)) if isinstance(review, date) else text))
    due, first = standing.due if standing else None, row.get("due")
    note = say("lists.rectification.extended", day=day(first)) if isinstance(first, date) and due != first else ""
    return Cell(Shown(day(due) if due else ""), note=note, short=True, day=None if note else due)


def _due_of_task(row: Row, lists_of: ListsOfBranch) -> Cell:
    standing = lists_of.standing(row.get("task"))
    due = standing.due if standing else None
    return Cell(Shown(lists_of.site.words.day(due) if due else ""), short=True, day=due)


def _progress(row: Row, lists_of: ListsOfBranch) -> Cell:
    """A line for each entry, in order of time."""
    found = row.get("progress")
    entries = [each for each in found if isinstance(each, Mapping)] if isinstance(found, tuple) else []
    entries.sort(key=lambda each: str(each.get("date")))
    return Cell(Shown(links=tuple(Link(f"{each['date']:%m-%d} {each.get('text', '')}".strip()) for each in entries)))


def _evidence(row: Row, lists_of: ListsOfBranch) -> Cell:
    found = row.get("evidence")
    return Cell(
        Shown(links=tuple(_material(str(each), lists_of) for each in found) if isinstance(found, tuple) else ())
    )


def _material(text: str, lists_of: ListsOfBranch) -> Link:
    """A record as a link, anything else as written."""
    return lists_of.site.evidence(text, lists_of.place.depth) if _RECORD.fullmatch(text) else Link(text)


def _closed(row: Row, lists_of: ListsOfBranch) -> Cell:
    """Who closed it, when, and on what; for those who may not see it only whether the task is closed."""
    site, say = lists_of.site, lists_of.site.catalogue.text
    verified, reopened = row.get("verified"), row.get("reopened")
    links = []
    if isinstance(verified, Mapping):
        day = verified.get("date")
        said = [site.words.day(day) if isinstance(day, date) else "", str(verified.get("by") or "")]
        links.append(Link(" ".join(each for each in said if each)))
        if verified.get("evidence"):
            links.append(_material(str(verified["evidence"]), lists_of))
    for each in reopened if isinstance(reopened, tuple) else ():
        links.append(Link(say("lists.rectification.reopened", day=site.words.day(each["date"]), reason=each["reason"])))
    standing = lists_of.standing(row.get("task"))
    chip = state_chip(standing.stage, site) if standing and standing.stage is State.VERIFIED else None
    return Cell(Shown(links=tuple(links)), chip, "" if links or chip else say("lists.rectification.not_closed"))
