"""The three lists: add, progress, submit for closing, verify, reopen, extend, each for who may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from generator.desk.difference import difference
from generator.desk.forms.entering import Plain, empty
from generator.desk.forms.form import Box, Needed, Option, Widget, box
from generator.desk.forms.lists_text import KIND, ListsText, lists_apart, new_lists
from generator.desk.forms.lists_trial import ListsTrial
from generator.desk.forms.moves import (
    MOVES,
    RESPONSIBILITIES,
    TASKS,
    Move,
    begins_with,
    duty_moves,
    may_write,
    task_moves,
)
from generator.desk.forms.offer import UnitOffer
from generator.desk.forms.posted import value_posted
from generator.desk.standing import Standing
from generator.desk.submission import Refused, Taken
from generator.desk.views.records.blueprint import against
from generator.desk.views.records.seen import seen_of, text_at
from generator.desk.views.taken import answered
from generator.desk.web import PREFIX, account, desk, only, sentences, shown, told
from generator.gate.accounts import Account, Role
from generator.judge.lists.states import standings
from generator.model.problem import Problem, Severity
from generator.read.rectification import FILE
from generator.types import Field, registry

blueprint = Blueprint("rectification", __name__, url_prefix=f"{PREFIX}/lists")
WORKERS = (Role.RECORDER, Role.REVIEWER, Role.OFFICE)
_OWN = frozenset(["id", "progress", "done_on", "evidence", "extensions", "verified", "reopened"])
"""Columns that the program or a move fills in; beside them what leads to another row."""
_LEADS = {TASKS: "problem", RESPONSIBILITIES: "task"}


@dataclass(frozen=True)
class _Place:
    """The lists of a branch and year, and who looks at them."""

    who: Account
    standing: Standing
    year: int
    branch: str
    file: str

    @property
    def name(self) -> str:
        """What people call the branch."""
        return self.standing.workspace.frame.organization.by_id[self.branch].name

    def text(self, seen: str) -> ListsText:
        """The lists as an editor saw them; those of a year that has none are empty."""
        return lists_apart(self.file, text_at(self.file, seen) or new_lists().encode())


def _place(who: Account, standing: Standing, year: int, branch: str) -> _Place:
    workspace = standing.workspace
    if branch not in _branches(who, standing) or not 1900 <= year <= 9999:
        raise NotFound
    shared = next(each.path for each in workspace.frame.config.record_roots if each.shared)
    return _Place(who, standing, year, branch, f"{shared}/{year:04}/{branch}/{FILE}")


def _branches(who: Account, standing: Standing) -> dict[str, str]:
    every = {each.id: each.name for each in standing.workspace.frame.organization.branches}
    return {each: name for each, name in every.items() if who.role is not Role.RECORDER or each in who.branches}


@blueprint.get("/")
@only(*WORKERS)
def index() -> Response:
    """The lists of a branch and year, every task with what can be done now."""
    who = account()
    with desk().standings.now() as standing:
        branches = _branches(who, standing)
        branch = request.args.get("branch", "")
        branch = branch if branch in branches else next(iter(branches), "")
        if not branch:
            return told("not_yours", 403, role=sentences().label("role", who.role))
        kept = standing.workspace.rectification
        years = sorted({year for year, unit in kept if unit == branch} | {standing.as_of.year}, reverse=True)
        year = request.args.get("year", type=int) or years[0]
        place = _place(who, standing, year, branch)
        lists = kept.get((year, branch))
        states = standings(lists, standing.as_of) if lists else {}
        frozen = bool(against(who, standing, place.file))
        return shown(
            "lists",
            place=place,
            branches=branches,
            years=years,
            lists=lists,
            states=states,
            problems=[each for each in standing.workspace.problems if each.file == place.file],
            may_add=may_write(who.role) and not frozen,
            task_moves=lambda row: [] if frozen else task_moves(row, states.get(row.text("id")), who.role),
            duty_moves=lambda row: [] if frozen else duty_moves(row, states.get(row.text("task")), who.role),
            columns=registry().documents[KIND].fields,
        )


@blueprint.route("/<int:year>/<branch>/add/<name>", methods=["GET", "POST"])
@only(Role.RECORDER, Role.OFFICE)
def add(year: int, branch: str, name: str) -> Response:
    """One more row: a problem; a task with who answers for it; a responsibility."""
    with desk().standings.now() as standing:
        place = _place(account(), standing, year, branch)
        if name not in registry().documents[KIND].fields:
            raise NotFound
        above = request.values.get("of", "")
        return _Change(place, name, above=above).answer()


@blueprint.route("/<int:year>/<branch>/change/<name>/<row>", methods=["GET", "POST"])
@only(Role.RECORDER, Role.OFFICE)
def change(year: int, branch: str, name: str, row: str) -> Response:
    """A row, corrected."""
    with desk().standings.now() as standing:
        return _Change(_place(account(), standing, year, branch), name, row).answer()


@blueprint.route("/<int:year>/<branch>/<move>/<row>", methods=["GET", "POST"])
@only(*WORKERS)
def make(year: int, branch: str, move: str, row: str) -> Response:
    """A move with a row, for who may make it."""
    who, asked = account(), MOVES.get(move)
    if asked is None:
        raise NotFound
    if who.role not in asked.roles:
        return told("not_yours", 403, role=sentences().label("role", who.role))
    with desk().standings.now() as standing:
        place = _place(who, standing, year, branch)
        if request.method == "GET" and not _can(place, asked, row):
            return told("not_now", 409)
        return _Change(place, asked.list, row, asked).answer()


def _can(place: _Place, move: Move, row: str) -> bool:
    """Whether the row stands so that the move can be made; of one that cannot be read more is said elsewhere."""
    lists = place.standing.workspace.rectification.get((place.year, place.branch))
    if lists is None:
        return True
    rows = lists.tasks if move.list == TASKS else lists.responsibilities
    found = next((each for each in rows if each.text("id") == row), None)
    if found is None:
        return True
    states = standings(lists, place.standing.as_of)
    if move.list == TASKS:
        return move in task_moves(found, states.get(row), place.who.role)
    return move in duty_moves(found, states.get(found.text("task")), place.who.role)


# ── A change of one row ─────────────────────────────────────────────────────────────────────────────────────────────


class _Change:
    """One row added, corrected or moved on: its form, and what becomes of it."""

    def __init__(self, place: _Place, name: str, row: str = "", move: Move | None = None, above: str = "") -> None:
        self.place, self.name, self.move, self.above = place, name, move, above
        self._leads = _LEADS.get(name, "")
        self.seen = request.form.get("seen", "") or seen_of(place.standing, place.file)
        self.text = place.text(self.seen)
        self.row = self.text.row(name, row) if row else None
        if (row and self.row is None) or (self._leads and self.row is None and not above):
            raise NotFound
        self.id = row or self.text.next_id(name)

    def answer(self) -> Response:
        """The page, or what came of what was sent."""
        place = self.place
        if problems := against(place.who, place.standing, place.file):
            return shown("kept_from", 403, record=place.file, problems=problems)
        if not self.text.whole:
            return told("lists_by_hand", 409, file=place.file)
        if request.method == "GET":
            return self._page(self._begun())
        posted = request.form.to_dict(flat=False)
        entered = {each.name: value_posted(each.field, each.name, posted) for each in self._boxes({})}
        text = self._changed(entered)
        trial = ListsTrial(place.standing.workspace, place.file, text)
        missing = [each for each in self._boxes(entered) if each.needed is Needed.YES and not each.filled]
        if missing or not trial.fit:
            return self._page(entered, 422, trial=trial, missing=missing)
        outcome = desk().submissions.submit(place.who, {place.file: text.encode()}, self.seen, self._message())
        if isinstance(outcome, Taken):
            return answered(outcome, place.file)
        if isinstance(outcome, Refused):
            return self._page(entered, 422, refused=outcome)
        lines = difference(text.encode(), outcome.theirs.get(place.file))
        self.seen = outcome.commit
        return self._page(entered, 409, line_by_line=lines, who=outcome.who)

    def _begun(self) -> dict[str, Plain]:
        day = self.place.standing.as_of
        if self.move is not None:
            lists = self.place.standing.workspace.rectification.get((self.place.year, self.place.branch))
            return begins_with(self.move, lists, self.id, day)
        if self.row is not None:
            return dict(self.row.values)
        begun: dict[str, Plain] = {"found_on": day.isoformat(), "listed_on": day.isoformat()}
        return begun | {"unit": self.place.name, "second.unit": self.place.name}

    def _boxes(self, values: Mapping[str, Plain]) -> list[Box]:
        """The fields that are asked for; a new task also asks who answers for it."""
        declared = registry().documents[KIND].fields
        if self.move is not None:
            asked = [(each.id, each, each.id in self.move.needed) for each in self.move.fields]
        else:
            own = [each for each in declared[self.name].fields.values() if each.id not in {*_OWN, self._leads}]
            asked = [(each.id, each, each.id in _NEEDED) for each in own]
            if self.name == TASKS and self.row is None:
                apart = {*_OWN, "task", "listed_on"}
                more = [each for each in declared[RESPONSIBILITIES].fields.values() if each.id not in apart]
                asked += [(f"second.{each.id}", each, each.id in _NEEDED) for each in more]
        offer = _Offer(self.place)
        return [
            box(each, name, values.get(name, empty(each)), offer, each.audience, Needed.YES if must else Needed.NO)
            for name, each, must in asked
            if self.row is None or self.move is not None or name in self.row.values or name not in self._unshown
        ]

    @property
    def _unshown(self) -> frozenset[str]:
        """Columns of the row that no form can show, and which stay."""
        declared = registry().documents[KIND].fields[self.name]
        there = (declared.by_name.get(each) for each in self.row.pairs) if self.row else ()
        values = self.row.values if self.row else {}
        return frozenset(each.id for each in there if each is not None and each.id not in values)

    def _changed(self, entered: Mapping[str, Plain]) -> str:
        year = self.place.year
        own = {name: each for name, each in entered.items() if not name.startswith("second.")}
        if self.row is not None:
            values = self.move.applied(self.row.values, own) if self.move else own
            return self.text.changed(self.row, values, year)
        head: dict[str, Plain] = {"id": self.id}
        if self._leads:
            head[self._leads] = self.above
        text = self.text.added(self.name, {**head, **own}, year)
        second = {name.removeprefix("second."): each for name, each in entered.items() if name.startswith("second.")}
        if second:
            again = lists_apart(self.place.file, text.encode())
            duty = {"id": again.next_id(RESPONSIBILITIES), "task": self.id, **second}
            text = again.added(RESPONSIBILITIES, duty, year)
        return text

    def _message(self) -> str:
        what = f"moved.{self.move.id}" if self.move else "changed" if self.row else "added"
        return sentences().text(f"forms.lists.message.{what}", branch=self.place.name, row=self.id)

    def _page(
        self,
        values: Mapping[str, Plain],
        status: int = 200,
        trial: ListsTrial | None = None,
        missing: Sequence[Box] = (),
        **more: Any,
    ) -> Response:
        boxes = self._boxes(values)
        faults: dict[str, list[Problem]] = {}
        top: list[tuple[Problem, str]] = []
        known = {name for each in boxes for name in each.names}
        into = self.move.into if self.move else ""
        for each in trial.placed(self.name, self.id) if trial else ():
            fits = (name if name in known else boxes[0].name for name in each.names if name in known or name == into)
            at = next(fits, "")
            if at:
                faults.setdefault(at, []).append(each.problem)
            top.append((each.problem, at))
        return shown(
            "list_row",
            status,
            change=self,
            place=self.place,
            boxes=boxes,
            faults=faults,
            errors=[each for each in top if each[0].severity is Severity.ERROR],
            missing=missing,
            Widget=Widget,
            back=url_for("rectification.index", branch=self.place.branch, year=self.place.year),
            **{"refused": None, "line_by_line": None, "who": "", **more},
        )


_NEEDED = frozenset(["problem", "goal", "measures", "due", "leader", "responsible"])
"""Columns without which a row says too little to work with."""


@dataclass(frozen=True)
class _Offer:
    place: _Place

    def options(self, declared: Field) -> Sequence[Option] | None:
        """Standards by their names; for evidence the records that there are."""
        workspace = self.place.standing.workspace
        if declared.id == "standard":
            pack = workspace.compiled(self.place.year).pack
            return [Option(each.id, f"{each.id} {each.name}") for each in pack.standards]
        if declared.id == "evidence" and declared.kind == "lines":
            frame, day = workspace.frame, self.place.standing.as_of
            found = UnitOffer(frame.organization, self.place.branch, day, workspace.records, (), workspace.catalogue)
            return found.options(registry().shared["related"])
        return None
