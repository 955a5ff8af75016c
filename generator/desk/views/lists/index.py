"""The lists of a branch and year, and what can be done with each row."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from generator.desk.forms.lists_text import KIND
from generator.desk.forms.moves import duty_moves, may_write, task_moves
from generator.desk.rights import against
from generator.desk.views.lists.place import WORKERS, blueprint, branches_of, place_of, row_of
from generator.desk.web import account, desk, only, sentences, shown, told
from generator.judge.lists.states import standings
from generator.types import registry


@blueprint.get("/")
@only(*WORKERS)
def index() -> Response:
    """The lists of a branch and year, every task with what can be done now."""
    who = account()
    with desk().standings.now() as standing:
        branches = branches_of(who, standing)
        branch = request.args.get("branch", "")
        branch = branch if branch in branches else next(iter(branches), "")
        if not branch:
            return told("not_yours", 403, role=sentences().label("role", who.role))
        kept = standing.workspace.rectification
        years = sorted({year for year, unit in kept if unit == branch} | {standing.as_of.year}, reverse=True)
        year = request.args.get("year", type=int) or years[0]
        place = place_of(who, standing, year, branch)
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
            row_of=row_of,
            columns=registry().documents[KIND].fields,
        )
